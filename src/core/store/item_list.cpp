#include "core/store/item_list.h"

#include <algorithm>

#include "core/store/key_list.h"
#include "core/store/load.h"
#include "core/store/path_search.h"
#include "touchstone/model/label_tree.h"

namespace touchstone {
namespace {

// With fewer candidates than this, their paths are looked at one by one.
constexpr std::int64_t kFewCandidates = 20'000;

/// Asks of one item at a time; the query's first parameter is the key.
class CheckStream : public ItemStream {
  public:
    CheckStream(Connection& connection, const std::string& sql, bool forward)
        : m_query(connection, sql), m_forward(forward)
    {
    }
    Statement& query() { return m_query; }
    bool holds(std::int64_t item)
    {
        m_query.rewind();
        return m_query.bind(1, item).step();
    }
    Place from(Place place) override { return holds(m_forward ? place : -place) ? place : place + 1; }

  private:
    Statement m_query;
    bool m_forward;
};

std::string ordered(const std::string& select, const std::string& key, int parameter, bool forward)
{
    return select + key + (forward ? ">=?" : "<=?") + std::to_string(parameter) + " ORDER BY " + key +
           (forward ? "" : " DESC");
}

struct Part {
    std::int64_t size = 0;
    std::unique_ptr<ItemStream> stream;
};

Part everything(Connection& connection, bool forward)
{
    return {0, std::make_unique<RowStream>(connection, ordered("SELECT key FROM item WHERE ", "key", 1, forward), 1,
                                           forward)};
}

Part withStates(Connection& connection, const std::vector<TaskState>& states, bool forward)
{
    Part part;
    Streams streams;
    Statement count(connection, "SELECT coalesce(sum(n), 0) FROM task_count WHERE state=?1");
    for (const TaskState state : states) {
        count.rewind();
        if (count.bind(1, taskStateName(state)).step())
            part.size += count.integer(0);
        auto stream = std::make_unique<RowStream>(
            connection, ordered("SELECT item FROM task WHERE state=?1 AND ", "item", 2, forward), 2, forward);
        stream->query().bind(1, taskStateName(state));
        streams.push_back(std::move(stream));
    }
    part.stream = streams.size() == 1 ? std::move(streams.front())
                                      : std::make_unique<UnionStream>(std::move(streams));
    return part;
}

/// The keys of a label, of those under it, and of all that were merged into one of them, as a list for IN.
std::string labelKeys(Connection& connection, const LabelId& label)
{
    std::string keys = std::to_string(keyOf(connection, ObjectKind::Label, label.uuid));
    Statement others(connection, "SELECT 1 FROM label l JOIN object_rev r ON r.kind='label' AND r.object=l.key "
                                 "AND r.rev=l.rev WHERE instr(r.body, '\"mergedInto\"')>0 OR instr(r.body, '\"parent\"')>0");
    if (!others.step())
        return keys;
    for (const LabelId& other : allUnder(loadOntology(connection), label))
        if (other != label)
            keys += "," + std::to_string(keyOf(connection, ObjectKind::Label, other.uuid));
    return keys;
}

/// The sources of the items lie behind one another; within one, layers of people and of sources are joined.
Part withLabel(Connection& connection, const LabelId& label, bool forward)
{
    Statement query(connection,
                    "SELECT u.brought, u.source, u.label, sum(u.counted) FROM use_count u "
                    "JOIN source b ON b.key=u.brought AND b.state='published' LEFT JOIN source s ON s.key=u.source "
                    "WHERE u.label IN (" + labelKeys(connection, label) + ") AND u.kind<>'again' AND u.counted>0 "
                    "AND (u.source=0 OR s.state='published') GROUP BY 1, 2, 3 "
                    "ORDER BY (SELECT min(key) FROM item WHERE source=u.brought)" + (forward ? "" : " DESC"));
    Part part;
    Streams groups, group;
    std::int64_t brought = 0;
    const auto close = [&] {
        if (group.size() == 1)
            groups.push_back(std::move(group.front()));
        else if (!group.empty())
            groups.push_back(std::make_unique<UnionStream>(std::move(group)));
        group.clear();
    };
    while (query.step()) {
        if (query.integer(0) != brought)
            close();
        brought = query.integer(0);
        part.size += query.integer(3);
        auto stream = std::make_unique<RowStream>(
            connection,
            ordered("SELECT item FROM label_item WHERE brought=?1 AND source=?2 AND label=?3 AND ", "item", 4, forward),
            4, forward);
        stream->query().bind(1, brought).bind(2, query.integer(1)).bind(3, query.integer(2));
        group.push_back(std::move(stream));
    }
    close();
    part.stream = std::make_unique<ChainStream>(std::move(groups));
    return part;
}

constexpr const char* kPathOf = "SELECT 1 FROM item_words WHERE item=?1 AND words LIKE ?2 ESCAPE '\\'";

/// Walking all paths is faster without a look at texts, where there are none.
const char* walkedWords(Connection& connection)
{
    return connection.number("SELECT EXISTS (SELECT 1 FROM text)") != 0
               ? "SELECT i.item FROM (SELECT item, item AS key, words FROM item_words) i WHERE i.words LIKE ?1 ESCAPE '\\' AND i.key"
               : "SELECT i.key FROM item i CROSS JOIN medium m ON m.key=i.medium WHERE m.path LIKE ?1 ESCAPE '\\' AND i.key";
}

std::unique_ptr<CheckStream> textCheck(Connection& connection, const std::string& text, bool forward)
{
    auto check = std::make_unique<CheckStream>(connection, kPathOf, forward);
    check->query().bind(2, likePattern(text));
    return check;
}

/// The index finds what is rare at once. Where a text is in nearly every path, walking the paths themselves is
/// cheaper than looking up each that the index names: then a block is walked, and again as long as it is full.
class TextStream : public ItemStream {
  public:
    TextStream(Connection& connection, const std::string& text, bool forward)
        : m_connection(connection),
          m_all(connection,
                ordered(walkedWords(connection) + std::string(forward ? "<=?3" : ">=?3") + " AND ",
                        "i.key", 2, forward),
                2, forward),
          m_check(textCheck(connection, text, forward)), m_forward(forward)
    {
        const std::string trigrams = trigramQuery(text);
        m_all.query().bind(1, likePattern(text));
        if (trigrams.empty()) {
            walkTo(kEnd);
            return;
        }
        unlessDamaged([&] {
            m_found = std::make_unique<RowStream>(
                connection, ordered("SELECT rowid FROM item_path WHERE item_path MATCH ?1 AND ", "rowid", 2, forward), 2,
                forward);
            m_found->query().bind(1, trigrams);
        });
    }
    Place from(Place place) override
    {
        while (true) {
            const bool walked = m_walks;
            const Place found = walked ? m_all.from(place) : named(place);
            if (walked != m_walks)
                continue;
            if (walked) {
                if (found != kEnd || m_last == kEnd) {
                    ++m_named;
                    return found;
                }
                place = std::max(place, m_last + 1);
                m_walks = m_named * kDense > kBlock;
                m_named = 0;
                if (m_walks)
                    walkTo(place + kBlock);
                continue;
            }
            if (found == kEnd)
                return kEnd;
            if (m_named++ == 0)
                m_first = found;
            const bool fits = m_check->holds(m_forward ? found : -found);
            if (m_named >= kSample) {
                if ((found - m_first) / m_named < kDense)
                    walkTo(found + kBlock);
                m_named = 0;
            }
            if (fits)
                return found;
            place = found + 1;
        }
    }

