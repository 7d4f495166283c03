#include <algorithm>

#include "core/store/bulk_append.h"
#include "core/store/list_cache.h"

namespace touchstone {
namespace {

/// Rows of one slice: some milliseconds.
constexpr std::int64_t kSlice = 2'000;

bool isHex(std::string_view text)
{
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

/// Calls `take` for every text in the body that can be the hash of a tile.
template <class Take>
void forEachHash(std::string_view body, Take take)
{
    constexpr std::size_t digits = 64;
    for (std::size_t at = body.find('"'); at != std::string_view::npos; at = body.find('"', at + 1)) {
        const std::string_view text = body.substr(at + 1, digits);
        if (text.size() == digits && at + 1 + digits < body.size() && body[at + 1 + digits] == '"' && isHex(text)) {
            take(text);
            at += digits + 1;
        }
    }
}

std::int64_t changes(Connection& connection)
{
    return sqlite3_changes64(connection.handle());
}

} // namespace

bool SourcePurge::step(Connection& connection)
{
    switch (m_phase) {
    case 0:
        m_phase += masks(connection, 4 * kSlice) ? 0 : 1;
        return true;
    case 1:
        m_phase += tiles(connection) ? 0 : 1;
        return true;
    case 2:
        m_phase += annotations(connection, kSlice) ? 0 : 1;
        return true;
    case 3:
        m_phase += items(connection, kSlice / 5) ? 0 : 1;
        return true;
    case 4:
        m_phase += records(connection) ? 0 : 1;
        return true;
    case 5:
        connection.cached("DELETE FROM label_item WHERE (brought, source, label, item) IN "
                          "(SELECT brought, source, label, item FROM label_item WHERE brought=?1 LIMIT ?2)")
            .bind(1, m_source)
            .bind(2, 2 * kSlice)
            .run();
        m_phase += changes(connection) > 0 ? 0 : 1;
        return true;
    default:
        connection.cached("DELETE FROM list_entry WHERE source=?1 AND ord IN "
                          "(SELECT ord FROM list_entry WHERE source=?1 LIMIT ?2)")
            .bind(1, m_source)
            .bind(2, 2 * kSlice)
            .run();
        if (changes(connection) > 0)
            return true;
        forgetSource(connection, m_source);
        connection.cached("DELETE FROM task WHERE source=?1").bind(1, m_source).run();
        connection.cached("DELETE FROM medium WHERE source=?1").bind(1, m_source).run();
        connection.cached("DELETE FROM source WHERE key=?1").bind(1, m_source).run();
        // What only this source gave birth to has no revision.
        connection.run("DELETE FROM label WHERE rev=0");
        connection.run("DELETE FROM root WHERE rev=0");
        return false;
    }
}

/// Which tiles it has, before anything goes: a purge that goes on after a crash finds them again.
bool SourcePurge::masks(Connection& connection, std::int64_t rows)
{
    while (rows > 0) {
        Statement& next = connection.cached("SELECT key FROM layer WHERE source=?1 AND key>=?2 ORDER BY key LIMIT 1");
        {
            const Reset reset(next);
            if (!next.bind(1, m_source).bind(2, m_layer).step()) {
                m_object = 0;
                return false;
            }
            m_object = next.integer(0) == m_layer ? m_object : 0;
            m_layer = next.integer(0);
        }
        Statement& bodies = connection.cached(
            "SELECT a.key, CASE WHEN a.kind='mask' THEN (SELECT r.body FROM annotation_rev r WHERE r.annotation=a.key "
            "AND r.rev=a.rev) END FROM annotation a WHERE a.layer=?1 AND a.key>?2 ORDER BY a.key LIMIT ?3");
        const Reset reset(bodies);
        std::int64_t found = 0;
        for (bodies.bind(1, m_layer).bind(2, m_object).bind(3, rows); bodies.step(); ++found) {
            m_object = bodies.integer(0);
            forEachHash(bodies.text(1), [&](std::string_view hash) { m_tiles.emplace(hash); });
        }
        m_layer += found < rows ? 1 : 0;
        rows -= found + 1;
    }
    return true;
}

/// Layer by layer, so that each row is met once.
bool SourcePurge::annotations(Connection& connection, std::int64_t rows)
{
    while (rows > 0) {
        std::int64_t layer = 0;
        {
            Statement& first = connection.cached("SELECT key FROM layer WHERE source=?1 ORDER BY key LIMIT 1");
            const Reset reset(first);
            if (!first.bind(1, m_source).step())
                return false;
            layer = first.integer(0);
        }
        for (const char* sql :
             {"DELETE FROM annotation_record WHERE annotation IN "
              "(SELECT key FROM annotation WHERE layer=?1 ORDER BY key LIMIT ?2)",
              "DELETE FROM annotation_rev WHERE annotation IN "
              "(SELECT key FROM annotation WHERE layer=?1 ORDER BY key LIMIT ?2)",
              "DELETE FROM annotation WHERE key IN "
              "(SELECT key FROM annotation WHERE layer=?1 ORDER BY key LIMIT ?2)"})
            connection.cached(sql).bind(1, layer).bind(2, rows).run();
        const std::int64_t gone = changes(connection);
        if (gone < rows)
            connection.cached("DELETE FROM layer WHERE key=?1").bind(1, layer).run();
        rows -= gone + 1;
    }
    return true;
}

bool SourcePurge::items(Connection& connection, std::int64_t rows)
{
    std::vector<std::pair<std::int64_t, std::int64_t>> found;
    {
        Statement& query = connection.cached("SELECT key, medium FROM item WHERE source=?1 ORDER BY key LIMIT ?2");
        const Reset reset(query);
        query.bind(1, m_source).bind(2, rows);
        while (query.step())
            found.emplace_back(query.integer(0), query.integer(1));
    }
    for (const auto& [item, medium] : found) {
        connection
            .cached("INSERT INTO item_path (item_path, rowid, path) SELECT 'delete', item, words FROM item_words WHERE item=?1")
            .bind(1, item)
            .run();
        connection.cached("DELETE FROM text WHERE item=?1").bind(1, item).run();
        connection.cached("DELETE FROM source_record WHERE kind='image' AND object=?1").bind(1, item).run();
        connection.cached("DELETE FROM draft WHERE item=?1").bind(1, item).run();
        connection.cached("DELETE FROM task WHERE item=?1").bind(1, item).run();
        connection.cached("DELETE FROM item WHERE key=?1").bind(1, item).run();
        connection.cached("DELETE FROM medium WHERE key=?1 AND NOT EXISTS (SELECT 1 FROM item WHERE medium=?1)")
            .bind(1, medium)
            .run();
    }
    return !found.empty();
}

/// What the source said of labels, and of items that were there before it.
bool SourcePurge::records(Connection& connection)
{
    constexpr std::int64_t span = 10'000;
    const std::int64_t last = connection.number("SELECT max(key) FROM item");
    connection
        .cached("DELETE FROM source_record WHERE kind='image' AND object>?1 AND object<=?2 AND source=?3")
        .bind(1, m_object)
        .bind(2, m_object + span)
        .bind(3, m_source)
        .run();
    m_object += span;
    if (m_object <= last)
        return true;
    connection.cached("DELETE FROM source_record WHERE kind IN ('top', 'category') AND source=?1")
        .bind(1, m_source)
        .run();
    m_object = 0;
    return false;
}

void SourcePurge::keepTiles(std::string_view body)
{
    forEachHash(body, [&](std::string_view hash) { m_tiles.erase(std::string(hash)); });
}

/// Tiles are shared by content, so every body that is left is looked through before one goes; bodies that were
/// written meanwhile are known by their edits.
bool SourcePurge::tiles(Connection& connection)
{
    if (m_tiles.empty()) {
        m_object = 0;
        return false;
    }
    constexpr std::int64_t span = 5'000;
    const std::int64_t last = connection.number("SELECT max(annotation) FROM annotation_rev");
    if (m_object == 0)
        m_lastEdit = connection.number("SELECT max(seq) FROM edit");
    if (m_object <= last) {
        Statement& bodies = connection.cached(
            "SELECT r.body FROM annotation a CROSS JOIN annotation_rev r ON r.annotation=a.key "
            "WHERE a.key>?1 AND a.key<=?2 AND a.source IS NOT ?3 AND substr(r.body, 1, 8)='{\"mask\":'");
        const Reset reset(bodies);
        bodies.bind(1, m_object).bind(2, m_object + span).bind(3, m_source);
        while (bodies.step())
            keepTiles(bodies.text(0));
        m_object += span;
        return true;
    }
    {
        Statement& later = connection.cached("SELECT body FROM annotation_rev WHERE edit>?1");
        const Reset reset(later);
        later.bind(1, m_lastEdit);
        while (later.step())
            keepTiles(later.text(0));
    }
    m_lastEdit = connection.number("SELECT max(seq) FROM edit");
    for (std::int64_t rows = kSlice / 4; rows > 0 && !m_tiles.empty(); --rows) {
        const auto hash = sha256FromHex(*m_tiles.begin());
        m_tiles.erase(m_tiles.begin());
        if (hash)
            connection.cached("DELETE FROM tile WHERE hash=?1").bindBlob(1, hash->data(), hash->size()).run();
    }
    if (m_tiles.empty())
        m_object = 0;
    return !m_tiles.empty();
}

PendingPurge::PendingPurge(Connection& connection)
{
    Statement query(connection, "SELECT key FROM source WHERE rev=0 ORDER BY key DESC");
    while (query.step())
        m_sources.push_back(query.integer(0));
}

bool PendingPurge::step(Connection& connection)
{
    if (m_sources.empty())
        return false;
    if (!m_now)
        m_now.emplace(m_sources.back());
    if (!m_now->step(connection)) {
        m_now.reset();
        m_sources.pop_back();
    }
    return !m_sources.empty();
}

bool PendingPurge::some(Connection& connection, int steps)
{
    if (m_sources.empty())
        return false;
    connection.run("PRAGMA foreign_keys=OFF");
    bool more = true;
    {
        Transaction transaction(connection);
        while (more && --steps >= 0)
            more = step(connection);
        transaction.commit();
    }
    connection.run("PRAGMA foreign_keys=ON");
    return more;
}

} // namespace touchstone
