#include "core/formats/brat_config.h"

#include <algorithm>
#include <map>

#include "core/formats/brat_line.h"
#include "core/formats/text_input.h"

namespace touchstone::brat {

namespace {

constexpr std::string_view kSpaces = " \t";
/// What macros and <INHERIT> may make of one line.
constexpr std::size_t kLongestLine = 1 << 16;

std::string_view trimmed(std::string_view text)
{
    const std::size_t from = text.find_first_not_of(kSpaces);
    return from == std::string_view::npos ? std::string_view()
                                          : text.substr(from, text.find_last_not_of(kSpaces) - from + 1);
}

std::vector<std::string> split(std::string_view text, char by)
{
    std::vector<std::string> parts;
    for (;;) {
        const std::size_t at = text.find(by);
        if (const std::string_view part = trimmed(text.substr(0, at)); !part.empty()) {
            parts.emplace_back(part);
        }
        if (at == std::string_view::npos) {
            return parts;
        }
        text.remove_prefix(at + 1);
    }
}

class ConfigReader {
  public:
    Config read(std::string_view text);

  private:
    bool takeMacro(std::string_view line);
    std::string withMacros(std::string_view line) const;
    void readType(std::string_view line, std::size_t depth, Section section);
    void readAttribute(std::string_view line);

