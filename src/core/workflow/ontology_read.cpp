// Reads an ontology from JSON (docs/ontology_file.md).

#include <algorithm>
#include <charconv>
#include <initializer_list>
#include <set>

#include <nlohmann/json.hpp>

#include "core/workflow/label_rules.h"
#include "touchstone/base/text.h"
#include "touchstone/model/label_values.h"
#include "touchstone/workflow/ontology_file.h"

namespace touchstone {
namespace {

using Json = nlohmann::ordered_json;
using Problems = std::vector<OntologyProblem>;

std::string at(const std::string& place, std::size_t index)
{
    return place + '[' + std::to_string(index) + ']';
}

std::string in(const std::string& place, const std::string& member)
{
    return place.empty() ? member : place + '.' + member;
}

std::string listed(std::initializer_list<const char*> names)
{
    std::string text;
    for (const char* name : names)
        text += (text.empty() ? "\"" : ", \"") + std::string(name) + '"';
    return text;
}

/// Finds members that come twice, of which a parser keeps one.
class Twice {
  public:
    explicit Twice(Problems& problems) : m_problems(problems) {}

    bool operator()(Json::parse_event_t event, const Json& parsed)
    {
        using Event = Json::parse_event_t;
        if (event == Event::object_start || event == Event::array_start) {
            step();
            m_levels.push_back({event == Event::array_start, {}, {}, 0});
        } else if (event == Event::object_end || event == Event::array_end) {
            m_levels.pop_back();
        } else if (event == Event::key && !m_levels.empty()) {
            m_levels.back().member = parsed.get<std::string>();
            if (!m_levels.back().members.insert(m_levels.back().member).second)
                m_problems.push_back({displayUtf8(place()), "This member comes twice. Keep one of them."});
        } else if (event == Event::value) {
            step();
        }
        return true;
    }

  private:
    struct Level {
        bool isList;
        std::set<std::string> members;
        std::string member;
        std::size_t count;
    };
    void step()
    {
        if (!m_levels.empty() && m_levels.back().isList)
            ++m_levels.back().count;
    }
    std::string place() const
    {
        std::string text;
        for (const Level& level : m_levels)
            text = level.isList ? at(text, level.count == 0 ? 0 : level.count - 1) : in(text, level.member);
        return text;
    }

    Problems& m_problems;
    std::vector<Level> m_levels;
};

class OntologyReader {
  public:
    explicit OntologyReader(Problems& problems) : m_problems(problems) {}
    OntologyFile read(std::string_view text);

  private:
    void problem(const std::string& place, std::string message)
    {
        m_problems.push_back({displayUtf8(place), std::move(message)});
    }
    bool isObject(const Json& json, const std::string& place, const std::string& what,
                  std::initializer_list<const char*> members);
    const Json* member(const Json& json, const char* name) const
    {
        const auto found = json.find(name);
        return found == json.end() || found->is_null() ? nullptr : &*found;
    }
    std::string text(const Json& json, const char* name, const std::string& place);
    bool flag(const Json& json, const char* name, const std::string& place);
    std::optional<double> number(const Json& json, const char* name, const std::string& place);
    std::vector<std::string> texts(const Json& json, const char* name, const std::string& place);
    const Json& list(const Json& json, const char* name, const std::string& place);

    void readLabel(const Json& json, const std::string& place);
    void readWhole(const Json& json, OntologyFile::Entry& entry);
    void readShapes(const Json& json, OntologyFile::Entry& entry);
    void readGroup(const Json& json, OntologyFile::Entry& entry);
    AttributeDefinition attribute(const Json& json, const std::string& place);
    AttributeValue value(const Json& json, const std::string& place);
    SkeletonTemplate skeleton(const Json& json, const std::string& place);
    std::vector<SkeletonTemplate::Link> links(const Json& json, const char* name, const std::string& place,
                                              const SkeletonTemplate& skeleton);
    void readList(const Json& json, const std::string& place);
    void checkName(const OntologyFile::Entry& entry);

