#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include <sys/mman.h>
#include <unistd.h>

#include "fuzz/targets.h"

namespace touchstone::fuzz {

/// Bytes as a file that lies in memory alone and goes away with this object.
class InputFile {
  public:
    explicit InputFile(std::string_view bytes) : m_descriptor(memfd_create("input", MFD_CLOEXEC))
    {
        require(m_descriptor >= 0);
        require(write(m_descriptor, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()));
    }
    ~InputFile() { close(m_descriptor); }
    InputFile(const InputFile&) = delete;
    InputFile& operator=(const InputFile&) = delete;

    std::filesystem::path path() const { return "/proc/self/fd/" + std::to_string(m_descriptor); }

  private:
    int m_descriptor;
};

} // namespace touchstone::fuzz
