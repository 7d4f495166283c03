#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/store/list_cache.h"
#include "core/store/path_search.h"
#include "core/store/schema.h"

namespace touchstone {
namespace {

struct Table {
    const char* name;
    const char* order;
    int columns;
    int sources; ///< How many of the first columns are sources.
};
constexpr Table kTables[]{{"item_count", "1, 2", 3, 1},
                          {"task_count", "1, 2", 3, 1},
                          {"layer_count", "1, 2, 3, 4", 6, 2},
                          {"use_count", "1, 2, 3, 4", 6, 2},
                          {"label_item", "1, 2, 3, 4", 5, 2}};

/// What fills each table, by the statements of the schema themselves.
std::map<std::string, std::string> fillings()
{
    static constexpr std::string_view kInsert = "INSERT INTO ";
    std::map<std::string, std::string> found;
    std::string_view rest = listFilling();
    for (std::size_t at = rest.find(kInsert); at != std::string_view::npos; at = rest.find(kInsert)) {
        rest.remove_prefix(at + kInsert.size());
        const std::size_t name = rest.find_first_of(" \n");
        const std::size_t end = rest.find(';');
        std::string& select = found[std::string(rest.substr(0, name))];
        select += (select.empty() ? "" : " UNION ALL ") + std::string(rest.substr(name, end - name));
        rest.remove_prefix(end);
    }
    return found;
}

bool sameRow(const Statement& a, const Statement& b, int columns)
{
    for (int column = 0; column < columns; ++column)
        if (a.type(column) != b.type(column) || a.text(column) != b.text(column))
            return false;
    return true;
}

std::string rowText(const Statement& row, int columns)
{
    std::string text;
    for (int column = 0; column < columns; ++column)
        text += (column ? ", " : "") + row.string(column);
    return text;
}

/// The rows of `select` in the order of the table, without those of sources that were not published: taking them out
/// again may have ended in the middle, and the next opening goes on with it.
std::string published(const Table& table, const std::string& select)
{
    std::string columns, where;
    for (int i = 1; i <= table.columns; ++i) {
        const std::string column = "c" + std::to_string(i);
        columns += (i > 1 ? ", " : "") + column;
        if (i <= table.sources)
            where += (i > 1 ? " AND " : "") + column + " NOT IN (SELECT key FROM source WHERE rev=0)";
    }
    return "WITH t(" + columns + ") AS (" + select + ") SELECT * FROM t WHERE " + where + " ORDER BY " + table.order;
}

void compareTable(Connection& connection, const Table& table, const std::string& filling, std::size_t limit,
                  std::vector<std::string>& problems)
{
    Statement expected(connection, published(table, filling));
    Statement stored(connection, published(table, std::string("SELECT * FROM ") + table.name));
    while (true) {
        const bool more = expected.step();
        if (more != stored.step() || (more && !sameRow(expected, stored, table.columns))) {
            // The rows after the first that differs say nothing new.
            if (problems.size() < limit)
                problems.push_back(std::string("The counts in ") + table.name + " are not what the layers say" +
                                   (more ? ", from " + rowText(expected, table.columns) + " on." : "."));
            return;
        }
        if (!more)
            return;
    }
}

bool isFound(Connection& connection, std::int64_t item, const std::string& path)
{
    try {
        return pathIsListed(connection, item, path);
    } catch (const StoreFailure& failure) {
        if (isDamageOfIndex(connection, failure.error))
            return false;
        throw;
    }
}

/// Some items, spread over the list, must be found by their own paths.
void comparePaths(Connection& connection, std::size_t limit, std::vector<std::string>& problems)
{
    constexpr std::int64_t samples = 200;
    const std::int64_t last = connection.number("SELECT coalesce(max(key), 0) FROM item");
    Statement next(connection, "SELECT item, words FROM item_words WHERE item>=?1 AND length(words)>=3 ORDER BY item LIMIT 1");
    for (std::int64_t i = 0; i < samples; ++i) {
        next.reset();
        if (!next.bind(1, 1 + last * i / samples).step())
            break;
        if (isFound(connection, next.integer(0), next.string(1)) || problems.size() >= limit)
            continue;
        problems.push_back("The path of item " + std::to_string(next.integer(0)) + " is not found by a search.");
        return;
    }
}

} // namespace

std::vector<std::string> compareLists(Connection& connection, std::size_t limit)
{
    std::vector<std::string> problems;
    const std::map<std::string, std::string> by = fillings();
    for (const Table& table : kTables)
        compareTable(connection, table, by.at(table.name), limit, problems);
    Statement ranks(connection,
                    "SELECT l.key FROM layer l WHERE l.outranked IS NOT EXISTS (SELECT 1 FROM layer_rank a "
                    "JOIN layer_rank b ON b.item=a.item AND b.visible AND (b.place<a.place OR (b.place=a.place "
                    "AND b.layer>a.layer)) WHERE a.layer=l.key)");
    while (ranks.step() && problems.size() < limit)
        problems.push_back("Whether layer " + std::to_string(ranks.integer(0)) + " counts is not what the layers say.");
    Statement runs(connection, "SELECT a.source, b.source FROM (SELECT source, min(key) AS first, max(key) AS last "
                               "FROM item GROUP BY source) a JOIN (SELECT source, min(key) AS first FROM item "
                               "GROUP BY source) b ON b.first>a.first AND b.first<=a.last");
    while (runs.step() && problems.size() < limit)
        problems.push_back("The items of source " + std::to_string(runs.integer(0)) + " are mixed with those of source " +
                           std::to_string(runs.integer(1)) + ".");
    comparePaths(connection, limit, problems);
    return problems;
}

} // namespace touchstone
