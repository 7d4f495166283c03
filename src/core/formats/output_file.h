#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "touchstone/base/file.h"
#include "touchstone/base/result.h"

namespace touchstone {

/// A file that is written from front to back in large pieces.
class OutputFile {
  public:
    static Result<OutputFile> create(const std::filesystem::path& path);
    /// Text that is to be written; call `flushed` now and then.
    std::string& text() { return m_text; }
    /// Writes out what was gathered when it is much.
    Result<void> flushed();
    Result<void> finish();

  private:
    Result<void> writeOut();

    FileHandle m_handle;
    std::string m_name;
    std::string m_text;
    std::int64_t m_written = 0;
    std::int64_t m_onItsWay = 0; ///< Up to here the system was asked to begin writing.
};

} // namespace touchstone
