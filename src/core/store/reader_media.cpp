#include <algorithm>

#include "core/store/connection.h"
#include "core/store/load.h"
#include "touchstone/store/reader.h"

namespace touchstone {
namespace {

constexpr const char* kPage =
    "SELECT m.key, m.uuid, r.uuid, m.path, p.uuid, m.at_path, m.width, m.height, m.orientation, m.bytes, m.hash, "
    "m.modified, m.rev FROM medium m JOIN root r ON r.key=m.root JOIN source s ON s.key=m.source "
    "LEFT JOIN root p ON p.key=m.at_root WHERE m.key>?1 AND s.state='published' "
    "AND EXISTS (SELECT 1 FROM item i WHERE i.medium=m.key AND i.kind='image') ORDER BY m.key LIMIT ?2";
constexpr const char* kOne =
    "SELECT m.key, m.uuid, r.uuid, m.path, p.uuid, m.at_path, m.width, m.height, m.orientation, m.bytes, m.hash, "
    "m.modified, m.rev FROM medium m JOIN root r ON r.key=m.root LEFT JOIN root p ON p.key=m.at_root WHERE m.uuid=?1";

MediumRow readRow(const Statement& query)
{
    MediumRow row;
    row.key = query.integer(0);
    row.id.uuid = query.uuid(1);
    row.root.uuid = query.uuid(2);
    row.path = query.string(3);
    row.placeRoot.uuid = query.uuid(4);
    row.placePath = query.string(5);
    row.recorded.width = query.integer(6);
    row.recorded.height = query.integer(7);
    row.recorded.orientation = static_cast<int>(query.integer(8));
    row.recorded.bytes = query.integer(9);
    if (const auto hash = query.blob(10); hash.size() == 32) {
        row.recorded.hash.emplace();
        std::copy(hash.begin(), hash.end(), row.recorded.hash->begin());
    }
    row.modified = query.integer(11);
    row.revision = query.integer(12);
    return row;
}

/// Pictures of an import that was taken back stay in the index. When more of them than that come first, what lies
/// below the root counts as taken back.
constexpr int kLookedAt = 256;

std::string outermostPath(Connection& db, std::int64_t root, bool last)
{
    Statement& query = db.cached(last ? "SELECT n.path FROM (SELECT path, source FROM medium WHERE root=?1 "
                                        "ORDER BY path DESC LIMIT ?2) n JOIN source s ON s.key=n.source "
                                        "WHERE s.state='published' ORDER BY n.path DESC LIMIT 1"
                                      : "SELECT n.path FROM (SELECT path, source FROM medium WHERE root=?1 "
                                        "ORDER BY path LIMIT ?2) n JOIN source s ON s.key=n.source "
                                        "WHERE s.state='published' ORDER BY n.path LIMIT 1");
    const Reset reset(query);
    return query.bind(1, root).bind(2, kLookedAt).step() ? query.string(0) : std::string();
}

} // namespace

Result<std::vector<PathSpan>> Reader::pathSpans()
{
    return guarded([&] {
        Connection& db = connection();
        const Transaction snapshot(db, false);
        std::vector<std::pair<std::int64_t, PathSpan>> roots;
        {
            Statement query(db, "SELECT key, uuid FROM root WHERE rev>0 ORDER BY key");
            while (query.step()) {
                PathSpan span;
                span.root.uuid = query.uuid(1);
                roots.emplace_back(query.integer(0), std::move(span));
            }
        }
        std::vector<PathSpan> spans;
        for (auto& [key, span] : roots) {
            span.first = outermostPath(db, key, false);
            if (span.first.empty())
                continue;
            span.last = outermostPath(db, key, true);
            spans.push_back(std::move(span));
        }
        return spans;
    });
}

Result<std::vector<MediumRow>> Reader::media(std::int64_t after, std::int64_t limit)
{
    return guarded([&] {
        std::vector<MediumRow> rows;
        Statement& query = connection().cached(kPage);
        const Reset reset(query);
        for (query.bind(1, after).bind(2, limit); query.step();)
            rows.push_back(readRow(query));
        return rows;
    });
}

Result<MediumRow> Reader::medium(const MediumId& id)
{
    return guarded([&] {
        Statement& query = connection().cached(kOne);
        const Reset reset(query);
        if (!query.bind(1, id.uuid).step())
            throw StoreFailure{{ErrorCode::NotFound, "There is no such picture in the project.", {}}};
        return readRow(query);
    });
}

Result<Medium> Reader::mediumValue(const MediumId& id)
{
    return guarded([&] {
        const std::int64_t key = keyOf(connection(), ObjectKind::Medium, id.uuid);
        const auto value =
            key ? loadObject(connection(), ObjectKind::Medium, key, headOf(connection(), ObjectKind::Medium, key))
                : std::nullopt;
        if (!value)
            throw StoreFailure{{ErrorCode::NotFound, "There is no such picture in the project.", {}}};
        return std::get<Medium>(*value);
    });
}

} // namespace touchstone
