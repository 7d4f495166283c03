#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace touchstone {

/// All bytes of a file; empty if it cannot be read.
inline std::string bytesOf(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

} // namespace touchstone
