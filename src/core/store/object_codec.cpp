#include "core/store/object_codec.h"

#include <cstdio>
#include <cstdlib>

#include <nlohmann/json.hpp>

#include "core/store/label_definition_json.h"

namespace touchstone {
namespace {

using Json = nlohmann::ordered_json;

std::string textOf(const Json& json)
{
    // Invalid UTF-8 is refused before it comes here; replacing keeps a dump from ever throwing.
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

template <class IdType>
Json idOf(const IdType& id)
{
    return id.isNull() ? Json(nullptr) : Json(id.toString());
}

template <class IdType>
void readId(const Json& json, const char* name, IdType& id)
{
    const auto it = json.find(name);
    if (it != json.end() && it->is_string())
        id.uuid = Uuid::parse(it->get_ref<const std::string&>()).value_or(Uuid{});
}

/// Writing a value out as text takes stack for each level; ours have five at most.
bool isDeep(std::string_view json)
{
    int depth = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (c == '"')
            quoted = !quoted;
        else if (quoted)
            i += c == '\\' ? 1 : 0;
        else if (c == '[' || c == '{')
            ++depth;
        else if (c == ']' || c == '}')
            --depth;
        if (depth > 256)
            return true;
    }
    return false;
}

Json contentJson(const MediumContent& content)
{
    Json json{{"width", content.width},
              {"height", content.height},
              {"orientation", content.orientation},
              {"bytes", content.bytes}};
    if (content.hash)
        json["hash"] = toHex(*content.hash);
    return json;
}

std::optional<MediumContent> readContent(const Json& json, const char* name)
{
    const auto it = json.find(name);
    if (it == json.end() || !it->is_object())
        return std::nullopt;
    MediumContent content;
    content.width = it->value("width", std::int64_t{0});
    content.height = it->value("height", std::int64_t{0});
    content.orientation = it->value("orientation", 0);
    content.bytes = it->value("bytes", std::int64_t{0});
    content.hash = sha256FromHex(it->value("hash", std::string()));
    return content;
}

template <class Read>
Result<void> parsed(std::string_view body, Read&& read)
{
    const Json json = isDeep(body) ? Json() : Json::parse(body, nullptr, false);
    if (json.is_discarded() || !json.is_object())
        return Error{ErrorCode::Corrupt, "A stored object cannot be read: it is no JSON object.", {}};
    try {
        read(json);
    } catch (const Json::exception&) {
        return Error{ErrorCode::Corrupt, "A stored object cannot be read: a field has the wrong type.", {}};
    }
    return {};
}

} // namespace

std::string objectBody(const Label& label)
{
    char color[8];
    std::snprintf(color, sizeof color, "#%06X", label.color & 0xFFFFFFu);
    Json json{{"name", label.name}, {"color", color}, {"key", label.key}, {"order", label.order}};
    if (label.mergedInto)
        json["mergedInto"] = label.mergedInto.toString();
    if (label.retired)
        json["retired"] = true;
    putLabelDefinition(json, label);
    return textOf(json);
}

Result<void> readObjectBody(std::string_view body, Label& label)
{
    return parsed(body, [&](const Json& json) {
        label.name = json.value("name", std::string());
        const std::string color = json.value("color", std::string("#888888"));
        label.color = color.size() == 7 ? static_cast<Rgb>(std::strtoul(color.c_str() + 1, nullptr, 16)) : 0;
        label.key = json.value("key", std::string());
        label.order = json.value("order", 0);
        label.mergedInto = {};
        readId(json, "mergedInto", label.mergedInto);
        label.retired = json.value("retired", false);
        readLabelDefinition(json, label);
    });
}

std::string objectBody(const Task& task)
{
    Json json{{"state", taskStateName(task.state)}, {"assignee", idOf(task.assignee)}, {"round", task.round}};
    if (!task.reason.empty())
        json["reason"] = task.reason;
    if (task.baseLayer)
        json["baseLayer"] = task.baseLayer.toString();
    if (task.priority != 0)
        json["priority"] = task.priority;
    return textOf(json);
}

Result<void> readObjectBody(std::string_view body, Task& task)
{
    return parsed(body, [&](const Json& json) {
        task.state = taskStateFromName(json.value("state", std::string())).value_or(TaskState::Unassigned);
        task.assignee = {};
        readId(json, "assignee", task.assignee);
        task.round = json.value("round", 1);
        task.reason = json.value("reason", std::string());
        task.baseLayer = {};
        readId(json, "baseLayer", task.baseLayer);
        task.priority = json.value("priority", std::int64_t{0});
    });
}

std::string objectBody(const Layer& layer)
{
    Json json{{"confirmedEmpty", layer.confirmedEmpty}, {"unsure", layer.unsure}};
    // Layers without have the text that they always had.
    for (const AnnotationId& id : layer.rejected)
        json["rejected"].push_back(id.toString());
    return textOf(json);
}

Result<void> readObjectBody(std::string_view body, Layer& layer)
{
    return parsed(body, [&](const Json& json) {
        layer.confirmedEmpty = json.value("confirmedEmpty", false);
        layer.unsure = json.value("unsure", false);
        layer.rejected.clear();
        if (const auto rejected = json.find("rejected"); rejected != json.end() && rejected->is_array())
            for (const Json& id : *rejected)
                if (id.is_string())
                    if (const auto uuid = Uuid::parse(id.get_ref<const std::string&>()))
                        layer.rejected.push_back({*uuid});
    });
}

std::string objectBody(const Source& source)
{
    Json json{{"state", sourceStateName(source.state)}};
    const Json report = Json::parse(source.report, nullptr, false);
    if (!source.report.empty() && !report.is_discarded())
        json["report"] = report;
    if (!source.digest.empty())
        json["digest"] = source.digest;
    return textOf(json);
}

Result<void> readObjectBody(std::string_view body, Source& source)
{
    return parsed(body, [&](const Json& json) {
        source.state = sourceStateFromName(json.value("state", std::string())).value_or(SourceState::Pending);
        source.report = json.contains("report") ? textOf(json["report"]) : std::string();
        source.digest = json.value("digest", std::string());
    });
}

std::string objectBody(const Member& member)
{
    return textOf(Json{{"name", member.name}, {"role", member.role}});
}

Result<void> readObjectBody(std::string_view body, Member& member)
{
    return parsed(body, [&](const Json& json) {
        member.name = json.value("name", std::string());
        member.role = json.value("role", std::string("annotator"));
    });
}

std::string objectBody(const ProjectInfo& info)
{
    return textOf(Json{{"name", info.name}, {"reviewMode", reviewModeName(info.reviewMode)}});
}

Result<void> readObjectBody(std::string_view body, ProjectInfo& info)
{
    return parsed(body, [&](const Json& json) {
        info.name = json.value("name", std::string());
        info.reviewMode = reviewModeFromName(json.value("reviewMode", std::string())).value_or(ReviewMode::None);
    });
}

std::string objectBody(const MediaRoot& root)
{
    return textOf(Json{{"path", root.path}});
}

Result<void> readObjectBody(std::string_view body, MediaRoot& root)
{
    return parsed(body, [&](const Json& json) { root.path = json.value("path", std::string()); });
}

std::string objectBody(const Medium& medium)
{
    Json json = Json::object();
    if (medium.root) {
        json["root"] = medium.root.toString();
        json["path"] = medium.path;
    }
    if (medium.content)
        json["content"] = contentJson(*medium.content);
    if (medium.was)
        json["was"] = contentJson(*medium.was);
    return textOf(json);
}

Result<void> readObjectBody(std::string_view body, Medium& medium)
{
    return parsed(body, [&](const Json& json) {
        medium.root = {};
        readId(json, "root", medium.root);
        medium.path = json.value("path", std::string());
        medium.content = readContent(json, "content");
        medium.was = readContent(json, "was");
    });
}

} // namespace touchstone
