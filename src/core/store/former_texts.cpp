#include "core/store/former_texts.h"

#include <algorithm>
#include <tuple>

namespace touchstone {

std::vector<std::int64_t> formerTexts(Connection& connection)
{
    using Place = std::tuple<std::int64_t, std::string, std::int64_t>;
    std::vector<std::pair<Place, std::int64_t>> skipped;
    std::vector<std::int64_t> former;
    Statement found(connection, "SELECT m.root, m.path, coalesce(i.part, 0), i.key FROM task t JOIN item i ON i.key=t.item "
                                "JOIN medium m ON m.key=i.medium JOIN source s ON s.key=i.source "
                                "JOIN object_rev r ON r.kind='task' AND r.object=t.key AND r.rev=t.rev "
                                "WHERE t.state='skipped' AND t.kind='label' AND i.kind='text' AND s.state='published' "
                                "AND (i.part IS NULL OR r.body ->> '$.reason'=?1)");
    for (found.bind(1, std::string(kNewerText)); found.step();)
        skipped.emplace_back(Place(found.integer(0), found.string(1), found.integer(2)), found.integer(3));
    if (skipped.empty())
        return former;
    // One walk over all: asking for each record of a large file would walk over the file each time.
    std::sort(skipped.begin(), skipped.end());
    Statement all(connection, "SELECT m.root, m.path, coalesce(i.part, 0), i.key FROM item i JOIN medium m ON m.key=i.medium "
                              "JOIN source s ON s.key=i.source WHERE i.kind='text' AND s.state='published'");
    while (all.step()) {
        const Place place(all.integer(0), all.string(1), all.integer(2));
        auto at = std::lower_bound(skipped.begin(), skipped.end(), std::pair(place, std::int64_t{0}));
        for (; at != skipped.end() && at->first == place; ++at)
            if (at->second < all.integer(3))
                former.push_back(at->second);
    }
    std::sort(former.begin(), former.end());
    former.erase(std::unique(former.begin(), former.end()), former.end());
    return former;
}

} // namespace touchstone
