#pragma once

#include <cstdint>
#include <filesystem>

namespace touchstone {

constexpr std::int64_t kMillion = 1'000'000;

/// A project of 1,000,000 items with 1,000,000 boxes of 80 labels on the first half of them, 100,000 tasks of "bench"
/// with priorities, and paths of some depth. Made once a process in a temporary folder; with TOUCHSTONE_BENCH_MILLION
/// set to a path it is kept there and used again.
const std::filesystem::path& millionProject();

/// Opens the real window on a project, without a display, and writes to standard output: milliseconds from the
/// request to the first painted rows of the task list, to the whole list, and the resident megabytes after it.
/// A program of its own, so that the memory is that of the window alone.
int measureOpening(int argc, char** argv);

} // namespace touchstone
