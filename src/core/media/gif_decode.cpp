#include "core/media/gif_decode.h"

#include <array>
#include <cstring>
#include <optional>

#include "core/media/pixel_buffers.h"

namespace touchstone {

namespace {

constexpr std::uint32_t white = 0xffffffff;

/// Reads on through the bytes; past the end it gives zeros and says so.
class Cursor {
  public:
    explicit Cursor(std::string_view bytes) : m_rest(bytes) {}
    std::uint8_t byte()
    {
        if (m_rest.empty()) {
            m_ended = true;
            return 0;
        }
        const auto value = static_cast<std::uint8_t>(m_rest.front());
        m_rest.remove_prefix(1);
        return value;
    }
    std::uint32_t u16()
    {
        const std::uint32_t low = byte();
        return low | static_cast<std::uint32_t>(byte()) << 8;
    }
    void skip(std::size_t count)
    {
        m_ended |= count > m_rest.size();
        m_rest.remove_prefix(std::min(count, m_rest.size()));
    }
    bool ended() const { return m_ended; }

  private:
    std::string_view m_rest;
    bool m_ended = false;
};

/// Codes of growing width out of the data's sub-blocks.
class CodeReader {
  public:
    explicit CodeReader(Cursor& cursor) : m_cursor(cursor) {}
    std::optional<unsigned> next(unsigned width)
    {
        while (m_bitCount < width) {
            if (m_blockLeft == 0 && (m_blockLeft = m_cursor.byte()) == 0)
                return std::nullopt;
            m_bits |= static_cast<std::uint32_t>(m_cursor.byte()) << m_bitCount;
            m_bitCount += 8;
            --m_blockLeft;
            if (m_cursor.ended())
                return std::nullopt;
        }
        const unsigned code = m_bits & ((1u << width) - 1);
        m_bits >>= width;
        m_bitCount -= width;
        return code;
    }

