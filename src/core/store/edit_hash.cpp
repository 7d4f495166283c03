#include "core/store/edit_hash.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace touchstone {
namespace {

constexpr const char* kAnnotationRows =
    "SELECT coalesce(l.task, 0), a.key, a.uuid, a.layer, a.source, a.based_on, a.based_on_rev, r.rev, r.label, r.body "
    "FROM annotation_rev r JOIN annotation a ON a.key=r.annotation JOIN layer l ON l.key=a.layer "
    "WHERE r.edit=?1 ORDER BY r.annotation, r.rev";
constexpr const char* kRecordRows =
    "SELECT coalesce(l.task, 0), s.annotation, s.source, s.ord, s.external_id, s.fields, s.geometry "
    "FROM annotation_rev r JOIN annotation a ON a.key=r.annotation JOIN layer l ON l.key=a.layer "
    "JOIN annotation_record s ON s.annotation=a.key "
    "WHERE r.edit=?1 AND r.rev=1 ORDER BY s.annotation, s.source";
// The same in a file of version 1 that has not been brought up to date yet.
constexpr const char* kFirstRecordRows =
    "SELECT coalesce(l.task, 0), s.object, s.source, s.ord, s.external_id, s.fields, s.geometry "
    "FROM annotation_rev r JOIN annotation a ON a.key=r.annotation JOIN layer l ON l.key=a.layer "
    "JOIN source_record s ON s.kind='annotation' AND s.object=a.key "
    "WHERE r.edit=?1 AND r.rev=1 ORDER BY s.object, s.source";
constexpr const char* kObjectRows =
    "SELECT CASE r.kind WHEN 'task' THEN r.object WHEN 'layer' THEN coalesce(l.task, 0) ELSE 0 END, "
    "r.kind, r.object, r.rev, r.body, CASE r.kind WHEN 'member' THEN (SELECT uuid FROM member WHERE key=r.object) "
    "WHEN 'label' THEN (SELECT uuid FROM label WHERE key=r.object) "
    "WHEN 'root' THEN (SELECT uuid FROM root WHERE key=r.object) "
    "WHEN 'source' THEN (SELECT uuid FROM source WHERE key=r.object) "
    "WHEN 'task' THEN (SELECT uuid FROM task WHERE key=r.object) "
    "WHEN 'layer' THEN (SELECT uuid FROM layer WHERE key=r.object) "
    "WHEN 'medium' THEN (SELECT uuid FROM medium WHERE key=r.object) "
    "ELSE (SELECT uuid FROM project WHERE key=r.object) END "
    "FROM object_rev r LEFT JOIN layer l ON r.kind='layer' AND l.key=r.object "
    "WHERE r.edit=?1 ORDER BY r.kind, r.object, r.rev";
constexpr const char* kLayerBirth =
    "SELECT coalesce(task, 0), key, uuid, item, role, task, author, source, base FROM layer "
    "WHERE item=(SELECT scope FROM edit WHERE seq=?1) AND edit=?1 ORDER BY key";

struct Rows {
    const char* sql;
    int columns;
};
/// A type byte and 8 bytes, the least significant first.
void appendWord(std::string& text, char tag, std::uint64_t value)
{
    char bytes[9] = {tag};
    for (int i = 0; i < 8; ++i)
        bytes[1 + i] = static_cast<char>(value >> (8 * i));
    text.append(bytes, sizeof bytes);
}

using AllRows = std::array<Rows, 4>;
constexpr AllRows kRows{{{kLayerBirth, 8}, {kAnnotationRows, 9}, {kRecordRows, 6}, {kObjectRows, 5}}};
constexpr AllRows kFirstRows{{{kLayerBirth, 8}, {kAnnotationRows, 9}, {kFirstRecordRows, 6}, {kObjectRows, 5}}};

const AllRows& rowsOf(Connection& connection)
{
    Statement& version = connection.cached("PRAGMA user_version");
    const Reset reset(version);
    return version.step() && version.integer(0) == 1 ? kFirstRows : kRows;
}

Statement& editRow(Connection& connection, std::int64_t seq)
{
    Statement& edit = connection.cached("SELECT * FROM edit WHERE seq=?1");
    if (!edit.bind(1, seq).step())
        throw StoreFailure{{ErrorCode::Corrupt, "An edit is missing from the journal.", {}}};
    return edit;
}

void begin(RowHasher& hasher, const Sha256& previous, const Statement& edit)
{
    hasher.addBlob({reinterpret_cast<const char*>(previous.data()), previous.size()});
    hasher.addRow(edit, 17);
}

Sha256 lastOf(Connection& connection, std::int64_t chain)
{
    Sha256 hash{};
    Statement& query = connection.cached("SELECT hash FROM edit_hash WHERE chain=?1 ORDER BY edit DESC LIMIT 1");
    const Reset reset(query);
    if (query.bind(1, chain).step()) {
        const std::string_view bytes = query.blob(0);
        std::copy(bytes.begin(), bytes.begin() + std::min(bytes.size(), hash.size()), hash.begin());
    }
    return hash;
}

} // namespace

