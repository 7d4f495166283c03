#include "touchstone/base/sha256.h"

#include <algorithm>
#include <new>
#include <openssl/evp.h>
#include <vector>

#include "touchstone/base/file.h"
#include "touchstone/base/progress.h"
#include "touchstone/base/text.h"

namespace touchstone {

namespace {

constexpr std::size_t sliceBytes = std::size_t{1} << 20;

} // namespace

struct Sha256Hasher::Context {
    Context() : evp(EVP_MD_CTX_new())
    {
        if (!evp || EVP_DigestInit_ex(evp, EVP_sha256(), nullptr) != 1) {
            EVP_MD_CTX_free(evp);
            throw std::bad_alloc();
        }
    }
    ~Context() { EVP_MD_CTX_free(evp); }
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;

    EVP_MD_CTX* evp;
};

Sha256Hasher::Sha256Hasher() : m_context(std::make_unique<Context>()) {}
Sha256Hasher::~Sha256Hasher() = default;
Sha256Hasher::Sha256Hasher(Sha256Hasher&&) noexcept = default;
Sha256Hasher& Sha256Hasher::operator=(Sha256Hasher&&) noexcept = default;

void Sha256Hasher::add(const void* data, std::size_t size)
{
    EVP_DigestUpdate(m_context->evp, data, size);
}

Sha256 Sha256Hasher::finish()
{
    Sha256 hash{};
    EVP_DigestFinal_ex(m_context->evp, hash.data(), nullptr);
    EVP_DigestInit_ex(m_context->evp, nullptr, nullptr);
    return hash;
}

Sha256 sha256(std::string_view bytes)
{
    Sha256Hasher hasher;
    hasher.add(bytes);
    return hasher.finish();
}

Result<Sha256> sha256OfFile(const std::filesystem::path& path, Progress& progress)
{
    const auto file = openForReading(path);
    if (!file)
        return file.error();
    const std::string place = displayUtf8(pathToUtf8(path));
    const std::string name = displayUtf8(pathToUtf8(path.filename()));
    std::vector<char> slice(sliceBytes);
    Sha256Hasher hasher;
    for (std::uint64_t done = 0;;) {
        if (progress.cancelled())
            return Error{ErrorCode::Cancelled, "Reading was cancelled.", place};
        const auto got = readAt(*file, done, slice.data(), slice.size());
        if (!got)
            return Error{got.error().code, got.error().message, place};
        if (*got == 0)
            return hasher.finish();
        hasher.add(slice.data(), *got);
        done += *got;
        const double total = std::max(1.0, static_cast<double>(file->bytes));
        progress.report(std::min(1.0, static_cast<double>(done) / total), name);
    }
}

std::string toHex(const Sha256& hash)
{
    static constexpr char digits[] = "0123456789abcdef";
    std::string hex;
    hex.reserve(64);
    for (const std::uint8_t byte : hash) {
        hex += digits[byte >> 4];
        hex += digits[byte & 15];
    }
    return hex;
}

std::optional<Sha256> sha256FromHex(std::string_view hex)
{
    static constexpr std::string_view digits = "0123456789abcdef";
    Sha256 hash{};
    if (hex.size() != 2 * hash.size())
        return std::nullopt;
    for (std::size_t i = 0; i < hash.size(); ++i) {
        const std::size_t high = digits.find(hex[2 * i]), low = digits.find(hex[2 * i + 1]);
        if (high == std::string_view::npos || low == std::string_view::npos)
            return std::nullopt;
        hash[i] = static_cast<std::uint8_t>(high << 4 | low);
    }
    return hash;
}

} // namespace touchstone
