#include "core/formats/text_record.h"

#include "core/formats/json_text.h"
#include "core/formats/labelme_file.h"
#include "core/formats/member_list.h"
#include "core/store/annotation_codec.h"

namespace touchstone {

void appendTextMember(std::string& fields, std::string_view name, std::string_view text)
{
    std::string json;
    appendJsonString(json, text);
    appendMember(fields, name, json);
}

std::string textMember(const std::optional<SourceRecord>& record, std::string_view name)
{
    if (!record) {
        return {};
    }
    MemberList members;
    members.read(record->fields);
    return stringFromJson(members.find(name));
}

} // namespace touchstone
