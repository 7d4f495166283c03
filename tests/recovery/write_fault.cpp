#include "recovery/write_fault.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/mman.h>
#include <unistd.h>

namespace touchstone {
namespace {

WriteFault armed = WriteFault::None;
int firstAt = 0;
/// Shared with the children, so that the parent learns how far they came.
int* counted = static_cast<int*>(
    ::mmap(nullptr, sizeof(int), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));

/// True when this call is to fail.
bool strikes()
{
    ++*counted;
    if (armed == WriteFault::None || *counted < firstAt)
        return false;
    if (armed == WriteFault::Kill)
        ::_exit(9);
    errno = armed == WriteFault::Full ? ENOSPC : EIO;
    return true;
}

ssize_t faultyWrite(int file, const void* data, size_t size, off64_t at)
{
    return strikes() ? -1 : ::pwrite64(file, data, size, at);
}
int faultyTruncate(int file, off_t size)
{
    return strikes() ? -1 : ::ftruncate(file, size);
}
int faultyUnlink(const char* name)
{
    // Deleting needs no room and fails on no full disk.
    if (armed == WriteFault::Kill)
        strikes();
    return ::unlink(name);
}
int faultyAllocate(int file, off_t at, off_t size)
{
    return strikes() ? errno : ::posix_fallocate(file, at, size);
}

void install()
{
    static const bool once = [] {
        sqlite3_vfs* vfs = sqlite3_vfs_find(nullptr);
        const auto set = [&](const char* name, auto function) {
            vfs->xSetSystemCall(vfs, name, reinterpret_cast<sqlite3_syscall_ptr>(function));
        };
        set("pwrite64", &faultyWrite);
        set("pwrite", &faultyWrite);
        set("ftruncate", &faultyTruncate);
        set("unlink", &faultyUnlink);
        set("fallocate", &faultyAllocate);
        return true;
    }();
    static_cast<void>(once);
}

} // namespace

void failWrites(WriteFault fault, int first)
{
    install();
    *counted = 0;
    armed = fault;
    firstAt = first;
}

int writesOf(const std::function<int()>& run)
{
    failWrites(WriteFault::None, 0);
    return run() == 0 ? *counted : 0;
}

} // namespace touchstone
