#include "core/formats/json_stream.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "touchstone/base/progress.h"
#include "touchstone/base/text.h"

namespace touchstone {

namespace {

constexpr std::size_t windowSize = std::size_t{1} << 20;
/// A single record may be this large.
constexpr std::size_t windowLimit = std::size_t{256} << 20;

enum class Mark : std::uint8_t { Plain, Open, Close, Quote, Comma };

constexpr std::array<Mark, 256> makeMarks()
{
    std::array<Mark, 256> marks{};
    marks['['] = marks['{'] = Mark::Open;
    marks[']'] = marks['}'] = Mark::Close;
    marks['"'] = Mark::Quote;
    marks[','] = Mark::Comma;
    return marks;
}
constexpr std::array<Mark, 256> marks = makeMarks();

/// The next quote or bracket, or `end`. Of sixteen bytes at once where the processor can.
const char* nextMark(const char* at, const char* end)
{
#ifdef __SSE2__
    // One bit apart: "[" and "{", "]" and "}".
    const __m128i bit = _mm_set1_epi8(0x20), open = _mm_set1_epi8('{'), close = _mm_set1_epi8('}'),
                  quote = _mm_set1_epi8('"');
    for (; end - at >= 16; at += 16) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
        const __m128i folded = _mm_or_si128(bytes, bit);
        const __m128i found = _mm_or_si128(_mm_cmpeq_epi8(bytes, quote),
                                           _mm_or_si128(_mm_cmpeq_epi8(folded, open), _mm_cmpeq_epi8(folded, close)));
        if (const auto bits = static_cast<unsigned>(_mm_movemask_epi8(found))) {
            return at + std::countr_zero(bits);
        }
    }
#endif
    while (at < end && (marks[static_cast<unsigned char>(*at)] == Mark::Plain || *at == ',')) {
        ++at;
    }
    return at;
}

/// The next quote or backslash, or `end`.
const char* nextInString(const char* at, const char* end)
{
    while (at < end && *at != '"' && *at != '\\') {
        ++at;
    }
    return at;
}

Error cancelled()
{
    return {ErrorCode::Cancelled, "The import was cancelled.", ""};
}

} // namespace

Result<JsonStream> JsonStream::open(const std::filesystem::path& path)
{
    auto file = openForReading(path);
    if (!file) {
        return file.error();
    }
    JsonStream stream;
    stream.m_file = std::move(*file);
    stream.m_name = displayUtf8(pathToUtf8(path.filename()));
    if (stream.m_file.bytes == 0) {
        return Error{ErrorCode::InvalidInput, "The file is empty. Get a complete copy of it.", stream.m_name};
    }
    if (auto filled = stream.fill(0, 3); !filled) {
        return filled.error();
    }
    const std::string_view head(stream.m_buffer.data(), std::min<std::size_t>(stream.m_length, 3));
    if (head == "\xef\xbb\xbf") {
        stream.m_begin = 3;
    } else if (head.substr(0, 2) == "\xff\xfe" || head.substr(0, 2) == "\xfe\xff" ||
               head.find('\0') != std::string_view::npos) {
        return Error{ErrorCode::InvalidInput, "The file is not UTF-8. Save it as UTF-8 and import it again.",
                     stream.m_name};
    }
    return stream;
}

Result<void> JsonStream::fill(std::uint64_t offset, std::size_t want)
{
    const std::uint64_t windowEnd = m_from + m_length;
    const bool holds = offset >= m_from && offset <= windowEnd;
    if (holds && (windowEnd - offset >= want || windowEnd == size())) {
        return {};
    }
    if (want > windowLimit) {
        return syntaxError(offset, "a single entry is larger than 256 MB");
    }
    const std::size_t kept = holds ? static_cast<std::size_t>(windowEnd - offset) : 0;
    if (kept > 0) {
        std::memmove(m_buffer.data(), m_buffer.data() + (offset - m_from), kept);
    }
    const std::size_t capacity = std::max(windowSize, want);
    if (m_buffer.size() < capacity + 1) {
        m_buffer.resize(capacity + 1);
    }
    m_from = offset;
    m_length = kept;
    while (m_length < capacity && m_from + m_length < size()) {
        auto got = readAt(m_file, m_from + m_length, m_buffer.data() + m_length, capacity - m_length);
        if (!got) {
            return got.error();
        }
        if (*got == 0) {
            // Somebody cut the file while it was read.
            return Error{ErrorCode::Io, "The file became shorter while it was read.", m_name};
        }
        m_length += *got;
    }
    m_buffer[m_length] = '\0';
    return {};
}

