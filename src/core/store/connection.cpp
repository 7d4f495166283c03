#include "core/store/connection.h"

#include <chrono>
#include <thread>
#include <unordered_map>

#include "touchstone/base/text.h"

namespace touchstone {
namespace {

ErrorCode codeOf(int sqlite)
{
    switch (sqlite & 0xff) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_FORMAT:
        return ErrorCode::Corrupt;
    case SQLITE_TOOBIG:
        return ErrorCode::InvalidInput;
    case SQLITE_READONLY:
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_CONSTRAINT:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return ErrorCode::Refused;
    case SQLITE_CANTOPEN:
        return ErrorCode::NotFound;
    case SQLITE_INTERRUPT:
        return ErrorCode::Cancelled;
    default:
        return ErrorCode::Io;
    }
}

std::string explain(int sqlite, const std::string& said)
{
    switch (sqlite & 0xff) {
    case SQLITE_FULL:
        return "The disk is full. Nothing was stored; free some space and try again.";
    case SQLITE_INTERRUPT:
        return "Cancelled.";
    case SQLITE_NOTADB:
        return "This is not a Touchstone project.";
    case SQLITE_CORRUPT:
        return std::string("The project file is damaged (") + said + "). It is left as it is.";
    case SQLITE_READONLY:
        return "The project file cannot be written.";
    case SQLITE_BUSY:
        return "The project file is in use by another program.";
    case SQLITE_TOOBIG:
        return "It holds a value of more than 256 MB, which no project can keep.";
    case SQLITE_IOERR:
        return std::string("The disk reported an error (") + said + ").";
    default:
        return std::string("The project file could not be used (") + said + ").";
    }
}

/// No value of ours comes near it; a file of others may claim any length.
constexpr int kLongestValue = 256 << 20;
/// Enough steps to read a schema of ten thousand tables; ours has some dozens.
constexpr int kSchemaSteps = 100000;

// In a URI, these characters would end the path.
std::string uriOf(const std::filesystem::path& path, const char* query)
{
    std::string uri = "file:";
    for (const char c : path.string()) {
        if (c == '%' || c == '?' || c == '#') {
            static constexpr char kHex[] = "0123456789ABCDEF";
            uri += {'%', kHex[(c >> 4) & 15], kHex[c & 15]};
        } else {
            uri += c;
        }
    }
    return uri + query;
}

/// Who may not write a file in WAL cannot wait for the head of the log's index either: met while a writer is at
/// it, it looks to SQLite (wal.c, walIndexReadHdr) as if a crash had left it. A moment later it is whole.
template <class Try>
int pastTornHead(Try&& tryOnce)
{
    constexpr int mostTries = 100;
    int code = tryOnce();
    for (int tries = 1; code == SQLITE_READONLY_RECOVERY && tries < mostTries; ++tries) {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
        code = tryOnce();
    }
    return code;
}

} // namespace

struct Connection::Cache {
    std::unordered_map<const char*, std::unique_ptr<Statement>> statements;
};

Connection::Connection(std::filesystem::path path, Access access)
    : m_path(std::move(path)), m_access(access), m_cache(std::make_unique<Cache>())
{
}

std::unique_ptr<Connection> Connection::open(const std::filesystem::path& path, Access access, bool create)
{
    auto connection = std::unique_ptr<Connection>(new Connection(path, access));
    connection->connect(create);
    return connection;
}

void Connection::leaveLog()
{
    if (m_handle)
        sqlite3_db_config(m_handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
}

void Connection::reopen(const std::filesystem::path& path)
{
    m_cache->statements.clear();
    leaveLog();
    sqlite3_close_v2(std::exchange(m_handle, nullptr));
    m_trouble = {};
    m_path = path;
    connect(false);
}

void Connection::connect(bool create)
{
    int flags = SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    flags |= m_access == Access::Write ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY;
    if (create)
        flags |= SQLITE_OPEN_CREATE;
    // Counting its memory costs SQLite a lock at every allocation: a tenth of an import.
    [[maybe_unused]] static const int uncounted = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    const std::string uri = uriOf(m_path, m_access == Access::Immutable ? "?immutable=1" : "");
    const int code = sqlite3_open_v2(uri.c_str(), &m_handle, flags, nullptr);
    sqlite3* handle = m_handle;
    if (code != SQLITE_OK)
        fail(code, "open");
    sqlite3_busy_timeout(handle, 2000);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
    sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, kLongestValue);
    if (m_access != Access::Write)
        sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    // The first statements read the schema, which in a file of others may have a million tables.
    sqlite3_progress_handler(handle, kSchemaSteps, [](void*) { return 1; }, nullptr);
    const int first = pastTornHead([&] {
        return sqlite3_exec(handle,
                            "PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF; PRAGMA mmap_size=0;"
                            "PRAGMA cell_size_check=ON; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-16000;",
                            nullptr, nullptr, nullptr);
    });
    if ((first & 0xff) == SQLITE_INTERRUPT)
        throw StoreFailure{{ErrorCode::InvalidInput,
                            "This is an SQLite file with far more tables than a Touchstone project. It is left as it is.",
                            pathToUtf8(m_path)}};
    if (first != SQLITE_OK)
        fail(first, "settings");
    // EXTRA is FULL in WAL; with the rollback journal it also syncs the folder once the journal is removed, or
    // a power loss could bring that journal back and undo what was acknowledged.
    if (m_access == Access::Write)
        run("PRAGMA synchronous=EXTRA; PRAGMA wal_autocheckpoint=0;");
    else
        run("PRAGMA query_only=ON; PRAGMA wal_autocheckpoint=0;");
    sqlite3_progress_handler(handle, 0, nullptr, nullptr);
}

