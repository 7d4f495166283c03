#include "core/store/schema.h"

#include <string>

#include "core/store/connection.h"

namespace touchstone {
namespace {

constexpr const char* kShape = "SELECT group_concat(type || '|' || name || '|' || coalesce(sql, ''), char(10)) FROM "
                               "(SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%' "
                               "ORDER BY type, name)";

std::string expectedShape(std::int32_t version)
{
    sqlite3* handle = nullptr;
    auto memory = Connection::open(":memory:", Access::Write, true);
    handle = memory->handle();
    // A fresh in-memory database never meets a hostile schema, so the defensive switch is only in the way.
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 0, nullptr);
    for (std::int32_t step = 0; step < version; ++step)
        memory->run(std::string(schemaSteps()[static_cast<std::size_t>(step)]));
    return memory->text(kShape);
}

} // namespace

std::int32_t currentSchemaVersion()
{
    return static_cast<std::int32_t>(schemaSteps().size());
}

void applySchema(Connection& connection, std::int32_t from)
{
    for (std::int32_t step = from; step < currentSchemaVersion(); ++step)
        connection.run(std::string(schemaSteps()[static_cast<std::size_t>(step)]));
    connection.run("PRAGMA application_id=" + std::to_string(kApplicationId));
    connection.run("PRAGMA user_version=" + std::to_string(currentSchemaVersion()));
}

FileKind identify(Connection& connection)
{
    if (connection.number("PRAGMA application_id") != kApplicationId)
        return FileKind::Foreign;
    const std::int64_t version = connection.number("PRAGMA user_version");
    if (version > currentSchemaVersion())
        return FileKind::Newer;
    if (version < 1 || connection.text(kShape) != expectedShape(static_cast<std::int32_t>(version)))
        return FileKind::Foreign;
    return version < currentSchemaVersion() ? FileKind::Older : FileKind::Current;
}

} // namespace touchstone
