#include "core/formats/doccano_line.h"

#include <algorithm>
#include <set>

#include "core/formats/json_text.h"
#include "touchstone/base/text.h"

namespace touchstone::doccano {

namespace {

ExternalId idOf(std::string_view json)
{
    std::int64_t number = 0;
    std::string text;
    if (integerOf(json, number)) {
        return number;
    }
    return stringOf(json, text) ? ExternalId(text) : ExternalId();
}

/// Labels of old files are numbers.
bool labelOf(std::string_view json, std::string& label)
{
    std::int64_t number = 0;
    if (stringOf(json, label)) {
        return !label.empty();
    }
    label = integerOf(json, number) ? std::to_string(number) : std::string();
    return !label.empty();
}

void readList(std::string_view raw, Thing& thing)
{
    const auto parts = elementsOf(raw);
    if (parts.size() != 3 || !integerOf(parts[0], thing.begin) || !integerOf(parts[1], thing.end) ||
        !labelOf(parts[2], thing.label)) {
        thing.problem = "It is no list of begin, end and label.";
    }
}

void readObject(std::string_view raw, Thing& thing)
{
    const std::string copy(raw);
    std::vector<JsonPlace> members;
    bool begins = false, ends = false, named = false;
    if (!membersOf(copy, members, thing.problem)) {
        return;
    }
    for (const JsonPlace& member : members) {
        const std::string_view value = std::string_view(copy).substr(member.value, member.to - member.value);
        if (member.name == "id") {
            thing.id = idOf(value);
        } else if (member.name == "label" || member.name == "type") {
            named = labelOf(value, thing.label);
        } else if (member.name == "start_offset") {
            begins = integerOf(value, thing.begin);
        } else if (member.name == "end_offset") {
            ends = integerOf(value, thing.end);
        } else if (member.name == "from_id") {
            thing.from = idOf(value);
            begins = !std::holds_alternative<std::monostate>(thing.from);
        } else if (member.name == "to_id") {
            thing.to = idOf(value);
            ends = !std::holds_alternative<std::monostate>(thing.to);
        }
    }
    if (!begins || !ends || !named) {
        thing.problem = thing.kind == Thing::Kind::Relation ? "It lacks from_id, to_id or type."
                                                            : "It lacks start_offset, end_offset or label.";
    }
}

bool isSpanList(std::string_view name)
{
    return name == "label" || name == "labels" || name == "entities" || name == "annotations";
}

} // namespace

bool areAnswers(const std::vector<std::string>& strings)
{
    if (strings.empty()) {
        return false;
    }
    const std::set<std::string_view> different(strings.begin(), strings.end());
    const auto isLong = [](const std::string& text) {
        return text.size() > 200 || std::count(text.begin(), text.end(), ' ') > 4;
    };
    const auto longs = static_cast<std::size_t>(std::count_if(strings.begin(), strings.end(), isLong));
    return longs * 2 > strings.size() || (different.size() > 50 && different.size() * 2 > strings.size());
}

void parseLine(std::string_view line, bool answers, Line& result)
{
    result = {};
    if (!membersOf(line, result.members, result.problem)) {
        return;
    }
    const auto valueAt = [&](std::size_t i) {
        return line.substr(result.members[i].value, result.members[i].to - result.members[i].value);
    };
    std::size_t text = Line::none;
    for (const std::string_view name : {"text", "data", "column_data"}) {
        for (std::size_t i = 0; i < result.members.size() && text == Line::none; ++i) {
            text = result.members[i].name == name && stringOf(valueAt(i), result.text) ? i : text;
        }
    }
    if (text == Line::none) {
        result.problem = "It has no member \"text\".";
        return;
    }
    for (std::size_t i = 0; i < result.members.size(); ++i) {
        const std::string& name = result.members[i].name;
        const std::string_view value = valueAt(i);
        bool known = i == text;
        if (name == "id") {
            result.id = idOf(value);
            known = !std::holds_alternative<std::monostate>(result.id);
        } else if (value.front() == '[' && (isSpanList(name) || name == "relations" || name == "cats")) {
            const auto elements = elementsOf(value);
            const char first = elements.empty() ? ']' : elements.front().front();
            const bool ofStrings = first == '"' && name != "relations" && !(answers && name == "label");
            if (name == "relations" && result.relations == Line::none && (first == '{' || first == ']')) {
                result.relations = i;
            } else if (name == "cats" && result.classes == Line::none && (first == '"' || first == ']')) {
                result.classes = i;
            } else if (isSpanList(name) && result.spans == Line::none && first != '"' &&
                       (first == '[' || first == '{' || first == ']')) {
                result.spans = i;
                result.style = first == '['   ? SpanStyle::Lists
                               : first == '{' ? SpanStyle::Objects
                                              : SpanStyle::None;
            } else if (isSpanList(name) && ofStrings && result.classes == Line::none) {
                result.classes = i;
            }
            known = result.relations == i || result.classes == i || result.spans == i;
            if (first == '"' && isSpanList(name)) {
                for (const std::string_view element : elements) {
                    if (!stringOf(element, result.strings.emplace_back())) {
                        result.strings.pop_back();
                    }
                }
            }
        } else if ((name == "label" || name == "labels") && value.front() == '"' && !answers &&
                   result.classes == Line::none) {
            result.classes = i;
            known = true;
            std::string one;
            if (stringOf(value, one)) {
                result.strings.push_back(one);
            }
        }
        if (!known) {
            appendMember(result.metadata, name, compactJson(value));
        }
    }
    closeObject(result.metadata);
    const auto take = [&](std::size_t member, Thing::Kind kind) {
        if (member == Line::none) {
            return;
        }
        const std::string_view value = valueAt(member);
        const auto elements = value.front() == '"' ? std::vector<std::string_view>{value} : elementsOf(value);
        for (const std::string_view element : elements) {
            Thing& thing = result.things.emplace_back();
            thing.kind = kind;
            thing.raw = element;
            if (kind == Thing::Kind::Class) {
                thing.problem = labelOf(element, thing.label) ? "" : "It is no name of a class.";
            } else if (element.front() == '{') {
                readObject(element, thing);
            } else if (kind == Thing::Kind::Span) {
                readList(element, thing);
            } else {
                thing.problem = "It is no relation.";
            }
        }
    };
    take(result.spans, Thing::Kind::Span);
    take(result.relations, Thing::Kind::Relation);
    take(result.classes, Thing::Kind::Class);
}

} // namespace touchstone::doccano
