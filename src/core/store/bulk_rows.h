#pragma once

#include <cstdint>
#include <string_view>
#include <utility>

#include "core/store/connection.h"
#include "touchstone/base/ids.h"
#include "touchstone/store/rows.h"

namespace touchstone {

/// One value of a row on its way into SQLite; what is not told is NULL. Texts and blobs live until the statement
/// is done.
class BulkValue {
  public:
    explicit BulkValue(sqlite3_context* context) : m_context(context) {}
    void integer(std::int64_t value) const { sqlite3_result_int64(m_context, value); }
    void real(double value) const { sqlite3_result_double(m_context, value); }
    void text(std::string_view value) const
    {
        sqlite3_result_text64(m_context, value.data(), value.size(), SQLITE_STATIC, SQLITE_UTF8);
    }
    void blob(std::string_view value) const
    {
        sqlite3_result_blob64(m_context, value.data(), value.size(), SQLITE_STATIC);
    }
    void id(const Uuid& value) const
    {
        sqlite3_result_blob(m_context, value.bytes.data(), static_cast<int>(value.bytes.size()), SQLITE_STATIC);
    }
    /// NULL for 0.
    void key(std::int64_t value) const
    {
        if (value != 0)
            integer(value);
    }
    /// NULL for an empty one.
    void optionalText(std::string_view value) const
    {
        if (!value.empty())
            text(value);
    }
    void externalId(const ExternalId& value) const;

  private:
    sqlite3_context* m_context;
};

/// Rows in memory as SQLite sees them: the table bulk_rows(?1) with the columns c0 to c15, which exists only for the
/// statement that reads it. One statement for many rows keeps its cursors open, which halves the cost of a row.
class BulkRows {
  public:
    explicit BulkRows(std::size_t count) : m_count(count) {}
    virtual ~BulkRows() = default;
    std::size_t count() const { return m_count; }
    virtual void tell(std::size_t row, int column, const BulkValue& value) const = 0;

  private:
    std::size_t m_count;
};

/// `tell` is called with row, column and BulkValue.
template <class Tell>
class BulkRowsOf final : public BulkRows {
  public:
    BulkRowsOf(std::size_t count, Tell tell) : BulkRows(count), m_tell(std::move(tell)) {}
    void tell(std::size_t row, int column, const BulkValue& value) const override { m_tell(row, column, value); }

  private:
    Tell m_tell;
};

/// Runs a statement whose ?1 are the rows and whose ?2 is `value`. Throws StoreFailure.
void runBulk(Connection& connection, const char* sql, const BulkRows& rows, std::int64_t value);

/// Makes bulk_rows known to the connection, unless it is already.
void registerBulkRows(Connection& connection);

} // namespace touchstone
