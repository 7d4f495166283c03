#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace architecture {

/// A file of the repository.
struct SourceFile {
    /// Relative to the repository, '/'-separated.
    std::string path;
    std::string text;
};

struct Include {
    std::string name;
    int line = 0;
    bool quoted = false;
};

/// The files below `folders` whose names end in one of `endings`, in order of their paths.
std::vector<SourceFile> filesBelow(const std::vector<std::string>& folders,
                                   const std::vector<std::string>& endings);
std::string readText(const std::filesystem::path& path);
std::filesystem::path repository();

std::vector<Include> includesOf(std::string_view text);
std::vector<std::string> linesOf(std::string_view text);
/// "src/core/store/reader.cpp" → "src/core/store".
std::string folderOf(const std::string& path);
std::string nameOf(const std::string& path);

} // namespace architecture
