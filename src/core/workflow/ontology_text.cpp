// Writes an ontology as JSON (docs/ontology_file.md).

#include <cmath>
#include <cstdio>

#include <nlohmann/json.hpp>

#include "touchstone/model/label_tree.h"
#include "touchstone/workflow/ontology_file.h"

namespace touchstone {
namespace {

using Json = nlohmann::ordered_json;

struct ValueJson {
    Json operator()(std::monostate) const { return nullptr; }
    Json operator()(bool value) const { return value; }
    Json operator()(std::int64_t value) const { return value; }
    Json operator()(double value) const { return value; }
    Json operator()(const std::string& value) const { return value; }
    Json operator()(const std::vector<std::string>& values) const { return values; }
    Json operator()(const JsonText& value) const { return Json::parse(value.text, nullptr, false); }
};

/// A border that is whole as it is usually written.
Json borderJson(double value)
{
    constexpr double exact = 1e15;
    if (value == std::floor(value) && std::abs(value) < exact)
        return static_cast<std::int64_t>(value);
    return value;
}

Json attributeJson(const AttributeDefinition& definition)
{
    Json json{{"name", definition.name}, {"kind", attributeKindName(definition.kind)}};
    if (!definition.choices.empty())
        json["choices"] = definition.choices;
    if (definition.least)
        json["least"] = borderJson(*definition.least);
    if (definition.most)
        json["most"] = borderJson(*definition.most);
    if (!definition.unit.empty())
        json["unit"] = definition.unit;
    if (!definition.list.empty())
        json["list"] = definition.list;
    if (definition.required)
        json["required"] = true;
    if (!std::holds_alternative<std::monostate>(definition.initial))
        json["initial"] = std::visit(ValueJson{}, definition.initial);
    if (definition.inherits)
        json["inherits"] = true;
    return json;
}

Json linksJson(const SkeletonTemplate& skeleton, const std::vector<SkeletonTemplate::Link>& links)
{
    Json json = Json::array();
    for (const auto& [from, to] : links)
        json.push_back(Json::array({skeleton.points.at(from).name, skeleton.points.at(to).name}));
    return json;
}

Json skeletonJson(const SkeletonTemplate& skeleton)
{
    Json points = Json::array();
    for (const SkeletonTemplate::Node& node : skeleton.points) {
        Json point{{"name", node.name}, {"at", Json::array({borderJson(node.place.x), borderJson(node.place.y)})}};
        if (node.sigma != 0)
            point["sigma"] = node.sigma;
        points.push_back(std::move(point));
    }
    Json json{{"points", std::move(points)}};
    if (!skeleton.edges.empty())
        json["edges"] = linksJson(skeleton, skeleton.edges);
    if (!skeleton.pairs.empty())
        json["pairs"] = linksJson(skeleton, skeleton.pairs);
    return json;
}

std::string colorText(Rgb color)
{
    char text[8];
    std::snprintf(text, sizeof text, "#%06x", static_cast<unsigned>(color & 0xFFFFFF));
    return text;
}

Json namesJson(const Ontology& ontology, const std::vector<LabelId>& labels)
{
    Json json = Json::array();
    for (const LabelId& id : resolvedLabels(ontology, labels))
        json.push_back(ontology.find(id)->name);
    return json;
}

Json labelJson(const Ontology& ontology, const Label& label)
{
    Json json{{"name", label.name}, {"color", colorText(label.color)}, {"key", label.key}};
    if (label.line != LinePattern::Automatic)
        json["line"] = linePatternName(label.line);
    if (const Label* parent = parentOf(ontology, label))
        json["parent"] = parent->name;
    if (!label.shapes.empty()) {
        Json& shapes = json["shapes"] = Json::array();
        for (const ShapeKind kind : label.shapes)
            shapes.push_back(shapeKindName(kind));
    }
    if (!label.tagGroup.empty()) {
        json["group"] = label.tagGroup;
        json["several"] = label.tagGroupMany;
    }
    if (!label.attributes.empty()) {
        Json& attributes = json["attributes"] = Json::array();
        for (const AttributeDefinition& definition : label.attributes)
            attributes.push_back(attributeJson(definition));
    }
    if (!label.skeleton.points.empty())
        json["skeleton"] = skeletonJson(label.skeleton);
    if (Json domain = namesJson(ontology, label.domain); !domain.empty())
        json["domain"] = std::move(domain);
    if (Json range = namesJson(ontology, label.range); !range.empty())
        json["range"] = std::move(range);
    if (label.retired)
        json["retired"] = true;
    if (const Label* into = label.mergedInto ? ontology.resolve(label.mergedInto) : nullptr; into && into->id != label.id)
        json["merged_into"] = into->name;
    return json;
}

} // namespace

std::string ontologyText(const Ontology& ontology, const std::vector<OntologyFile::List>& lists)
{
    Json json{{"format", "touchstone-ontology"}, {"version", 1}, {"labels", Json::array()}};
    for (const Label& label : ontology.labels)
        json["labels"].push_back(labelJson(ontology, label));
    for (const OntologyFile::List& list : lists) {
        Json one{{"name", list.name}, {"file", list.file}};
        if (!list.idColumn.empty())
            one["id"] = list.idColumn;
        if (!list.nameColumn.empty())
            one["label"] = list.nameColumn;
        json["lists"].push_back(std::move(one));
    }
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

} // namespace touchstone
