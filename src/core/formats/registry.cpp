#include <algorithm>
#include <functional>

#include "core/formats/brat_format.h"
#include "core/formats/coco_format.h"
#include "core/formats/conll_format.h"
#include "core/formats/conllu_format.h"
#include "core/formats/doccano_format.h"
#include "core/formats/labelme_format.h"
#include "core/formats/labelstudio_format.h"
#include "core/formats/prodigy_format.h"
#include "core/formats/spacy_format.h"
#include "core/formats/text_lines_format.h"
#include "core/formats/webanno_format.h"
#include "touchstone/base/file.h"
#include "touchstone/formats/format.h"

namespace touchstone {

const std::vector<const Format*>& formats()
{
    static const std::vector<const Format*> all{
        &cocoFormat(),
        &labelmeFormat(),
        &textLinesFormat(),
        &conllFormat(),
        &conlluFormat(),
        &webannoFormat(),
        &bratFormat(),
        &doccanoFormat(),
        &spacyFormat(),
        &prodigyFormat(),
        &labelstudioFormat(),
    };
    return all;
}

const Format* findFormat(std::string_view id)
{
    const auto found = std::find_if(formats().begin(), formats().end(),
                                    [&](const Format* format) { return format->info().id == id; });
    return found == formats().end() ? nullptr : *found;
}

namespace {

const Format* bestOf(const std::function<int(const Format&)>& score)
{
    const Format* best = nullptr;
    int bestScore = 0;
    for (const Format* format : formats()) {
        const int now = score(*format);
        if (now > bestScore) {
            best = format;
            bestScore = now;
        }
    }
    return best;
}

} // namespace

const Format* recogniseFormat(const std::filesystem::path& path)
{
    std::error_code problem;
    if (std::filesystem::is_directory(path, problem)) {
        return bestOf([&](const Format& format) { return format.info().folders ? format.recogniseFolder(path) : 0; });
    }
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
    return bestOf([&](const Format& format) { return format.recognise(path, head); });
}

} // namespace touchstone