Error JsonStream::syntaxError(std::uint64_t offset, std::string_view message)
{
    std::uint64_t line = 1;
    std::uint64_t lineStart = m_begin;
    std::vector<char> slice(windowSize);
    for (std::uint64_t at = m_begin; at < offset;) {
        auto got = readAt(m_file, at, slice.data(), std::min<std::uint64_t>(slice.size(), offset - at));
        if (!got || *got == 0) {
            break;
        }
        for (std::size_t i = 0; i < *got; ++i) {
            if (slice[i] == '\n') {
                ++line;
                lineStart = at + i + 1;
            }
        }
        at += *got;
    }
    std::string text =
        "This is not valid JSON: " + std::string(message) + " (byte " + std::to_string(offset) + ").";
    if (offset >= size()) {
        text = "The file ends too soon: " + std::string(message) +
               ". It was cut off; get a complete copy and import it again.";
    }
    return {ErrorCode::InvalidInput, std::move(text),
            m_name + ":" + std::to_string(line) + ":" + std::to_string(offset - lineStart + 1)};
}

/// Passes over one value by its brackets and quotes; whether it is well formed is found out later.
Result<std::uint64_t> JsonStream::skip(std::uint64_t offset, Progress& progress)
{
    std::int64_t depth = 0;
    bool inString = false;
    bool escaped = false;
    for (;;) {
        if (progress.cancelled()) {
            return cancelled();
        }
        if (auto filled = fill(offset, 1); !filled) {
            return filled.error();
        }
        const char* const from = m_buffer.data() + (offset - m_from);
        const char* const end = m_buffer.data() + m_length;
        const auto place = [&](const char* at) { return offset + static_cast<std::uint64_t>(at - from); };
        if (from == end) {
            return syntaxError(offset, "the object at the top is not closed");
        }
        for (const char* at = from; at < end; ++at) {
            if (inString) {
                if (escaped) {
                    escaped = false;
                    continue;
                }
                at = nextInString(at, end);
                if (at == end) {
                    break;
                }
                escaped = *at == '\\';
                inString = escaped;
                continue;
            }
            if (depth > 0) {
                at = nextMark(at, end);
                if (at == end) {
                    break;
                }
            }
            switch (marks[static_cast<unsigned char>(*at)]) {
            case Mark::Plain:
                break;
            case Mark::Quote:
                inString = true;
                break;
            case Mark::Open:
                ++depth;
                break;
            case Mark::Close:
                if (depth == 0) {
                    return place(at);
                }
                if (--depth == 0) {
                    return place(at + 1);
                }
                break;
            case Mark::Comma:
                if (depth == 0) {
                    return place(at);
                }
                break;
            }
        }
        offset = place(end);
        progress.report(0.15 * static_cast<double>(offset) / static_cast<double>(size()),
                        "Looking through the file");
    }
}

Result<std::vector<JsonMember>> JsonStream::members(Progress& progress)
{
    std::vector<JsonMember> members;
    std::uint64_t offset = m_begin;
    if (auto open = read(offset, [](JsonScanner& scanner) { scanner.expect('{', "an object is expected"); });
        !open) {
        return open.error();
    }
    for (bool first = true;; first = false) {
        bool done = false;
        JsonMember member;
        auto key = read(offset, [&](JsonScanner& scanner) {
            done = scanner.take('}');
            if (done) {
                return;
            }
            if (!first && !scanner.expect(',', "a comma or a closing brace is expected")) {
                return;
            }
            if (!scanner.string(member.name)) {
                scanner.fail("a key in quotes is expected");
            }
            scanner.expect(':', "a colon is expected");
            scanner.peek();
        });
        if (!key) {
            return key.error();
        }
        if (done) {
            break;
        }
        member.begin = offset;
        auto end = skip(offset, progress);
        if (!end) {
            return end.error();
        }
        member.end = offset = *end;
        members.push_back(std::move(member));
    }
    auto rest = read(offset, [](JsonScanner& scanner) { scanner.peek(); });
    if (!rest) {
        return rest.error();
    }
    if (offset != size()) {
        return syntaxError(offset, "text after the end of the object");
    }
    return members;
}

} // namespace touchstone
