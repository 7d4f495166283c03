#include "core/formats/labelstudio_task.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <nlohmann/json.hpp>

#include "core/formats/text_builder.h"
#include "touchstone/text/text_offsets.h"

namespace touchstone::labelstudio {

namespace {

using Json = nlohmann::ordered_json;

std::string stringOf(const Json& object, const char* name)
{
    const auto found = object.is_object() ? object.find(name) : object.end();
    if (!object.is_object() || found == object.end()) {
        return {};
    }
    return found->is_string() ? found->get<std::string>() : found->is_number_integer() ? found->dump() : "";
}

bool isTrue(const Json& object, const char* name)
{
    const auto found = object.find(name);
    return found != object.end() && found->is_boolean() && found->get<bool>();
}

std::vector<std::string> stringsOf(const Json& value)
{
    std::vector<std::string> all;
    if (value.is_string()) {
        all.push_back(value.get<std::string>());
    } else if (value.is_array()) {
        for (const Json& one : value) {
            if (one.is_string()) {
                all.push_back(one.get<std::string>());
            }
        }
    }
    return all;
}

std::optional<std::int64_t> offsetOf(const Json& value, const char* name)
{
    const auto found = value.find(name);
    if (found == value.end() || !found->is_number()) {
        return std::nullopt;
    }
    if (found->is_number_integer()) {
        return found->get<std::int64_t>();
    }
    // Some programs write 2.0 for 2.
    const double number = found->get<double>();
    constexpr double most = 1e15;
    const bool isWhole = number >= 0 && number < most && number == std::floor(number);
    return isWhole ? std::optional(static_cast<std::int64_t>(number)) : std::nullopt;
}

class TaskReader {
  public:
    TaskReader(Task& task) : m_task(task), m_offsets(task.text) {}
    void read(const Json& results);

  private:
    enum class Reading { CodePoints, Utf16 };
    std::optional<TextRange> rangeBy(Reading reading, std::int64_t begin, std::int64_t end) const;
    void chooseReading(const Json& results);
    std::optional<TextRange> rangeOf(const Json& value, std::size_t number);
    void readOne(const Json& result, std::size_t number);
    void readSpan(const Json& result, const Json& value, const std::string& type, std::size_t number);
    void readOther(const Json& result, const Json& value, const std::string& type, std::size_t number);
    void readRelation(const Json& result, std::size_t number);
    void problem(ReportLine::Kind kind, std::size_t number, const std::string& message)
    {
        m_task.problems.push_back({kind, "result[" + std::to_string(number) + "]: " + message});
    }

