#include "core/media/header_parsers.h"

namespace touchstone {

namespace {

constexpr std::uint32_t tagWidth = 256, tagHeight = 257, tagBits = 258, tagOrientation = 274, tagSamples = 277;
constexpr std::uint32_t typeShort = 3, typeLong = 4, typeLong8 = 16;
constexpr std::uint64_t maxEntries = 4096;

/// The first directory of a TIFF structure, which EXIF uses too.
class TiffDirectory {
  public:
    TiffDirectory(ByteSource& source, std::uint64_t base) : m_source(source), m_base(base) {}

    std::optional<StoredSize> read()
    {
        std::uint64_t place = 0, count = 0;
        if (!readStart(place) || !readCount(place, count) || count > maxEntries)
            return std::nullopt;
        place += m_bigTiff ? 8 : 2;
        StoredSize size;
        for (std::uint64_t i = 0; i < count; ++i, place += m_bigTiff ? 20 : 12)
            if (!readEntry(place, size))
                return std::nullopt;
        return size;
    }

  private:
    bool u16(std::uint64_t at, std::uint32_t& value)
    {
        return m_little ? m_source.little16(m_base + at, value) : m_source.big16(m_base + at, value);
    }
    bool u32(std::uint64_t at, std::uint32_t& value)
    {
        return m_little ? m_source.little32(m_base + at, value) : m_source.big32(m_base + at, value);
    }
    bool u64(std::uint64_t at, std::uint64_t& value)
    {
        std::uint32_t first = 0, second = 0;
        if (!u32(at, first) || !u32(at + 4, second))
            return false;
        value = m_little ? std::uint64_t{second} << 32 | first : std::uint64_t{first} << 32 | second;
        return value < std::uint64_t{1} << 62;
    }
    bool readStart(std::uint64_t& place)
    {
        m_little = m_source.startsWith(m_base, "II");
        std::uint32_t magic = 0, start = 0;
        if ((!m_little && !m_source.startsWith(m_base, "MM")) || !u16(2, magic))
            return false;
        m_bigTiff = magic == 43;
        if (m_bigTiff)
            return u64(8, place);
        if (magic != 42 || !u32(4, start))
            return false;
        place = start;
        return true;
    }
    bool readCount(std::uint64_t place, std::uint64_t& count)
    {
        if (m_bigTiff)
            return u64(place, count);
        std::uint32_t small = 0;
        const bool ok = u16(place, small);
        count = small;
        return ok;
    }
    bool readEntry(std::uint64_t place, StoredSize& size)
    {
        std::uint32_t tag = 0, type = 0;
        if (!u16(place, tag) || !u16(place + 2, type))
            return false;
        if (tag == tagBits || tag == tagSamples) {
            readDepth(tag, place);
            size.pixelBytes = m_samples * ((m_bits + 7) / 8);
            return true;
        }
        if (tag != tagWidth && tag != tagHeight && tag != tagOrientation)
            return true;
        const std::uint64_t at = place + (m_bigTiff ? 12 : 8);
        std::uint32_t small = 0;
        std::uint64_t value = 0;
        if (type == typeLong8 ? !u64(at, value) : type == typeLong ? !u32(at, small) : !u16(at, small))
            return false;
        if (type != typeLong8)
            value = small;
        if (type != typeShort && type != typeLong && type != typeLong8)
            return tag == tagOrientation;
        if (tag == tagWidth)
            size.width = static_cast<std::int64_t>(value);
        else if (tag == tagHeight)
            size.height = static_cast<std::int64_t>(value);
        else if (value >= 1 && value <= 8)
            size.orientation = static_cast<int>(value);
        return true;
    }

    /// All samples have as many bits as the first; what cannot be read leaves the usual values.
    void readDepth(std::uint32_t tag, std::uint64_t place)
    {
        std::uint64_t at = place + (m_bigTiff ? 12 : 8), count = 0;
        std::uint32_t small = 0, value = 0;
        if (m_bigTiff ? !u64(place + 4, count) : !u32(place + 4, small))
            return;
        count += small;
        // More values than fit into the entry lie where it points to.
        if (count > (m_bigTiff ? 4U : 2U)) {
            if (m_bigTiff ? !u64(at, at) : !u32(at, small))
                return;
            at = m_bigTiff ? at : small;
        }
        if (u16(at, value))
            (tag == tagBits ? m_bits : m_samples) = value;
    }

    ByteSource& m_source;
    std::uint64_t m_base;
    std::int64_t m_bits = 8;
    std::int64_t m_samples = 1;
    bool m_little = false;
    bool m_bigTiff = false;
};

} // namespace

std::optional<StoredSize> tiffSize(ByteSource& source)
{
    const auto size = TiffDirectory(source, 0).read();
    return size && size->width > 0 && size->height > 0 ? size : std::nullopt;
}

int exifOrientation(ByteSource& source, std::uint64_t base)
{
    const auto directory = TiffDirectory(source, base).read();
    return directory ? directory->orientation : 1;
}

} // namespace touchstone
