#include "core/media/pixel_budget.h"

#include <algorithm>
#include <unistd.h>

#include "touchstone/base/text.h"

namespace touchstone {

std::size_t pixelBudgetBytes()
{
    static const std::size_t budget = [] {
        constexpr std::size_t most = std::size_t{1} << 30;
        const long pages = sysconf(_SC_PHYS_PAGES), pageBytes = sysconf(_SC_PAGESIZE);
        if (pages <= 0 || pageBytes <= 0)
            return most;
        return std::min(most, static_cast<std::size_t>(pages) * static_cast<std::size_t>(pageBytes) / 8);
    }();
    return budget;
}

std::string overBudgetMessage(std::size_t needed, std::size_t budget)
{
    const auto mebibytes = [](std::size_t bytes) {
        return withThousands(static_cast<std::int64_t>((bytes + (std::size_t{1} << 20) - 1) >> 20)) + " MiB";
    };
    return "The picture needs " + mebibytes(needed) + " of memory; a picture may take " + mebibytes(budget) +
           " on this machine. Cut it into smaller pictures.";
}

} // namespace touchstone
