#include "core/formats/labelme_format.h"

#include <algorithm>

#include "core/formats/format_folder.h"
#include "core/formats/labelme_reader.h"
#include "core/formats/labelme_writer.h"
#include "touchstone/base/file.h"
#include "touchstone/base/text.h"
#include "touchstone/formats/format.h"

namespace touchstone {

namespace fs = std::filesystem;

namespace {

bool isJson(const fs::path& path)
{
    return asciiLower(pathToUtf8(path.extension())) == ".json";
}

int scoreOf(std::string_view head)
{
    const auto mentions = [&](std::string_view key) { return head.find(key) != std::string_view::npos; };
    const std::size_t start = head.find_first_not_of("\xef\xbb\xbf \t\r\n");
    if (start == std::string_view::npos || head[start] != '{' || mentions("\"annotations\"") ||
        mentions("\"categories\"")) {
        return 0;
    }
    return mentions("\"shapes\"") ? 90 : mentions("\"imageData\"") || mentions("\"imagePath\"") ? 85 : 0;
}

int scoreOfFile(const fs::path& path)
{
    const auto file = openForReading(path);
    std::string head(8192, '\0');
    const auto got = file ? readAt(*file, 0, head.data(), head.size()) : Result<std::size_t>(std::size_t{0});
    head.resize(got ? *got : 0);
    return scoreOf(head);
}

class LabelmeFormat final : public Format {
  public:
    const FormatInfo& info() const override
    {
        static const FormatInfo info{
            "labelme",
            "LabelMe (JSON, one for each picture)",
            {"json"},
            true,
            true,
            {"Polygons with holes are written as masks, ellipses that are no circles and rotated boxes as polygons.",
             "The points of a skeleton are written as points of one group.",
             "Of attributes, yes and no are written as flags, and \"description\" as the description; others are lost.",
             "Directed relations, scores and the drawing order are lost. A tag becomes a flag of its picture.",
             "Copies of the picture in a file (imageData) are not taken and not written."},
            true};
        return info;
    }

    int recognise(const fs::path& path, std::string_view head) const override
    {
        return isJson(path) ? scoreOf(head) : 0;
    }

    int recogniseFolder(const fs::path& path) const override
    {
        int best = 0;
        constexpr std::size_t sample = 50;
        for (const fs::path& file : filesBelow(path, isJson, sample)) {
            best = std::max(best, scoreOfFile(file));
        }
        return best;
    }

    Result<std::vector<fs::path>> files(const fs::path& path) const override
    {
        std::error_code problem;
        if (!fs::is_directory(path, problem)) {
            return std::vector<fs::path>{path};
        }
        // Other .json files lie beside pictures too.
        std::vector<fs::path> found = filesBelow(path, isJson);
        std::vector<fs::path> ours;
        std::copy_if(found.begin(), found.end(), std::back_inserter(ours),
                     [&](const fs::path& file) { return scoreOfFile(file) > 0; });
        if (ours.empty()) {
            ours = std::move(found);
        }
        if (ours.empty()) {
            return Error{ErrorCode::InvalidInput, "There is no .json file in this folder. Choose the one with the files of "
                                                  "labelme.",
                         displayUtf8(pathToUtf8(path))};
        }
        return ours;
    }

    Result<void> read(const fs::path& path, ImportSink& sink, Progress& progress, const ReadOptions&) const override
    {
        auto all = files(path);
        if (!all) {
            return all.error();
        }
        std::error_code problem;
        const fs::path root = fs::is_directory(path, problem) ? path : path.parent_path();
        return labelme::Reader(root, std::move(*all), sink, progress).read();
    }

    Result<void> write(ExportSource& source, const fs::path& path, std::vector<ReportLine>& lines,
                       Progress& progress) const override
    {
        return labelme::writeFolder(source, path, lines, progress);
    }
};

} // namespace

const Format& labelmeFormat()
{
    static const LabelmeFormat format;
    return format;
}

} // namespace touchstone
