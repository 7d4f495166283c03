#include "core/store/key_list.h"

#include <algorithm>
#include <iterator>

#include "core/store/path_search.h"

namespace touchstone {
namespace {

// One item in so many: where more are named, reading all costs less than looking each up.
constexpr std::int64_t kOneIn = 16;

/// Whether the index of paths names more than `most` items for a text; also where it cannot tell.
bool namesMoreThan(Connection& db, const std::string& text, std::int64_t most)
{
    const std::string trigrams = trigramQuery(text);
    if (trigrams.empty())
        return true;
    try {
        Statement query(db, "SELECT 1 FROM item_path WHERE item_path MATCH ?1 LIMIT 1 OFFSET ?2");
        return query.bind(1, trigrams).bind(2, most).step();
    } catch (const StoreFailure& failure) {
        if (!isDamageOfIndex(db, failure.error))
            throw;
        return true;
    }
}

/// Whether most paths hold what the pattern says, by looking at some of them.
bool isInMost(Connection& db, const std::string& pattern)
{
    constexpr std::int64_t kProbes = 64;
    const std::int64_t last = db.number("SELECT coalesce(max(key), 0) FROM medium");
    Statement query(db, "SELECT path LIKE ?1 ESCAPE '\\' FROM medium WHERE key>=?2 ORDER BY key LIMIT 1");
    std::int64_t found = 0;
    for (std::int64_t i = 0; i < kProbes; ++i) {
        query.rewind();
        if (query.bind(1, pattern).bind(2, last / kProbes * i).step())
            found += query.integer(0);
    }
    return 2 * found > kProbes;
}

/// The items of these media, sorted.
std::vector<std::int64_t> itemsOf(Connection& db, std::vector<std::int64_t> media, std::int64_t all)
{
    std::vector<std::int64_t> items;
    items.reserve(media.size());
    if (static_cast<std::int64_t>(media.size()) < all / kOneIn) {
        Statement query(db, "SELECT key FROM item WHERE medium=?1");
        for (const std::int64_t medium : media) {
            query.rewind();
            for (query.bind(1, medium); query.step();)
                items.push_back(query.integer(0));
        }
    } else {
        std::sort(media.begin(), media.end());
        Statement query(db, "SELECT medium, key FROM item INDEXED BY item_by_medium ORDER BY medium");
        auto at = media.begin();
        while (query.step()) {
            const std::int64_t medium = query.integer(0);
            while (at != media.end() && *at < medium)
                ++at;
            if (at == media.end())
                break;
            if (*at == medium)
                items.push_back(query.integer(1));
        }
    }
    std::sort(items.begin(), items.end());
    return items;
}

/// Texts are found by their first words too.
std::vector<std::int64_t> textsWith(Connection& db, const std::string& pattern)
{
    Statement query(db, "SELECT item FROM text WHERE words LIKE ?1 ESCAPE '\\' ORDER BY item");
    std::vector<std::int64_t> items;
    for (query.bind(1, pattern); query.step();)
        items.push_back(query.integer(0));
    return items;
}

} // namespace

// The items of a source are one run of keys, and where none is missing the run need not be read.
std::vector<std::int64_t> publishedKeys(Connection& db)
{
    std::vector<std::int64_t> keys;
    struct Run {
        std::int64_t source, count, first, last;
    };
    std::vector<Run> runs;
    {
        Statement query(db, "SELECT s.key, (SELECT sum(n) FROM item_count WHERE source=s.key), "
                            "(SELECT min(key) FROM item WHERE source=s.key), "
                            "(SELECT max(key) FROM item WHERE source=s.key) FROM source s WHERE s.state='published'");
        while (query.step())
            if (!query.isNull(2))
                runs.push_back({query.integer(0), query.integer(1), query.integer(2), query.integer(3)});
    }
    std::sort(runs.begin(), runs.end(), [](const Run& a, const Run& b) { return a.first < b.first; });
    // No more rows than that lie in the file, whatever its counts and keys say.
    const std::int64_t most = db.number("PRAGMA page_count") * db.number("PRAGMA page_size") / 8;
    Statement each(db, "SELECT key FROM item WHERE source=?1 ORDER BY key");
    for (const Run& run : runs) {
        if (run.first > 0 && run.last - run.first < most && run.count == run.last - run.first + 1) {
            keys.reserve(keys.size() + static_cast<std::size_t>(run.count));
            for (std::int64_t key = run.first; key <= run.last; ++key)
                keys.push_back(key);
            continue;
        }
        each.rewind();
        for (each.bind(1, run.source); each.step();)
            keys.push_back(each.integer(0));
    }
    return keys;
}

std::optional<std::vector<std::int64_t>> keysByPath(Connection& db, const std::string& text)
{
    const std::int64_t all = db.number("SELECT coalesce(sum(n), 0) FROM item_count");
    if (!namesMoreThan(db, text, all / kOneIn))
        return std::nullopt;
    // What fewer paths have is looked for: a row that is not answered costs nothing.
    const std::string pattern = likePattern(text);
    const bool most = isInMost(db, pattern);
    std::vector<std::int64_t> media;
    Statement query(db, std::string("SELECT key FROM medium INDEXED BY medium_by_name WHERE path ") +
                            (most ? "NOT LIKE" : "LIKE") + " ?1 ESCAPE '\\'");
    for (query.bind(1, pattern); query.step();)
        media.push_back(query.integer(0));
    const std::vector<std::int64_t> byPath = itemsOf(db, std::move(media), all);
    const std::vector<std::int64_t> byWords = textsWith(db, pattern);
    std::vector<std::int64_t> items;
    if (most)
        std::set_difference(byPath.begin(), byPath.end(), byWords.begin(), byWords.end(), std::back_inserter(items));
    else
        std::set_union(byPath.begin(), byPath.end(), byWords.begin(), byWords.end(), std::back_inserter(items));
    const std::vector<std::int64_t> published = publishedKeys(db);
    std::vector<std::int64_t> keys;
    keys.reserve(most ? published.size() : items.size());
    if (most)
        std::set_difference(published.begin(), published.end(), items.begin(), items.end(), std::back_inserter(keys));
    else
        std::set_intersection(published.begin(), published.end(), items.begin(), items.end(),
                              std::back_inserter(keys));
    return keys;
}

} // namespace touchstone
