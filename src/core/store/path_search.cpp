#include "core/store/path_search.h"

#include <algorithm>
#include <vector>

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

bool pathIsListed(Connection& connection, std::int64_t item, const std::string& path)
{
    const std::string wanted = trigramQuery(path);
    if (wanted.empty())
        return true;
    Statement& query = connection.cached("SELECT 1 FROM item_path WHERE item_path MATCH ?1 AND rowid=?2");
    const Reset reset(query);
    return query.bind(1, wanted).bind(2, item).step();
}

} // namespace touchstone