Connection::~Connection()
{
    m_cache.reset();
    sqlite3_close_v2(m_handle);
}

void Connection::fail(int code, const char*) const
{
    const char* said = m_handle ? sqlite3_errmsg(m_handle) : sqlite3_errstr(code);
    switch (code & 0xff) {
    case SQLITE_IOERR:
    case SQLITE_FULL:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        m_trouble = {code, m_handle ? sqlite3_system_errno(m_handle) : 0};
        break;
    default:
        break;
    }
    throw StoreFailure{{codeOf(code), explain(code, displayUtf8(said)), pathToUtf8(m_path)}};
}

void Connection::run(const char* sql)
{
    const int code = pastTornHead([&] { return sqlite3_exec(m_handle, sql, nullptr, nullptr, nullptr); });
    if (code != SQLITE_OK)
        fail(code, sql);
}

std::int64_t Connection::number(const char* sql)
{
    Statement statement(*this, sql);
    return statement.step() ? statement.integer(0) : 0;
}

std::string Connection::text(const char* sql)
{
    Statement statement(*this, sql);
    return statement.step() ? statement.string(0) : std::string();
}

Statement& Connection::cached(const char* sql)
{
    std::unique_ptr<Statement>& slot = m_cache->statements[sql];
    if (!slot)
        slot = std::make_unique<Statement>(*this, sql);
    else
        slot->reset();
    return *slot;
}

Statement::Statement(Connection& connection, std::string_view sql) : m_connection(connection)
{
    const int code = pastTornHead([&] {
        return sqlite3_prepare_v3(connection.handle(), sql.data(), static_cast<int>(sql.size()),
                                  SQLITE_PREPARE_PERSISTENT, &m_statement, nullptr);
    });
    if (code != SQLITE_OK)
        connection.fail(code, "prepare");
}

Statement::~Statement()
{
    sqlite3_finalize(m_statement);
}

Statement& Statement::bind(int index, std::int64_t value)
{
    sqlite3_bind_int64(m_statement, index, value);
    return *this;
}

Statement& Statement::bind(int index, double value)
{
    sqlite3_bind_double(m_statement, index, value);
    return *this;
}

Statement& Statement::bind(int index, std::string_view text)
{
    // A null pointer would bind NULL where an empty text is meant.
    sqlite3_bind_text64(m_statement, index, text.data() ? text.data() : "", text.size(), SQLITE_TRANSIENT,
                        SQLITE_UTF8);
    return *this;
}

Statement& Statement::bindBlob(int index, const void* data, std::size_t size)
{
    sqlite3_bind_blob64(m_statement, index, size ? data : "", size, SQLITE_TRANSIENT);
    return *this;
}

Statement& Statement::lend(int index, std::string_view text)
{
    sqlite3_bind_text64(m_statement, index, text.data() ? text.data() : "", text.size(), SQLITE_STATIC, SQLITE_UTF8);
    return *this;
}

Statement& Statement::lendBlob(int index, const void* data, std::size_t size)
{
    sqlite3_bind_blob64(m_statement, index, size ? data : "", size, SQLITE_STATIC);
    return *this;
}

Statement& Statement::lendPointer(int index, const void* pointer, const char* type)
{
    sqlite3_bind_pointer(m_statement, index, const_cast<void*>(pointer), type, nullptr);
    return *this;
}

Statement& Statement::bindNull(int index)
{
    sqlite3_bind_null(m_statement, index);
    return *this;
}

bool Statement::step()
{
    const int code = pastTornHead([this] {
        const int stepped = sqlite3_step(m_statement);
        if (stepped == SQLITE_READONLY_RECOVERY)
            sqlite3_reset(m_statement);
        return stepped;
    });
    if (code == SQLITE_ROW)
        return true;
    if (code == SQLITE_DONE)
        return false;
    // The message must be read before the reset clears it.
    try {
        m_connection.fail(code, "step");
    } catch (...) {
        sqlite3_reset(m_statement);
        throw;
    }
}

void Statement::run()
{
    step();
    reset();
}

void Statement::reset()
{
    sqlite3_reset(m_statement);
    sqlite3_clear_bindings(m_statement);
}

void Statement::rewind()
{
    sqlite3_reset(m_statement);
}

bool Statement::isNull(int column) const
{
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

std::int64_t Statement::integer(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}

double Statement::real(int column) const
{
    return sqlite3_column_double(m_statement, column);
}

std::string_view Statement::text(int column) const
{
    const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(m_statement, column));
    return data ? std::string_view(data, static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column)))
                : std::string_view();
}

std::string_view Statement::blob(int column) const
{
    const auto* data = static_cast<const char*>(sqlite3_column_blob(m_statement, column));
    return data ? std::string_view(data, static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column)))
                : std::string_view();
}

Uuid Statement::uuid(int column) const
{
    Uuid id;
    const std::string_view bytes = blob(column);
    if (bytes.size() == id.bytes.size())
        std::copy(bytes.begin(), bytes.end(), id.bytes.begin());
    return id;
}

int Statement::type(int column) const
{
    return sqlite3_column_type(m_statement, column);
}

Transaction::Transaction(Connection& connection, bool write) : m_connection(connection)
{
    connection.run(write ? "BEGIN IMMEDIATE" : "BEGIN");
}

Transaction::~Transaction()
{
    if (m_open && !sqlite3_get_autocommit(m_connection.handle()))
        sqlite3_exec(m_connection.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit()
{
    m_connection.run("COMMIT");
    m_open = false;
}

} // namespace touchstone
