#include "core/store/bulk_rows.h"

namespace touchstone {
namespace {

enum Column { Key, Id, Layer, Label, Kind, X0, Y0, X1, Y1, Body, Order, ExternalIdColumn, Fields, Geometry, Rows };

struct Cursor : sqlite3_vtab_cursor {
    const BulkRows* rows = nullptr;
    std::size_t at = 0;
};

int connect(sqlite3* handle, void*, int, const char* const*, sqlite3_vtab** table, char**)
{
    const int code = sqlite3_declare_vtab(
        handle, "CREATE TABLE x(key, uuid, layer, label, kind, x0, y0, x1, y1, body, ord, external_id, fields, geometry, "
                "rows HIDDEN)");
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
        if (constraint.iColumn == Rows && constraint.usable && constraint.op == SQLITE_INDEX_CONSTRAINT_EQ) {
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
    self->rows = count > 0 ? static_cast<const BulkRows*>(sqlite3_value_pointer(values[0], kBulkRows)) : nullptr;
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
    return !self->rows || self->at >= self->rows->batch.annotations.size();
}

/// The text lives in the batch for longer than the statement runs.
void text(sqlite3_context* context, std::string_view value)
{
    sqlite3_result_text64(context, value.data(), value.size(), SQLITE_STATIC, SQLITE_UTF8);
}

void optionalText(sqlite3_context* context, std::string_view value)
{
    if (!value.empty())
        text(context, value);
}

void externalId(sqlite3_context* context, const ExternalId& id)
{
    if (const auto* number = std::get_if<std::int64_t>(&id))
        sqlite3_result_int64(context, *number);
    else if (const auto* name = std::get_if<std::string>(&id))
        text(context, *name);
}

/// What is left unset is NULL.
int column(sqlite3_vtab_cursor* cursor, sqlite3_context* context, int index)
{
    const auto* self = static_cast<Cursor*>(cursor);
    const BulkBatch& batch = self->rows->batch;
    const BulkAnnotation& one = batch.annotations[self->at];
    switch (index) {
    case Key:
        sqlite3_result_int64(context, self->rows->firstKey + static_cast<std::int64_t>(self->at));
        break;
    case Id:
        sqlite3_result_blob(context, one.id.bytes.data(), static_cast<int>(one.id.bytes.size()), SQLITE_STATIC);
        break;
    case Layer:
        sqlite3_result_int64(context, self->rows->layers[self->at]);
        break;
    case Label:
        if (one.label != 0)
            sqlite3_result_int64(context, one.label);
        break;
    case Kind:
        text(context, shapeKindName(one.kind));
        break;
    case X0:
    case Y0:
    case X1:
    case Y1:
        if (one.box) {
            const double sides[]{one.box->x, one.box->y, one.box->right(), one.box->bottom()};
            sqlite3_result_double(context, sides[index - X0]);
        }
        break;
    case Body:
        text(context, batch.bodyOf(one));
        break;
    case Order:
        sqlite3_result_int64(context, one.order);
        break;
    case ExternalIdColumn:
        externalId(context, one.externalId);
        break;
    case Fields:
        optionalText(context, batch.fieldsOf(one));
        break;
    case Geometry:
        optionalText(context, batch.geometryOf(one));
        break;
    default:
        break;
    }
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

void registerBulkRows(Connection& connection)
{
    // Statements that were prepared with it go on using it, so it is never replaced.
    if (connection.number("SELECT count(*) FROM pragma_module_list WHERE name='bulk_rows'") == 0)
        sqlite3_create_module(connection.handle(), "bulk_rows", &kModule, nullptr);
}

} // namespace touchstone
