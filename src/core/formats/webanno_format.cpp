#include "core/formats/webanno_format.h"

#include <algorithm>

#include "core/formats/format_folder.h"
#include "core/formats/webanno_reader.h"
#include "core/formats/webanno_writer.h"
#include "touchstone/base/file.h"
#include "touchstone/base/progress.h"
#include "touchstone/base/text.h"

namespace touchstone {

namespace fs = std::filesystem;

namespace {

int scoreOf(std::string_view head)
{
    head.remove_prefix(head.starts_with("\xEF\xBB\xBF") ? 3 : 0);
    return head.starts_with("#FORMAT=WebAnno TSV 3") ? 99 : 0;
}

int scoreOfFile(const fs::path& path)
{
    const auto file = openForReading(path);
    std::string head(64, '\0');
    const auto got = file ? readAt(*file, 0, head.data(), head.size()) : Result<std::size_t>(std::size_t{0});
    head.resize(got ? *got : 0);
    return scoreOf(head);
}

bool isOurs(const fs::path& path)
{
    return asciiLower(pathToUtf8(path.extension())) == ".tsv" && scoreOfFile(path) > 0;
}

class WebannoFormat final : public Format {
  public:
    const FormatInfo& info() const override
    {
        static const FormatInfo info{
            "webanno-tsv",
            "WebAnno TSV 3 (INCEpTION; one file for each text)",
            {"tsv"},
            true,
            true,
            {"The label of a span is the feature \"value\" of its layer, else the first; other features are "
             "attributes. An attribute for which the layer has no feature is lost.",
             "What stands between sentences is not in the file but by its length: it is read as line ends.",
             "Spans in several pieces, classes of the whole text, events, scores, and relations between "
             "layers are "
             "lost. A mention is in one chain.",
             "Features that bind slots are not shown and stay only while their text is not changed."},
            true,
            true};
        return info;
    }

    int recognise(const fs::path&, std::string_view head) const override
    {
        // The older ones look like CoNLL; the reader says what they are.
        return std::max(scoreOf(head), webanno::isOlder(head) ? 90 : 0);
    }

    int recogniseFolder(const fs::path& path) const override { return filesBelow(path, isOurs, 1).empty() ? 0 : 95; }

    Result<std::vector<fs::path>> files(const fs::path& path) const override
    {
        std::error_code problem;
        if (!fs::is_directory(path, problem)) {
            return std::vector<fs::path>{path};
        }
        std::vector<fs::path> found = filesBelow(path, isOurs);
        if (found.empty()) {
            return Error{
                ErrorCode::InvalidInput,
                "There is no WebAnno TSV file in this folder. Choose the one with the exported files.",
                displayUtf8(pathToUtf8(path))};
        }
        return found;
    }

    Result<void> read(const fs::path& path, ImportSink& sink, Progress& progress,
                      const ReadOptions& options) const override
    {
        const auto all = files(path);
        if (!all) {
            return all.error();
        }
        if (auto taken = sink.top({}); !taken) {
            return taken;
        }
        SinkLabels labels(sink);
        std::size_t documents = 0;
        for (std::size_t i = 0; i < all->size(); ++i) {
            if (progress.cancelled()) {
                return Error{ErrorCode::Cancelled, "The import was cancelled.", ""};
            }
            progress.report(static_cast<double>(i) / static_cast<double>(all->size()), "Reading files");
            const auto done = webanno::readFile(path, (*all)[i], options, documents, labels, sink);
            if (done) {
                ++documents;
            } else if (done.error().code == ErrorCode::InvalidInput && all->size() > 1) {
                sink.line({ReportLine::Kind::Skipped, displayUtf8(pathToUtf8((*all)[i].filename())),
                           done.error().message + " The file was left out."});
            } else {
                return done;
            }
        }
        return {};
    }

    Result<void> write(ExportSource& source, const fs::path& path, std::vector<ReportLine>& lines,
                       Progress& progress) const override
    {
        return webanno::writeFolder(source, path, lines, progress);
    }
};

} // namespace

const Format& webannoFormat()
{
    static const WebannoFormat format;
    return format;
}

} // namespace touchstone
