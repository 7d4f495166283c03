#include "core/formats/record_file.h"

#include <algorithm>
#include <array>

#include "core/formats/json_places.h"
#include "touchstone/base/text.h"

namespace touchstone {

Result<RecordFile> RecordFile::open(const std::filesystem::path& path)
{
    RecordFile file;
    auto lines = LineReader::open(path, "UTF-8", LineReader::kLongestJson);
    if (!lines) {
        return lines.error();
    }
    file.m_name = lines->name();
    file.m_mark = lines->hasMark();
    std::string line;
    bool more = true;
    while (more && line.find_first_not_of(" \t\r") == std::string::npos) {
        auto next = lines->next(line);
        if (!next) {
            return next.error();
        }
        more = *next;
    }
    // A list of records, or a record of several lines: neither is a line of JSON by itself, unless it is all
    // there is.
    const std::size_t start = line.find_first_not_of(" \t\r");
    const char first = start == std::string::npos ? ' ' : line[start];
    const std::size_t second =
        start == std::string::npos ? start : line.find_first_not_of(" \t\r", start + 1);
    std::vector<JsonPlace> members;
    std::string problem;
    if (first == '[' && (second == std::string::npos || line[second] != '"')) {
        file.m_layout = RecordLayout::List;
    } else if (first == '{' && !membersOf(line, members, problem)) {
        auto following = lines->next(line);
        if (!following) {
            return following.error();
        }
        // A broken line among others begins anew on the next one; a record of several lines goes on.
        const std::size_t at = line.find_first_not_of(" \t\r");
        const bool goesOn = *following && at != std::string::npos && line[at] != '{';
        file.m_layout = goesOn ? RecordLayout::Values : RecordLayout::Lines;
    } else if (first == '{' && members.size() > 0 &&
               std::any_of(members.begin(), members.end(),
                           [](const JsonPlace& m) { return m.name == "paragraphs"; })) {
        file.m_layout = RecordLayout::Values;
    }
    if (file.m_layout == RecordLayout::Lines) {
        auto again = LineReader::open(path, "UTF-8", LineReader::kLongestJson);
        if (!again) {
            return again.error();
        }
        file.m_lines.emplace(std::move(*again));
        return file;
    }
    auto stream = JsonStream::open(path);
    if (!stream) {
        return stream.error();
    }
    file.m_stream.emplace(std::move(*stream));
    file.m_offset = file.m_stream->begin();
    std::array<char, 64> end{};
    const auto whole = openForReading(path);
    if (whole) {
        const auto size = static_cast<std::uint64_t>(whole->bytes);
        const std::uint64_t from = size - std::min<std::uint64_t>(size, end.size());
        if (const auto got = readAt(*whole, from, end.data(), end.size())) {
            const std::string_view last(end.data(), *got);
            const std::size_t close = last.find_last_not_of(" \t\r\n");
            file.m_tail =
                close == std::string_view::npos ? std::string() : std::string(last.substr(close + 1));
        }
    }
    return file;
}

Result<bool> RecordFile::next()
{
    m_problem.clear();
    return m_lines ? nextLine() : nextValue();
}

Result<bool> RecordFile::nextLine()
{
    const auto more = m_lines->next(m_raw);
    if (more && *more) {
        m_number = m_lines->number();
        if (!isValidUtf8(m_raw)) {
            m_problem = "It is not text in UTF-8. Save the file as UTF-8.";
        }
    }
    return more;
}

Result<bool> RecordFile::nextValue()
{
    bool more = false;
    const bool begins = m_number == 0;
    const auto read = m_stream->read(m_offset, [&](JsonScanner& scanner) {
        more = false;
        const bool list = m_layout == RecordLayout::List;
        if (list && begins) {
            scanner.expect('[', "a list is expected");
        } else if (list && scanner.peek() != ']') {
            scanner.expect(',', "a comma is expected between records");
        }
        const std::size_t from = scanner.offset();
        const char first = scanner.peek();
        if (list ? first == ']' : first == '\0' && scanner.endReached()) {
            scanner.take(']');
            if (scanner.peek() != '\0' || !scanner.endReached()) {
                scanner.fail("something stands behind the last record");
            }
        } else if (scanner.ok()) {
            const std::size_t begin = scanner.offset();
            m_before = scanner.text(from, begin);
            m_raw = std::string(scanner.value());
            const std::size_t end = scanner.offset();
            const char next = scanner.peek();
            m_after = scanner.text(end, scanner.offset());
            if (list && scanner.ok() && next != ',' && next != ']') {
                scanner.fail("a comma is expected between records");
            }
            m_problem = scanner.fault() == JsonFault::None ? ""
                        : scanner.fault() == JsonFault::BadText
                            ? "It holds text that is none."
                            : "It has a key twice, is nested too deep, or holds what is no number.";
            more = true;
        }
    });
    if (!read) {
        return read.error();
    }
    ++m_number;
    return more;
}

double RecordFile::part() const
{
    return m_lines ? m_lines->done()
                   : static_cast<double>(m_offset) /
                         static_cast<double>(std::max<std::uint64_t>(1, m_stream->size()));
}

std::string RecordFile::where() const
{
    return m_lines ? m_lines->where() : m_name + ": [" + std::to_string(m_number - 1) + ']';
}

std::optional<ParagraphRecord> paragraphsOf(const std::string& raw)
{
    std::vector<JsonPlace> members;
    std::string problem;
    if (!raw.starts_with('{') || !membersOf(raw, members, problem)) {
        return std::nullopt;
    }
    const auto found = std::find_if(members.begin(), members.end(),
                                    [](const JsonPlace& m) { return m.name == "paragraphs"; });
    if (found == members.end() || raw[found->value] != '[') {
        return std::nullopt;
    }
    const std::string_view all(raw);
    ParagraphRecord document;
    document.head = all.substr(0, found->value + 1);
    document.tail = all.substr(found->to - 1);
    std::size_t at = found->value + 1;
    for (const std::string_view element : elementsOf(all.substr(found->value, found->to - found->value))) {
        const auto begin = static_cast<std::size_t>(element.data() - all.data());
        const std::size_t end = begin + element.size();
        const std::size_t stop = all.find_first_of(",]", end);
        document.paragraphs.push_back({element, all.substr(at, begin - at), all.substr(end, stop - end)});
        at = stop + 1;
    }
    return document;
}

} // namespace touchstone
