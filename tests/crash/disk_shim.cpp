// Preloaded into a whole program (LD_PRELOAD), between it and the disk. It looks at the files of one folder only,
// and does what the variables of disk_shim.h say: fails syncs, kills the program at one of its calls, or writes
// down every change of the disk.
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include <cstring>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "crash/disk_event.h"

namespace {

using touchstone::DiskCounts;
using touchstone::DiskEventHead;
using Kind = touchstone::DiskEventKind;

template <class Function>
Function* real(const char* name)
{
    return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

std::int64_t numberIn(const char* variable)
{
    const char* text = ::getenv(variable);
    return text ? std::strtoll(text, nullptr, 10) : 0;
}

struct Shim {
    std::mutex mutex;
    std::string folder;
    std::int64_t failAt = numberIn("DISK_SHIM_FAIL");
    bool forGood = ::getenv("DISK_SHIM_FOR_GOOD") != nullptr;
    std::int64_t killAt = numberIn("DISK_SHIM_KILL");
    int trace = -1;
    DiskCounts own;
    DiskCounts* counts = &own;

    Shim()
    {
        char resolved[PATH_MAX];
        const char* named = ::getenv("DISK_SHIM_FOLDER");
        if (!named || !::realpath(named, resolved))
            return;
        folder = std::string(resolved) + "/";
        if (const char* file = ::getenv("DISK_SHIM_COUNTS")) {
            const int descriptor = static_cast<int>(::syscall(SYS_openat, AT_FDCWD, file, O_RDWR | O_CLOEXEC));
            void* shared = ::mmap(nullptr, sizeof(DiskCounts), PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
            if (shared != MAP_FAILED)
                counts = static_cast<DiskCounts*>(shared);
        }
        if (const char* file = ::getenv("DISK_SHIM_TRACE"))
            trace = static_cast<int>(
                ::syscall(SYS_openat, AT_FDCWD, file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644));
    }

    /// The name in the folder; none for all other files, and for those that no project needs after a crash.
    std::optional<std::string> nameOf(std::string_view path) const
    {
        if (folder.empty() || path.substr(0, folder.size()) != folder || path.ends_with("-shm"))
            return std::nullopt;
        return std::string(path.substr(folder.size()));
    }
    std::optional<std::string> nameOf(int file) const
    {
        char path[PATH_MAX];
        if (folder.empty())
            return std::nullopt;
        const std::string link = "/proc/self/fd/" + std::to_string(file);
        const ssize_t length = ::readlink(link.c_str(), path, sizeof path);
        if (length <= 0)
            return std::nullopt;
        const std::string_view text(path, static_cast<std::size_t>(length));
        return text == folder.substr(0, folder.size() - 1) ? std::optional<std::string>("") : nameOf(text);
    }
    /// `path` as the program gave it.
    std::optional<std::string> nameOf(const char* path) const
    {
        if (folder.empty())
            return std::nullopt;
        // The last part may be a link, or not be there yet.
        const std::string whole(path);
        const std::size_t slash = whole.rfind('/');
        char parent[PATH_MAX];
        if (!::realpath(slash == std::string::npos ? "." : whole.substr(0, slash + 1).c_str(), parent))
            return std::nullopt;
        return nameOf(std::string_view(std::string(parent) + "/" + whole.substr(slash + 1)));
    }

    void note(Kind kind, std::uint64_t file, std::int64_t offset, std::string_view bytes) const
    {
        if (trace < 0)
            return;
        DiskEventHead head{kind, file, offset, bytes.size()};
        iovec parts[2]{{&head, sizeof head}, {const_cast<char*>(bytes.data()), bytes.size()}};
        if (::syscall(SYS_writev, trace, parts, 2) < 0)
            ::abort();
    }

    /// Before each call that changes the disk. True: it is the one at which the program dies.
    bool isLast()
    {
        return ++counts->calls == killAt;
    }
    [[noreturn]] static void die()
    {
        ::kill(::getpid(), SIGKILL);
        while (true)
            ::pause();
    }
    bool failsSync()
    {
        const std::int64_t number = ++counts->syncs;
        if (failAt == 0 || number < failAt || (number > failAt && !forGood))
            return false;
        ++counts->struck;
        return true;
    }
};

Shim& shim()
{
    static Shim* one = new Shim;
    return *one;
}

std::uint64_t inode(int file)
{
    struct stat status {};
    return ::fstat(file, &status) == 0 ? status.st_ino : 0;
}

template <class Write>
ssize_t writeTo(int file, const void* data, size_t size, std::optional<off_t> at, Write write)
{
    Shim& s = shim();
    const auto name = s.nameOf(file);
    if (!name)
        return write(size);
    const std::lock_guard lock(s.mutex);
    const std::string_view bytes(static_cast<const char*>(data), size);
    if (*name == "said" && bytes == "here\n")
        s.counts->here = s.counts->calls;
    if (*name != "said" && s.isLast()) {
        // A write may be cut.
        if (s.killAt % 2)
            write(size / 2);
        Shim::die();
    }
    const off_t where = at ? *at : ::lseek(file, 0, SEEK_CUR);
    const ssize_t done = write(size);
    if (done > 0)
        s.note(Kind::Write, inode(file), where, bytes.substr(0, static_cast<std::size_t>(done)));
    return done;
}

template <class Call>
int sync(int file, Call call)
{
    Shim& s = shim();
    const auto name = s.nameOf(file);
    if (!name)
        return call();
    const std::lock_guard lock(s.mutex);
    if (s.isLast())
        Shim::die();
    if (s.failsSync()) {
        errno = EIO;
        return -1;
    }
    struct stat status {};
    ::fstat(file, &status);
    s.note(S_ISDIR(status.st_mode) ? Kind::SyncFolder : Kind::Sync, status.st_ino, 0, *name);
    // The disk that loses its power is made of what was written down; that of a killed program is memory.
    return s.trace >= 0 || s.killAt > 0 ? 0 : call();
}

template <class Call>
int truncate(int file, off_t size, Call call)
{
    Shim& s = shim();
    if (!s.nameOf(file))
        return call();
    const std::lock_guard lock(s.mutex);
    if (s.isLast())
        Shim::die();
    const int code = call();
    if (code == 0)
        s.note(Kind::Truncate, inode(file), size, {});
    return code;
}

template <class Call>
int openFile(const char* path, int flags, Call call)
{
    Shim& s = shim();
    const auto name = flags & O_CREAT ? s.nameOf(path) : std::nullopt;
    if (!name)
        return call();
    const std::lock_guard lock(s.mutex);
    struct stat status {};
    const bool known = ::lstat(path, &status) == 0;
    if (!known && s.isLast())
        Shim::die();
    const int file = call();
    if (file >= 0 && !known)
        s.note(Kind::Create, inode(file), 0, *name);
    else if (file >= 0 && (flags & O_TRUNC))
        s.note(Kind::Truncate, inode(file), 0, {});
    return file;
}

/// A change of names: `to` is empty for a removal.
template <class Call>
int rename(Kind kind, const char* from, const char* to, Call call)
{
    Shim& s = shim();
    const auto name = s.nameOf(from);
    if (!name)
        return call();
    const std::lock_guard lock(s.mutex);
    if (s.isLast())
        Shim::die();
    const int code = call();
    if (code == 0)
        s.note(kind, 0, 0, to ? *name + '\0' + s.nameOf(to).value_or("") : *name);
    return code;
}

} // namespace

extern "C" {

#pragma GCC visibility push(default)

ssize_t pwrite(int file, const void* data, size_t size, off_t at)
{
    static auto* const next = real<ssize_t(int, const void*, size_t, off_t)>("pwrite");
    return writeTo(file, data, size, at, [&](size_t part) { return next(file, data, part, at); });
}

ssize_t pwrite64(int file, const void* data, size_t size, off64_t at)
{
    static auto* const next = real<ssize_t(int, const void*, size_t, off64_t)>("pwrite64");
    return writeTo(file, data, size, at, [&](size_t part) { return next(file, data, part, at); });
}

ssize_t write(int file, const void* data, size_t size)
{
    static auto* const next = real<ssize_t(int, const void*, size_t)>("write");
    return writeTo(file, data, size, std::nullopt, [&](size_t part) { return next(file, data, part); });
}

int fsync(int file)
{
    static auto* const next = real<int(int)>("fsync");
    return sync(file, [&] { return next(file); });
}

int fdatasync(int file)
{
    static auto* const next = real<int(int)>("fdatasync");
    return sync(file, [&] { return next(file); });
}

int ftruncate(int file, off_t size) noexcept
{
    static auto* const next = real<int(int, off_t)>("ftruncate");
    return truncate(file, size, [&] { return next(file, size); });
}

int ftruncate64(int file, off64_t size) noexcept
{
    static auto* const next = real<int(int, off64_t)>("ftruncate64");
    return truncate(file, size, [&] { return next(file, size); });
}

int open(const char* path, int flags, ...)
{
    static auto* const next = real<int(const char*, int, ...)>("open");
    va_list more;
    va_start(more, flags);
    const mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0;
    va_end(more);
    return openFile(path, flags, [&] { return next(path, flags, mode); });
}

int open64(const char* path, int flags, ...)
{
    static auto* const next = real<int(const char*, int, ...)>("open64");
    va_list more;
    va_start(more, flags);
    const mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0;
    va_end(more);
    return openFile(path, flags, [&] { return next(path, flags, mode); });
}

int unlink(const char* path) noexcept
{
    static auto* const next = real<int(const char*)>("unlink");
    return rename(Kind::Remove, path, nullptr, [&] { return next(path); });
}

int remove(const char* path) noexcept
{
    static auto* const next = real<int(const char*)>("remove");
    return rename(Kind::Remove, path, nullptr, [&] { return next(path); });
}

int rename(const char* from, const char* to) noexcept
{
    static auto* const next = real<int(const char*, const char*)>("rename");
    return rename(Kind::Rename, from, to, [&] { return next(from, to); });
}

int link(const char* from, const char* to) noexcept
{
    static auto* const next = real<int(const char*, const char*)>("link");
    return rename(Kind::Link, from, to, [&] { return next(from, to); });
}

int mkdir(const char* path, mode_t mode) noexcept
{
    static auto* const next = real<int(const char*, mode_t)>("mkdir");
    return rename(Kind::MakeFolder, path, nullptr, [&] { return next(path, mode); });
}

#pragma GCC visibility pop

} // extern "C"
