#include "crash/lossy_disk.h"
#include "support/file_bytes.h"

#include <sys/stat.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace touchstone {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kSector = 512;

std::uint64_t numberOf(const fs::path& file)
{
    struct stat status {};
    return ::stat(file.c_str(), &status) == 0 ? status.st_ino : 0;
}

} // namespace

std::vector<DiskEvent> readTrace(const fs::path& file)
{
    const std::string all = bytesOf(file);
    std::vector<DiskEvent> events;
    for (std::size_t at = 0; at < all.size();) {
        DiskEvent event;
        if (all.size() - at < sizeof event.head)
            throw std::runtime_error("the trace is cut");
        std::copy_n(all.data() + at, sizeof event.head, reinterpret_cast<char*>(&event.head));
        at += sizeof event.head;
        event.bytes = all.substr(at, event.head.size);
        at += event.head.size;
        events.push_back(std::move(event));
    }
    return events;
}

LossyDisk::LossyDisk(const fs::path& folder)
{
    m_folders[""];
    for (const auto& entry : fs::directory_iterator(folder)) {
        const auto file = std::make_shared<File>(File{bytesOf(entry.path()), {}});
        const std::string name = entry.path().filename().string();
        m_folders[""].stored[name] = m_folders[""].seen[name] = file;
        m_open[numberOf(entry.path())] = file;
    }
}

std::string LossyDisk::parentOf(const std::string& name)
{
    const std::size_t slash = name.rfind('/');
    return slash == std::string::npos ? "" : name.substr(0, slash);
}

void LossyDisk::apply(const NameChange& change, Names& names)
{
    names.erase(change.gone);
    if (!change.come.empty())
        names[change.come] = change.file;
}

void LossyDisk::change(NameChange change)
{
    Folder& folder = folderOf(change.come.empty() ? change.gone : change.come);
    apply(change, folder.seen);
    folder.pending.push_back(std::move(change));
}

void LossyDisk::take(const DiskEvent& event)
{
    const auto& [kind, number, offset, size] = event.head;
    const std::size_t cut = event.bytes.find('\0');
    const std::string first = event.bytes.substr(0, cut);
    switch (kind) {
    case DiskEventKind::Create: {
        const auto file = std::make_shared<File>();
        m_open[number] = file;
        if (first == "said")
            m_saidFile = file;
        else
            change({{}, first, file});
        return;
    }
    case DiskEventKind::Write:
        if (m_open.at(number) == m_saidFile) {
            std::istringstream lines(event.bytes);
            for (std::string line; std::getline(lines, line);)
                m_said.push_back(line);
            return;
        }
        [[fallthrough]];
    case DiskEventKind::Truncate:
        m_open.at(number)->pending.push_back(&event);
        return;
    case DiskEventKind::Sync: {
        File& file = *m_open.at(number);
        for (const DiskEvent* pending : file.pending)
            apply(*pending, file.bytes, nullptr);
        file.pending.clear();
        return;
    }
    case DiskEventKind::SyncFolder: {
        Folder& folder = m_folders.at(event.bytes);
        for (const NameChange& pending : folder.pending)
            apply(pending, folder.stored);
        folder.pending.clear();
        return;
    }
    case DiskEventKind::Remove:
        change({first, {}, nullptr});
        return;
    case DiskEventKind::Rename:
    case DiskEventKind::Link: {
        const std::string second = event.bytes.substr(cut + 1);
        if (parentOf(first) != parentOf(second))
            throw std::runtime_error("a name goes from one folder to another");
        const FilePtr file = folderOf(first).seen.at(first);
        change({kind == DiskEventKind::Rename ? first : std::string(), second, file});
        return;
    }
    case DiskEventKind::MakeFolder:
        m_folders[first];
        change({{}, first, nullptr});
        return;
    }
}

void LossyDisk::apply(const DiskEvent& event, std::string& bytes, std::mt19937* random)
{
    const auto kept = [&] { return !random || (*random)() % 2 == 0; };
    if (event.head.kind == DiskEventKind::Truncate) {
        if (kept())
            bytes.resize(static_cast<std::size_t>(event.head.offset));
        return;
    }
    for (std::size_t at = 0; at < event.bytes.size(); at += kSector) {
        const std::size_t length = std::min(kSector, event.bytes.size() - at);
        const std::size_t to = static_cast<std::size_t>(event.head.offset) + at;
        if (!kept())
            continue;
        bytes.resize(std::max(bytes.size(), to + length));
        std::copy_n(event.bytes.data() + at, length, bytes.data() + to);
    }
}

void LossyDisk::write(const std::string& name, std::mt19937& random, const fs::path& to) const
{
    const Folder& folder = m_folders.at(name);
    Names names = folder.stored;
    const std::size_t kept = folder.pending.empty() ? 0 : random() % (folder.pending.size() + 1);
    for (std::size_t i = 0; i < kept; ++i)
        apply(folder.pending[i], names);
    for (const auto& [path, file] : names) {
        if (!file) {
            fs::create_directory(to / path);
            write(path, random, to);
            continue;
        }
        std::string bytes = file->bytes;
        for (const DiskEvent* pending : file->pending)
            apply(*pending, bytes, &random);
        std::ofstream(to / path, std::ios::binary) << bytes;
    }
}

void LossyDisk::crash(std::mt19937& random, const fs::path& folder) const
{
    write("", random, folder);
}

} // namespace touchstone
