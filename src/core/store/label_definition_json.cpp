#include "core/store/label_definition_json.h"

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
    Json operator()(const JsonText& value) const { return {{"json", value.text}}; }
};

AttributeValue valueFrom(const Json& json)
{
    if (json.is_boolean())
        return json.get<bool>();
    if (json.is_number_integer())
        return json.get<std::int64_t>();
    if (json.is_number())
        return json.get<double>();
    if (json.is_string())
        return json.get<std::string>();
    if (json.is_array())
        return json.get<std::vector<std::string>>();
    if (json.is_object())
        return JsonText{json.value("json", std::string("null"))};
    return std::monostate{};
}

Json definitionJson(const AttributeDefinition& definition)
{
    Json json{{"name", definition.name}, {"kind", attributeKindName(definition.kind)}};
    if (!definition.choices.empty())
        json["choices"] = definition.choices;
    if (definition.least)
        json["least"] = *definition.least;
    if (definition.most)
        json["most"] = *definition.most;
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

AttributeDefinition definitionFrom(const Json& json)
{
    AttributeDefinition definition;
    definition.name = json.value("name", std::string());
    definition.kind =
        attributeKindFromName(json.value("kind", std::string())).value_or(AttributeKind::Text);
    definition.choices = json.value("choices", std::vector<std::string>());
    if (json.contains("least"))
        definition.least = json["least"].get<double>();
    if (json.contains("most"))
        definition.most = json["most"].get<double>();
    definition.unit = json.value("unit", std::string());
    definition.list = json.value("list", std::string());
    definition.required = json.value("required", false);
    if (json.contains("initial"))
        definition.initial = valueFrom(json["initial"]);
    definition.inherits = json.value("inherits", false);
    return definition;
}

Json linksJson(const std::vector<SkeletonTemplate::Link>& links)
{
    Json json = Json::array();
    for (const auto& [from, to] : links)
        json.push_back(Json::array({from, to}));
    return json;
}

std::vector<SkeletonTemplate::Link> linksFrom(const Json& body, const char* name)
{
    std::vector<SkeletonTemplate::Link> links;
    for (const Json& link : body.value(name, Json::array()))
        links.emplace_back(link.at(0).get<std::size_t>(), link.at(1).get<std::size_t>());
    return links;
}

Json skeletonJson(const SkeletonTemplate& skeleton)
{
    Json points = Json::array();
    for (const SkeletonTemplate::Node& node : skeleton.points) {
        Json point{{"name", node.name}, {"at", {node.place.x, node.place.y}}};
        if (node.sigma != 0)
            point["sigma"] = node.sigma;
        points.push_back(std::move(point));
    }
    return {{"points", std::move(points)},
            {"edges", linksJson(skeleton.edges)},
            {"pairs", linksJson(skeleton.pairs)}};
}

SkeletonTemplate skeletonFrom(const Json& json)
{
    SkeletonTemplate skeleton;
    for (const Json& point : json.value("points", Json::array())) {
        const Json& at = point.at("at");
        skeleton.points.push_back({point.value("name", std::string()),
                                   {at.at(0).get<double>(), at.at(1).get<double>()},
                                   point.value("sigma", 0.0)});
    }
    skeleton.edges = linksFrom(json, "edges");
    skeleton.pairs = linksFrom(json, "pairs");
    return validate(skeleton) ? skeleton : SkeletonTemplate{};
}

LabelId idFrom(const std::string& text)
{
    const auto uuid = Uuid::parse(text);
    return uuid ? LabelId{*uuid} : LabelId{};
}

Json idsJson(const std::vector<LabelId>& ids)
{
    Json json = Json::array();
    for (const LabelId& id : ids)
        json.push_back(id.toString());
    return json;
}

std::vector<LabelId> idsFrom(const Json& body, const char* name)
{
    std::vector<LabelId> ids;
    for (const Json& id : body.value(name, Json::array()))
        if (const LabelId known = idFrom(id.get<std::string>()))
            ids.push_back(known);
    return ids;
}

} // namespace

void putLabelDefinition(Json& body, const Label& label)
{
    if (!label.shapes.empty()) {
        Json shapes = Json::array();
        for (const ShapeKind kind : label.shapes)
            shapes.push_back(shapeKindName(kind));
        body["shapes"] = std::move(shapes);
    }
    if (!label.attributes.empty()) {
        Json attributes = Json::array();
        for (const AttributeDefinition& definition : label.attributes)
            attributes.push_back(definitionJson(definition));
        body["attributes"] = std::move(attributes);
    }
    if (!label.skeleton.points.empty())
        body["skeleton"] = skeletonJson(label.skeleton);
    if (!label.tagGroup.empty()) {
        body["tagGroup"] = label.tagGroup;
        body["tagGroupMany"] = label.tagGroupMany;
    }
    if (label.line != LinePattern::Automatic)
        body["line"] = linePatternName(label.line);
    if (label.parent)
        body["parent"] = label.parent.toString();
    if (!label.domain.empty())
        body["domain"] = idsJson(label.domain);
    if (!label.range.empty())
        body["range"] = idsJson(label.range);
}

void readLabelDefinition(const Json& body, Label& label)
{
    label.shapes.clear();
    for (const Json& name : body.value("shapes", Json::array()))
        if (const auto kind = shapeKindFromName(name.get<std::string>()))
            label.shapes.push_back(*kind);
    label.attributes.clear();
    for (const Json& definition : body.value("attributes", Json::array()))
        label.attributes.push_back(definitionFrom(definition));
    label.skeleton = body.contains("skeleton") ? skeletonFrom(body["skeleton"]) : SkeletonTemplate{};
    label.tagGroup = body.value("tagGroup", std::string());
    label.tagGroupMany = body.value("tagGroupMany", false);
    // One of a later program is none that is known here.
    label.line = linePatternFromName(body.value("line", std::string())).value_or(LinePattern::Automatic);
    label.parent = idFrom(body.value("parent", std::string()));
    label.domain = idsFrom(body, "domain");
    label.range = idsFrom(body, "range");
}

} // namespace touchstone