    Problems& m_problems;
    OntologyFile m_file;
    std::set<std::string> m_names;
    std::set<std::string> m_keys;
    std::map<std::string, bool> m_groups;
};

bool OntologyReader::isObject(const Json& json, const std::string& place, const std::string& what,
                              std::initializer_list<const char*> members)
{
    if (!json.is_object()) {
        problem(place, what + " is an object: {…}.");
        return false;
    }
    for (const auto& [name, value] : json.items())
        if (std::none_of(members.begin(), members.end(), [&key = name](const char* known) { return key == known; }))
            problem(in(place, name), "This is not known here; " + what + " has " + listed(members) + '.');
    return true;
}

std::string OntologyReader::text(const Json& json, const char* name, const std::string& place)
{
    const Json* found = member(json, name);
    if (!found)
        return {};
    if (!found->is_string()) {
        problem(in(place, name), "This must be a text in quotes.");
        return {};
    }
    return found->get<std::string>();
}

bool OntologyReader::flag(const Json& json, const char* name, const std::string& place)
{
    const Json* found = member(json, name);
    if (found && !found->is_boolean())
        problem(in(place, name), "This must be true or false.");
    return found && found->is_boolean() && found->get<bool>();
}

std::optional<double> OntologyReader::number(const Json& json, const char* name, const std::string& place)
{
    const Json* found = member(json, name);
    if (found && !found->is_number())
        problem(in(place, name), "This must be a number.");
    return found && found->is_number() ? std::optional(found->get<double>()) : std::nullopt;
}

const Json& OntologyReader::list(const Json& json, const char* name, const std::string& place)
{
    static const Json none = Json::array();
    const Json* found = member(json, name);
    if (found && !found->is_array())
        problem(in(place, name), "This must be a list: […].");
    return found && found->is_array() ? *found : none;
}

std::vector<std::string> OntologyReader::texts(const Json& json, const char* name, const std::string& place)
{
    std::vector<std::string> all;
    const Json& entries = list(json, name, place);
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (entries[i].is_string())
            all.push_back(entries[i].get<std::string>());
        else
            problem(at(in(place, name), i), "This must be a text in quotes.");
    }
    return all;
}

AttributeValue OntologyReader::value(const Json& json, const std::string& place)
{
    if (json.is_boolean())
        return json.get<bool>();
    if (json.is_number_integer() && !(json.is_number_unsigned() && json.get<std::uint64_t>() > std::uint64_t{INT64_MAX}))
        return json.get<std::int64_t>();
    if (json.is_number())
        return json.get<double>();
    if (json.is_string())
        return json.get<std::string>();
    std::vector<std::string> texts;
    const bool isList = json.is_array() && std::all_of(json.begin(), json.end(), [&](const Json& one) {
                            if (one.is_string())
                                texts.push_back(one.get<std::string>());
                            return one.is_string();
                        });
    if (!isList)
        problem(place, "This must be true, false, a number, a text, or a list of texts.");
    return isList ? AttributeValue(std::move(texts)) : AttributeValue();
}

AttributeDefinition OntologyReader::attribute(const Json& json, const std::string& place)
{
    AttributeDefinition made;
    const std::size_t before = m_problems.size();
    if (!isObject(json, place, "An attribute",
                  {"name", "kind", "choices", "least", "most", "unit", "list", "required", "initial", "inherits"}))
        return made;
    made.name = text(json, "name", place);
    if (!member(json, "name"))
        problem(place, "The attribute has no \"name\".");
    const std::string kind = text(json, "kind", place);
    if (const auto known = attributeKindFromName(kind))
        made.kind = *known;
    else if (m_problems.size() == before || !kind.empty())
        problem(member(json, "kind") ? in(place, "kind") : place,
                "The \"kind\" of an attribute is one of \"boolean\", \"choice\", \"choices\", \"number\", \"text\", "
                "\"rating\", \"entry\", \"ranking\" and \"block\".");
    made.choices = texts(json, "choices", place);
    made.least = number(json, "least", place);
    made.most = number(json, "most", place);
    made.unit = text(json, "unit", place);
    made.list = text(json, "list", place);
    made.required = flag(json, "required", place);
    made.inherits = flag(json, "inherits", place);
    if (const Json* initial = member(json, "initial"))
        made.initial = value(*initial, in(place, "initial"));
    if (m_problems.size() == before)
        if (const auto valid = validate(made); !valid)
            problem(place, valid.error().message);
    return made;
}

std::vector<SkeletonTemplate::Link> OntologyReader::links(const Json& json, const char* name, const std::string& place,
                                                          const SkeletonTemplate& skeleton)
{
    std::vector<SkeletonTemplate::Link> all;
    const Json& entries = list(json, name, place);
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const std::string here = at(in(place, name), i);
        if (!entries[i].is_array() || entries[i].size() != 2) {
            problem(here, "This must be a list of the names of two points.");
            continue;
        }
        std::vector<std::size_t> ends;
        for (std::size_t end = 0; end < 2; ++end) {
            const auto point = std::find_if(skeleton.points.begin(), skeleton.points.end(), [&](const auto& node) {
                return entries[i][end].is_string() && node.name == entries[i][end].template get<std::string>();
            });
            if (point == skeleton.points.end())
                problem(at(here, end), "This must be the name of one of the skeleton's points.");
            else
                ends.push_back(static_cast<std::size_t>(point - skeleton.points.begin()));
        }
        if (ends.size() == 2)
            all.emplace_back(ends[0], ends[1]);
    }
    return all;
}

