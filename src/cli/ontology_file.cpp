#include "cli/ontology_file.h"

#include <algorithm>

#include "cli/exchange_output.h"
#include "cli/output.h"
#include "touchstone/base/file.h"
#include "touchstone/base/progress.h"
#include "touchstone/base/text.h"
#include "touchstone/formats/entry_file.h"
#include "touchstone/store/reader.h"

namespace touchstone::cli {
namespace {

constexpr std::int64_t largestFile = 16 << 20;

std::string whereOf(const std::filesystem::path& path, const std::string& place)
{
    const std::string file = pathToUtf8(path);
    return place.empty() ? file : file + ": " + place;
}

std::filesystem::path fileOf(const OntologyFile::List& list, const std::filesystem::path& path)
{
    return path.parent_path() / pathFromUtf8(list.file);
}

} // namespace

Result<void> checkProblems(const std::filesystem::path& path, const std::vector<OntologyProblem>& problems, Output& output)
{
    if (problems.empty()) {
        return {};
    }
    for (std::size_t i = 1; i < problems.size(); ++i) {
        output.note(whereOf(path, problems[i].place) + ": " + problems[i].message);
    }
    return Error{ErrorCode::InvalidInput, problems.front().message, whereOf(path, problems.front().place)};
}

Result<OntologyFile> readOntologyFile(const std::filesystem::path& path, Output& output)
{
    std::string text;
    if (Result<void> read = readFile(path, largestFile, text); !read) {
        return read.error();
    }
    std::vector<OntologyProblem> problems;
    OntologyFile ontology = readOntology(text, problems);
    if (Result<void> checked = checkProblems(path, problems, output); !checked) {
        return checked.error();
    }
    return ontology;
}

Result<std::vector<OntologyFile::List>> listsToAdd(const OntologyFile& ontology, const std::filesystem::path& path,
                                                   Reader* reader)
{
    std::vector<ListSummary> known;
    if (reader) {
        auto lists = reader->lists();
        if (!lists) {
            return lists.error();
        }
        known = *std::move(lists);
    }
    std::vector<OntologyFile::List> wanted;
    for (const OntologyFile::List& list : ontology.lists) {
        if (std::any_of(known.begin(), known.end(), [&](const ListSummary& one) { return one.name == list.name; })) {
            continue;
        }
        const std::string where = whereOf(path, list.place + ".file");
        if (!safeRelativePath(list.file)) {
            return Error{ErrorCode::InvalidInput, "The file of a list lies beside this one, or in a folder below it.", where};
        }
        std::error_code problem;
        if (!std::filesystem::is_regular_file(fileOf(list, path), problem)) {
            return Error{ErrorCode::NotFound, "There is no such file: " + list.file + '.', where};
        }
        wanted.push_back(list);
    }
    return wanted;
}

Result<void> addLists(Project& project, const std::vector<OntologyFile::List>& lists, const std::filesystem::path& path,
                      Output& output, Progress& progress)
{
    for (const OntologyFile::List& list : lists) {
        EntryFileOptions options;
        options.list = list.name;
        options.idColumn = list.idColumn;
        options.nameColumn = list.nameColumn;
        options.alone = true;
        const auto report = importEntries(project, fileOf(list, path), options, progress);
        if (!report) {
            return report.error();
        }
        for (const ReportLine& line : report->lines) {
            output.note(line.where + ": " + line.message);
        }
    }
    return {};
}

} // namespace touchstone::cli
