#include <algorithm>

#include "core/formats/coco_format.h"
#include "touchstone/base/file.h"
#include "touchstone/formats/format.h"

namespace touchstone {

const std::vector<const Format*>& formats()
{
    static const std::vector<const Format*> all{
        &cocoFormat(),
    };
    return all;
}

const Format* findFormat(std::string_view id)
{
    const auto found = std::find_if(formats().begin(), formats().end(),
                                    [&](const Format* format) { return format->info().id == id; });
    return found == formats().end() ? nullptr : *found;
}

const Format* recogniseFormat(const std::filesystem::path& path)
{
    const auto file = openForReading(path);
    if (!file) {
        return nullptr;
    }
    std::string head(8192, '\0');
    const auto got = readAt(*file, 0, head.data(), head.size());
    if (!got) {
        return nullptr;
    }
    head.resize(*got);
    const Format* best = nullptr;
    int bestScore = 0;
    for (const Format* format : formats()) {
        const int score = format->recognise(path, head);
        if (score > bestScore) {
            best = format;
            bestScore = score;
        }
    }
    return best;
}

} // namespace touchstone