SkeletonTemplate OntologyReader::skeleton(const Json& json, const std::string& place)
{
    SkeletonTemplate made;
    const std::size_t before = m_problems.size();
    if (!isObject(json, place, "A skeleton", {"points", "edges", "pairs"}))
        return made;
    const Json& points = list(json, "points", place);
    for (std::size_t i = 0; i < points.size(); ++i) {
        const std::string here = at(in(place, "points"), i);
        SkeletonTemplate::Node node;
        if (points[i].is_string()) {
            node.name = points[i].get<std::string>();
        } else if (isObject(points[i], here, "A point", {"name", "at", "sigma"})) {
            node.name = text(points[i], "name", here);
            node.sigma = number(points[i], "sigma", here).value_or(0);
            if (const Json* where = member(points[i], "at")) {
                const bool isPlace = where->is_array() && where->size() == 2 && (*where)[0].is_number() &&
                                     (*where)[1].is_number();
                if (isPlace)
                    node.place = {(*where)[0].get<double>(), (*where)[1].get<double>()};
                else
                    problem(in(here, "at"), "This must be a list of two numbers, x and y from 0 to 1.");
            }
        }
        made.points.push_back(std::move(node));
    }
    made.edges = links(json, "edges", place, made);
    made.pairs = links(json, "pairs", place, made);
    if (m_problems.size() == before) {
        if (const auto valid = validate(made); !valid)
            problem(place, valid.error().message);
        else
            made = withPlaces(std::move(made));
    }
    return made;
}

void OntologyReader::readShapes(const Json& json, OntologyFile::Entry& entry)
{
    const std::vector<std::string> names = texts(json, "shapes", entry.place);
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (const auto kind = shapeKindFromName(names[i]))
            entry.label.shapes.push_back(*kind);
        else
            problem(at(in(entry.place, "shapes"), i),
                    "A shape is one of \"tag\", \"box\", \"polygon\", \"mask\", \"rotated_box\", \"ellipse\", "
                    "\"polyline\", \"point\", \"skeleton\", \"relation\" and \"span\".");
    }
}

void OntologyReader::readGroup(const Json& json, OntologyFile::Entry& entry)
{
    entry.label.tagGroup = text(json, "group", entry.place);
    entry.label.tagGroupMany = flag(json, "several", entry.place);
    if (entry.label.tagGroup.empty() || !entry.mergedInto.empty())
        return;
    const auto [known, added] = m_groups.emplace(entry.label.tagGroup, entry.label.tagGroupMany);
    if (!added && known->second != entry.label.tagGroupMany)
        problem(in(entry.place, "several"), "Another label of the group \"" + known->first +
                                                "\" says otherwise. All labels of a group say the same.");
}

void OntologyReader::readWhole(const Json& json, OntologyFile::Entry& entry)
{
    Label& label = entry.label;
    const std::string& place = entry.place;
    entry.isWhole = true;
    label.name = text(json, "name", place);
    entry.mergedInto = text(json, "merged_into", place);
    label.retired = flag(json, "retired", place);
    if (member(json, "color")) {
        const std::string color = text(json, "color", place);
        const char* end = color.data() + color.size();
        const auto [stopped, failure] = std::from_chars(color.data() + (color.empty() ? 0 : 1), end, label.color, 16);
        entry.hasColor = color.size() == 7 && color.front() == '#' && failure == std::errc() && stopped == end;
        if (!entry.hasColor)
            problem(in(place, "color"), "A colour is written as \"#rrggbb\", for example \"#0072b2\".");
    }
    if (member(json, "key")) {
        label.key = text(json, "key", place);
        entry.hasKey = true;
        if (!label.key.empty() && (label.key.size() != 1 || label.key[0] < '0' || label.key[0] > '9'))
            problem(in(place, "key"), "A key is one digit: \"1\" to \"9\", or \"0\"; \"\" for none.");
        else if (!label.key.empty() && !m_keys.insert(label.key).second)
            problem(in(place, "key"), "Another label has the key " + label.key + " already.");
        else if (!label.key.empty() && (label.retired || !entry.mergedInto.empty()))
            problem(in(place, "key"), "A label that is retired or merged has no key.");
    }
    if (member(json, "line")) {
        const auto line = linePatternFromName(text(json, "line", place));
        label.line = line.value_or(LinePattern::Automatic);
        if (!line)
            problem(in(place, "line"), "A line is \"automatic\", \"solid\", \"dash\", \"dot\", \"dash-dot\" or "
                                       "\"dash-dot-dot\".");
    }
    entry.parent = text(json, "parent", place);
    entry.domain = texts(json, "domain", place);
    entry.range = texts(json, "range", place);
    readShapes(json, entry);
    readGroup(json, entry);
    const Json& attributes = list(json, "attributes", place);
    for (std::size_t i = 0; i < attributes.size(); ++i)
        label.attributes.push_back(attribute(attributes[i], at(in(place, "attributes"), i)));
    if (const Json* points = member(json, "skeleton"))
        label.skeleton = skeleton(*points, in(place, "skeleton"));
}

