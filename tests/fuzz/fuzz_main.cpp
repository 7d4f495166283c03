#include "fuzz/targets.h"

#ifndef TOUCHSTONE_FUZZ_TARGET
#error "the build names the target"
#endif

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    touchstone::fuzz::TOUCHSTONE_FUZZ_TARGET({reinterpret_cast<const char*>(data), size});
    return 0;
}
