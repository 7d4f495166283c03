#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include <QString>

class QMimeData;

namespace touchstone {

/// What was dropped on the window, or named on the command line, and what is to be done with it.
struct Dropped {
    /// Pictures: files of them and of texts. Records: with a text each, whose column is to be asked for.
    enum class Kind { Project, Folder, Pictures, Records, DataSet };
    Kind kind = Kind::Folder;
    /// One path, except for pictures and records.
    std::vector<std::filesystem::path> paths;

    /// The project file beside a folder, or beside the folder that holds the pictures.
    std::filesystem::path besideFolder() const;
};

/// None when a path is not there or nothing can be done with it; then `problem` says why and what helps.
std::optional<Dropped> recogniseDropped(const std::vector<std::filesystem::path>& paths, QString& problem);

/// The local files of a drag.
std::vector<std::filesystem::path> localPaths(const QMimeData& data);

} // namespace touchstone
