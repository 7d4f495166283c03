#include "core/formats/labelstudio_format.h"

#include "core/formats/labelstudio_reader.h"
#include "core/formats/labelstudio_writer.h"
#include "touchstone/base/text.h"

namespace touchstone {

namespace fs = std::filesystem;

namespace {

class LabelstudioFormat final : public Format {
  public:
    const FormatInfo& info() const override
    {
        static const FormatInfo info{
            "labelstudio",
            "Label Studio (JSON, tasks of texts)",
            {"json"},
            true,
            true,
            {"Of several annotators the first is read, and the others are named; predictions are read when "
             "the file "
             "is imported as one.",
             "Choices, taxonomies, ratings and text fields become classes of the text, those of a region "
             "attributes.",
             "Spans in several pieces, chains, events, and attributes of classes and relations are lost.",
             "Tasks that nobody changed leave as they came; white space between tasks does not."},
            false,
            true};
        return info;
    }

    int recognise(const fs::path& path, std::string_view head) const override
    {
        const auto mentions = [&](std::string_view key) { return head.find(key) != std::string_view::npos; };
        const std::size_t start = head.find_first_not_of("\xef\xbb\xbf \t\r\n");
        const std::string extension = asciiLower(pathToUtf8(path.extension()));
        if ((extension != ".json" && extension != ".jsonl") || start == std::string_view::npos ||
            (head[start] != '[' && head[start] != '{') || mentions("\"categories\"")) {
            return 0;
        }
        const bool listed =
            mentions("\"annotations\"") || mentions("\"completions\"") || mentions("\"predictions\"");
        // "data" may stand behind results that fill all of what is looked at.
        const bool ours = mentions("\"data\"") || (mentions("\"result\"") && mentions("\"to_name\""));
        const bool isMin = mentions("\"annotator\"") && (mentions("\"annotation_id\"") || mentions("\"lead_time\""));
        return listed && ours ? 92 : isMin ? 60 : 0;
    }

    Result<void> read(const fs::path& path, ImportSink& sink, Progress& progress,
                      const ReadOptions& options) const override
    {
        return labelstudio::readFile(path, sink, progress, options);
    }

    Result<void> write(ExportSource& source, const fs::path& path, std::vector<ReportLine>& lines,
                       Progress& progress) const override
    {
        return labelstudio::writeFile(source, path, lines, progress);
    }
};

} // namespace

const Format& labelstudioFormat()
{
    static const LabelstudioFormat format;
    return format;
}

} // namespace touchstone
