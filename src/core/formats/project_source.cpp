#include "core/formats/project_source.h"

#include "core/formats/member_list.h"
#include "core/formats/row_pipe.h"
#include "core/formats/stated_path.h"
#include "core/store/annotation_codec.h"
#include "touchstone/base/text.h"

namespace touchstone {

namespace {

void nameLostMembers(const ExportQuery::TopRow& first, const ExportQuery::TopRow& other,
                     std::vector<ReportLine>& lines)
{
    MemberList kept;
    MemberList members;
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

/// The first Error of a visitor, or of the store.
template <class Walk>
Result<void> passed(Walk walk)
{
    Result<void> stopped;
    const auto walked = guarded([&] { walk(stopped); });
    return walked ? stopped : walked;
}

Result<void> decode(std::string_view body, Annotation& annotation)
{
    // Masks were decoded where their tiles are.
    const GetTile none = [](const Sha256&) -> Result<Shared<std::string>> {
        return Error{ErrorCode::Corrupt, "A stored annotation is no mask and has a mask's tiles.", {}};
    };
    return readAnnotationBody(body, none, annotation);
}

/// The text of the rings of a polygon; the rest of the body goes to `annotation`. Empty when the body is
/// another one, which must then be decoded as a whole.
std::string_view ringsOf(std::string_view body, Annotation& annotation)
{
    constexpr std::string_view head = "{\"polygon\":";
    constexpr std::string_view last = "]]]";
    const std::size_t end = body.substr(0, head.size()) == head ? body.find(last) : std::string_view::npos;
    if (end == std::string_view::npos) {
        return {};
    }
    const std::string_view rest = body.substr(end + last.size());
    if (rest != "}") {
        Annotation said;
        if (!decode("{\"tag\":true" + std::string(rest), said) || kindOf(said.shape) != ShapeKind::Tag) {
            return {};
        }
        said.id = annotation.id;
        said.label = annotation.label;
        annotation = std::move(said);
    }
    annotation.shape = PolygonShape{};
    return body.substr(head.size(), end + last.size() - head.size());
}

Result<void> fill(ExportSource::Entry& entry, AnnotationRows& rows, AnnotationRows::Row& row,
                  ExportSource::Shapes shapes)
{
    entry.imageKey = row.item;
    entry.geometryUntouched = row.geometryUntouched;
    entry.rings = {};
    if (row.recorded) {
        SourceRecord& record = entry.record ? *entry.record : entry.record.emplace();
        record.source = row.source;
        record.order = row.order;
        record.externalId = std::move(row.externalId);
        record.fields = rows.fieldsOf(row);
        record.geometry = rows.geometryOf(row);
    } else {
        entry.record.reset();
    }
    entry.annotation = row.decoded ? std::move(*row.decoded) : Annotation();
    entry.annotation.id = row.id;
    entry.annotation.label = row.label;
    if (row.decoded) {
        return {};
    }
    const std::string_view body = rows.bodyOf(row);
    if (shapes == ExportSource::Shapes::Texts && row.recorded && row.geometryUntouched) {
        entry.rings = ringsOf(body, entry.annotation);
    }
    return entry.rings.empty() ? decode(body, entry.annotation) : Result<void>();
}

} // namespace

ProjectSource::ProjectSource(ExportQuery& query, ExchangeReport& report, std::vector<ReportLine>& lines)
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

Result<std::vector<ExportSource::Category>> ProjectSource::categories()
{
    return guarded([&] {
        std::vector<Category> result;
        for (auto& row : m_query.categories()) {
            result.push_back({row.label.id, row.label.name, std::move(row.record), row.label.skeleton, {}});
            result.back().definition = std::move(row.label);
        }
        m_report.labels = static_cast<std::int64_t>(result.size());
        return result;
    });
}

ExportSource::Image ProjectSource::imageOf(ExportQuery::ImageRow row)
{
    std::string path = row.record ? statedPath(*row.record).value_or(row.path) : row.path;
    return {row.key, std::move(path), row.width, row.height, std::move(row.record)};
}

Result<void> ProjectSource::forEachImage(const std::function<Result<void>(const Image&)>& visit)
{
    return passed([&](Result<void>& stopped) {
        m_query.forEachImage([&](ExportQuery::ImageRow row) {
            stopped = visit(imageOf(std::move(row)));
            return stopped.ok();
        });
    });
}

Result<void> ProjectSource::read(AnnotationRows& rows, AnnotationRows::Row& row, Shapes shapes, Entry& entry)
{
    if (auto filled = fill(entry, rows, row, shapes); !filled) {
        return filled;
    }
    const InstanceId& now = entry.annotation.instance;
    m_report.annotations += now.isNull() || now != m_instance ? 1 : 0;
    m_instance = now;
    return {};
}

Result<void> ProjectSource::forEachPage(
    const std::function<Result<void>(const Image&, std::vector<Entry>&)>& visit)
{
    m_report.annotations = 0;
    m_instance = {};
    return passed([&](Result<void>& stopped) {
        m_query.forEachPage([&](ExportQuery::ImageRow row, AnnotationRows& rows) {
            std::vector<Entry> entries(rows.rows.size());
            for (std::size_t i = 0; i < entries.size(); ++i) {
                if (stopped = read(rows, rows.rows[i], Shapes::Values, entries[i]); !stopped) {
                    return false;
                }
            }
            stopped = visit(imageOf(std::move(row)), entries);
            return stopped.ok();
        });
    });
}

Result<void> ProjectSource::forEachAnnotation(Shapes shapes,
                                              const std::function<Result<void>(const Entry&)>& visit)
{
    m_report.annotations = 0;
    RowPipe pipe(m_query);
    AnnotationRows rows;
    Entry entry;
    m_instance = {};
    for (;;) {
        const auto more = pipe.next(rows);
        if (!more) {
            return more.error();
        }
        if (!*more) {
            return {};
        }
        for (AnnotationRows::Row& row : rows.rows) {
            if (auto done = read(rows, row, shapes, entry); !done) {
                return done;
            }
            if (auto visited = visit(entry); !visited) {
                return visited;
            }
        }
    }
}

Result<void> ProjectSource::forEachText(const std::function<Result<void>(const Text&)>& visit)
{
    m_report.annotations = 0;
    return passed([&](Result<void>& stopped) {
        m_query.forEachText([&](ExportQuery::TextRow row) {
            Text text;
            text.key = row.key;
            text.path = std::move(row.path);
            text.part = row.part;
            text.document = std::move(row.document);
            text.record = std::move(row.record);
            text.labelled = row.labelled;
            for (AnnotationRows::Row& one : row.annotations.rows) {
                if (stopped = fill(text.entries.emplace_back(), row.annotations, one, Shapes::Values); !stopped) {
                    return false;
                }
            }
            m_report.annotations += static_cast<std::int64_t>(text.entries.size());
            stopped = visit(text);
            return stopped.ok();
        });
    });
}

Result<std::int64_t> ProjectSource::highestAnnotationId()
{
    return guarded([&] { return m_query.highestAnnotationId(); });
}

} // namespace touchstone
