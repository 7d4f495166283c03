#pragma once

#include <cstdint>
#include <span>

#include "touchstone/base/ids.h"

namespace touchstone {

/// The order of UUIDv7 values: each is larger than the one before, whatever the clock says. Time and
/// randomness come from outside. Not thread-safe.
class UuidSequence {
  public:
    /// `milliseconds` since 1970; `random` are 10 fresh random bytes.
    Uuid next(std::uint64_t milliseconds, std::span<const std::uint8_t, 10> random);
    /// Later values are larger than `floor`, unless that is no UUIDv7 or lies after the year 2200.
    void raise(const Uuid& floor);

  private:
    struct Fields {
        std::uint64_t milliseconds = 0; // 48 bits
        std::uint64_t high = 0;         // 12 bits, rand_a
        std::uint64_t low = 0;          // 62 bits, rand_b
        friend auto operator<=>(const Fields&, const Fields&) = default;
    };
    static Fields fieldsOf(const Uuid& id);
    static Uuid uuidOf(const Fields& fields);

    Fields m_last;
};

} // namespace touchstone
