#include "durability/test_vfs.h"

#include <new>

namespace touchstone {
namespace {

TestVfs* g_layer = nullptr;
sqlite3_vfs* g_below = nullptr;
sqlite3_vfs g_vfs;

struct File {
    sqlite3_file base;
    bool ofProject;
    sqlite3_file* below() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

File* of(sqlite3_file* file) { return reinterpret_cast<File*>(file); }
const sqlite3_io_methods* io(sqlite3_file* file) { return of(file)->below()->pMethods; }

int closeFile(sqlite3_file* f) { return io(f)->xClose(of(f)->below()); }
int readFile(sqlite3_file* f, void* to, int n, sqlite3_int64 at) { return io(f)->xRead(of(f)->below(), to, n, at); }
int fileSize(sqlite3_file* f, sqlite3_int64* size) { return io(f)->xFileSize(of(f)->below(), size); }
int lockFile(sqlite3_file* f, int kind) { return io(f)->xLock(of(f)->below(), kind); }
int unlockFile(sqlite3_file* f, int kind) { return io(f)->xUnlock(of(f)->below(), kind); }
int checkLock(sqlite3_file* f, int* held) { return io(f)->xCheckReservedLock(of(f)->below(), held); }
int control(sqlite3_file* f, int what, void* with) { return io(f)->xFileControl(of(f)->below(), what, with); }
int sectorSize(sqlite3_file*) { return 512; }
int properties(sqlite3_file*) { return 0; }
int mapShm(sqlite3_file* f, int page, int size, int extend, void volatile** to)
{
    return io(f)->xShmMap(of(f)->below(), page, size, extend, to);
}
int lockShm(sqlite3_file* f, int from, int n, int flags)
{
    constexpr int kCheckpointLock = 1;
    const int code = io(f)->xShmLock(of(f)->below(), from, n, flags);
    const bool taken = (flags & SQLITE_SHM_LOCK) && (flags & SQLITE_SHM_EXCLUSIVE);
    if (code == SQLITE_OK && taken && from <= kCheckpointLock && kCheckpointLock < from + n)
        g_layer->noteCopier();
    return code;
}
void barrierShm(sqlite3_file* f) { io(f)->xShmBarrier(of(f)->below()); }
int unmapShm(sqlite3_file* f, int remove) { return io(f)->xShmUnmap(of(f)->below(), remove); }

int writeFile(sqlite3_file* f, const void* from, int n, sqlite3_int64 at)
{
    int code = SQLITE_OK;
    if (of(f)->ofProject && g_layer->fails(TestVfs::Op::Write, code))
        return code;
    if (of(f)->ofProject)
        g_layer->noteWriter();
    return io(f)->xWrite(of(f)->below(), from, n, at);
}

int truncateFile(sqlite3_file* f, sqlite3_int64 size)
{
    if (of(f)->ofProject)
        g_layer->noteWriter();
    return io(f)->xTruncate(of(f)->below(), size);
}

// The disk under a test is not the one that is tested: nothing is really synced, which also makes it quick.
int syncFile(sqlite3_file* f, int)
{
    int code = SQLITE_OK;
    if (of(f)->ofProject)
        g_layer->fails(TestVfs::Op::Sync, code);
    return code;
}

const sqlite3_io_methods kMethods{2,         closeFile, readFile,   writeFile, truncateFile, syncFile,
                                  fileSize,  lockFile,  unlockFile, checkLock, control,      sectorSize,
                                  properties, mapShm,   lockShm,    barrierShm, unmapShm,    nullptr,
                                  nullptr};

int openFile(sqlite3_vfs*, const char* name, sqlite3_file* f, int flags, int* out)
{
    constexpr int kProject = SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL;
    f->pMethods = nullptr;
    const int code = g_below->xOpen(g_below, name, of(f)->below(), flags, out);
    of(f)->ofProject = name && (flags & kProject);
    if (of(f)->below()->pMethods)
        f->pMethods = &kMethods;
    return code;
}

int removeFile(sqlite3_vfs*, const char* name, int sync)
{
    int code = SQLITE_OK;
    if (sync && g_layer->fails(TestVfs::Op::Sync, code))
        code = SQLITE_IOERR_DIR_FSYNC;
    const int removed = g_below->xDelete(g_below, name, 0);
    if (removed == SQLITE_OK)
        g_layer->noteWriter();
    return code != SQLITE_OK ? code : removed;
}

} // namespace

TestVfs::TestVfs()
{
    g_layer = this;
    g_below = sqlite3_vfs_find(nullptr);
    g_vfs = *g_below;
    g_vfs.zName = "touchstone-test";
    g_vfs.pNext = nullptr;
    g_vfs.szOsFile = static_cast<int>(sizeof(File)) + g_below->szOsFile;
    g_vfs.xOpen = openFile;
    g_vfs.xDelete = removeFile;
    sqlite3_vfs_register(&g_vfs, 1);
}

TestVfs::~TestVfs()
{
    sqlite3_vfs_unregister(&g_vfs);
    sqlite3_vfs_register(g_below, 1);
    g_layer = nullptr;
}

void TestVfs::failAt(Op op, std::int64_t n, bool forGood, int code)
{
    const std::lock_guard lock(m_mutex);
    m_op = op;
    m_left = n;
    m_forGood = forGood;
    m_code = code;
    m_reached = false;
}

void TestVfs::heal()
{
    const std::lock_guard lock(m_mutex);
    m_left = -1;
}

bool TestVfs::reached() const
{
    const std::lock_guard lock(m_mutex);
    return m_reached;
}

void TestVfs::watch()
{
    const std::lock_guard lock(m_mutex);
    m_watched = true;
}

std::vector<std::thread::id> TestVfs::writers() const
{
    const std::lock_guard lock(m_mutex);
    return m_writers;
}

std::vector<std::thread::id> TestVfs::copiers() const
{
    const std::lock_guard lock(m_mutex);
    return m_copiers;
}

void TestVfs::noteWriter()
{
    const std::lock_guard lock(m_mutex);
    if (m_watched)
        m_writers.push_back(std::this_thread::get_id());
}

void TestVfs::noteCopier()
{
    const std::lock_guard lock(m_mutex);
    if (m_watched)
        m_copiers.push_back(std::this_thread::get_id());
}

bool TestVfs::fails(Op op, int& code)
{
    const std::lock_guard lock(m_mutex);
    if (op != m_op || m_left < 0)
        return false;
    if (m_left > 1) {
        --m_left;
        return false;
    }
    m_left = m_forGood ? 1 : -1;
    m_reached = true;
    code = m_code;
    return true;
}

} // namespace touchstone
