#include "core/formats/brat_config.h"

#include <algorithm>

#include "core/formats/brat_line.h"
#include "core/formats/text_input.h"

namespace touchstone::brat {

namespace {

constexpr std::string_view kSpaces = " \t";

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
    std::vector<ReadCategory> read(std::string_view config);

  private:
    struct Type {
        ReadCategory category;
        std::set<std::string> kinds; ///< "<ENTITY>" and so on, its own name, and those that it is a kind of.
        bool heading = false;        ///< Nobody chooses it.
    };
    struct Declared {
        AttributeDefinition definition;
        std::vector<std::string> targets;
    };
    void readType(std::string_view line, std::size_t depth);
    void readAttribute(std::string_view line);
    std::vector<std::string> listOf(std::string_view text) const;

    std::string m_section;
    std::map<std::string, std::vector<std::string>> m_macros;
    std::vector<Type> m_types;
    std::vector<std::string> m_above; ///< The types that the next line may be a kind of, by depth.
    std::vector<Declared> m_declared;
};

/// "A|B", with macros put in.
std::vector<std::string> ConfigReader::listOf(std::string_view text) const
{
    std::vector<std::string> all;
    for (const std::string& part : split(text, '|')) {
        const auto macro = m_macros.find(part);
        const std::vector<std::string> parts = macro == m_macros.end() ? std::vector{part} : macro->second;
        for (const std::string& one : parts) {
            if (std::find(all.begin(), all.end(), one) == all.end()) {
                all.push_back(one);
            }
        }
    }
    return all;
}

void ConfigReader::readType(std::string_view line, std::size_t depth)
{
    std::string name(line.substr(0, line.find_first_of(kSpaces)));
    const bool heading = name.starts_with('!');
    name.erase(0, heading ? 1 : 0);
    if (name.empty()) {
        return;
    }
    m_above.resize(std::min(depth, m_above.size()));
    auto known = std::find_if(m_types.begin(), m_types.end(),
                              [&](const Type& type) { return type.category.name == name; });
    if (known == m_types.end()) {
        known = m_types.emplace(m_types.end());
        known->category.name = name;
        known->heading = heading;
    }
    known->kinds.insert(name);
    known->kinds.insert(m_above.begin(), m_above.end());
    m_above.push_back(name);
    auto& shapes = known->category.shapes;
    const auto may = [&](ShapeKind shape) {
        if (std::find(shapes.begin(), shapes.end(), shape) == shapes.end()) {
            shapes.push_back(shape);
        }
    };
    if (m_section == "relations") {
        known->kinds.insert("<RELATION>");
        may(ShapeKind::Relation);
        return;
    }
    // An event is a relation with roles, and its trigger a span with the same label.
    known->kinds.insert(m_section == "events" ? "<EVENT>" : "<ENTITY>");
    may(ShapeKind::Span);
    if (m_section == "events") {
        may(ShapeKind::Relation);
    }
}

void ConfigReader::readAttribute(std::string_view line)
{
    const std::size_t end = line.find_first_of(kSpaces);
    Declared declared;
    declared.definition.name = line.substr(0, end);
    declared.definition.kind = AttributeKind::Boolean;
    for (const std::string& part : split(end == std::string_view::npos ? std::string_view() : line.substr(end), ',')) {
        const std::size_t colon = part.find(':');
        if (colon == std::string::npos) {
            continue;
        }
        const std::string_view key = trimmed(std::string_view(part).substr(0, colon));
        std::vector<std::string> list = listOf(std::string_view(part).substr(colon + 1));
        if (key == "Arg") {
            declared.targets = std::move(list);
        } else if (key == "Value" && !list.empty()) {
            declared.definition.kind = AttributeKind::Choice;
            declared.definition.choices = std::move(list);
        }
    }
    m_declared.push_back(std::move(declared));
}

std::vector<ReadCategory> ConfigReader::read(std::string_view config)
{
    while (!config.empty()) {
        const std::string_view whole = takeLine(config);
        const std::string_view line = trimmed(whole);
        // Comments and lines that part menus say nothing.
        if (line.empty() || line.front() == '#' || line.front() == '-') {
            continue;
        }
        if (line.front() == '[') {
            m_section = line.substr(1, line.find(']') - 1);
            m_above.clear();
            continue;
        }
        if (line.front() == '<') {
            // A macro, or what brat uses itself.
            const std::size_t close = line.find('>'), equal = line.find('=');
            if (close != std::string_view::npos && equal != std::string_view::npos && equal > close &&
                trimmed(line.substr(close + 1, equal - close - 1)).empty()) {
                m_macros[std::string(line.substr(0, close + 1))] = listOf(line.substr(equal + 1));
            }
            continue;
        }
        const bool types = m_section == "entities" || m_section == "spans" || m_section == "relations" ||
                           m_section == "events";
        if (types) {
            readType(line, whole.find_first_not_of('\t'));
        } else if (m_section == "attributes") {
            readAttribute(line);
        }
    }
    std::vector<ReadCategory> categories;
    for (Type& type : m_types) {
        if (type.heading) {
            continue;
        }
        std::set<std::string> names{std::string(kNoteAttribute)};
        for (const Declared& declared : m_declared) {
            const bool isMeant = std::any_of(declared.targets.begin(), declared.targets.end(), [&](const std::string& one) {
                return one == "<ANY>" || type.kinds.contains(one);
            });
            if (isMeant && names.insert(declared.definition.name).second) {
                type.category.attributes.push_back(declared.definition);
            }
        }
        type.category.attributes.push_back(noteDefinition());
        categories.push_back(std::move(type.category));
    }
    return categories;
}

} // namespace

AttributeDefinition noteDefinition()
{
    AttributeDefinition note;
    note.name = kNoteAttribute;
    note.kind = AttributeKind::Text;
    return note;
}

std::vector<ReadCategory> typesOf(std::string_view config)
{
    return ConfigReader().read(config);
}

std::string configText(const Types& types)
{
    std::string text = "[entities]\n\n";
    for (const std::string& type : types.entities) {
        text += type + '\n';
    }
    text += "\n[relations]\n\n<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>\n";
    for (const std::string& type : types.relations) {
        text += type + "\tArg1:<ANY>, Arg2:<ANY>\n";
    }
    text += "\n[events]\n\n";
    for (const auto& [type, roles] : types.events) {
        text += type;
        const char* between = "\t";
        for (const std::string& role : roles) {
            text += between + role + "*:<ANY>";
            between = ", ";
        }
        text += '\n';
    }
    text += "\n[attributes]\n\n";
    for (const auto& [name, values] : types.attributes) {
        text += name + "\tArg:<ANY>";
        const char* between = ", Value:";
        for (const std::string& value : values) {
            text += between + value;
            between = "|";
        }
        text += '\n';
    }
    return text;
}

} // namespace touchstone::brat
