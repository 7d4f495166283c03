#include "core/formats/json_lines.h"

#include <algorithm>
#include <cmath>

#include "touchstone/base/text.h"

namespace touchstone {

Result<JsonLines> JsonLines::open(const std::filesystem::path& path)
{
    auto file = openForReading(path);
    if (!file) {
        return file.error();
    }
    JsonLines lines;
    lines.m_file = std::move(*file);
    lines.m_name = displayUtf8(pathToUtf8(path.filename()));
    if (lines.m_file.bytes > 0) {
        char last = 0, mark[3] = {};
        const auto end = readAt(lines.m_file, static_cast<std::uint64_t>(lines.m_file.bytes - 1), &last, 1);
        const auto begin = readAt(lines.m_file, 0, mark, sizeof mark);
        if (!end || !begin) {
            return end ? begin.error() : end.error();
        }
        lines.m_lastEnd = last == '\n';
        lines.m_mark = *begin == sizeof mark && std::string_view(mark, sizeof mark) == "\xEF\xBB\xBF";
        lines.m_read = lines.m_mark ? sizeof mark : 0;
    }
    return lines;
}

Result<bool> JsonLines::next(std::string& line)
{
    std::size_t searched = m_at;
    for (;;) {
        const std::size_t end = m_window.find('\n', searched);
        if (end != std::string::npos) {
            line.assign(m_window, m_at, end - m_at);
            m_at = end + 1;
            ++m_number;
            return true;
        }
        if (m_read >= static_cast<std::uint64_t>(m_file.bytes)) {
            if (m_at == m_window.size()) {
                return false;
            }
            line.assign(m_window, m_at);
            m_at = m_window.size();
            ++m_number;
            return true;
        }
        m_window.erase(0, m_at);
        m_at = 0;
        searched = m_window.size();
        if (searched > lineLimit) {
            return Error{ErrorCode::InvalidInput,
                         "Line " + std::to_string(m_number + 1) +
                             " is longer than 512 MB. A file of this kind has a record "
                             "on each line.",
                         m_name};
        }
        constexpr std::size_t portion = std::size_t{1} << 20;
        const std::size_t more = std::max(portion, searched);
        m_window.resize(searched + more);
        const auto got = readAt(m_file, m_read, m_window.data() + searched, more);
        if (!got) {
            return got.error();
        }
        m_window.resize(searched + *got);
        m_read += *got;
        if (*got == 0) {
            m_read = static_cast<std::uint64_t>(m_file.bytes);
        }
    }
}

double JsonLines::part() const
{
    return m_file.bytes == 0 ? 1 : static_cast<double>(m_read) / static_cast<double>(m_file.bytes);
}

std::string JsonLines::where() const
{
    return m_name + ": line " + std::to_string(m_number);
}

bool membersOf(std::string_view text, std::vector<JsonPlace>& members, std::string& problem)
{
    members.clear();
    JsonScanner scanner(text.data(), text.data() + text.size());
    if (scanner.peek() != '{') {
        problem = "There is no JSON object.";
        return false;
    }
    std::string_view name;
    std::size_t before = scanner.offset();
    for (auto object = scanner.object(); scanner.key(object, name);) {
        JsonPlace place;
        place.name = name;
        place.from = text.find('"', members.empty() ? before : members.back().to);
        scanner.peek();
        place.value = scanner.offset();
        scanner.value();
        place.to = scanner.offset();
        members.push_back(std::move(place));
    }
    if (scanner.ok() && scanner.peek() != '\0') {
        scanner.fail("something follows the end of the object");
    }
    if (!scanner.ok() || !scanner.endReached()) {
        problem = "It is not JSON: column " + std::to_string(scanner.offset() + 1) + ": " +
                  (scanner.ok() ? "a byte of 0 stands there" : scanner.error()) + '.';
        return false;
    }
    switch (scanner.fault()) {
    case JsonFault::None:
        return true;
    case JsonFault::DuplicateKey:
        problem = "The member \"" + displayUtf8(scanner.faultText()) + "\" stands twice.";
        return false;
    case JsonFault::NotANumber:
        problem = displayUtf8(scanner.faultText()) + " is no number that JSON has.";
        return false;
    case JsonFault::TooDeep:
        problem = "It is nested too deeply.";
        return false;
    default:
        problem = "It holds half a character.";
        return false;
    }
}

std::vector<std::string_view> elementsOf(std::string_view list)
{
    std::vector<std::string_view> elements;
    const std::string copy(list);
    JsonScanner scanner(copy.data(), copy.data() + copy.size());
    if (scanner.peek() != '[') {
        return elements;
    }
    scanner.array();
    for (bool first = true; scanner.element(first);) {
        scanner.peek();
        const std::size_t from = scanner.offset();
        scanner.value();
        elements.push_back(list.substr(from, scanner.offset() - from));
    }
    return elements;
}

bool stringOf(std::string_view json, std::string& text)
{
    const std::string copy(json);
    JsonScanner scanner(copy.data(), copy.data() + copy.size());
    return !copy.empty() && scanner.string(text) && scanner.ok() && scanner.fault() == JsonFault::None;
}

bool integerOf(std::string_view json, std::int64_t& value)
{
    const std::string copy(json);
    JsonScanner scanner(copy.data(), copy.data() + copy.size());
    JsonNumber number;
    if (copy.empty() || !scanner.number(number)) {
        return false;
    }
    // 3.0 is 3, as other programs write whole numbers.
    if (!number.fits && (number.value != static_cast<double>(static_cast<std::int64_t>(
                                             std::abs(number.value) < 9e15 ? number.value : 0.5)))) {
        return false;
    }
    value = number.fits ? number.integer : static_cast<std::int64_t>(number.value);
    return true;
}

} // namespace touchstone