void OntologyReader::checkName(const OntologyFile::Entry& entry)
{
    const std::string& name = entry.label.name;
    if (name.find_first_not_of(" \t") == std::string::npos)
        problem(entry.place, "The name is empty.");
    else if (std::any_of(name.begin(), name.end(), [](unsigned char c) { return c < 0x20 || c == 0x7F; }))
        problem(entry.place, "The name has a line break or another control character; take it out.");
    else if (entry.mergedInto.empty() && !m_names.insert(name).second)
        problem(entry.place, "The name \"" + displayUtf8(name) + "\" stands in the list twice.");
}

void OntologyReader::readLabel(const Json& json, const std::string& place)
{
    const std::size_t before = m_problems.size();
    OntologyFile::Entry entry;
    entry.place = place;
    entry.label.id = LabelId::create();
    if (json.is_string()) {
        entry.label.name = json.get<std::string>();
    } else if (!json.is_object()) {
        problem(place, "A label is a name or an object with \"name\".");
        return;
    } else {
        isObject(json, place, "a label",
                 {"name", "color", "key", "line", "parent", "shapes", "group", "several", "attributes", "skeleton",
                  "domain", "range", "retired", "merged_into"});
        if (!member(json, "name")) {
            problem(place, "The label has no \"name\".");
            return;
        }
        readWhole(json, entry);
    }
    checkName(entry);
    if (m_problems.size() == before)
        if (const auto valid = checkDefinition(entry.label); !valid)
            problem(place, valid.error().message);
    m_file.labels.push_back(std::move(entry));
}

void OntologyReader::readList(const Json& json, const std::string& place)
{
    if (!isObject(json, place, "A list", {"name", "file", "id", "label"}))
        return;
    OntologyFile::List list{text(json, "name", place), text(json, "file", place), text(json, "id", place),
                            text(json, "label", place), place};
    if (list.name.empty() || list.file.empty())
        problem(place, "A list has a \"name\" and a \"file\".");
    else if (std::any_of(m_file.lists.begin(), m_file.lists.end(), [&](const auto& one) { return one.name == list.name; }))
        problem(in(place, "name"), "Another list has this name.");
    m_file.lists.push_back(std::move(list));
}

OntologyFile OntologyReader::read(std::string_view text)
{
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    text.remove_prefix(text.starts_with(mark) ? mark.size() : 0);
    Json json;
    try {
        Twice twice(m_problems);
        json = Json::parse(text.begin(), text.end(),
                           [&](int, Json::parse_event_t event, Json& parsed) { return twice(event, parsed); });
    } catch (const Json::exception& failure) {
        const std::string reason = displayUtf8(failure.what());
        problem("", "This is not JSON: " + reason.substr(reason.find("] ") + 2) + '.');
        return {};
    }
    if (!json.is_array() && !(json.is_object() && json.contains("labels"))) {
        problem("", "The file must hold a list of labels, [\"car\", \"bus\"], or an object with one, {\"labels\": […]}.");
        return {};
    }
    if (json.is_object()) {
        isObject(json, "", "the file", {"format", "version", "labels", "lists"});
        const Json* version = member(json, "version");
        if (version && *version != 1)
            problem("version", "This program knows version 1 of ontology files.");
        if (const std::string format = this->text(json, "format", ""); member(json, "format") && format != "touchstone-ontology")
            problem("format", "This must be \"touchstone-ontology\".");
    }
    const Json& labels = json.is_array() ? json : list(json, "labels", "");
    const std::string where = json.is_array() ? "" : "labels";
    for (std::size_t i = 0; i < labels.size(); ++i)
        readLabel(labels[i], at(where, i));
    if (json.is_object()) {
        const Json& lists = list(json, "lists", "");
        for (std::size_t i = 0; i < lists.size(); ++i)
            readList(lists[i], at("lists", i));
    }
    return std::move(m_file);
}

} // namespace

OntologyFile readOntology(std::string_view text, std::vector<OntologyProblem>& problems)
{
    return OntologyReader(problems).read(text);
}

} // namespace touchstone
