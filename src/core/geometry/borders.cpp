#include "core/geometry/borders.h"

#include <bit>
#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace touchstone {

namespace {

/// How many bytes further down memory is asked for: about two rows of a large image.
constexpr std::size_t ahead = 8192;

/// Adds a border for each bit that is set.
inline Border* append(std::uint64_t bits, std::uint32_t x, std::uint32_t y, Border* out)
{
    for (; bits != 0; bits &= bits - 1) {
        *out++ = {x + static_cast<std::uint32_t>(std::countr_zero(bits)), y};
    }
    return out;
}

/// On any processor. Blocks are mostly equal, which several words at once tell soonest.
Border* findBorders(const std::uint8_t* above, const std::uint8_t* row, std::uint32_t end, std::uint32_t y,
                    Border* out)
{
    using Lane = std::uint64_t __attribute__((vector_size(16)));
    for (std::uint32_t x = 0; x < end; x += borderBlock) {
        __builtin_prefetch(row + x + ahead);
        Lane difference{};
        for (std::uint32_t i = x; i < x + borderBlock; i += sizeof(Lane)) {
            Lane a;
            Lane b;
            std::memcpy(&a, above + i, sizeof a);
            std::memcpy(&b, row + i, sizeof b);
            difference |= a ^ b;
        }
        if ((difference[0] | difference[1]) != 0) {
            for (std::uint32_t i = x; i < x + borderBlock; ++i) {
                if ((above[i] != 0) != (row[i] != 0)) {
                    *out++ = {i, y};
                }
            }
        }
    }
    return out;
}

#if defined(__x86_64__)
__attribute__((target("avx2"))) Border* findBordersAvx2(const std::uint8_t* above, const std::uint8_t* row,
                                                        std::uint32_t end, std::uint32_t y, Border* out)
{
    const __m256i zero = _mm256_setzero_si256();
    for (std::uint32_t x = 0; x < end; x += borderBlock) {
        __builtin_prefetch(row + x + ahead);
        std::uint64_t halves[2];
        for (std::uint32_t i = 0; i < 2; ++i) {
            const __m256i a = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(above + x) + i);
            const __m256i b = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(row + x) + i);
            halves[i] = static_cast<std::uint32_t>(_mm256_movemask_epi8(
                _mm256_xor_si256(_mm256_cmpeq_epi8(a, zero), _mm256_cmpeq_epi8(b, zero))));
        }
        out = append(halves[0] | halves[1] << 32, x, y, out);
    }
    return out;
}

__attribute__((target("avx512bw"))) Border* findBordersAvx512(const std::uint8_t* above,
                                                              const std::uint8_t* row, std::uint32_t end,
                                                              std::uint32_t y, Border* out)
{
    for (std::uint32_t x = 0; x < end; x += borderBlock) {
        __builtin_prefetch(row + x + ahead);
        const __m512i a = _mm512_loadu_si512(above + x);
        const __m512i b = _mm512_loadu_si512(row + x);
        out = append(_mm512_test_epi8_mask(a, a) ^ _mm512_test_epi8_mask(b, b), x, y, out);
    }
    return out;
}
#endif

} // namespace

std::vector<FindBorders> borderFinders()
{
    std::vector<FindBorders> finders;
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512bw")) {
        finders.push_back(findBordersAvx512);
    }
    if (__builtin_cpu_supports("avx2")) {
        finders.push_back(findBordersAvx2);
    }
#endif
    finders.push_back(findBorders);
    return finders;
}

} // namespace touchstone
