#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

#include "core/formats/exchange_report.h"
#include "core/formats/export_target.h"
#include "core/formats/project_source.h"
#include "core/store/interruptible.h"
#include "touchstone/base/file.h"
#include "touchstone/base/text.h"
#include "touchstone/store/reader.h"
#include "touchstone/workflow/project.h"

namespace touchstone {

namespace fs = std::filesystem;

namespace {

/// A file, or a folder, beside the target that goes away unless it takes the target's place.
class PartFile {
  public:
    explicit PartFile(const fs::path& target)
        : m_target(target), m_path(target.parent_path() /
                                   ("." + target.filename().string() + "." + newUuid().toString() + ".part"))
    {
    }
    ~PartFile()
    {
        std::error_code ignored;
        fs::remove_all(m_path, ignored);
    }
    PartFile(const PartFile&) = delete;
    PartFile& operator=(const PartFile&) = delete;

    const fs::path& path() const { return m_path; }
    /// Nobody but us knows the part by its name.
    Error asOfTarget(Error error) const
    {
        const std::string ours = displayUtf8(pathToUtf8(m_path));
        if (error.where.starts_with(ours)) {
            error.where = displayUtf8(pathToUtf8(m_target)) + error.where.substr(ours.size());
        }
        return error;
    }
    Result<void> putInPlace()
    {
        std::error_code problem;
        if (fs::is_directory(m_path, problem)) {
            if (auto synced = syncFolder(m_path); !synced) {
                return synced;
            }
        }
        fs::rename(m_path, m_target, problem);
        if (problem) {
            return Error{ErrorCode::Io, "The file cannot be put in place: " + problem.message() + ".",
                         displayUtf8(pathToUtf8(m_target))};
        }
        // The new name is on the disk when its folder is.
        const fs::path folder = m_target.has_parent_path() ? m_target.parent_path() : fs::path(".");
        const FileHandle handle(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        if (handle.get() >= 0) {
            fsync(handle.get());
        }
        return {};
    }

  private:
    fs::path m_target;
    fs::path m_path;
};

} // namespace

Result<ExchangeReport> exportFile(const Project& project, const fs::path& path, const ExportOptions& options,
                                  Progress& progress)
{
    const Format* format = findFormat(options.format);
    if (!format || !format->info().writes) {
        return Error{ErrorCode::InvalidInput,
                     "There is no format \"" + displayUtf8(options.format) + "\" to write.", ""};
    }
    const auto target = format->info().folders ? exportFolder(path, project.path()) : exportTarget(path, project.path());
    if (!target) {
        return target.error();
    }
    auto reader = project.reader();
    if (!reader) {
        return reader.error();
    }
    ExchangeReport report;
    report.format = options.format;
    std::vector<ReportLine> lines;
    PartFile part(*target);
    auto written = guarded([&]() -> Result<void> {
        Connection& connection = (*reader)->connection();
        std::optional<Interruptible> watched(std::in_place, connection, &progress);
        ExportQuery query(connection, options.format, options.layer, format->info().texts ? "text" : "image");
        watched.reset();
        if (!options.layer.empty() && !query.knowsAuthor()) {
            return Error{ErrorCode::NotFound,
                         "Nobody named \"" + displayUtf8(options.layer) + "\" has a layer here.", ""};
        }
        report.items = query.itemCount();
        Statement count(connection, "SELECT coalesce(sum(c.n), 0) FROM item_count c JOIN source s ON s.key=c.source "
                                    "AND s.state='published' WHERE c.kind=?1");
        count.bind(1, format->info().texts ? "image" : "text").step();
        const std::int64_t others = count.integer(0);
        if (others > 0) {
            lines.push_back({ReportLine::Kind::Note, "",
                             withThousands(others) + (format->info().texts ? " pictures were" : " texts were") +
                                 " left out: this format has no place for them."});
        }
        if (query.formerCount() > 0) {
            lines.push_back({ReportLine::Kind::Note, "",
                             "Skipped texts whose files have newer ones were left out: " +
                                 withThousands(query.formerCount()) + "."});
        }
        ProjectSource source(query, report, lines);
        return format->write(source, part.path(), lines, progress);
    });
    if (!written) {
        return written.error();
    }
    if (!*written) {
        return part.asOfTarget(written->error());
    }
    for (ReportLine& line : lines) {
        addLine(report, std::move(line));
    }
    if (options.strict && report.lost > 0) {
        const auto first = std::find_if(report.lines.begin(), report.lines.end(), [](const ReportLine& line) {
            return line.kind == ReportLine::Kind::Lost;
        });
        std::string example =
            first == report.lines.end() ? "" : " First: " + first->where + ": " + first->message;
        return Error{ErrorCode::Refused,
                     withThousands(report.lost) +
                         " things cannot be said in this format, so nothing was written." + example,
                     displayUtf8(pathToUtf8(path))};
    }
    if (auto placed = part.putInPlace(); !placed) {
        return placed.error();
    }
    return report;
}

} // namespace touchstone
