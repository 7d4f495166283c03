#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/formats/image_headers.h"
#include "touchstone/formats/exchange.h"

namespace touchstone {

/// A file that is to be added.
struct AddedFile {
    enum class Kind { Picture, Text, Table };
    std::filesystem::path root;
    std::string path; ///< Below the root.
    Kind kind = Kind::Picture;
    ImageHeader header; ///< Of a picture.

    std::filesystem::path file() const;
};

/// Absolute, with links resolved as far as it is there.
std::filesystem::path realPath(const std::filesystem::path& path);

/// The files that the paths stand for, each once, in natural order. What is not there, or no picture that can
/// be read, goes to the report. InvalidInput for a file of records when no column is named.
Result<std::vector<AddedFile>> findAddedFiles(const std::vector<std::filesystem::path>& paths,
                                              const AddOptions& options, ExchangeReport& report,
                                              Progress& progress);

} // namespace touchstone
