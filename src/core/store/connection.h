#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <exception>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "touchstone/base/ids.h"
#include "touchstone/base/result.h"
#include "touchstone/base/text.h"

namespace touchstone {

/// Carries an Error through the store's own code; caught at its public functions. Names and paths that it quotes come
/// from a file that anybody may have written, so they are made fit to be shown here.
struct StoreFailure {
    explicit StoreFailure(Error failed) : error(std::move(failed))
    {
        error.message = displayUtf8(error.message);
        error.where = displayUtf8(error.where);
    }
    Error error;
};

enum class Access { Write, Read, Immutable };

class Statement;

/// One sqlite3 connection with the settings that every connection of ours has (docs/file_format.md).
class Connection {
  public:
    /// `create`: the file must not exist. Throws StoreFailure.
    static std::unique_ptr<Connection> open(const std::filesystem::path& path, Access access, bool create);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    sqlite3* handle() const { return m_handle; }
    const std::filesystem::path& path() const { return m_path; }
    /// Closes the file, without a checkpoint, and opens it anew: after the disk reported an error, what the
    /// connection remembers is not trusted. Statements that are still held are useless after it.
    void reopen(const std::filesystem::path& path);
    void reopen() { reopen(std::filesystem::path(m_path)); }
    /// Closing will neither fold the log back nor remove it.
    void leaveLog();
    /// The last error of the disk or the file (SQLite's extended code, errno), told once; 0 for none.
    struct Trouble {
        int sqlite = 0;
        int system = 0;
    };
    Trouble takeTrouble() { return std::exchange(m_trouble, {}); }
    void putBack(Trouble trouble) { m_trouble = trouble; }
    void run(const char* sql);
    void run(const std::string& sql) { run(sql.c_str()); }
    std::int64_t number(const char* sql);
    std::string text(const char* sql);
    /// A cached prepared statement, reset and without bindings. Keyed by the address of the literal.
    Statement& cached(const char* sql);
    [[noreturn]] void fail(int code, const char* what) const;

  private:
    Connection(std::filesystem::path path, Access access);
    void connect(bool create);
    struct Cache;
    sqlite3* m_handle = nullptr;
    std::filesystem::path m_path;
    Access m_access;
    mutable Trouble m_trouble;
    std::unique_ptr<Cache> m_cache;
};

/// A prepared statement. Columns and parameters count from 0 and 1 as in sqlite3.
class Statement {
  public:
    Statement(Connection& connection, std::string_view sql);
    ~Statement();
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    Statement& bind(int index, std::int64_t value);
    Statement& bind(int index, int value) { return bind(index, std::int64_t{value}); }
    Statement& bind(int index, bool value) { return bind(index, std::int64_t{value ? 1 : 0}); }
    Statement& bind(int index, double value);
    /// Text is copied only when the caller says that it may go before the step.
    Statement& bind(int index, std::string_view text);
    Statement& bind(int index, const char* text) { return bind(index, std::string_view(text)); }
    Statement& bindBlob(int index, const void* data, std::size_t size);
    Statement& bind(int index, const Uuid& id) { return bindBlob(index, id.bytes.data(), id.bytes.size()); }
    /// Without a copy: what is bound must live until the next step is done.
    Statement& lend(int index, std::string_view text);
    Statement& lendBlob(int index, const void* data, std::size_t size);
    /// For a table-valued function that knows `type`.
    Statement& lendPointer(int index, const void* pointer, const char* type);
    Statement& bindNull(int index);
    template <class T>
    Statement& bind(int index, const std::optional<T>& value)
    {
        return value ? bind(index, *value) : bindNull(index);
    }
    /// Null for 0: optional references.
    Statement& bindKey(int index, std::int64_t key) { return key ? bind(index, key) : bindNull(index); }

    /// True while there is a row.
    bool step();
    /// For statements without rows; resets.
    void run();
    void reset();
    /// Resets and keeps the bindings.
    void rewind();

    bool isNull(int column) const;
    std::int64_t integer(int column) const;
    double real(int column) const;
    /// Valid until the next step.
    std::string_view text(int column) const;
    std::string string(int column) const { return std::string(text(column)); }
    std::string_view blob(int column) const;
    Uuid uuid(int column) const;
    int type(int column) const;
    /// For what this class does not offer.
    sqlite3_stmt* handle() const { return m_statement; }

  private:
    Connection& m_connection;
    sqlite3_stmt* m_statement = nullptr;
};

/// Resets a cached statement when it goes out of scope, so that no read transaction stays open.
class Reset {
  public:
    explicit Reset(Statement& statement) : m_statement(statement) {}
    ~Reset() { m_statement.reset(); }
    Reset(const Reset&) = delete;
    Reset& operator=(const Reset&) = delete;

  private:
    Statement& m_statement;
};

/// BEGIN IMMEDIATE in the constructor (or BEGIN for readers), ROLLBACK in the destructor unless committed.
class Transaction {
  public:
    explicit Transaction(Connection& connection, bool write = true);
    ~Transaction();
    void commit();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

  private:
    Connection& m_connection;
    bool m_open = true;
};

/// Runs `work` and turns StoreFailure and std::bad_alloc into an Error.
template <class Work>
auto guarded(Work&& work) -> Result<decltype(work())>
{
    try {
        if constexpr (std::is_void_v<decltype(work())>) {
            work();
            return {};
        } else {
            return work();
        }
    } catch (const StoreFailure& failure) {
        return failure.error;
    } catch (const std::bad_alloc&) {
        return Error{ErrorCode::Io, "There is not enough memory.", {}};
    } catch (const std::exception& unexpected) {
        return Error{ErrorCode::Io, std::string("This went wrong: ") + unexpected.what(), {}};
    }
}

} // namespace touchstone
