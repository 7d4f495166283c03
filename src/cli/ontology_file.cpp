#include "cli/ontology_file.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <set>
#include <string>

#include <nlohmann/json.hpp>

#include "touchstone/base/file.h"
#include "touchstone/base/text.h"

namespace touchstone::cli {
namespace {

using Json = nlohmann::json;

constexpr std::int64_t largestFile = 16 << 20;

Error problem(std::string place, std::string message)
{
    return Error{ErrorCode::InvalidInput, std::move(message), std::move(place)};
}

std::optional<Rgb> parseColor(const std::string& text)
{
    Rgb color = 0;
    if (text.size() != 7 || text.front() != '#') {
        return std::nullopt;
    }
    const auto [end, failure] = std::from_chars(text.data() + 1, text.data() + 7, color, 16);
    return failure == std::errc() && end == text.data() + 7 ? std::optional<Rgb>(color) : std::nullopt;
}

/// Takes the entries one by one and refuses what contradicts those before.
class LabelList {
  public:
    explicit LabelList(std::string file) : m_file(std::move(file)) {}

    Result<void> add(const Json& entry)
    {
        const std::string place = m_file + ": [" + std::to_string(m_labels.size()) + "]";
        Label label;
        label.id = LabelId::create();
        label.order = static_cast<std::int32_t>(m_labels.size());
        label.color = paletteColor(m_labels.size());
        if (entry.is_string()) {
            label.name = entry.get<std::string>();
        } else if (!entry.is_object()) {
            return problem(place, "A label is a name or an object with \"name\".");
        } else if (Result<void> read = readObject(entry, place, label); !read) {
            return read;
        }
        if (Result<void> checked = checkName(label.name, place); !checked) {
            return checked;
        }
        m_labels.push_back(std::move(label));
        return {};
    }

    std::vector<Label> finish()
    {
        static const std::string keys = "1234567890";
        auto next = keys.begin();
        for (Label& label : m_labels) {
            next = std::find_if(next, keys.end(),
                                [this](char key) { return m_keys.count(std::string(1, key)) == 0; });
            if (label.key.empty() && next != keys.end()) {
                label.key = *next++;
            }
        }
        return std::move(m_labels);
    }

  private:
    Result<void> readObject(const Json& entry, const std::string& place, Label& label)
    {
        for (const auto& [field, value] : entry.items()) {
            if (field != "name" && field != "color" && field != "key" && field != "line") {
                return problem(place,
                               "\"" + field +
                                   "\" is not known here; a label has \"name\", \"color\", \"key\" and \"line\".");
            }
            if (!value.is_string()) {
                return problem(place + "." + field, "This must be a text in quotes.");
            }
        }
        if (!entry.contains("name")) {
            return problem(place, "The label has no \"name\".");
        }
        label.name = entry["name"].get<std::string>();
        if (entry.contains("color")) {
            const std::optional<Rgb> color = parseColor(entry["color"].get<std::string>());
            if (!color) {
                return problem(place + ".color",
                               "A colour is written as \"#rrggbb\", for example \"#0072b2\".");
            }
            label.color = *color;
        }
        if (entry.contains("line")) {
            const std::optional<LinePattern> line = linePatternFromName(entry["line"].get<std::string>());
            if (!line) {
                return problem(place + ".line", "A line is \"automatic\", \"solid\", \"dash\", \"dot\", \"dash-dot\" "
                                                "or \"dash-dot-dot\".");
            }
            label.line = *line;
        }
        return entry.contains("key") ? readKey(entry["key"].get<std::string>(), place, label)
                                     : Result<void>();
    }

    Result<void> readKey(const std::string& key, const std::string& place, Label& label)
    {
        if (key.size() != 1 || key[0] < '0' || key[0] > '9') {
            return problem(place + ".key", "A key is one digit: \"1\" to \"9\", or \"0\".");
        }
        if (!m_keys.insert(key).second) {
            return problem(place + ".key", "Another label has the key " + key + " already.");
        }
        label.key = key;
        return {};
    }

    Result<void> checkName(const std::string& name, const std::string& place)
    {
        if (name.empty()) {
            return problem(place, "The name is empty.");
        }
        if (std::any_of(name.begin(), name.end(), [](unsigned char c) { return c < 0x20 || c == 0x7F; })) {
            return problem(place, "The name has a line break or another control character; take it out.");
        }
        if (!m_names.insert(name).second) {
            return problem(place, "The name \"" + name + "\" stands in the list twice.");
        }
        return {};
    }

    std::string m_file;
    std::vector<Label> m_labels;
    std::set<std::string> m_names;
    std::set<std::string> m_keys;
};

} // namespace

Result<std::vector<Label>> readOntologyFile(const std::filesystem::path& path)
{
    std::string text;
    if (Result<void> read = readFile(path, largestFile, text); !read) {
        return read.error();
    }
    const std::string file = pathToUtf8(path);
    Json document;
    try {
        document = Json::parse(text);
    } catch (const Json::exception& failure) {
        const std::string reason = displayUtf8(failure.what());
        return problem(file, "This is not JSON: " + reason.substr(reason.find("] ") + 2) + ".");
    }
    if (!document.is_array()) {
        return problem(file, "The file must hold a list of labels: [\"car\", \"bus\"].");
    }
    LabelList labels(file);
    for (const Json& entry : document) {
        if (Result<void> added = labels.add(entry); !added) {
            return added.error();
        }
    }
    return labels.finish();
}

} // namespace touchstone::cli
