#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace touchstone {

/// Finds the pictures that an annotation file names, without ever leaving the folder that it chose.
class ImageFinder {
  public:
    /// `file` may be a folder of files. `paths` are all that it states. `folder` is where the user says that they are; empty: the
    /// folders beside `file` are tried, and the one in which most of the paths exist is taken.
    ImageFinder(const std::filesystem::path& file, const std::filesystem::path& folder,
                std::vector<std::string> paths);

    /// Absolute; empty when no picture was found.
    const std::filesystem::path& root() const { return m_root; }
    /// The path below the root of the picture for `stated`: the same one, or the only one with its file name,
    /// unless the file states another image with that name, so that no two stated paths lead to one picture.
    std::optional<std::string> find(const std::string& stated);
    /// How many stated paths have a file name that is there but does not tell which picture is theirs.
    std::size_t ambiguous() const { return m_ambiguous; }

  private:
    void indexNames();

    std::filesystem::path m_root;
    std::vector<std::string> m_stated;
    bool m_indexed = false;
    /// File name to path below the root; an empty path where there are several.
    std::unordered_map<std::string, std::string> m_names;
    /// How many stated paths end in a file name.
    std::unordered_map<std::string, std::size_t> m_statedNames;
    std::size_t m_ambiguous = 0;
};

} // namespace touchstone
