#include "core/formats/text_walk.h"

#include <algorithm>

#include "touchstone/base/progress.h"

namespace touchstone {

Result<void> walkTexts(ExportSource& source, Progress& progress,
                       const std::function<Result<void>(const ExportSource::Text&)>& visit)
{
    std::int64_t done = 0;
    const double total = static_cast<double>(std::max<std::int64_t>(1, source.imageCount()));
    return source.forEachText([&](const ExportSource::Text& text) -> Result<void> {
        if (progress.cancelled()) {
            return Error{ErrorCode::Cancelled, "The export was cancelled.", ""};
        }
        progress.report(static_cast<double>(done++) / total, "Writing texts");
        return visit(text);
    });
}

} // namespace touchstone
