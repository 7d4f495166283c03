#include "core/store/bulk_rows.h"

namespace touchstone {
namespace {

constexpr const char* kPointer = "touchstone bulk rows";
constexpr int kColumns = 16;

struct Cursor : sqlite3_vtab_cursor {
    const BulkRows* rows = nullptr;
    std::size_t at = 0;
};

int connect(sqlite3* handle, void*, int, const char* const*, sqlite3_vtab** table, char**)
{
    const int code = sqlite3_declare_vtab(
        handle,
        "CREATE TABLE x(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, rows HIDDEN)");
    if (code != SQLITE_OK)
        return code;
    sqlite3_vtab_config(handle, SQLITE_VTAB_DIRECTONLY);
    *table = new (std::nothrow) sqlite3_vtab{};
    return *table ? SQLITE_OK : SQLITE_NOMEM;
}

int disconnect(sqlite3_vtab* table)
{
    delete table;
    return SQLITE_OK;
}

/// Only of use with the rows given.
int bestIndex(sqlite3_vtab*, sqlite3_index_info* info)
{
    for (int i = 0; i < info->nConstraint; ++i) {
        const auto& constraint = info->aConstraint[i];
        if (constraint.iColumn == kColumns && constraint.usable && constraint.op == SQLITE_INDEX_CONSTRAINT_EQ) {
            info->aConstraintUsage[i].argvIndex = 1;
            info->aConstraintUsage[i].omit = 1;
            info->estimatedCost = 1000;
            return SQLITE_OK;
        }
    }
    return SQLITE_CONSTRAINT;
}

int openCursor(sqlite3_vtab*, sqlite3_vtab_cursor** cursor)
{
    *cursor = new (std::nothrow) Cursor{};
    return *cursor ? SQLITE_OK : SQLITE_NOMEM;
}

int closeCursor(sqlite3_vtab_cursor* cursor)
{
    delete static_cast<Cursor*>(cursor);
    return SQLITE_OK;
}

int filter(sqlite3_vtab_cursor* cursor, int, const char*, int count, sqlite3_value** values)
{
    auto* self = static_cast<Cursor*>(cursor);
    self->at = 0;
    self->rows = count > 0 ? static_cast<const BulkRows*>(sqlite3_value_pointer(values[0], kPointer)) : nullptr;
    return SQLITE_OK;
}

int next(sqlite3_vtab_cursor* cursor)
{
    ++static_cast<Cursor*>(cursor)->at;
    return SQLITE_OK;
}

int atEnd(sqlite3_vtab_cursor* cursor)
{
    const auto* self = static_cast<Cursor*>(cursor);
    return !self->rows || self->at >= self->rows->count();
}

int column(sqlite3_vtab_cursor* cursor, sqlite3_context* context, int index)
{
    const auto* self = static_cast<Cursor*>(cursor);
    if (index < kColumns)
        self->rows->tell(self->at, index, BulkValue(context));
    return SQLITE_OK;
}

int rowId(sqlite3_vtab_cursor* cursor, sqlite3_int64* id)
{
    *id = static_cast<sqlite3_int64>(static_cast<Cursor*>(cursor)->at);
    return SQLITE_OK;
}

constexpr sqlite3_module makeModule()
{
    sqlite3_module module{};
    module.xConnect = connect;
    module.xBestIndex = bestIndex;
    module.xDisconnect = disconnect;
    module.xOpen = openCursor;
    module.xClose = closeCursor;
    module.xFilter = filter;
    module.xNext = next;
    module.xEof = atEnd;
    module.xColumn = column;
    module.xRowid = rowId;
    return module;
}
constexpr sqlite3_module kModule = makeModule();

} // namespace

void BulkValue::externalId(const ExternalId& value) const
{
    if (const auto* number = std::get_if<std::int64_t>(&value))
        integer(*number);
    else if (const auto* name = std::get_if<std::string>(&value))
        text(*name);
}

void runBulk(Connection& connection, const char* sql, const BulkRows& rows, std::int64_t value)
{
    if (rows.count() > 0)
        connection.cached(sql).lendPointer(1, &rows, kPointer).bind(2, value).run();
}

void registerBulkRows(Connection& connection)
{
    // Statements that were prepared with it go on using it, so it is never replaced.
    if (connection.number("SELECT count(*) FROM pragma_module_list WHERE name='bulk_rows'") == 0)
        sqlite3_create_module(connection.handle(), "bulk_rows", &kModule, nullptr);
}

} // namespace touchstone