void RowHasher::passOn()
{
    m_hasher.add(m_text.data(), m_text.size());
    m_text.clear();
}

Sha256 RowHasher::finish()
{
    passOn();
    return m_hasher.finish();
}

void RowHasher::tagged(char tag, std::string_view bytes)
{
    appendWord(m_text, tag, bytes.size());
    m_text += bytes;
    constexpr std::size_t piece = std::size_t{1} << 15;
    if (m_text.size() >= piece)
        passOn();
}

RowHasher& RowHasher::add(std::int64_t value)
{
    appendWord(m_text, 'i', static_cast<std::uint64_t>(value));
    return *this;
}

RowHasher& RowHasher::add(double value)
{
    std::int64_t bits;
    std::memcpy(&bits, &value, sizeof bits);
    m_text += 'r';
    return add(bits);
}

RowHasher& RowHasher::addText(std::string_view text)
{
    tagged('t', text);
    return *this;
}

RowHasher& RowHasher::addBlob(std::string_view bytes)
{
    tagged('b', bytes);
    return *this;
}

RowHasher& RowHasher::addNull()
{
    m_text += 'n';
    return *this;
}

RowHasher& RowHasher::addRow(const Statement& row, int columns)
{
    for (int column = 0; column < columns; ++column) {
        switch (row.type(column)) {
        case SQLITE_INTEGER:
            add(row.integer(column));
            break;
        case SQLITE_FLOAT:
            add(row.real(column));
            break;
        case SQLITE_TEXT:
            addText(row.text(column));
            break;
        case SQLITE_BLOB:
            addBlob(row.blob(column));
            break;
        default:
            addNull();
        }
    }
    return *this;
}

std::map<std::int64_t, Sha256> chainsOfEdit(Connection& connection, std::int64_t seq)
{
    std::map<std::int64_t, Sha256> chains;
    for (const Rows& rows : rowsOf(connection)) {
        Statement& query = connection.cached(rows.sql);
        const Reset reset(query);
        query.bind(1, seq);
        while (query.step())
            chains.emplace(query.integer(0), Sha256{});
    }
    if (chains.empty())
        chains.emplace(0, Sha256{});
    return chains;
}

std::map<std::int64_t, Sha256> hashesOfEdit(Connection& connection, std::int64_t seq,
                                            const std::map<std::int64_t, Sha256>& previous)
{
    std::map<std::int64_t, RowHasher> hashers;
    Statement& edit = editRow(connection, seq);
    const Reset reset(edit);
    for (const auto& [chain, hash] : previous)
        begin(hashers[chain], hash, edit);
    for (const Rows& rows : rowsOf(connection)) {
        Statement& query = connection.cached(rows.sql);
        const Reset resetRows(query);
        query.bind(1, seq);
        while (query.step())
            hashers[query.integer(0)].addRow(query, rows.columns + 1);
    }
    std::map<std::int64_t, Sha256> result;
    for (auto& [chain, hasher] : hashers)
        result.emplace(chain, hasher.finish());
    return result;
}

void sealEdit(Connection& connection, std::int64_t seq)
{
    // The rows are read once: what chains they belong to shows on the way.
    std::map<std::int64_t, RowHasher> hashers;
    Statement& edit = editRow(connection, seq);
    const Reset reset(edit);
    const auto hasherOf = [&](std::int64_t chain) -> RowHasher& {
        const auto [it, fresh] = hashers.try_emplace(chain);
        if (fresh)
            begin(it->second, lastOf(connection, chain), edit);
        return it->second;
    };
    for (const Rows& rows : rowsOf(connection)) {
        Statement& query = connection.cached(rows.sql);
        const Reset resetRows(query);
        query.bind(1, seq);
        while (query.step())
            hasherOf(query.integer(0)).addRow(query, rows.columns + 1);
    }
    if (hashers.empty())
        hasherOf(0);
    for (auto& [chain, hasher] : hashers) {
        const Sha256 hash = hasher.finish();
        connection.cached("INSERT INTO edit_hash (chain, edit, hash) VALUES (?1, ?2, ?3)")
            .bind(1, chain)
            .bind(2, seq)
            .bindBlob(3, hash.data(), hash.size())
            .run();
    }
}

} // namespace touchstone
