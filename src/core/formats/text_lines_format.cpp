#include "core/formats/text_lines_format.h"

#include <algorithm>

#include "core/formats/output_file.h"
#include "core/formats/text_input.h"
#include "core/formats/text_walk.h"
#include "touchstone/base/progress.h"
#include "touchstone/base/text.h"
#include "touchstone/formats/format.h"

namespace touchstone {

namespace fs = std::filesystem;

namespace {

class TextLinesFormat final : public Format {
  public:
    const FormatInfo& info() const override
    {
        static const FormatInfo info{"text-lines",
                                     "Text, one document a line",
                                     {"txt"},
                                     true,
                                     true,
                                     {"Texts alone: spans, relations, classes and metadata are lost.",
                                      "A line end inside a text is written as a space. Items of several texts become a "
                                      "line each."},
                                     false,
                                     true};
        return info;
    }

    // Any text file might be one, so it is never recognised: it is asked for.
    int recognise(const fs::path&, std::string_view) const override { return 0; }

    Result<void> read(const fs::path& path, ImportSink& sink, Progress& progress,
                      const ReadOptions& options) const override
    {
        const auto file = readTextFile(path, options);
        if (!file) {
            return file.error();
        }
        std::string_view rest = file->text;
        constexpr std::string_view mark = "\xEF\xBB\xBF";
        if (rest.starts_with(mark)) {
            rest.remove_prefix(mark.size());
        }
        if (auto top = sink.top({}); !top) {
            return top;
        }
        const double whole = static_cast<double>(rest.size() + 1);
        std::int64_t empty = 0;
        for (std::int64_t number = 1; !rest.empty(); ++number) {
            const std::string_view line = takeLine(rest);
            if (number % 256 == 0) {
                progress.report(1 - static_cast<double>(rest.size()) / whole, "Reading texts");
            }
            if (line.find_first_not_of(" \t") == std::string_view::npos) {
                ++empty;
                continue;
            }
            if (line.size() > kLargestText) {
                sink.line({ReportLine::Kind::Skipped,
                           displayUtf8(pathToUtf8(path.filename())) + ": line " + std::to_string(number),
                           "It is longer than 64 MB, the most that a text may have. Split it. It was left out."});
                continue;
            }
            ReadDocument read;
            read.path = pathToUtf8(path.filename());
            read.part = number;
            read.document.blocks.push_back({"", std::string(line)});
            read.document.encoding = file->encoding;
            read.record.order = number;
            if (auto taken = sink.document(std::move(read)); !taken) {
                return taken;
            }
        }
        if (empty > 0) {
            sink.line({ReportLine::Kind::Note, displayUtf8(pathToUtf8(path.filename())),
                       withThousands(empty) + (empty == 1 ? " line is empty and was" : " lines are empty and were") +
                           " passed over."});
        }
        return {};
    }

    Result<void> write(ExportSource& source, const fs::path& path, std::vector<ReportLine>& lines,
                       Progress& progress) const override
    {
        auto out = OutputFile::create(path);
        if (!out) {
            return out.error();
        }
        std::int64_t joined = 0;
        auto written = walkTexts(source, progress, [&](const ExportSource::Text& text) {
            for (const TextBlock& block : text.document.blocks) {
                std::string line = block.text;
                const auto isEnd = [](char c) { return c == '\n' || c == '\r'; };
                if (std::any_of(line.begin(), line.end(), isEnd)) {
                    ++joined;
                    std::replace_if(line.begin(), line.end(), isEnd, ' ');
                }
                out->text() += line + '\n';
            }
            return out->flushed();
        });
        if (!written) {
            return written;
        }
        if (joined > 0) {
            lines.push_back({ReportLine::Kind::Lost, "", withThousands(joined) + " texts of several lines were written as one line each."});
        }
        if (source.annotationCount() > 0) {
            lines.push_back({ReportLine::Kind::Lost, "", withThousands(source.annotationCount()) +
                                                             " annotations were left out: this format carries texts alone."});
        }
        return out->finish();
    }
};

} // namespace

const Format& textLinesFormat()
{
    static const TextLinesFormat format;
    return format;
}

} // namespace touchstone
