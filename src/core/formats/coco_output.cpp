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
    m_entries.push_back({name, from, m_text.size(), false});
}

void ObjectText::appendEntry(std::string& text, Entry& entry, bool& first)
{
    if (!first) {
        text += ',';
    }
    first = false;
    appendJsonString(text, entry.name);
    text += ':';
    text.append(m_text, entry.from, entry.to - entry.from);
    entry.done = true;
}

void ObjectText::append(std::string& text, const std::vector<std::string>& order)
{
    text += '{';
    bool first = true;
    for (const std::string& name : order) {
        for (Entry& entry : m_entries) {
            if (entry.name == name) {
                appendEntry(text, entry, first);
                break;
            }
        }
    }
    for (Entry& entry : m_entries) {
        if (!entry.done) {
            appendEntry(text, entry, first);
        }
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
    }
    m_text.clear();
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
