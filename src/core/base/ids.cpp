#include "touchstone/base/ids.h"

#include <cerrno>
#include <cstring>
#include <mutex>
#include <span>
#include <sys/random.h>
#include <system_error>

#include "core/base/uuid_sequence.h"
#include "touchstone/base/clock.h"

namespace touchstone {

namespace {

/// Random bytes of the system, fetched in blocks: one call a block instead of one an id.
class RandomBytes {
  public:
    std::span<const std::uint8_t, 10> take()
    {
        if (m_used + 10 > m_block.size()) {
            refill();
            m_used = 0;
        }
        m_used += 10;
        return std::span<const std::uint8_t, 10>(m_block.data() + m_used - 10, 10);
    }

  private:
    void refill()
    {
        std::size_t have = 0;
        while (have < m_block.size()) {
            const ssize_t got = getrandom(m_block.data() + have, m_block.size() - have, 0);
            if (got < 0 && errno != EINTR)
                throw std::system_error(errno, std::generic_category(), "getrandom");
            have += got > 0 ? static_cast<std::size_t>(got) : 0;
        }
    }
    std::array<std::uint8_t, 640> m_block{};
    std::size_t m_used = m_block.size();
};

struct Source {
    std::mutex mutex;
    UuidSequence sequence;
    RandomBytes random;
};

Source& source()
{
    static Source instance;
    return instance;
}

std::uint64_t nowMilliseconds()
{
    return static_cast<std::uint64_t>(now() / 1000);
}

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

bool isHyphenPlace(std::size_t byte)
{
    return byte == 4 || byte == 6 || byte == 8 || byte == 10;
}

} // namespace

std::string Uuid::toString() const
{
    static constexpr char digits[] = "0123456789abcdef";
    std::string text;
    text.reserve(36);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (isHyphenPlace(i))
            text += '-';
        text += digits[bytes[i] >> 4];
        text += digits[bytes[i] & 15];
    }
    return text;
}

std::optional<Uuid> Uuid::parse(std::string_view text)
{
    if (text.size() != 36)
        return std::nullopt;
    Uuid id;
    std::size_t at = 0;
    for (std::size_t i = 0; i < id.bytes.size(); ++i) {
        if (isHyphenPlace(i) && text[at++] != '-')
            return std::nullopt;
        const int high = hexDigit(text[at]), low = hexDigit(text[at + 1]);
        if (high < 0 || low < 0)
            return std::nullopt;
        id.bytes[i] = static_cast<std::uint8_t>(high << 4 | low);
        at += 2;
    }
    return id;
}

Uuid newUuid()
{
    Source& s = source();
    const std::lock_guard lock(s.mutex);
    return s.sequence.next(nowMilliseconds(), s.random.take());
}

void raiseUuidFloor(const Uuid& newest)
{
    Source& s = source();
    const std::lock_guard lock(s.mutex);
    s.sequence.raise(newest);
}

} // namespace touchstone

std::size_t std::hash<touchstone::Uuid>::operator()(const touchstone::Uuid& id) const noexcept
{
    std::uint64_t half[2];
    std::memcpy(half, id.bytes.data(), sizeof half);
    // Ids that follow each other differ in a few bits only; multiplying spreads them over the buckets.
    std::uint64_t mixed = (half[0] ^ half[1] * 0x9e3779b97f4a7c15u) * 0xbf58476d1ce4e5b9u;
    return static_cast<std::size_t>(mixed ^ mixed >> 32);
}
