#include <algorithm>

#include "core/store/connection.h"
#include "core/store/document_codec.h"
#include "core/store/item_list.h"
#include "core/store/key_list.h"
#include "core/store/load.h"
#include "touchstone/base/progress.h"
#include "touchstone/store/reader.h"

namespace touchstone {
namespace {

// Between two looks at whether the job was cancelled.
constexpr std::size_t kLook = 4096;

bool isEmpty(const TaskFilter& filter)
{
    return filter.states.empty() && filter.text.empty() && !filter.label && !filter.assignee;
}

/// Takes keys until `take` answers false. `whole`: it will take all.
template <class Take>
void walk(Connection& db, const TaskFilter& filter, std::int64_t after, bool whole, Take&& take)
{
    if (filter.assignee) {
        AssigneeList list(db, filter, after);
        while (const auto key = list.next())
            if (!take(*key))
                return;
        return;
    }
    ItemList list(db, filter, true, whole);
    for (Place place = list.from(after == 0 ? kStart : after + 1); place != kEnd; place = list.from(place + 1))
        if (!take(place))
            return;
}

} // namespace

Result<std::vector<std::int64_t>> Reader::itemKeys(const TaskFilter& filter, Progress* progress)
{
    return guarded([&] {
        Connection& db = connection();
        const Transaction snapshot(db, false);
        if (isEmpty(filter))
            return publishedKeys(db);
        std::vector<std::int64_t> keys;
        walk(db, filter, 0, true, [&](std::int64_t key) {
            keys.push_back(key);
            if (progress && keys.size() % kLook == 0 && progress->cancelled())
                throw StoreFailure{{ErrorCode::Cancelled, "Cancelled.", {}}};
            return true;
        });
        keys.shrink_to_fit();
        return keys;
    });
}

Result<std::vector<std::int64_t>> Reader::itemPage(const TaskFilter& filter, std::int64_t after, std::size_t limit)
{
    return guarded([&] {
        std::vector<std::int64_t> keys;
        if (limit == 0)
            return keys;
        keys.reserve(limit);
        const Transaction snapshot(connection(), false);
        walk(connection(), filter, after, false, [&](std::int64_t key) {
            keys.push_back(key);
            return keys.size() < limit;
        });
        return keys;
    });
}

Result<std::optional<std::int64_t>> Reader::nextItem(std::int64_t key, bool forward, const TaskFilter& filter)
{
    return guarded([&]() -> std::optional<std::int64_t> {
        const Transaction snapshot(connection(), false);
        ItemList list(connection(), filter, forward);
        const Place place = std::max(kStart, forward ? key : -std::max(key, kStart));
        const Place found = place == kEnd ? kEnd : list.from(place + 1);
        if (found == kEnd)
            return std::nullopt;
        return forward ? found : -found;
    });
}

Result<Item> Reader::item(std::int64_t key)
{
    return guarded([&] {
        Statement& visible = connection().cached("SELECT 1 FROM item i JOIN source s ON s.key=i.source "
                                                 "AND s.state='published' WHERE i.key=?1");
        const Reset reset(visible);
        if (!visible.bind(1, key).step())
            throw StoreFailure{{ErrorCode::NotFound, "There is no such item in the project.", {}}};
        return loadItem(connection(), key);
    });
}

Result<Item> Reader::item(const ItemId& id)
{
    const auto key = guarded([&] { return itemKey(connection(), id); });
    return key ? item(*key) : Result<Item>(key.error());
}

Result<Task> Reader::task(const ItemId& item)
{
    return guarded([&] { return loadTask(connection(), taskKeyOf(connection(), itemKey(connection(), item))); });
}

Result<Document> Reader::document(const ItemId& item)
{
    return guarded([&]() -> Document {
        Statement& query = connection().cached("SELECT body, meta FROM text WHERE item=?1");
        const Reset reset(query);
        if (!query.bind(1, itemKey(connection(), item)).step())
            throw StoreFailure{{ErrorCode::NotFound, "The item has no text.", {}}};
        auto document = readDocumentBody(query.text(0), query.text(1));
        if (!document)
            throw StoreFailure{document.error()};
        return std::move(document).value();
    });
}

} // namespace touchstone
