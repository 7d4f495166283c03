#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/formats/brat_page.h"
#include "core/formats/sink_labels.h"
#include "touchstone/formats/format.h"

namespace touchstone::brat {

/// The members of a document's record: where its files lay, without an extension, and the lines of its .ann.
inline constexpr std::string_view kFileMember = "file";
inline constexpr std::string_view kLinesMember = "ann";
/// Where the lines lay in several files: "a1 12 a2 5", the ending of each and how many lines are of it.
inline constexpr std::string_view kPartsMember = "parts";
/// The lines that a BioNLP task gives, and those that it asks for; brat reads both as one.
inline bool isPart(const std::filesystem::path& file)
{
    return file.extension() == ".a1" || file.extension() == ".a2";
}

/// Reads a folder of .txt and .ann files, or one pair; in place of an .ann file there may be .a1 and .a2.
class Reader {
  public:
    /// `root`: the folder below which the files lie. `files` are .ann, .a1, .a2, .txt and .conf files.
    Reader(std::filesystem::path root, std::vector<std::filesystem::path> files, ImportSink& sink,
           Progress& progress, const ReadOptions& options)
        : m_root(std::move(root)), m_files(std::move(files)), m_sink(sink), m_progress(progress),
          m_options(options), m_labels(sink)
    {
    }
    /// A single file that cannot be used is an Error; among many it is a line.
    Result<void> read();

  private:
    Result<void> readConfigs();
    using Files = std::vector<const std::filesystem::path*>;
    Result<void> readDocument(const std::filesystem::path& text, const Files& anns);
    Result<void> send(const Page& page);
    void seeAttributes(const Page& page, const Entry& entry, std::size_t category);
    void tellAttributes();
    Annotation annotationOf(const Entry& entry, const std::vector<AnnotationId>& taken,
                            const Page& page) const;

    std::filesystem::path m_root;
    std::vector<std::filesystem::path> m_files;
    ImportSink& m_sink;
    Progress& m_progress;
    ReadOptions m_options;
    SinkLabels m_labels;
    std::int64_t m_known = 0, m_unknown = 0; ///< Lines of brat, and others.
    std::size_t m_documents = 0;
    /// With which attributes labels were seen.
    struct Seen {
        bool flags = false, words = false, texts = false, lists = false;
        std::set<std::string> values;
    };
    std::map<std::size_t, std::map<std::string, Seen>> m_seen;
    std::map<std::string, std::set<std::string>> m_declared; ///< Attributes by the name of the type.
};

} // namespace touchstone::brat
