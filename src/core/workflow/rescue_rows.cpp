#include "core/workflow/rescue_rows.h"

#include <algorithm>
#include <cstdio>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "touchstone/base/progress.h"

namespace touchstone {
namespace {

/// A table, and the integer column by which it is walked; with `kinds`, within each value of its first column. Entries of
/// lists are walked within each source.
struct Walk {
    const char* table;
    const char* key;
    std::vector<const char*> kinds;
};

const std::vector<Walk>& walks()
{
    static const std::vector<Walk> all{
        {"project", "key", {}},
        {"member", "key", {}},
        {"label", "key", {}},
        {"root", "key", {}},
        {"source", "key", {}},
        {"edit", "seq", {}},
        {"medium", "key", {}},
        {"item", "key", {}},
        {"text", "item", {}},
        {"task", "key", {}},
        {"layer", "key", {}},
        {"annotation", "key", {}},
        {"annotation_rev", "rowid", {}},
        {"object_rev", "object", {"project", "member", "label", "root", "source", "task", "layer", "medium"}},
        {"source_record", "object", {"top", "category", "image", "annotation"}},
        {"annotation_record", "annotation", {}},
        {"draft", "item", {}},
        {"list_entry", "ord", {}},
    };
    return all;
}

std::string columnsOf(Connection& from, Connection& to, const char* table)
{
    const auto names = [&](Connection& connection) {
        std::vector<std::string> found;
        Statement query(connection, "SELECT name FROM pragma_table_info(?1)");
        for (query.bind(1, table); query.step();)
            found.push_back(query.string(0));
        return found;
    };
    const auto old = names(from);
    const std::set<std::string> known(old.begin(), old.end());
    std::string columns;
    for (const std::string& name : names(to))
        if (known.contains(name))
            columns += (columns.empty() ? "" : ", ") + name;
    return columns;
}

class Copying {
  public:
    Copying(Connection& from, Connection& to, Progress& progress, std::string table)
        : m_from(from), m_to(to), m_progress(progress), m_table(std::move(table)),
          m_columns(columnsOf(from, to, m_table.c_str())),
          m_insert(to, "INSERT OR IGNORE INTO " + m_table + " (" + m_columns + ") VALUES (" + marks() + ")")
    {
    }

    /// Rows in which `key` is over `after`, in order, up to where reading fails. True when it came to the end;
    /// else `after` is the last one read.
    bool read(const std::string& condition, const std::string& key, std::int64_t& after)
    {
        const auto done = guarded([&] {
            Statement rows(m_from, "SELECT " + key + ", " + m_columns + " FROM " + m_table + " WHERE " + condition + key +
                                       ">?1 ORDER BY " + key);
            for (rows.bind(1, after); rows.step();) {
                put(rows, 1);
                after = rows.integer(0);
            }
        });
        rethrowCancelled(done);
        return done.ok();
    }

    /// Tiles are found by their hash alone: what lies between two hashes, from both ends.
    bool readBetween(const std::string& condition)
    {
        bool whole = true;
        for (const char* order : {"ASC", "DESC"}) {
            const auto done = guarded([&] {
                Statement rows(m_from, "SELECT " + m_columns + " FROM " + m_table + " WHERE " + condition + " ORDER BY hash " + order);
                while (rows.step())
                    put(rows, 0);
            });
            rethrowCancelled(done);
            if (done)
                return whole;
            whole = false;
        }
        return whole;
    }

    /// The nearest key over `after` from which reading goes on again, less one; none when there is none.
    std::optional<std::int64_t> pastGap(const std::string& condition, const std::string& key, std::int64_t after)
    {
        constexpr std::int64_t kFar = std::int64_t{1} << 40;
        const auto readable = [&](std::int64_t from) {
            const auto done = guarded([&] {
                Statement row(m_from, "SELECT " + key + ", " + m_columns + " FROM " + m_table + " WHERE " + condition + key +
                                          ">?1 ORDER BY " + key + " LIMIT 1");
                row.bind(1, from);
                if (!row.step())
                    return false;
                for (int column = 0; column < sqlite3_column_count(row.handle()); ++column)
                    row.blob(column);
                return true;
            });
            rethrowCancelled(done);
            return done && *done;
        };
        std::int64_t bad = after, step = 1;
        while (step < kFar && !readable(after + step)) {
            bad = after + step;
            step *= 2;
        }
        if (step >= kFar)
            return std::nullopt;
        std::int64_t good = after + step;
        while (good - bad > 1) {
            const std::int64_t middle = bad + (good - bad) / 2;
            (readable(middle) ? good : bad) = middle;
        }
        return good;
    }

  private:
    std::string marks() const
    {
        std::string text = "?";
        for (const char c : m_columns)
            if (c == ',')
                text += ", ?";
        return text;
    }
    template <class T>
    static void rethrowCancelled(const Result<T>& result)
    {
        if (!result && result.error().code == ErrorCode::Cancelled)
            throw StoreFailure{result.error()};
    }
    void put(const Statement& row, int first)
    {
        if (++m_rows % 1024 == 0) {
            m_progress.report(-1, m_table);
            if (m_progress.cancelled())
                throw StoreFailure{{ErrorCode::Cancelled, "Cancelled. Nothing was saved.", {}}};
        }
        const int columns = sqlite3_column_count(row.handle()) - first;
        for (int i = 0; i < columns; ++i)
            sqlite3_bind_value(m_insert.handle(), i + 1, sqlite3_column_value(row.handle(), i + first));
        // What breaks a rule of its table is no row of ours.
        const int code = sqlite3_step(m_insert.handle());
        m_insert.reset();
        if (code != SQLITE_DONE && (code & 0xff) != SQLITE_CONSTRAINT)
            m_to.fail(code, "rescue");
    }

    Connection& m_from;
    Connection& m_to;
    Progress& m_progress;
    std::string m_table;
    std::string m_columns;
    Statement m_insert;
    std::int64_t m_rows = 0;
};

} // namespace

std::int64_t copyReadableRows(Connection& from, Connection& to, Progress& progress)
{
    std::int64_t gaps = 0;
    for (const Walk& walk : walks()) {
        if (columnsOf(from, to, walk.table).empty())
            continue; // Of a later version than the file.
        Copying copying(from, to, progress, walk.table);
        std::vector<std::string> conditions;
        for (const char* kind : walk.kinds)
            conditions.push_back("kind='" + std::string(kind) + "' AND ");
        if (walk.table == std::string_view("list_entry")) {
            Statement lists(to, "SELECT key FROM source WHERE format='list'");
            while (lists.step())
                conditions.push_back("source=" + std::to_string(lists.integer(0)) + " AND ");
        } else if (conditions.empty()) {
            conditions.emplace_back();
        }
        for (const std::string& condition : conditions) {
            std::int64_t after = std::numeric_limits<std::int64_t>::min() / 2;
            while (!copying.read(condition, walk.key, after)) {
                ++gaps;
                // A damaged first page is passed from below zero, where no key of ours lies.
                const auto next = copying.pastGap(condition, walk.key, std::max<std::int64_t>(after, -1));
                if (!next)
                    break;
                after = *next;
            }
        }
    }
    Copying tiles(from, to, progress, "tile");
    for (unsigned first = 0; first < 256; ++first) {
        char low[8], high[8];
        std::snprintf(low, sizeof low, "x'%02x'", first);
        std::snprintf(high, sizeof high, "x'%02x'", first + 1);
        gaps += !tiles.readBetween("hash>=" + std::string(low) + (first == 255 ? "" : " AND hash<" + std::string(high)));
    }
    return gaps;
}

} // namespace touchstone