    Config m_config;
    std::map<std::string, std::string> m_macros;
    /// The types that the next line may stand under, with how far they are indented.
    std::vector<std::pair<std::size_t, std::size_t>> m_above;
};

/// "<NAME>=what is put in its place".
bool ConfigReader::takeMacro(std::string_view line)
{
    const std::size_t close = line.find('>'), equal = line.find('=');
    if (line.front() != '<' || close == std::string_view::npos || equal == std::string_view::npos || equal < close ||
        !trimmed(line.substr(close + 1, equal - close - 1)).empty()) {
        return false;
    }
    m_macros[std::string(line.substr(0, close + 1))] = withMacros(trimmed(line.substr(equal + 1)));
    return true;
}

std::string ConfigReader::withMacros(std::string_view line) const
{
    std::string whole;
    for (std::size_t at = 0; at < line.size();) {
        const std::size_t close = line[at] == '<' ? line.find('>', at) : std::string_view::npos;
        const auto macro = close == std::string_view::npos ? m_macros.end()
                                                           : m_macros.find(std::string(line.substr(at, close + 1 - at)));
        if (macro != m_macros.end() && whole.size() + macro->second.size() < kLongestLine) {
            whole += macro->second;
            at = close + 1;
        } else {
            whole += line[at++];
        }
    }
    return whole;
}

void ConfigReader::readType(std::string_view line, std::size_t depth, Section section)
{
    const std::size_t end = line.find_first_of(kSpaces);
    std::string_view name = line.substr(0, end);
    Config::Type type;
    type.section = section;
    type.setting = name == "<OVERLAP>" || name == "ENTITY-NESTING";
    if (!type.setting && name.starts_with('<')) {
        return;
    }
    if (const std::size_t bar = name.find('|'); bar != std::string_view::npos) {
        type.synonyms = name.substr(bar);
        name = name.substr(0, bar);
    }
    type.heading = name.starts_with('!');
    type.name = name.substr(type.heading ? 1 : 0);
    if (type.name.empty()) {
        return;
    }
    while (!m_above.empty() && m_above.back().first >= depth) {
        m_above.pop_back();
    }
    type.above = m_above.empty() ? Config::npos : m_above.back().second;
    type.arguments = end == std::string_view::npos ? std::string_view() : trimmed(line.substr(end));
    constexpr std::string_view inherit = "<INHERIT>";
    const std::string above = type.above == Config::npos ? std::string() : m_config.types[type.above].arguments;
    for (std::size_t at = type.arguments.find(inherit);
         at != std::string::npos && type.arguments.size() + above.size() < kLongestLine;
         at = type.arguments.find(inherit, at + above.size())) {
        type.arguments.replace(at, inherit.size(), above);
    }
    m_above.emplace_back(depth, m_config.types.size());
    m_config.types.push_back(std::move(type));
}

void ConfigReader::readAttribute(std::string_view line)
{
    const std::size_t end = line.find_first_of(kSpaces);
    Config::Attribute declared;
    const std::string_view name = line.substr(0, end);
    declared.definition.name = name.substr(0, name.find('|'));
    declared.definition.kind = AttributeKind::Boolean;
    for (const std::string& part : split(end == std::string_view::npos ? std::string_view() : line.substr(end), ',')) {
        const std::size_t colon = part.find(':');
        if (colon == std::string::npos) {
            continue;
        }
        const std::string_view key = trimmed(std::string_view(part).substr(0, colon));
        std::vector<std::string> list = partsOf(std::string_view(part).substr(colon + 1));
        if (key == "Arg") {
            declared.targets = std::move(list);
        } else if (key == "Value" && !list.empty()) {
            declared.definition.kind = AttributeKind::Choice;
            declared.definition.choices = std::move(list);
        }
    }
    if (!declared.definition.name.empty()) {
        m_config.attributes.push_back(std::move(declared));
    }
}

Config ConfigReader::read(std::string_view text)
{
    std::string section;
    while (!text.empty()) {
        const std::string_view whole = takeLine(text);
        const std::string_view plain = trimmed(whole);
        // Comments and lines that part menus say nothing.
        if (plain.empty() || plain.front() == '#' || plain.find_first_not_of('-') == std::string_view::npos) {
            continue;
        }
        if (plain.front() == '[') {
            section = plain.substr(1, plain.find(']') - 1);
            m_above.clear();
            continue;
        }
        if (takeMacro(plain)) {
            continue;
        }
        const std::string put = withMacros(plain);
        const std::string_view line = trimmed(put);
        const std::size_t depth = whole.find_first_not_of(kSpaces);
        if (line.empty()) {
            continue;
        }
        if (section == "entities" || section == "spans") {
            readType(line, depth, Section::Entities);
        } else if (section == "relations") {
            readType(line, depth, Section::Relations);
        } else if (section == "events") {
            readType(line, depth, Section::Events);
        } else if (section == "attributes") {
            readAttribute(line);
        }
    }
    return std::move(m_config);
}

std::string joined(const std::vector<std::string>& parts)
{
    std::string text;
    for (const std::string& part : parts) {
        text += (text.empty() ? "" : "|") + part;
    }
    return text;
}

} // namespace

AttributeDefinition noteDefinition()
{
    AttributeDefinition note;
    note.name = kNoteAttribute;
    note.kind = AttributeKind::Text;
    return note;
}

std::vector<std::string> partsOf(std::string_view list)
{
    std::vector<std::string> all;
    for (std::string& one : split(list, '|')) {
        if (all.size() < 64 ? std::find(all.begin(), all.end(), one) == all.end() : true) {
            all.push_back(std::move(one));
        }
    }
    return all;
}

std::vector<ConfigArgument> argumentsOf(const Config::Type& type)
{
    std::vector<ConfigArgument> arguments;
    for (const std::string& part : split(type.arguments, ',')) {
        if (const std::size_t colon = part.find(':'); colon != std::string::npos) {
            arguments.push_back({std::string(trimmed(std::string_view(part).substr(0, colon))),
                                 std::string(trimmed(std::string_view(part).substr(colon + 1)))});
        }
    }
    return arguments;
}

std::size_t Config::find(std::string_view name, Section section) const
{
    const auto found = std::find_if(types.begin(), types.end(), [&](const Type& type) {
        return !type.heading && !type.setting && type.section == section && type.name == name;
    });
    return found == types.end() ? npos : static_cast<std::size_t>(found - types.begin());
}

Config parseConfig(std::string_view text)
{
    return ConfigReader().read(text);
}

std::string configText(const Config& config)
{
    std::vector<std::vector<std::size_t>> under(config.types.size() + 1);
    for (std::size_t i = 0; i < config.types.size(); ++i) {
        const std::size_t above = config.types[i].above;
        under[above == Config::npos ? config.types.size() : above].push_back(i);
    }
    std::string text;
    for (const auto& [section, head] : {std::pair(Section::Entities, "[entities]\n\n"),
                                        std::pair(Section::Relations, "\n[relations]\n\n"),
                                        std::pair(Section::Events, "\n[events]\n\n")}) {
        text += head;
        std::vector<std::pair<std::size_t, std::size_t>> waiting; // With their depth, the next one last.
        const auto wait = [&](const std::vector<std::size_t>& some, std::size_t depth) {
            for (auto one = some.rbegin(); one != some.rend(); ++one) {
                waiting.emplace_back(*one, depth);
            }
        };
        wait(under.back(), 0);
        while (!waiting.empty()) {
            const auto [i, depth] = waiting.back();
            waiting.pop_back();
            const Config::Type& type = config.types[i];
            if (type.section != section) {
                continue;
            }
            text += std::string(depth, '\t') + (type.heading ? "!" : "") + type.name + type.synonyms +
                    (type.arguments.empty() ? "" : "\t") + type.arguments + '\n';
            wait(under[i], depth + 1);
        }
    }
    text += "\n[attributes]\n\n";
    for (const Config::Attribute& attribute : config.attributes) {
        text += attribute.definition.name;
        text += attribute.targets.empty() ? "" : "\tArg:" + joined(attribute.targets);
        text += attribute.definition.choices.empty() ? "" : (attribute.targets.empty() ? "\t" : ", ");
        text += attribute.definition.choices.empty() ? "" : "Value:" + joined(attribute.definition.choices);
        text += '\n';
    }
    return text;
}

} // namespace touchstone::brat