  private:
    static constexpr std::int64_t kSample = 512;
    static constexpr std::int64_t kDense = 16; // a place looked up costs that of so many places walked over
    static constexpr std::int64_t kBlock = 16'384;

    /// A damaged index is no reason not to find: it is left aside, and verify tells.
    template <class Work>
    void unlessDamaged(Work&& work)
    {
        try {
            work();
        } catch (const StoreFailure& failure) {
            if (!isDamageOfIndex(m_connection, failure.error))
                throw;
            walkTo(kEnd);
        }
    }
    Place named(Place place)
    {
        Place found = place;
        unlessDamaged([&] { found = m_found->from(place); });
        return found;
    }
    void walkTo(Place last)
    {
        m_walks = true;
        m_last = last;
        m_all.query().rewind();
        m_all.query().bind(3, m_forward ? last : -last);
        m_all.restart();
    }

    Connection& m_connection;
    RowStream m_all;
    std::unique_ptr<RowStream> m_found;
    std::unique_ptr<CheckStream> m_check;
    bool m_forward;
    bool m_walks = false;
    Place m_last = 0;
    Place m_first = 0;
    std::int64_t m_named = 0;
};

std::unique_ptr<ItemStream> withText(Connection& connection, const std::string& text, bool forward, bool whole)
{
    if (whole && forward)
        if (auto keys = keysByPath(connection, text))
            return std::make_unique<KeyStream>(std::move(*keys));
    return std::make_unique<TextStream>(connection, text, forward);
}

} // namespace

ItemList::ItemList(Connection& connection, const TaskFilter& filter, bool forward, bool whole)
{
    std::vector<Part> parts;
    if (!filter.states.empty())
        parts.push_back(withStates(connection, filter.states, forward));
    if (filter.label)
        parts.push_back(withLabel(connection, filter.label, forward));
    std::sort(parts.begin(), parts.end(), [](const Part& a, const Part& b) { return a.size < b.size; });
    Streams streams;
    const bool few = !parts.empty() && parts.front().size < kFewCandidates;
    if (!filter.text.empty() && !few)
        streams.push_back(withText(connection, filter.text, forward, whole));
    for (Part& part : parts)
        streams.push_back(std::move(part.stream));
    if (!filter.text.empty() && few)
        streams.push_back(textCheck(connection, filter.text, forward));
    if (filter.assignee) {
        auto check = std::make_unique<CheckStream>(connection, "SELECT 1 FROM task WHERE item=?1 AND assignee=?2", forward);
        check->query().bind(2, keyOf(connection, ObjectKind::Member, filter.assignee.uuid));
        streams.push_back(std::move(check));
    }
    // A check alone walks nowhere.
    if (streams.empty() || (streams.size() == 1 && filter.assignee))
        streams.insert(streams.begin(), everything(connection, forward).stream);
    auto all = streams.size() == 1 ? std::move(streams.front()) : std::make_unique<MeetStream>(std::move(streams));
    m_items = std::make_unique<VisibleStream>(connection, std::move(all), forward);
}

/// The tasks of one state; where the list goes on in the middle of a priority, first the rest of it.
struct AssigneeList::State {
    struct Cursor {
        std::unique_ptr<Statement> rest;
        std::unique_ptr<Statement> below;
        std::int64_t priority = 0;
        std::int64_t item = 0;
        bool more = true;

