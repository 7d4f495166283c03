#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/formats/labelme_file.h"
#include "touchstone/formats/format.h"

namespace touchstone::labelme {

/// Reads one file or many, each twice: labels and pictures first, then shapes, since a sink takes them in that order.
class Reader {
  public:
    /// `root`: the folder below which the files lie.
    Reader(std::filesystem::path root, std::vector<std::filesystem::path> files, ImportSink& sink, Progress& progress)
        : m_root(std::move(root)), m_files(std::move(files)), m_sink(sink), m_progress(progress)
    {
    }
    /// A single file that cannot be used is an Error; among many it is a line.
    Result<void> read();

  private:
    struct Page {
        std::filesystem::path path;
        std::string name; ///< Below the root.
        std::size_t image = 0;
        std::int64_t width = 0;
        std::int64_t height = 0;
    };
    Result<void> survey();
    Result<void> surveyFile(const std::filesystem::path& path);
    Result<void> readShapes(const Page& page);
    Result<void> readTags(const Page& page, const File& file);
    Result<bool> send(const Page& page, const ReadShape& shape, AnnotationId& id);
    void note(const std::string& label);
    std::size_t categoryOf(const std::string& label) const;
    void line(ReportLine::Kind kind, const std::string& where, std::string message);
    Result<void> cancelled(std::size_t done, double from);

    std::filesystem::path m_root;
    std::vector<std::filesystem::path> m_files;
    ImportSink& m_sink;
    Progress& m_progress;
    std::vector<Page> m_pages;
    std::vector<ReadImage> m_images;
    std::unordered_map<std::string, std::size_t> m_paths;
    std::unordered_map<std::string, std::size_t> m_labels;
    std::vector<std::string> m_labelNames;
    std::int64_t m_order = 0;
    std::int64_t m_embedded = 0;
    std::int64_t m_outside = 0;
};

} // namespace touchstone::labelme
