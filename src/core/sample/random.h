#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>

namespace touchstone::sample {

/// SplitMix64: the same numbers on every machine, which the distributions of the standard do not promise.
class Random {
  public:
    explicit Random(std::uint64_t seed) : m_state(seed) {}

    std::uint64_t bits()
    {
        std::uint64_t z = m_state += 0x9e3779b97f4a7c15u;
        z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
        z = (z ^ z >> 27) * 0x94d049bb133111ebu;
        return z ^ z >> 31;
    }
    /// In [0, 1).
    double unit() { return static_cast<double>(bits() >> 11) * 0x1p-53; }
    double range(double low, double high) { return low + (high - low) * unit(); }
    /// In low…high.
    int whole(int low, int high)
    {
        return low + static_cast<int>(bits() % static_cast<std::uint64_t>(high - low + 1));
    }
    bool chance(double probability) { return unit() < probability; }
    template <class T>
    T pick(std::initializer_list<T> values)
    {
        return values.begin()[bits() % values.size()];
    }
    template <class T>
    T pick(std::span<const T> values)
    {
        return values[bits() % values.size()];
    }

  private:
    std::uint64_t m_state;
};

} // namespace touchstone::sample
