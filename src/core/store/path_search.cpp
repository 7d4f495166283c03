#include "core/store/path_search.h"

#include <algorithm>
#include <vector>

#include "core/store/schema.h"
#include "touchstone/base/text.h"

namespace touchstone {
namespace {

// More than these make the query longer and its answer hardly shorter.
constexpr std::size_t kMostTrigrams = 24;

} // namespace

std::string trigramQuery(std::string_view text)
{
    if (!isValidUtf8(text) || text.find('\0') != std::string_view::npos)
        return {};
    std::vector<std::string_view> characters;
    for (std::size_t at = 0, end = 0; at < text.size(); at = end) {
        end = at + 1;
        while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
            ++end;
        characters.push_back(text.substr(at, end - at));
    }
    std::vector<std::string> trigrams;
    for (std::size_t i = 2; i < characters.size() && trigrams.size() < kMostTrigrams; ++i) {
        std::string trigram;
        for (const std::string_view part : {characters[i - 2], characters[i - 1], characters[i]})
            trigram += part == "\"" ? "\"\"" : part;
        if (std::find(trigrams.begin(), trigrams.end(), trigram) == trigrams.end())
            trigrams.push_back(std::move(trigram));
    }
    std::string query;
    for (const std::string& trigram : trigrams)
        query += (query.empty() ? "\"" : " AND \"") + trigram + "\"";
    return query;
}

std::string likePattern(std::string_view text)
{
    std::string pattern = "%";
    for (const char c : text) {
        if (c == '%' || c == '_' || c == '\\')
            pattern += '\\';
        pattern += c;
    }
    return pattern + "%";
}

bool isDamageOfIndex(Connection& connection, const Error& error)
{
    // A version of the index that there never was is an error of no kind of its own.
    return error.code == ErrorCode::Corrupt || (sqlite3_errcode(connection.handle()) & 0xff) == SQLITE_ERROR;
}

bool pathIsListed(Connection& connection, std::int64_t item, const std::string& path)
{
    const std::string wanted = trigramQuery(path);
    if (wanted.empty())
        return true;
    Statement& query = connection.cached("SELECT 1 FROM item_path WHERE item_path MATCH ?1 AND rowid=?2");
    const Reset reset(query);
    return query.bind(1, wanted).bind(2, item).step();
}

void emptyPathIndex(Connection& connection)
{
    // Asked to empty itself, the index would first read what may be damaged. So its tables get the rows that a new
    // index has; then it is asked, to forget what it may have read before.
    const auto fresh = Connection::open(":memory:", Access::Write, true);
    sqlite3_db_config(fresh->handle(), SQLITE_DBCONFIG_DEFENSIVE, 0, nullptr);
    applySchema(*fresh, 0);
    struct Open {
        explicit Open(Connection& one) : db(one) { sqlite3_db_config(db.handle(), SQLITE_DBCONFIG_DEFENSIVE, 0, nullptr); }
        ~Open() { sqlite3_db_config(db.handle(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr); }
        Connection& db;
    };
    {
        const Open open(connection);
        connection.run("DELETE FROM item_path_data; DELETE FROM item_path_idx; DELETE FROM item_path_config");
        Statement from(*fresh, "SELECT id, block FROM item_path_data");
        Statement to(connection, "INSERT INTO item_path_data (id, block) VALUES (?1, ?2)");
        while (from.step())
            to.bind(1, from.integer(0)).bindBlob(2, from.blob(1).data(), from.blob(1).size()).run();
        Statement settings(*fresh, "SELECT k, v FROM item_path_config");
        Statement set(connection, "INSERT INTO item_path_config (k, v) VALUES (?1, ?2)");
        while (settings.step())
            set.bind(1, settings.text(0)).bind(2, settings.integer(1)).run();
    }
    connection.run("INSERT INTO item_path (item_path) VALUES ('delete-all')");
}

} // namespace touchstone
