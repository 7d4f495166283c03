#include "touchstone/store/reader.h"

#include <utility>

#include "core/store/connection.h"
#include "core/store/load.h"
#include "core/store/object_codec.h"

namespace touchstone {

struct Reader::State {
    std::unique_ptr<Connection> connection;
    std::function<std::unique_ptr<Connection>()> again;
    std::chrono::steady_clock::time_point used = std::chrono::steady_clock::now();
    // The version counts of one connection say nothing of the next one's: the newest edit carries them over.
    std::int64_t versionBase = 0;
    std::int64_t restVersion = 0;
    std::int64_t restTail = 0;
    bool rested = false;
};

Reader::Reader(std::unique_ptr<Connection> connection, std::function<std::unique_ptr<Connection>()> again)
    : m_state(std::make_unique<State>())
{
    m_state->connection = std::move(connection);
    m_state->again = std::move(again);
}

Reader::~Reader() = default;

namespace {

std::int64_t versionOf(Connection& connection)
{
    return connection.number("PRAGMA data_version");
}

std::int64_t tailOf(Connection& connection)
{
    return connection.number("SELECT coalesce(max(seq), 0) FROM edit");
}

} // namespace

void Reader::rest(std::chrono::milliseconds idle)
{
    State& state = *m_state;
    if (!state.again || !state.connection || std::chrono::steady_clock::now() - state.used < idle)
        return;
    const auto noted = guarded([&] {
        state.restVersion = state.versionBase + versionOf(*state.connection);
        state.restTail = tailOf(*state.connection);
        return state.versionBase + versionOf(*state.connection) == state.restVersion;
    });
    if (noted && !*noted)
        return;
    state.rested = true;
    state.connection.reset();
}

Connection& Reader::connection()
{
    m_state->used = std::chrono::steady_clock::now();
    if (!m_state->connection)
        m_state->connection = m_state->again();
    return *m_state->connection;
}

namespace {

template <class Value>
std::vector<Value> allOf(Connection& connection, ObjectKind kind, const char* keys)
{
    std::vector<std::pair<std::int64_t, std::int64_t>> heads;
    {
        Statement query(connection, keys);
        while (query.step())
            heads.emplace_back(query.integer(0), query.integer(1));
    }
    std::vector<Value> values;
    for (const auto& [key, rev] : heads)
        if (auto value = loadObject(connection, kind, key, rev))
            values.push_back(std::get<Value>(std::move(*value)));
    return values;
}

} // namespace

Result<ProjectInfo> Reader::projectInfo()
{
    return guarded([&] {
        Connection& db = connection();
        const auto value = loadObject(db, ObjectKind::Project, 1, headOf(db, ObjectKind::Project, 1));
        if (!value)
            throw StoreFailure{{ErrorCode::Corrupt, "The project has no name record.", {}}};
        return std::get<ProjectInfo>(*value);
    });
}

Result<Ontology> Reader::ontology()
{
    return guarded([&] { return loadOntology(connection()); });
}

Result<std::vector<Member>> Reader::members()
{
    return guarded([&] {
        return allOf<Member>(connection(), ObjectKind::Member, "SELECT key, rev FROM member ORDER BY key");
    });
}

Result<std::vector<MediaRoot>> Reader::roots()
{
    return guarded([&] {
        return allOf<MediaRoot>(connection(), ObjectKind::Root, "SELECT key, rev FROM root WHERE rev>0 ORDER BY key");
    });
}

Result<std::vector<Source>> Reader::sources()
{
    return guarded([&] {
        return allOf<Source>(connection(), ObjectKind::Source,
                             "SELECT key, rev FROM source WHERE rev>0 ORDER BY key");
    });
}

Result<std::int64_t> Reader::revisionOf(const Uuid& object)
{
    return guarded([&]() -> std::int64_t {
        for (const ObjectKind kind : {ObjectKind::Label, ObjectKind::Task, ObjectKind::Layer, ObjectKind::Root,
                                      ObjectKind::Source, ObjectKind::Member, ObjectKind::Project,
                                      ObjectKind::Medium})
            if (const std::int64_t key = keyOf(connection(), kind, object))
                return headOf(connection(), kind, key);
        return 0;
    });
}

Result<std::int64_t> Reader::dataVersion()
{
    return guarded([&] {
        Connection& db = connection();
        const std::int64_t version = versionOf(db);
        if (std::exchange(m_state->rested, false))
            m_state->versionBase = m_state->restVersion + (tailOf(db) == m_state->restTail ? 0 : 1) - version;
        return m_state->versionBase + version;
    });
}

Result<LayerContent> Reader::content(const LayerId& layer)
{
    return guarded([&] {
        const Transaction snapshot(connection(), false);
        return loadContent(connection(), keyOf(connection(), ObjectKind::Layer, layer.uuid));
    });
}

Result<std::optional<Draft>> Reader::draft(const ItemId& item, const MemberId& author)
{
    return guarded([&]() -> std::optional<Draft> {
        Connection& db = connection();
        Statement& query = db.cached("SELECT tool, body FROM draft WHERE item=?1 AND author=?2");
        const Reset reset(query);
        query.bind(1, itemKey(db, item)).bind(2, keyOf(db, ObjectKind::Member, author.uuid));
        if (!query.step())
            return std::nullopt;
        return Draft{item, author, query.string(0), query.string(1)};
    });
}

} // namespace touchstone
