#include "core/formats/added_files.h"

#include <algorithm>
#include <unordered_set>

#include "core/formats/exchange_report.h"
#include "touchstone/base/progress.h"
#include "touchstone/base/text.h"
#include "touchstone/formats/text_table.h"

namespace touchstone {

namespace fs = std::filesystem;

namespace {

using Kind = AddedFile::Kind;

constexpr std::size_t kMostRecordFiles = 1000;

Kind kindOf(const fs::path& path)
{
    return isTextFile(path) ? Kind::Text : isTextTable(path) ? Kind::Table : Kind::Picture;
}

bool isWanted(const fs::path& name)
{
    return hasImageExtension(name) || isTextFile(name) || isTextTable(name);
}

void skip(ExchangeReport& report, const fs::path& path, std::string message)
{
    addLine(report, {ReportLine::Kind::Skipped, displayUtf8(pathToUtf8(path)), std::move(message)});
}

/// The files that the paths stand for, each once.
class Search {
  public:
    Search(const AddOptions& options, ExchangeReport& report) : m_options(options), m_report(report) {}

    Result<std::vector<AddedFile>> run(const std::vector<fs::path>& paths)
    {
        for (const fs::path& given : paths) {
            std::error_code problem;
            const fs::path path = realPath(given);
            if (fs::is_directory(path, problem)) {
                takeFolder(path);
            } else if (!fs::exists(path, problem)) {
                skip(m_report, given, "There is no such file or folder.");
            } else if (!isWanted(path)) {
                skip(m_report, given,
                     "This is no image and no text that is known by its name. Rename it, or choose another.");
            } else if (isTextTable(path) && m_options.textColumns.empty()) {
                return noColumns(path);
            } else {
                add(path.parent_path(), pathToUtf8(path.filename()));
            }
        }
        return std::move(m_found);
    }

  private:
    void add(const fs::path& root, std::string path)
    {
        const fs::path file = root / pathFromUtf8(path);
        if (!isValidUtf8(path)) {
            skip(m_report, root / path, "The file name is not UTF-8. Rename the file and add it again.");
        } else if (m_seen.insert(pathToUtf8(file)).second) {
            m_found.push_back({root, std::move(path), kindOf(file), {}});
        }
    }

    void takeFolder(const fs::path& folder)
    {
        const FoundFiles inside = findFiles(folder, isWanted);
        for (const std::string& text : inside.problems) {
            skip(m_report, folder, text);
        }
        std::unordered_set<std::string> pictures;
        for (const fs::path& file : inside.files) {
            if (kindOf(file) == Kind::Picture) {
                pictures.insert(file.stem().string());
            }
        }
        std::int64_t labels = 0, tables = 0;
        for (const fs::path& file : inside.files) {
            const Kind kind = kindOf(file);
            if (kind == Kind::Table && m_options.textColumns.empty()) {
                ++tables;
                if (m_report.recordFiles.size() < kMostRecordFiles) {
                    m_report.recordFiles.push_back(folder / file);
                }
            } else if (kind == Kind::Text && pictures.contains(file.stem().string())) {
                ++labels;
            } else {
                add(folder, pathToUtf8(file));
            }
        }
        // Many programs keep the labels of "a.jpg" in "a.txt".
        leftOut(folder, labels, "text file is", "text files are",
                " named as a picture is and may hold its labels; left out. Add it by its name to have it as "
                "a text.");
        leftOut(folder, tables, "file", "files",
                " of records left out. Add it by its name, with the column that holds the text.");
    }

    void leftOut(const fs::path& folder, std::int64_t count, const char* one, const char* many,
                 const char* rest)
    {
        if (count > 0) {
            addLine(m_report, {ReportLine::Kind::Note, displayUtf8(pathToUtf8(folder)),
                               withThousands(count) + ' ' + (count == 1 ? one : many) + rest});
        }
    }

    Error noColumns(const fs::path& path) const
    {
        const auto columns = readTextTableColumns(path, m_options.encoding);
        if (!columns) {
            return columns.error();
        }
        std::string names;
        for (const TextTableColumn& column : *columns) {
            names += (names.empty() ? "" : ", ") + displayUtf8(column.name);
        }
        return {ErrorCode::InvalidInput,
                "The file holds records. Name the column of the text, or several. The columns are: " + names +
                    ".",
                displayUtf8(pathToUtf8(path))};
    }

    const AddOptions& m_options;
    ExchangeReport& m_report;
    std::vector<AddedFile> m_found;
    std::unordered_set<std::string> m_seen;
};

/// Pictures that can be read, and the others, in natural order; what cannot goes to the report.
Result<std::vector<AddedFile>> readable(std::vector<AddedFile> found, ExchangeReport& report,
                                        Progress& progress)
{
    std::vector<fs::path> files;
    for (const AddedFile& one : found) {
        if (one.kind == Kind::Picture) {
            files.push_back(one.file());
        }
    }
    auto headers = readImageHeaders(files, progress);
    if (!headers) {
        return headers.error();
    }
    std::vector<AddedFile> good;
    std::size_t next = 0;
    for (AddedFile& one : found) {
        if (one.kind != Kind::Picture) {
            good.push_back(std::move(one));
            continue;
        }
        const fs::path& file = files[next];
        const Result<ImageHeader>& header = *(*headers)[next++];
        if (!header) {
            skip(report, file, header.error().message + " Get a complete copy of it, or leave it out.");
            continue;
        }
        if (isMisnamed(file, *header)) {
            addLine(report,
                    {ReportLine::Kind::Note, displayUtf8(pathToUtf8(file)),
                     "The file is a " + header->format + " picture in spite of its name. It was added."});
        }
        if (const auto fits = checkPixelBudget(*header); !fits) {
            addLine(report, {ReportLine::Kind::Note, displayUtf8(pathToUtf8(file)),
                             fits.error().message + " It was added, but cannot be shown."});
        }
        one.header = *header;
        good.push_back(std::move(one));
    }
    std::stable_sort(good.begin(), good.end(), [](const AddedFile& a, const AddedFile& b) {
        return naturalLess(pathToUtf8(a.file()), pathToUtf8(b.file()));
    });
    return good;
}

} // namespace

fs::path realPath(const fs::path& path)
{
    std::error_code problem;
    const fs::path real = fs::weakly_canonical(fs::absolute(path), problem);
    return problem ? fs::absolute(path).lexically_normal() : real;
}

fs::path AddedFile::file() const
{
    return root / pathFromUtf8(path);
}

Result<std::vector<AddedFile>> findAddedFiles(const std::vector<fs::path>& paths, const AddOptions& options,
                                              ExchangeReport& report, Progress& progress)
{
    auto found = Search(options, report).run(paths);
    return found ? readable(std::move(*found), report, progress) : found;
}

} // namespace touchstone
