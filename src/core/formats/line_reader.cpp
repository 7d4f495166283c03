#include "core/formats/line_reader.h"

#include <algorithm>
#include <array>

#include "core/formats/text_input.h"
#include "touchstone/base/text.h"

namespace touchstone {

namespace {

constexpr std::size_t kPortion = 1 << 20;
constexpr std::string_view kMark = "\xEF\xBB\xBF";

bool isWideMark(std::string_view head)
{
    using namespace std::string_view_literals;
    return head.starts_with("\xFF\xFE"sv) || head.starts_with("\xFE\xFF"sv) ||
           head.starts_with("\0\0\xFE\xFF"sv);
}

} // namespace

Result<LineReader> LineReader::open(const std::filesystem::path& path, const std::string& encoding,
                                    std::size_t longest)
{
    LineReader reader;
    reader.m_longest = longest;
    reader.m_name = displayUtf8(pathToUtf8(path.filename()));
    auto file = openForReading(path);
    if (!file) {
        return file.error();
    }
    std::array<char, 4> head{};
    const auto got = readAt(*file, 0, head.data(), head.size());
    if (!got) {
        return got.error();
    }
    const std::string lower = asciiLower(encoding);
    const bool isUtf8 =
        encoding.empty() ? !isWideMark({head.data(), *got}) : lower == "utf-8" || lower == "utf8";
    if (isUtf8) {
        if (file->bytes > 0) {
            char last = 0;
            if (const auto end = readAt(*file, static_cast<std::uint64_t>(file->bytes - 1), &last, 1); !end) {
                return end.error();
            }
            reader.m_lastEnd = last == '\n';
        }
        reader.m_file = std::move(*file);
        reader.m_encoding = "UTF-8";
    } else {
        auto text = readTextFile(path, {encoding});
        if (!text) {
            return text.error();
        }
        reader.m_encoding = std::move(text->encoding);
        reader.m_buffer = std::move(text->text);
        reader.m_whole = reader.m_atEnd = true;
        reader.m_lastEnd = reader.m_buffer.empty() || reader.m_buffer.ends_with('\n');
    }
    if (!reader.m_whole && !reader.fill() && reader.m_error) {
        return *reader.m_error;
    }
    if (reader.m_buffer.starts_with(kMark)) {
        reader.m_at = kMark.size();
        reader.m_mark = true;
    }
    return reader;
}

/// More of the file behind what is not read yet; false at the end or on an error.
bool LineReader::fill()
{
    if (m_atEnd || m_error) {
        return false;
    }
    m_buffer.erase(0, m_at);
    m_from += m_at;
    m_at = 0;
    const std::size_t held = m_buffer.size();
    // A long line is not searched for its end a thousand times.
    const std::size_t more = std::max(kPortion, held);
    m_buffer.resize(held + more);
    const auto got = readAt(m_file, m_from + held, m_buffer.data() + held, more);
    m_buffer.resize(held + (got ? *got : 0));
    if (!got) {
        m_error = got.error();
        return false;
    }
    m_atEnd = *got < more;
    return *got > 0;
}

bool LineReader::next(Line& line)
{
    line = {};
    std::size_t searched = 0;
    for (;;) {
        const std::size_t end = m_buffer.find('\n', m_at + searched);
        if (end != std::string::npos) {
            line.text =
                line.tooLong ? std::string_view() : std::string_view(m_buffer).substr(m_at, end - m_at);
            m_at = end + 1;
            break;
        }
        searched = m_buffer.size() - m_at;
        if (searched > m_longest) {
            line.tooLong = true;
            m_at = m_buffer.size();
            searched = 0;
        }
        if (fill()) {
            continue;
        }
        if (m_error || (m_at == m_buffer.size() && !line.tooLong)) {
            return false;
        }
        line.text = line.tooLong ? std::string_view() : std::string_view(m_buffer).substr(m_at);
        m_at = m_buffer.size();
        break;
    }
    // The last portion may have brought the end of a line that is too long by itself.
    if (line.text.size() > m_longest) {
        line.text = {};
        line.tooLong = true;
    }
    line.number = ++m_number;
    return true;
}

Result<bool> LineReader::next(std::string& line)
{
    Line next;
    if (!this->next(next)) {
        return m_error ? Result<bool>(*m_error) : false;
    }
    if (next.tooLong) {
        return Error{ErrorCode::InvalidInput,
                     "Line " + std::to_string(next.number) + " is longer than " +
                         std::to_string(m_longest >> 20) +
                         " MB. A file of this kind has a record on each line.",
                     m_name};
    }
    line = next.text;
    return true;
}

void LineReader::goBack(Place place)
{
    m_number = place.number;
    if (m_whole || (place.offset >= m_from && place.offset <= m_from + m_buffer.size())) {
        m_at = static_cast<std::size_t>(place.offset - m_from);
        return;
    }
    m_buffer.clear();
    m_from = place.offset;
    m_at = 0;
    m_atEnd = false;
}

double LineReader::done() const
{
    const double whole =
        static_cast<double>(m_whole ? m_buffer.size() : static_cast<std::size_t>(m_file.bytes));
    return whole > 0 ? std::min(1.0, static_cast<double>(m_from + m_at) / whole) : 1;
}

} // namespace touchstone
