#include "core/base/uuid_sequence.h"

#include <algorithm>

namespace touchstone {

namespace {

constexpr std::uint64_t timeMask = (std::uint64_t{1} << 48) - 1;
constexpr std::uint64_t highMask = (std::uint64_t{1} << 12) - 1;
constexpr std::uint64_t lowMask = (std::uint64_t{1} << 62) - 1;
// The year 2200. A clock may be wrong by decades; an id from after that is no time at all.
constexpr std::uint64_t lastMilliseconds = 7'258'118'400'000;

std::uint64_t bigEndian(std::span<const std::uint8_t> bytes)
{
    std::uint64_t value = 0;
    for (const std::uint8_t byte : bytes)
        value = value << 8 | byte;
    return value;
}

} // namespace

Uuid UuidSequence::next(std::uint64_t milliseconds, std::span<const std::uint8_t, 10> random)
{
    Fields fields{milliseconds & timeMask, bigEndian(random.first<2>()) & highMask,
                  bigEndian(random.last<8>()) & lowMask};
    if (fields <= m_last) {
        // The same millisecond, or the clock went back: go on from the last value by a random step
        // (RFC 9562, 6.2, method 2), carrying into the fields above it.
        const std::uint64_t step = (bigEndian(random.last<8>()) & 0xffffffff) + 1;
        fields = m_last;
        fields.low += step;
        fields.high += fields.low >> 62;
        fields.low &= lowMask;
        fields.milliseconds += fields.high >> 12;
        fields.high &= highMask;
    }
    m_last = fields;
    return uuidOf(fields);
}

void UuidSequence::raise(const Uuid& floor)
{
    const bool isVersion7 = floor.bytes[6] >> 4 == 7 && floor.bytes[8] >> 6 == 2;
    const Fields fields = fieldsOf(floor);
    if (isVersion7 && fields.milliseconds < lastMilliseconds)
        m_last = std::max(m_last, fields);
}

UuidSequence::Fields UuidSequence::fieldsOf(const Uuid& id)
{
    const std::span<const std::uint8_t, 16> bytes(id.bytes);
    return {bigEndian(bytes.first<6>()), bigEndian(bytes.subspan<6, 2>()) & highMask,
            bigEndian(bytes.last<8>()) & lowMask};
}

Uuid UuidSequence::uuidOf(const Fields& fields)
{
    const std::uint64_t upper = fields.milliseconds << 16 | std::uint64_t{7} << 12 | fields.high;
    const std::uint64_t lower = std::uint64_t{2} << 62 | fields.low;
    Uuid id;
    for (std::size_t i = 0; i < 8; ++i) {
        id.bytes[i] = static_cast<std::uint8_t>(upper >> (56 - 8 * i));
        id.bytes[8 + i] = static_cast<std::uint8_t>(lower >> (56 - 8 * i));
    }
    return id;
}

} // namespace touchstone
