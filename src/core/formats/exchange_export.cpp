#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

#include "core/formats/coco_output.h"
#include "core/formats/exchange_report.h"
#include "core/formats/export_target.h"
#include "core/formats/stated_path.h"
#include "core/store/export_query.h"
#include "touchstone/base/file.h"
#include "touchstone/base/text.h"
#include "touchstone/store/reader.h"
#include "touchstone/workflow/project.h"

namespace touchstone {

namespace fs = std::filesystem;

namespace {

void nameLostMembers(const ExportQuery::TopRow& first, const ExportQuery::TopRow& other,
                     std::vector<ReportLine>& lines)
{
    coco::MemberList kept;
    coco::MemberList members;
    kept.read(first.record.fields);
    members.read(other.record.fields);
    std::string names;
    for (const auto& member : members.all()) {
        if (kept.find(member.name) != member.json) {
            names += (names.empty() ? "\"" : ", \"") + displayUtf8(member.name) + '"';
        }
    }
    if (!names.empty()) {
        lines.push_back({ReportLine::Kind::Lost, displayUtf8(other.sourceName),
                         "A file has one top level, and that of " + displayUtf8(first.sourceName) +
                             " is written. What this source says there was left out: " + names + '.'});
    }
}

/// Hands a state of the project to a writer.
class ProjectSource final : public ExportSource {
  public:
    /// Throws StoreFailure. What later sources say at the top level and the first does not goes to `lines`.
    ProjectSource(ExportQuery& query, ExchangeReport& report, std::vector<ReportLine>& lines)
        : m_query(query), m_report(report)
    {
        const std::vector<ExportQuery::TopRow> tops = query.tops();
        for (std::size_t i = 1; i < tops.size(); ++i) {
            nameLostMembers(tops.front(), tops[i], lines);
        }
        if (!tops.empty()) {
            m_top = tops.front().record;
        }
    }

    std::optional<SourceRecord> top() const override { return m_top; }
    Result<std::vector<Category>> categories() override
    {
        return guarded([&] {
            std::vector<Category> result;
            for (auto& row : m_query.categories()) {
                result.push_back({row.label.id, row.label.name, std::move(row.record)});
            }
            m_report.labels = static_cast<std::int64_t>(result.size());
            return result;
        });
    }
    Result<void> forEachImage(const std::function<Result<void>(const Image&)>& visit) override
    {
        return passed([&](Result<void>& stopped) {
            m_query.forEachImage([&](ExportQuery::ImageRow row) {
                std::string path = row.record ? statedPath(*row.record).value_or(row.path) : row.path;
                stopped = visit({row.key, std::move(path), row.width, row.height, std::move(row.record)});
                return stopped.ok();
            });
        });
    }
    Result<void> forEachAnnotation(const std::function<Result<void>(const Entry&)>& visit) override
    {
        m_report.annotations = 0;
        return passed([&](Result<void>& stopped) {
            m_query.forEachAnnotation([&](ExportQuery::AnnotationRow row) {
                ++m_report.annotations;
                stopped = visit(
                    {row.item, std::move(row.annotation), std::move(row.record), row.geometryUntouched});
                return stopped.ok();
            });
        });
    }
    Result<std::int64_t> highestAnnotationId() override
    {
        return guarded([&] { return m_query.highestAnnotationId(); });
    }
    std::int64_t imageCount() const override { return m_report.items; }
    std::int64_t annotationCount() const override { return m_query.annotationCount(); }

  private:
    /// The first Error of a visitor, or of the store.
    template <class Walk>
    Result<void> passed(Walk walk)
    {
        Result<void> stopped;
        const auto walked = guarded([&] { walk(stopped); });
        return walked ? stopped : walked;
    }

    ExportQuery& m_query;
    ExchangeReport& m_report;
    std::optional<SourceRecord> m_top;
};

/// A file beside the target that goes away unless it takes the target's place.
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
        fs::remove(m_path, ignored);
    }
    PartFile(const PartFile&) = delete;
    PartFile& operator=(const PartFile&) = delete;

    const fs::path& path() const { return m_path; }
    Result<void> putInPlace()
    {
        std::error_code problem;
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
    const auto target = exportTarget(path, project.path());
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
        ExportQuery query((*reader)->connection(), options.format, options.layer);
        if (!options.layer.empty() && !query.knowsAuthor()) {
            return Error{ErrorCode::NotFound,
                         "Nobody named \"" + displayUtf8(options.layer) + "\" has a layer here.", ""};
        }
        report.items = query.imageCount();
        ProjectSource source(query, report, lines);
        return format->write(source, part.path(), lines, progress);
    });
    if (!written) {
        return written.error();
    }
    if (!*written) {
        return written->error();
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
