#include "core/formats/coco_output.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

#include "core/store/annotation_codec.h"
#include "touchstone/base/text.h"

namespace touchstone::coco {

void MemberList::read(const std::string& object)
{
    m_members.clear();
    if (object.empty()) {
        return;
    }
    m_scanner.restart(object.data(), object.data() + object.size());
    std::string_view name;
    for (auto cursor = m_scanner.object(); m_scanner.key(cursor, name);) {
        m_members.push_back({name, m_scanner.value()});
    }
}

std::string_view MemberList::find(std::string_view name) const
{
    for (const Member& member : m_members) {
        if (member.name == name) {
            return member.json;
        }
    }
    return {};
}

std::vector<std::string> namesFromJson(std::string_view json)
{
    const std::string text(json);
    JsonScanner scanner(text.data(), text.data() + text.size());
    std::vector<std::string> names;
    if (text.empty() || !scanner.array()) {
        return names;
    }
    std::string name;
    for (bool first = true; scanner.element(first) && scanner.string(name);) {
        names.push_back(name);
    }
    return names;
}

void ObjectText::clear()
{
    m_entries.clear();
    m_text.clear();
}

bool ObjectText::has(std::string_view name) const
{
    return std::any_of(m_entries.begin(), m_entries.end(), [&](const Entry& e) { return e.name == name; });
}

void ObjectText::put(std::string_view name, std::string_view json)
{
    const std::size_t from = m_text.size();
    m_text += json;
    m_entries.push_back({name, {}, from, m_text.size()});
}

bool ObjectText::isArranged(const std::vector<std::string>& order) const
{
    return m_order == &order && std::equal(m_entries.begin(), m_entries.end(), m_names.begin(), m_names.end(),
                                           [](const Entry& e, const std::string& n) { return e.name == n; });
}

void ObjectText::arrange(const std::vector<std::string>& order)
{
    m_order = &order;
    m_names.clear();
    m_slots.clear();
    std::vector<bool> done(m_entries.size());
    const auto place = [&](std::size_t i) {
        std::string key = m_slots.empty() ? "" : ",";
        appendJsonString(key, m_entries[i].name);
        m_slots.push_back({i, key + ':'});
        done[i] = true;
    };
    for (const std::string& name : order) {
        for (std::size_t i = 0; i < m_entries.size(); ++i) {
            if (m_entries[i].name == name) {
                place(i);
                break;
            }
        }
    }
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        m_names.emplace_back(m_entries[i].name);
        if (!done[i]) {
            place(i);
        }
    }
}

void ObjectText::append(std::string& text, const std::vector<std::string>& order)
{
    if (!isArranged(order)) {
        arrange(order);
    }
    text += '{';
    for (const Slot& slot : m_slots) {
        const Entry& entry = m_entries[slot.entry];
        text += slot.key;
        text += entry.to == npos ? entry.lent : std::string_view(m_text).substr(entry.from, entry.to - entry.from);
    }
    text += '}';
}

Result<OutputFile> OutputFile::create(const std::filesystem::path& path)
{
    OutputFile file;
    file.m_name = displayUtf8(pathToUtf8(path));
    file.m_handle = FileHandle(open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
    if (file.m_handle.get() < 0) {
        return Error{ErrorCode::Io, std::string("The file cannot be written: ") + std::strerror(errno) + ".",
                     file.m_name};
    }
    return file;
}

Result<void> OutputFile::flushed()
{
    constexpr std::size_t piece = std::size_t{1} << 20;
    return m_text.size() < piece ? Result<void>() : writeOut();
}

Result<void> OutputFile::writeOut()
{
    for (std::string_view rest = m_text; !rest.empty();) {
        const ssize_t written = write(m_handle.get(), rest.data(), rest.size());
        if (written < 0 && errno != EINTR) {
            return Error{ErrorCode::Io,
                         std::string("The file cannot be written: ") + std::strerror(errno) + ".", m_name};
        }
        rest.remove_prefix(written > 0 ? static_cast<std::size_t>(written) : 0);
        m_written += std::max<ssize_t>(written, 0);
    }
    m_text.clear();
    // So that the sync at the end finds little left to do. Where the file system cannot, the sync does all.
    constexpr std::int64_t stretch = std::int64_t{16} << 20;
    if (m_written - m_onItsWay >= stretch) {
        sync_file_range(m_handle.get(), m_onItsWay, m_written - m_onItsWay, SYNC_FILE_RANGE_WRITE);
        m_onItsWay = m_written;
    }
    return {};
}

Result<void> OutputFile::finish()
{
    if (auto written = writeOut(); !written) {
        return written;
    }
    if (fsync(m_handle.get()) != 0) {
        return Error{ErrorCode::Io, std::string("The file cannot be written: ") + std::strerror(errno) + ".",
                     m_name};
    }
    return {};
}

} // namespace touchstone::coco
