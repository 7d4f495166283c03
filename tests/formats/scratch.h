#pragma once

#include <fstream>
#include <iterator>
#include <string>

#include "support/temp_folder.h"

namespace touchstone::test {

/// A folder of its own into which files are written, with the folders above them.
class Scratch : public TempFolder {
  public:
    std::filesystem::path write(const std::string& name, const std::string& bytes) const
    {
        std::filesystem::create_directories((path() / name).parent_path());
        std::ofstream(path() / name, std::ios::binary) << bytes;
        return path() / name;
    }
};

inline std::string readAll(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// The first bytes of a PNG of that size: enough for its header.
inline std::string pngHeader(std::uint32_t width, std::uint32_t height)
{
    std::string bytes("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16);
    for (const std::uint32_t side : {width, height}) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            bytes += static_cast<char>((side >> shift) & 0xff);
        }
    }
    return bytes + std::string("\x08\x02\0\0\0\0\0\0\0", 9);
}

} // namespace touchstone::test