  private:
    Cursor& m_cursor;
    std::uint32_t m_bits = 0;
    unsigned m_bitCount = 0;
    unsigned m_blockLeft = 0;
};

/// LZW as GIF uses it. Gives each colour index to `put` until that returns false; false when data are cut.
template <class Put>
bool decodeLzw(Cursor& cursor, unsigned rootBits, Put put)
{
    constexpr unsigned maxCodes = 4096;
    std::array<std::uint16_t, maxCodes> prefix;
    std::array<std::uint8_t, maxCodes> suffix;
    std::array<std::uint8_t, maxCodes> stack;
    const unsigned clear = 1u << rootBits;
    unsigned width = rootBits + 1, used = clear + 2, last = maxCodes;
    CodeReader codes(cursor);
    while (const auto read = codes.next(width)) {
        const unsigned code = *read;
        if (code == clear) {
            width = rootBits + 1;
            used = clear + 2;
            last = maxCodes;
            continue;
        }
        if (code == clear + 1)
            return false;
        if (code > used || (code == used && last == maxCodes) || (last == maxCodes && code >= clear))
            return false;
        // Walk back along the chain; a code that is only about to be made ends in its own first index.
        std::size_t depth = 0;
        unsigned at = code;
        if (code == used) {
            at = last;
            ++depth;
        }
        for (; at >= clear; at = prefix[at])
            stack[depth++] = suffix[at];
        const auto first = static_cast<std::uint8_t>(at);
        if (code == used)
            stack[0] = first;
        if (last != maxCodes && used < maxCodes) {
            prefix[used] = static_cast<std::uint16_t>(last);
            suffix[used] = first;
            if (++used == 1u << width && width < 12)
                ++width;
        }
        if (!put(first))
            return true;
        while (depth > 0)
            if (!put(stack[--depth]))
                return true;
        last = code;
    }
    return false;
}

using Palette = std::array<std::uint32_t, 256>;

void readPalette(Cursor& cursor, unsigned flags, Palette& palette)
{
    for (unsigned i = 0; i < 2u << (flags & 7); ++i) {
        const std::uint32_t red = cursor.byte(), green = cursor.byte(), blue = cursor.byte();
        palette[i] = 0xff000000 | red << 16 | green << 8 | blue;
    }
}

/// Rows of an interlaced picture come in four passes.
std::uint32_t nextRow(std::uint32_t row, std::uint32_t height, unsigned& pass)
{
    constexpr std::uint32_t starts[] = {0, 4, 2, 1}, steps[] = {8, 8, 4, 2};
    row += steps[pass];
    while (row >= height && pass < 3)
        row = starts[++pass];
    return row;
}

struct Frame {
    std::uint32_t left = 0, top = 0, width = 0, height = 0;
    bool interlaced = false;
    unsigned rootBits = 2;
};

bool drawFrame(Cursor& cursor, const Frame& frame, const Palette& palette, std::uint32_t* screen,
               std::uint32_t screenWidth, std::uint32_t screenHeight)
{
    std::uint32_t column = 0, row = 0, rowsLeft = frame.height;
    unsigned pass = 0;
    return decodeLzw(cursor, frame.rootBits, [&](std::uint8_t index) {
        const std::uint32_t x = frame.left + column, y = frame.top + row;
        if (x < screenWidth && y < screenHeight)
            screen[std::size_t{y} * screenWidth + x] = palette[index];
        if (++column == frame.width) {
            column = 0;
            row = frame.interlaced ? nextRow(row, frame.height, pass) : row + 1;
            --rowsLeft;
        }
        return rowsLeft > 0;
    });
}

Error cut()
{
    return {ErrorCode::InvalidInput,
            "The GIF is truncated: its first picture is not complete. Copy the file again from its source.",
            {}};
}

} // namespace

Result<ImageBuffer> decodeGif(std::string_view bytes, const ImageHeader& header)
{
    Cursor cursor(bytes);
    cursor.skip(10);
    Palette palette;
    palette.fill(0xff000000);
    const unsigned screenFlags = cursor.byte();
    cursor.skip(2);
    if ((screenFlags & 0x80) != 0)
        readPalette(cursor, screenFlags, palette);

    std::optional<std::uint8_t> transparent;
    while (!cursor.ended()) {
        const std::uint8_t block = cursor.byte();
        if (block == 0x21) {
            const bool control = cursor.byte() == 0xf9;
            while (const std::uint8_t length = cursor.byte()) {
                Cursor part = cursor;
                if (const unsigned flags = part.byte(); control && length >= 4 && (flags & 1) != 0) {
                    part.skip(2);
                    transparent = part.byte();
                }
                cursor.skip(length);
            }
            continue;
        }
        if (block != 0x2c)
            break;
        Frame frame{cursor.u16(), cursor.u16(), cursor.u16(), cursor.u16()};
        const unsigned flags = cursor.byte();
        frame.interlaced = (flags & 0x40) != 0;
        if ((flags & 0x80) != 0)
            readPalette(cursor, flags, palette);
        frame.rootBits = cursor.byte();
        if (frame.width == 0 || frame.height == 0 || frame.rootBits < 1 || frame.rootBits > 8)
            break;
        if (transparent)
            palette[*transparent] = white;
        const auto width = static_cast<std::uint32_t>(header.width);
        const auto height = static_cast<std::uint32_t>(header.height);
        auto pixels = takePixelBuffer(std::size_t{width} * height * 4);
        std::memset(pixels->data(), 0xff, pixels->size());
        void* screen = pixels->data();
        if (!drawFrame(cursor, frame, palette, static_cast<std::uint32_t*>(screen), width, height))
            return cut();
        const auto w = static_cast<std::int32_t>(width), h = static_cast<std::int32_t>(height);
        return ImageBuffer{w, h, w, h, std::move(pixels)};
    }
    return cut();
}

} // namespace touchstone
