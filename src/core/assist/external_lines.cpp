#include "core/assist/external_lines.h"

#include <algorithm>
#include <cmath>

#include <nlohmann/json.hpp>

#include "core/assist/external_shapes.h"
#include "touchstone/base/text.h"

namespace touchstone {

namespace {

using Json = nlohmann::json;

/// An answer needs eight levels. Looked at before anything is built of it.
constexpr int kDepth = 32;

Error broken(const std::string& what, std::string_view line)
{
    constexpr std::size_t kShown = 80;
    std::string shown = displayUtf8(line.substr(0, kShown));
    if (line.size() > kShown)
        shown += "…";
    return {ErrorCode::InvalidInput,
            "The program does not keep to the protocol: " + what + " It wrote: " + shown, {}};
}

bool tooDeep(std::string_view line)
{
    int depth = 0;
    bool inText = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (inText) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                inText = false;
        } else if (c == '"') {
            inText = true;
        } else if (c == '[' || c == '{') {
            if (++depth > kDepth)
                return true;
        } else if (c == ']' || c == '}') {
            --depth;
        }
    }
    return false;
}

std::string dumped(const Json& value)
{
    return value.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string textOf(const Json& object, const char* key)
{
    const auto found = object.find(key);
    if (found == object.end() || !found->is_string())
        return {};
    return found->get<std::string>().substr(0, 500);
}

} // namespace

std::string helloLine()
{
    return dumped({{"type", "hello"}, {"protocol", externalProtocol}});
}

std::string cancelLine(std::int64_t id)
{
    return dumped({{"type", "cancel"}, {"id", id}});
}

Result<std::string> requestLine(std::int64_t id, const ExternalRequest& request)
{
    std::error_code failed;
    const std::filesystem::path whole = std::filesystem::absolute(request.image, failed);
    const std::string path = (failed ? request.image : whole).native();
    if (!isValidUtf8(path))
        return Error{ErrorCode::Unsupported,
                     "The image's name is not UTF-8, so that it cannot be given to the program. Rename the file.",
                     displayUtf8(path)};
    bool numbers = request.width > 0 && request.height > 0;
    Json clicks = Json::array();
    for (const ExternalClick& click : request.clicks) {
        numbers = numbers && std::isfinite(click.place.x + click.place.y);
        clicks.push_back({{"x", click.place.x}, {"y", click.place.y}, {"object", click.object}});
    }
    Json line = {{"type", "request"},         {"id", id},
                 {"image", path},             {"width", request.width},
                 {"height", request.height},  {"clicks", std::move(clicks)},
                 {"box", nullptr}};
    if (request.box) {
        const Rect& box = *request.box;
        numbers = numbers && std::isfinite(box.x + box.y + box.width + box.height);
        line["box"] = {{"x", box.x}, {"y", box.y}, {"width", box.width}, {"height", box.height}};
    }
    if (!numbers)
        return Error{ErrorCode::InvalidInput, "The image, a click or the box has no proper size or place.", {}};
    return dumped(line);
}

Result<ExternalLine> readLine(std::string_view line, std::int32_t width, std::int32_t height)
{
    if (tooDeep(line))
        return broken("its values are nested too deep.", line);
    const Json object = Json::parse(line, nullptr, false);
    if (object.is_discarded() || !object.is_object())
        return broken("each line must be one JSON object, and messages go to stderr.", line);
    const std::string type = textOf(object, "type");
    ExternalLine read;
    if (type == "hello") {
        const auto version = object.find("protocol");
        if (version == object.end() || *version != externalProtocol)
            return broken("only version 1 is known here.", line);
        read.kind = ExternalLine::Kind::Hello;
        return read;
    }
    const auto id = object.find("id");
    if (id == object.end() || !id->is_number_integer())
        return broken("\"id\" must be the number of a request.", line);
    read.id = id->get<std::int64_t>();
    if (type == "progress") {
        read.kind = ExternalLine::Kind::Progress;
        const auto fraction = object.find("fraction");
        if (fraction != object.end() && fraction->is_number())
            read.fraction = std::clamp(fraction->get<double>(), 0.0, 1.0);
        read.text = textOf(object, "text");
    } else if (type == "error") {
        read.kind = ExternalLine::Kind::Failure;
        read.text = textOf(object, "message");
    } else if (type == "cancelled") {
        read.kind = ExternalLine::Kind::Cancelled;
    } else if (type == "answer") {
        const auto shapes = object.find("shapes");
        if (shapes == object.end() || !shapes->is_array())
            return broken("an answer needs the list \"shapes\".", line);
        read.shapes = readShapes(*shapes, width, height);
    } else {
        return broken("the type of a line must be hello, progress, answer, error or cancelled.", line);
    }
    return read;
}

} // namespace touchstone
