#include "core/formats/webanno_format.h"

#include <algorithm>

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

/// The files of the format below a folder, in natural order; hidden ones are passed over.
std::vector<fs::path> filesBelow(const fs::path& folder, std::size_t most)
{
    std::vector<fs::path> found;
    std::error_code problem;
    constexpr auto quiet = fs::directory_options::skip_permission_denied;
    for (fs::recursive_directory_iterator it(folder, quiet, problem), end; !problem && it != end;
         it.increment(problem)) {
        std::error_code ignored;
        const bool hidden = it->path().filename().native().starts_with('.');
        if (hidden && it->is_directory(ignored)) {
            it.disable_recursion_pending();
        } else if (!hidden && asciiLower(pathToUtf8(it->path().extension())) == ".tsv" &&
                   it->is_regular_file(ignored) && scoreOfFile(it->path()) > 0) {
            found.push_back(it->path());
            if (found.size() == most) {
                break;
            }
        }
    }
    std::sort(found.begin(), found.end(),
              [](const fs::path& a, const fs::path& b) { return naturalLess(pathToUtf8(a), pathToUtf8(b)); });
    return found;
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

    int recognise(const fs::path&, std::string_view head) const override { return scoreOf(head); }

    int recogniseFolder(const fs::path& path) const override { return filesBelow(path, 1).empty() ? 0 : 95; }

    Result<std::vector<fs::path>> files(const fs::path& path) const override
    {
        std::error_code problem;
        if (!fs::is_directory(path, problem)) {
            return std::vector<fs::path>{path};
        }
        std::vector<fs::path> found = filesBelow(path, static_cast<std::size_t>(-1));
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
