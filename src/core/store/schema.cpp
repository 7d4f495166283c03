#include "core/store/schema.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <set>
#include <string>

#include "core/store/connection.h"
#include "touchstone/base/sha256.h"

namespace touchstone {
namespace {

/// A table, index, view or trigger: its type and name, and all that is said of it.
using Shape = std::set<std::pair<std::string, std::string>>;

Shape shapeOf(Connection& connection)
{
    Statement query(connection, "SELECT type || ' ' || name, type || '|' || name || '|' || coalesce(sql, '') "
                                "FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%'");
    Shape shape;
    while (query.step())
        shape.emplace(query.string(0), query.string(1));
    return shape;
}

Shape makeShape(std::int32_t version)
{
    const auto memory = Connection::open(":memory:", Access::Write, true);
    // A fresh in-memory database never meets a hostile schema, so the defensive switch is only in the way.
    sqlite3_db_config(memory->handle(), SQLITE_DBCONFIG_DEFENSIVE, 0, nullptr);
    for (std::int32_t step = 0; step < version; ++step)
        memory->run(std::string(schemaSteps()[static_cast<std::size_t>(step)]));
    return shapeOf(*memory);
}

const Shape& expectedShape(std::int32_t version)
{
    static std::mutex mutex;
    static std::map<std::int32_t, Shape> made;
    const std::lock_guard lock(mutex);
    const auto it = made.find(version);
    return it != made.end() ? it->second : made.emplace(version, makeShape(version)).first->second;
}

std::string digestOf(const Shape& shape)
{
    Sha256Hasher hasher;
    for (const auto& [name, text] : shape) {
        hasher.add(std::to_string(text.size()) + ':');
        hasher.add(text);
    }
    return toHex(hasher.finish());
}

/// Nothing stands there that we did not put there.
bool namesAreAmong(const Shape& found, const Shape& expected)
{
    return std::all_of(found.begin(), found.end(), [&](const auto& entry) {
        const auto it = expected.lower_bound({entry.first, {}});
        return it != expected.end() && it->first == entry.first;
    });
}

/// What we know of is there as what it was. A newer version may add columns, but a file that only says that it is
/// newer could put a view that never ends, or values that are computed, where a table was.
bool isReadable(const Shape& newer)
{
    const auto computes = [](const std::string& text) {
        return text.find("GENERATED") != std::string::npos || text.find("CREATE VIRTUAL") != std::string::npos;
    };
    for (const auto& [name, text] : expectedShape(currentSchemaVersion())) {
        const auto it = newer.lower_bound({name, {}});
        if (it == newer.end() || it->first != name || (name.starts_with("view ") && it->second != text) ||
            (it->second != text && computes(it->second)))
            return false;
    }
    return true;
}

/// The version whose tables these are; 0 for none.
std::int32_t versionOf(const Shape& found)
{
    for (std::int32_t version = currentSchemaVersion(); version > 0; --version)
        if (found == expectedShape(version))
            return version;
    return 0;
}

} // namespace

std::int32_t currentSchemaVersion()
{
    return static_cast<std::int32_t>(schemaSteps().size());
}

std::string currentShape()
{
    return digestOf(expectedShape(currentSchemaVersion()));
}

std::string_view listFilling()
{
    const std::string_view step = schemaSteps()[1];
    return step.substr(step.rfind("-- Filling."));
}

void applySchema(Connection& connection, std::int32_t from, const std::function<void(double)>& before)
{
    std::size_t total = 1, done = 0;
    for (std::int32_t step = from; step < currentSchemaVersion(); ++step)
        total += schemaSteps()[static_cast<std::size_t>(step)].size();
    for (std::int32_t step = from; step < currentSchemaVersion(); ++step) {
        std::string_view rest = schemaSteps()[static_cast<std::size_t>(step)];
        while (!rest.empty()) {
            if (before)
                before(static_cast<double>(done) / static_cast<double>(total));
            sqlite3_stmt* statement = nullptr;
            const char* tail = nullptr;
            int code = sqlite3_prepare_v2(connection.handle(), rest.data(), static_cast<int>(rest.size()), &statement,
                                          &tail);
            while (code == SQLITE_OK && statement && (code = sqlite3_step(statement)) == SQLITE_ROW)
                code = SQLITE_OK;
            sqlite3_finalize(statement);
            if (code != SQLITE_OK && code != SQLITE_DONE)
                connection.fail(code, "schema");
            const auto used = static_cast<std::size_t>(tail - rest.data());
            done += used;
            rest.remove_prefix(used);
        }
    }
    if (before)
        before(static_cast<double>(done) / static_cast<double>(total));
    connection.run("PRAGMA application_id=" + std::to_string(kApplicationId));
    connection.run("PRAGMA user_version=" + std::to_string(currentSchemaVersion()));
}

FileKind identify(Connection& connection)
{
    const bool ours = connection.number("PRAGMA application_id") == kApplicationId;
    const std::int64_t version = connection.number("PRAGMA user_version");
    const Shape found = shapeOf(connection);
    if (ours && version > currentSchemaVersion())
        return isReadable(found) ? FileKind::Newer : FileKind::Foreign;
    if (ours && version == currentSchemaVersion() && digestOf(found) == kCurrentShape)
        return FileKind::Current;
    if (ours && version > 0) {
        const Shape& expected = expectedShape(static_cast<std::int32_t>(version));
        if (found == expected)
            return version < currentSchemaVersion() ? FileKind::Older : FileKind::Current;
        return namesAreAmong(found, expected) ? FileKind::Damaged : FileKind::Foreign;
    }
    return !found.empty() && versionOf(found) ? FileKind::Damaged : FileKind::Foreign;
}

} // namespace touchstone
