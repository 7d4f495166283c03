#include "core/store/document_codec.h"

#include <rapidjson/document.h>
#include <rapidjson/encodedstream.h>
#include <rapidjson/memorystream.h>

#include "core/store/annotation_codec.h"
#include "touchstone/base/text.h"

namespace touchstone {
namespace {

using rapidjson::Value;

Error corrupt(const char* what)
{
    return {ErrorCode::Corrupt, std::string("A stored text cannot be read: ") + what + '.', {}};
}

void appendRanges(std::string& text, std::string_view name, const std::vector<TextRange>& ranges)
{
    if (ranges.empty())
        return;
    text += ",\"";
    text += name;
    text += "\":";
    char separator = '[';
    for (const TextRange& range : ranges) {
        text += separator + std::to_string(range.begin) + ',' + std::to_string(range.end);
        separator = ',';
    }
    text += ']';
}

bool readRanges(const Value& block, const char* name, std::vector<TextRange>& ranges)
{
    const auto found = block.FindMember(name);
    if (found == block.MemberEnd())
        return true;
    if (!found->value.IsArray() || found->value.Size() % 2 != 0)
        return false;
    ranges.resize(found->value.Size() / 2);
    const Value* number = found->value.Begin();
    for (TextRange& range : ranges) {
        if (!number[0].IsInt64() || !number[1].IsInt64())
            return false;
        range = {number[0].GetInt64(), number[1].GetInt64()};
        number += 2;
    }
    return true;
}

bool readText(const Value& object, const char* name, std::string& text)
{
    const auto found = object.FindMember(name);
    if (found == object.MemberEnd() || !found->value.IsString())
        return false;
    text.assign(found->value.GetString(), found->value.GetStringLength());
    return true;
}

} // namespace

void appendDocumentBody(std::string& text, const Document& document)
{
    text += "{\"blocks\":";
    char separator = '[';
    for (const TextBlock& block : document.blocks) {
        text += separator;
        separator = ',';
        text += "{\"name\":";
        appendJsonString(text, block.name);
        text += ",\"text\":";
        appendJsonString(text, block.text);
        appendRanges(text, "tokens", block.tokens);
        appendRanges(text, "sentences", block.sentences);
        text += '}';
    }
    text += "],\"encoding\":";
    appendJsonString(text, document.encoding);
    text += '}';
}

Result<Document> readDocumentBody(std::string_view body, std::string_view metadata)
{
    rapidjson::Document json;
    rapidjson::MemoryStream bytes(body.data(), body.size());
    rapidjson::EncodedInputStream<rapidjson::UTF8<>, rapidjson::MemoryStream> stream(bytes);
    json.ParseStream<rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag>(stream);
    if (json.HasParseError() || !json.IsObject())
        return corrupt("it is no JSON object");
    Document document;
    const auto blocks = json.FindMember("blocks");
    if (blocks == json.MemberEnd() || !blocks->value.IsArray())
        return corrupt("it has no blocks");
    for (const Value& one : blocks->value.GetArray()) {
        TextBlock& block = document.blocks.emplace_back();
        if (!one.IsObject() || !readText(one, "name", block.name) || !readText(one, "text", block.text))
            return corrupt("a block has no text");
        if (!readRanges(one, "tokens", block.tokens) || !readRanges(one, "sentences", block.sentences))
            return corrupt("its tokens are no list of places");
    }
    if (!readText(json, "encoding", document.encoding) || !isValidUtf8(metadata))
        return corrupt("it has no encoding");
    document.metadata = metadata;
    if (const auto valid = validate(document); !valid)
        return Error{ErrorCode::Corrupt, "A stored text cannot be read: " + valid.error().message, {}};
    return document;
}

} // namespace touchstone
