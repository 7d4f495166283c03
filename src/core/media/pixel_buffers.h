#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace touchstone {

/// Memory for pixels. What is let go is kept for the next picture up to a bound, since a fresh buffer costs
/// as much in page faults as half of the decoding. Contents are undefined. Thread-safe.
std::shared_ptr<std::vector<std::uint8_t>> takePixelBuffer(std::size_t bytes);

} // namespace touchstone