        void step()
        {
            if (rest && !rest->step())
                rest.reset();
            Statement& now = rest ? *rest : *below;
            more = rest || below->step();
            if (more) {
                item = now.integer(0);
                priority = now.integer(1);
            }
        }
    };
    std::vector<Cursor> cursors;
    std::vector<std::unique_ptr<CheckStream>> checks;
    std::unique_ptr<VisibleStream> visible;
};

AssigneeList::AssigneeList(Connection& connection, const TaskFilter& filter, std::int64_t after)
    : m_state(std::make_unique<State>())
{
    static const std::vector<TaskState> kAll{TaskState::Unassigned, TaskState::Assigned, TaskState::InProgress,
                                             TaskState::Submitted,  TaskState::InReview, TaskState::Approved,
                                             TaskState::Rejected,   TaskState::Skipped};
    std::optional<std::int64_t> priority;
    if (after != 0) {
        Statement query(connection, "SELECT priority FROM task WHERE item=?1");
        if (query.bind(1, after).step())
            priority = query.integer(0);
    }
    const std::int64_t assignee = keyOf(connection, ObjectKind::Member, filter.assignee.uuid);
    const std::string select = "SELECT item, priority FROM task WHERE assignee=?1 AND state=?2 AND priority";
    for (const TaskState state : filter.states.empty() ? kAll : filter.states) {
        State::Cursor cursor;
        if (priority) {
            cursor.rest = std::make_unique<Statement>(connection, select + "=?3 AND item>?4 ORDER BY item");
            cursor.rest->bind(1, assignee).bind(2, taskStateName(state)).bind(3, *priority).bind(4, after);
        }
        cursor.below = std::make_unique<Statement>(
            connection, select + (priority ? "<?3" : "<=?3") + " ORDER BY priority DESC, item");
        cursor.below->bind(1, assignee).bind(2, taskStateName(state)).bind(3, priority.value_or(kEnd));
        cursor.step();
        m_state->cursors.push_back(std::move(cursor));
    }
    m_state->visible = std::make_unique<VisibleStream>(connection, nullptr, true);
    if (!filter.text.empty())
        m_state->checks.push_back(textCheck(connection, filter.text, true));
    if (filter.label) {
        const std::string sql = "SELECT 1 FROM item i JOIN label_item u ON u.brought=i.source AND u.item=i.key WHERE i.key=?1 AND "
              "u.label IN (" + labelKeys(connection, filter.label) + ") AND u.source IN (SELECT 0 UNION ALL SELECT key FROM source "
              "WHERE state='published')";
        m_state->checks.push_back(std::make_unique<CheckStream>(connection, sql, true));
    }
}

AssigneeList::~AssigneeList() = default;

std::optional<std::int64_t> AssigneeList::next()
{
    while (true) {
        State::Cursor* first = nullptr;
        for (State::Cursor& cursor : m_state->cursors)
            if (cursor.more && (!first || cursor.priority > first->priority ||
                                (cursor.priority == first->priority && cursor.item < first->item)))
                first = &cursor;
        if (!first)
            return std::nullopt;
        const std::int64_t item = first->item;
        first->step();
        if (m_state->visible->shows(item) &&
            std::all_of(m_state->checks.begin(), m_state->checks.end(), [&](auto& check) { return check->holds(item); }))
            return item;
    }
}

} // namespace touchstone
