#pragma once

#include <cstddef>
#include <string>

namespace touchstone {

/// What one picture may take while it is decoded: the smaller of 1 GiB and an eighth of the memory.
std::size_t pixelBudgetBytes();

std::string overBudgetMessage(std::size_t needed, std::size_t budget);

} // namespace touchstone
