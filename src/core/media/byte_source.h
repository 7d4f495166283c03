#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "touchstone/base/file.h"

namespace touchstone {

/// Bytes that a header is read from, by position. Reading past the end fails and never invents bytes.
class ByteSource {
  public:
    virtual ~ByteSource() = default;
    virtual bool read(std::uint64_t offset, void* out, std::size_t size) = 0;
    virtual std::uint64_t size() const = 0;

    bool byte(std::uint64_t offset, std::uint8_t& value);
    bool big16(std::uint64_t offset, std::uint32_t& value);
    bool big32(std::uint64_t offset, std::uint32_t& value);
    bool little16(std::uint64_t offset, std::uint32_t& value);
    bool little32(std::uint64_t offset, std::uint32_t& value);
    bool startsWith(std::uint64_t offset, std::string_view text);
};

class MemorySource : public ByteSource {
  public:
    explicit MemorySource(std::string_view bytes) : m_bytes(bytes) {}
    bool read(std::uint64_t offset, void* out, std::size_t size) override;
    std::uint64_t size() const override { return m_bytes.size(); }

  private:
    std::string_view m_bytes;
};

/// Reads a file through one small window, so that a header costs one or two system calls.
class FileSource : public ByteSource {
  public:
    explicit FileSource(const ReadableFile& file) : m_file(file) {}
    bool read(std::uint64_t offset, void* out, std::size_t size) override;
    std::uint64_t size() const override { return static_cast<std::uint64_t>(m_file.bytes); }

  private:
    const ReadableFile& m_file;
    std::array<char, 4096> m_window;
    std::uint64_t m_start = 0;
    std::size_t m_filled = 0;
};

} // namespace touchstone
