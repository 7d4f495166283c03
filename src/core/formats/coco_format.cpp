#include "core/formats/coco_format.h"

#include "core/formats/coco_reader.h"
#include "core/formats/coco_writer.h"
#include "touchstone/base/text.h"
#include "touchstone/formats/format.h"

namespace touchstone {

namespace {

class CocoFormat final : public Format {
  public:
    const FormatInfo& info() const override
    {
        static const FormatInfo info{
            "coco",
            "COCO instances and keypoints (JSON)",
            {"json"},
            true,
            true,
            {"Polygons with holes are written as masks (run lengths), since COCO rings cannot have holes.",
             "A tag without geometry is written as an annotation without segmentation and bbox, which many "
             "readers pass over.",
             "The drawing order of overlapping objects is not kept.",
             "Captions are kept and written back, but cannot be seen or edited here.",
             "Ellipses and rotated boxes are written as polygons; lines, single points and groups not at all.",
             "Lists of results (detections) and panoptic files cannot be read."}};
        return info;
    }

    int recognise(const std::filesystem::path& path, std::string_view head) const override
    {
        if (head.substr(0, 3) == "\xef\xbb\xbf") {
            head.remove_prefix(3);
        }
        const std::size_t start = head.find_first_not_of(" \t\r\n");
        if (start == std::string_view::npos) {
            return 0;
        }
        const std::string ending = asciiLower(pathToUtf8(path.extension()));
        if (ending == ".jsonl" || ending == ".ndjson") {
            return 0;
        }
        const bool named = ending == ".json";
        const auto mentions = [&](std::string_view key) { return head.find(key) != std::string_view::npos; };
        const bool known = mentions("\"images\"") || mentions("\"annotations\"") ||
                           mentions("\"categories\"") || mentions("\"image_id\"") || mentions("\"licenses\"");
        if (head[start] != '{' && head[start] != '[') {
            return 0;
        }
        return (named ? 20 : 5) + (known ? 60 : 0);
    }

    Result<void> read(const std::filesystem::path& path, ImportSink& sink, Progress& progress,
                      const ReadOptions&) const override
    {
        auto stream = JsonStream::open(path);
        if (!stream) {
            return stream.error();
        }
        return coco::Reader(std::move(*stream), sink, progress).read();
    }

    Result<void> write(ExportSource& source, const std::filesystem::path& path,
                       std::vector<ReportLine>& lines, Progress& progress) const override
    {
        return coco::writeFile(source, path, lines, progress);
    }
};

} // namespace

const Format& cocoFormat()
{
    static const CocoFormat format;
    return format;
}

} // namespace touchstone
