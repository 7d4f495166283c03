#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "touchstone/base/result.h"

namespace touchstone {

class Progress;

using Sha256 = std::array<std::uint8_t, 32>;

/// Running SHA-256 (FIPS 180-4), computed by OpenSSL with the processor's instructions. Not thread-safe.
class Sha256Hasher {
  public:
    Sha256Hasher();
    ~Sha256Hasher();
    Sha256Hasher(Sha256Hasher&&) noexcept;
    Sha256Hasher& operator=(Sha256Hasher&&) noexcept;

    void add(const void* data, std::size_t size);
    void add(std::string_view text) { add(text.data(), text.size()); }
    /// The digest of all that was added; the hasher starts anew.
    Sha256 finish();

  private:
    struct Context;
    std::unique_ptr<Context> m_context;
};

Sha256 sha256(std::string_view bytes);
/// Reads the file in slices; NotFound, Io when it cannot be read, Cancelled.
Result<Sha256> sha256OfFile(const std::filesystem::path& path, Progress& progress);
/// 64 lower-case hexadecimal digits.
std::string toHex(const Sha256& hash);
std::optional<Sha256> sha256FromHex(std::string_view hex);

} // namespace touchstone
