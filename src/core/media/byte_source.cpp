#include "core/media/byte_source.h"

#include <cstring>

namespace touchstone {

bool ByteSource::byte(std::uint64_t offset, std::uint8_t& value)
{
    return read(offset, &value, 1);
}

bool ByteSource::big16(std::uint64_t offset, std::uint32_t& value)
{
    std::uint8_t b[2];
    if (!read(offset, b, sizeof b))
        return false;
    value = static_cast<std::uint32_t>(b[0]) << 8 | b[1];
    return true;
}

bool ByteSource::big32(std::uint64_t offset, std::uint32_t& value)
{
    std::uint8_t b[4];
    if (!read(offset, b, sizeof b))
        return false;
    value = static_cast<std::uint32_t>(b[0]) << 24 | static_cast<std::uint32_t>(b[1]) << 16 |
            static_cast<std::uint32_t>(b[2]) << 8 | b[3];
    return true;
}

bool ByteSource::little16(std::uint64_t offset, std::uint32_t& value)
{
    if (!big16(offset, value))
        return false;
    value = __builtin_bswap16(static_cast<std::uint16_t>(value));
    return true;
}

bool ByteSource::little32(std::uint64_t offset, std::uint32_t& value)
{
    if (!big32(offset, value))
        return false;
    value = __builtin_bswap32(value);
    return true;
}

bool ByteSource::startsWith(std::uint64_t offset, std::string_view text)
{
    char found[16];
    return text.size() <= sizeof found && read(offset, found, text.size()) &&
           std::string_view(found, text.size()) == text;
}

bool MemorySource::read(std::uint64_t offset, void* out, std::size_t size)
{
    if (offset > m_bytes.size() || size > m_bytes.size() - offset)
        return false;
    std::memcpy(out, m_bytes.data() + offset, size);
    return true;
}

bool FileSource::read(std::uint64_t offset, void* out, std::size_t size)
{
    if (size > m_window.size() || offset > this->size() || size > this->size() - offset)
        return false;
    if (offset < m_start || offset + size > m_start + m_filled) {
        const auto got = readAt(m_file, offset, m_window.data(), m_window.size());
        m_start = offset;
        m_filled = got ? *got : 0;
        if (m_filled < size)
            return false;
    }
    std::memcpy(out, m_window.data() + (offset - m_start), size);
    return true;
}

} // namespace touchstone
