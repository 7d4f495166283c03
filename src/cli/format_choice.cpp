#include "cli/format_choice.h"

#include "touchstone/base/text.h"
#include "touchstone/formats/format.h"

namespace touchstone::cli {
namespace {

bool fits(const FormatInfo& info, FormatUse use)
{
    return use == FormatUse::Read ? info.reads : info.writes;
}

} // namespace

Result<void> checkFormat(const std::string& id, FormatUse use)
{
    const Format* format = findFormat(asciiLower(id));
    if (format != nullptr && fits(format->info(), use)) {
        return {};
    }
    std::string known;
    for (const Format* candidate : formats()) {
        if (fits(candidate->info(), use)) {
            known += (known.empty() ? "" : ", ") + candidate->info().id;
        }
    }
    return Error{ErrorCode::InvalidInput,
                 "There is no format \"" + id + "\" to " + (use == FormatUse::Read ? "read" : "write") +
                     "; there is: " + known + ".",
                 "--format"};
}

} // namespace touchstone::cli
