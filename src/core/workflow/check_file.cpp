#include "core/workflow/check_file.h"

#include "core/store/edit_hash.h"
#include "core/store/interruptible.h"
#include "core/store/schema.h"
#include "touchstone/base/progress.h"
#include "touchstone/base/text.h"

namespace touchstone {
namespace {

/// The hash stored for the edit in the chain, or of the one before it with `before`.
std::optional<Sha256> hashIn(Connection& connection, std::int64_t chain, std::int64_t edit, bool before)
{
    Statement query(connection, before ? "SELECT hash FROM edit_hash WHERE chain=?1 AND edit<?2 ORDER BY edit DESC "
                                         "LIMIT 1"
                                       : "SELECT hash FROM edit_hash WHERE chain=?1 AND edit=?2");
    if (!query.bind(1, chain).bind(2, edit).step() || query.blob(0).size() != 32)
        return std::nullopt;
    Sha256 hash;
    const std::string_view bytes = query.blob(0);
    std::copy(bytes.begin(), bytes.end(), hash.begin());
    return hash;
}

} // namespace

EditRows lookAtEdit(Connection& connection, std::int64_t seq)
{
    std::map<std::int64_t, Sha256> previous = chainsOfEdit(connection, seq);
    for (auto& [chain, hash] : previous)
        hash = hashIn(connection, chain, seq, true).value_or(Sha256{});
    for (const auto& [chain, hash] : hashesOfEdit(connection, seq, previous)) {
        const auto stored = hashIn(connection, chain, seq, false);
        if (!stored)
            return EditRows::WithoutHash;
        if (*stored != hash)
            return EditRows::Altered;
    }
    return EditRows::AsStored;
}

std::vector<std::string> checkTails(Connection& connection)
{
    // The rows of an older version lie in other tables: they are looked at once it is brought up to date.
    if (connection.number("PRAGMA user_version") < currentSchemaVersion())
        return {};
    const std::int64_t newest = connection.number("SELECT max(seq) FROM edit");
    const std::string edit = "the newest edit (" + std::to_string(newest) + ")";
    if (newest == 0)
        return {"The journal is empty; every project has at least one edit."};
    if (connection.number("SELECT max(edit) FROM edit_hash WHERE chain=0") > newest)
        return {"The newest edits are missing from the journal: there are hashes of them."};
    switch (lookAtEdit(connection, newest)) {
    case EditRows::WithoutHash:
        return {"The hash of " + edit + " is missing from the journal."};
    case EditRows::Altered:
        return {"The rows of " + edit + " are not those that were stored."};
    case EditRows::AsStored:
        break;
    }
    return {};
}

std::vector<std::string> checkWhole(Connection& connection, Progress* progress, int limit)
{
    std::vector<std::string> problems;
    Interruptible watched(connection, progress);
    const auto stopIfCancelled = [progress] {
        if (progress && progress->cancelled())
            throw StoreFailure{{ErrorCode::Cancelled, "Cancelled.", {}}};
    };
    stopIfCancelled();
    watched.tell("Pages", 0, 0.7);
    Statement pages(connection, "PRAGMA integrity_check(" + std::to_string(limit) + ")");
    while (pages.step())
        if (pages.text(0) != "ok")
            problems.push_back("SQLite says: " + displayUtf8(pages.text(0)));
    stopIfCancelled();
    watched.tell("References", 0.7, 0.95);
    Statement keys(connection, "PRAGMA foreign_key_check");
    while (static_cast<int>(problems.size()) < limit && keys.step())
        problems.push_back("Row " + std::to_string(keys.integer(1)) + " of " + displayUtf8(keys.text(0)) +
                           " refers to a missing row of " + displayUtf8(keys.text(2)) + ".");
    if (progress)
        progress->report(0.95, "Journal");
    if (problems.empty())
        problems = checkTails(connection);
    return problems;
}

} // namespace touchstone