    Task& m_task;
    TextOffsets m_offsets;
    Reading m_reading = Reading::CodePoints;
    std::map<std::string, std::vector<std::size_t>> m_byId;
};

std::optional<TextRange> TaskReader::rangeBy(Reading reading, std::int64_t begin, std::int64_t end) const
{
    if (begin < 0 || end < begin) {
        return std::nullopt;
    }
    if (reading == Reading::CodePoints) {
        return end <= m_offsets.length() ? std::optional(TextRange{begin, end}) : std::nullopt;
    }
    const auto from = m_offsets.fromUtf16(begin);
    const auto to = m_offsets.fromUtf16(end);
    return from && to ? std::optional(TextRange{*from, *to}) : std::nullopt;
}

/// The reading that fits more of the surfaces of the task.
void TaskReader::chooseReading(const Json& results)
{
    std::int64_t codePoints = 0, utf16 = 0;
    for (const Json& result : results) {
        const Json* value = result.is_object() && result.contains("value") ? &result["value"] : nullptr;
        if (!value || !value->is_object()) {
            continue;
        }
        const auto begin = offsetOf(*value, "start"), end = offsetOf(*value, "end");
        const std::string surface = stringOf(*value, "text");
        if (!begin || !end || surface.empty()) {
            continue;
        }
        const auto fits = [&](Reading reading) {
            const auto range = rangeBy(reading, *begin, *end);
            return range && m_offsets.slice(*range) == surface ? 1 : 0;
        };
        codePoints += fits(Reading::CodePoints);
        utf16 += fits(Reading::Utf16);
    }
    m_reading = utf16 > codePoints ? Reading::Utf16 : Reading::CodePoints;
}

std::optional<TextRange> TaskReader::rangeOf(const Json& value, std::size_t number)
{
    const auto begin = offsetOf(value, "start"), end = offsetOf(value, "end");
    if (!begin || !end) {
        problem(ReportLine::Kind::Skipped, number,
                "It has no whole numbers as start and end. It was left out.");
        return std::nullopt;
    }
    const Reading other = m_reading == Reading::Utf16 ? Reading::CodePoints : Reading::Utf16;
    const std::string surface = stringOf(value, "text");
    const auto first = rangeBy(m_reading, *begin, *end), second = rangeBy(other, *begin, *end);
    if (surface.empty() && first) {
        return first;
    }
    for (const auto& range : {first, second}) {
        if (range && m_offsets.slice(*range) == surface) {
            return range;
        }
    }
    const std::size_t at = surface.empty() ? std::string::npos : m_task.text.find(surface);
    if (at == std::string::npos || m_task.text.find(surface, at + 1) != std::string::npos) {
        problem(ReportLine::Kind::Skipped, number,
                "Neither characters nor UTF-16 units from " + std::to_string(*begin) + " to " +
                    std::to_string(*end) + " are \"" + surface +
                    "\", and the text does not say so just once. It was left out.");
        return std::nullopt;
    }
    const std::int64_t from = *m_offsets.fromByte(static_cast<std::int64_t>(at));
    problem(ReportLine::Kind::Repaired, number,
            "Its offsets do not give \"" + surface + "\". The only place where the text says so was taken.");
    return TextRange{from, from + codePointsIn(surface)};
}

void TaskReader::readSpan(const Json& result, const Json& value, const std::string& type, std::size_t number)
{
    const auto range = rangeOf(value, number);
    if (!range) {
        return;
    }
    std::vector<std::string> labels =
        value.contains(type) ? stringsOf(value[type]) : std::vector<std::string>();
    labels.resize(std::max<std::size_t>(1, labels.size()));
    for (std::string& label : labels) {
        Said said;
        said.result = number;
        said.id = stringOf(result, "id");
        said.type = type;
        said.range = *range;
        said.label = std::move(label);
        if (const auto score = result.find("score"); score != result.end() && score->is_number()) {
            said.score = score->get<double>();
        }
        if (!said.id.empty()) {
            m_byId[said.id].push_back(m_task.said.size());
        }
        m_task.said.push_back(std::move(said));
    }
}

/// Choices and the like: of the region with the same id, else of the whole text.
void TaskReader::readOther(const Json& result, const Json& value, const std::string& type, std::size_t number)
{
    const std::string id = stringOf(result, "id");
    const std::string name = stringOf(result, "from_name").empty() ? type : stringOf(result, "from_name");
    std::vector<std::string> words;
    AttributeValue all;
    if (type == "rating" && value.contains("rating") && value["rating"].is_number_integer()) {
        all = value["rating"].get<std::int64_t>();
    } else if (type == "taxonomy" && value.contains(type) && value[type].is_array()) {
        for (const Json& path : value[type]) {
            std::string whole;
            for (const std::string& part : stringsOf(path)) {
                whole += (whole.empty() ? "" : "/") + part;
            }
            words.push_back(whole);
        }
    } else {
        const char* key = type == "textarea" ? "text" : type.c_str();
        words = value.contains(key) ? stringsOf(value[key]) : words;
    }
    if (!words.empty()) {
        all = words;
    }
    if (std::holds_alternative<std::monostate>(all)) {
        problem(ReportLine::Kind::Skipped, number, "The \"" + type + "\" says nothing that can be read.");
        return;
    }
    if (const auto regions = m_byId.find(id); !id.empty() && regions != m_byId.end()) {
        for (const std::size_t region : regions->second) {
            Attributes& attributes = m_task.said[region].attributes;
            attributes = withValue(std::move(attributes), name, all);
        }
        return;
    }
    const bool named = type == "rating" || type == "textarea";
    for (const std::string& word : named ? std::vector<std::string>{name} : words) {
        if (word.empty()) {
            continue;
        }
        Said said;
        said.kind = Said::Kind::Tag;
        said.result = number;
        said.type = type;
        said.label = word;
        if (named) {
            said.attributes.push_back({type == "rating" ? "rating" : "text", all});
        }
        m_task.said.push_back(std::move(said));
    }
}

void TaskReader::readRelation(const Json& result, std::size_t number)
{
    const auto from = m_byId.find(stringOf(result, "from_id")), to = m_byId.find(stringOf(result, "to_id"));
    if (from == m_byId.end() || to == m_byId.end() || from == to) {
        problem(ReportLine::Kind::Skipped, number,
                "The relation is not from one region of the task to another. It was left out.");
        return;
    }
    const std::string direction = stringOf(result, "direction");
    std::vector<std::string> labels =
        result.contains("labels") ? stringsOf(result["labels"]) : std::vector<std::string>();
    labels.resize(std::max<std::size_t>(1, labels.size()));
    for (const std::string& label : labels) {
        Said said;
        said.kind = Said::Kind::Relation;
        said.result = number;
        said.type = "relation";
        said.label = label.empty() ? "relation" : label;
        said.directed = direction != "bi";
        said.members = {from->second.front(), to->second.front()};
        if (direction == "left") {
            std::swap(said.members.front(), said.members.back());
        }
        m_task.said.push_back(std::move(said));
    }
}

void TaskReader::readOne(const Json& result, std::size_t number)
{
    const std::string type = stringOf(result, "type");
    const Json none = Json::object();
    const Json& value = result.is_object() && result.contains("value") && result["value"].is_object()
                            ? result["value"]
                            : none;
    if (type == "labels") {
        readSpan(result, value, type, number);
    } else if (type == "choices" || type == "taxonomy" || type == "rating" || type == "textarea") {
        readOther(result, value, type, number);
    } else if (type != "relation") {
        problem(ReportLine::Kind::Skipped, number,
                "Results of the type \"" + type + "\" say nothing of a plain text. It was left out.");
    }
}

void TaskReader::read(const Json& results)
{
    chooseReading(results);
    // Regions first: what is said of them may stand before them.
    for (const bool regions : {true, false}) {
        for (std::size_t i = 0; i < results.size(); ++i) {
            if ((stringOf(results[i], "type") == "labels") == regions) {
                readOne(results[i], i);
            }
        }
    }
    for (std::size_t i = 0; i < results.size(); ++i) {
        if (stringOf(results[i], "type") == "relation") {
            readRelation(results[i], i);
        }
    }
}

/// "https://…", "/data/upload/…", "s3://…", "data:image/…".
bool isAddress(const std::string& text)
{
    if (text.find_first_of(" \t\r\n") != std::string::npos) {
        return false;
    }
    const std::size_t scheme = text.find("://");
    return (scheme != std::string::npos && scheme <= 6) || text.starts_with("/data/") || text.starts_with("data:");
}

/// The first type of a result that only pictures, films and sounds have.
std::string pictureType(const Json& task)
{
    for (const char* list : {"annotations", "completions"}) {
        const auto all = task.find(list);
        for (std::size_t i = 0; all != task.end() && all->is_array() && i < all->size(); ++i) {
            const Json& one = (*all)[i];
            const auto results = one.is_object() ? one.find("result") : one.end();
            if (!one.is_object() || results == one.end() || !results->is_array()) {
                continue;
            }
            for (const Json& result : *results) {
                if (result.is_object() && (result.contains("original_width") || result.contains("original_length"))) {
                    return stringOf(result, "type");
                }
            }
        }
    }
    return {};
}

bool hasResults(const Json& one)
{
    return one.is_object() && one.contains("result") && one["result"].is_array();
}

/// Which of the list is taken: the first that nobody cancelled. The others are named.
const Json* choose(const Json& list, Task& task)
{
    const Json* chosen = nullptr;
    for (std::size_t i = 0; i < list.size(); ++i) {
        const std::string name = task.list + '[' + std::to_string(i) + "]: ";
        if (!hasResults(list[i])) {
            task.problems.push_back({ReportLine::Kind::Skipped, name + "It has no list of results."});
        } else if (isTrue(list[i], "was_cancelled")) {
            task.problems.push_back(
                {ReportLine::Kind::Skipped, name + "It was cancelled, so it was left out."});
        } else if (chosen) {
            task.problems.push_back(
                {ReportLine::Kind::Skipped,
                 name + "Another one is before it, and a text has one layer here. It was left "
                        "out; they are not merged."});
        } else {
            chosen = &list[i];
            task.taken = i;
        }
    }
    return chosen;
}

} // namespace

Result<Task> readTask(const Json& json, bool predictions)
{
    Task task;
    const Json* data = json.is_object() && json.contains("data") ? &json["data"] : nullptr;
    if (!data || !data->is_object()) {
        return Error{ErrorCode::InvalidInput, "It has no \"data\". The JSON-MIN of Label Studio has none: export JSON there.", ""};
    }
    bool addresses = false, lists = false;
    for (const auto& [name, value] : data->items()) {
        const bool isFile = name == "image" || name == "audio" || name == "video" || name == "pdf";
        const bool isText =
            value.is_string() && !isFile && (name == "text" || !isAddress(value.get_ref<const std::string&>()));
        addresses = addresses || (value.is_string() && !isText);
        lists = lists || value.is_array();
        if (isText && (task.textKey.empty() || name == "text")) {
            task.textKey = name;
        }
    }
    if (const std::string picture = pictureType(json); !picture.empty()) {
        return Error{ErrorCode::InvalidInput,
                     "Its results (\"" + picture + "\") are of a picture, a film or a sound. Tasks of texts alone are read.",
                     ""};
    }
    if (task.textKey.empty()) {
        return Error{ErrorCode::InvalidInput,
                     addresses ? "Its \"data\" has addresses of files and no text. What stands there is not fetched: put the "
                                 "text itself into the task."
                     : lists   ? "Its \"data\" has lists and no text. Dialogues (paragraphs), rankings and chats are not "
                                 "read."
                               : "Its \"data\" has no text.",
                     ""};
    }
    task.text = (*data)[task.textKey].get<std::string>();
    Json others = *data;
    others.erase(task.textKey);
    task.metadata = others.empty() ? "" : others.dump();
    const char* wanted = json.contains("annotations") ? "annotations" : "completions";
    task.list = predictions ? "predictions" : wanted;
    const bool listed = json.contains(task.list) && json[task.list].is_array();
    const Json* chosen = listed ? choose(json[task.list], task) : nullptr;
    if (!predictions && json.contains("predictions") && json["predictions"].is_array() &&
        !json["predictions"].empty()) {
        task.problems.push_back(
            {ReportLine::Kind::Note,
             "Predictions of models were not taken; import the file as a prediction for them."});
    }
    if (!chosen) {
        task.list.clear();
        return task;
    }
    TaskReader(task).read((*chosen)["result"]);
    if (const auto score = chosen->find("score");
        predictions && score != chosen->end() && score->is_number()) {
        for (Said& said : task.said) {
            said.score = said.score ? said.score : score->get<double>();
        }
    }
    return task;
}

std::string saying(const std::string& label, const TextRange* range, const Attributes& attributes)
{
    std::string text = label;
    if (range) {
        text += '\n' + std::to_string(range->begin) + '-' + std::to_string(range->end);
    }
    for (const Attribute& attribute : attributes) {
        text += '\n' + attribute.name + '=' + displayText(attribute.value);
    }
    return text;
}

} // namespace touchstone::labelstudio
