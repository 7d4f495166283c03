#include "touchstone/geometry/rle.h"

#include <cstdint>

namespace touchstone {

namespace {

constexpr char firstCharacter = 48;
constexpr std::int64_t more = 0x20;
constexpr std::int64_t signBit = 0x10;
/// Enough for any difference of two 32-bit counts.
constexpr int maxGroups = 7;

Error badString(std::size_t at, const std::string& what)
{
    return {ErrorCode::InvalidInput,
            "The compressed mask is not usable: " + what + " at character " + std::to_string(at) + ".", ""};
}

} // namespace

std::string rleToString(const Rle& rle)
{
    std::string text(rle.counts.size() * maxGroups, '\0');
    char* out = text.data();
    for (std::size_t i = 0; i < rle.counts.size(); ++i) {
        std::int64_t value = rle.counts[i];
        if (i > 2) {
            value -= rle.counts[i - 2];
        }
        if (value >= -signBit && value < signBit) {
            *out++ = static_cast<char>((value & 0x1f) + firstCharacter);
            continue;
        }
        for (bool again = true; again;) {
            std::int64_t group = value & 0x1f;
            value >>= 5;
            again = (group & signBit) != 0 ? value != -1 : value != 0;
            group |= again ? more : 0;
            *out++ = static_cast<char>(group + firstCharacter);
        }
    }
    text.resize(static_cast<std::size_t>(out - text.data()));
    return text;
}

Result<Rle> rleFromString(std::string_view text, std::uint32_t height, std::uint32_t width)
{
    Rle rle{height, width, {}};
    // Refuses sizes that are too large before anything is allocated.
    const std::uint64_t total = std::uint64_t{height} * width;
    if (auto size = validate(Rle{height, width, {}}); !size && total >= (std::uint64_t{1} << 31)) {
        return size.error();
    }
    std::uint64_t sum = 0;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t start = at;
        std::int64_t value = 0;
        for (int groups = 0;; ++groups, ++at) {
            if (at == text.size()) {
                return badString(at, "it ends within a number");
            }
            const std::int64_t group = static_cast<unsigned char>(text[at]) - firstCharacter;
            if (group < 0 || group > 63) {
                return badString(at, "a character that cannot stand there");
            }
            if (groups == maxGroups) {
                return badString(at, "a number that is too long");
            }
            value |= (group & 0x1f) << (5 * groups);
            if ((group & more) == 0) {
                if ((group & signBit) != 0) {
                    value |= -(std::int64_t{1} << (5 * (groups + 1)));
                }
                ++at;
                break;
            }
        }
        if (rle.counts.size() > 2) {
            value += rle.counts[rle.counts.size() - 2];
        }
        if (value < 0 || static_cast<std::uint64_t>(value) > total - sum) {
            return badString(start, "a run that leaves the image");
        }
        sum += static_cast<std::uint64_t>(value);
        rle.counts.push_back(static_cast<std::uint32_t>(value));
    }
    if (auto valid = validate(rle); !valid) {
        return valid.error();
    }
    return rle;
}

} // namespace touchstone
