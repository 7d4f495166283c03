#include <algorithm>
#include <unordered_set>

#include <nlohmann/json.hpp>

#include "core/formats/exchange_report.h"
#include "core/formats/image_headers.h"
#include "touchstone/base/progress.h"
#include "touchstone/base/text.h"
#include "touchstone/workflow/project.h"
#include "touchstone/workflow/source_writer.h"

namespace touchstone {

namespace fs = std::filesystem;

namespace {

struct Found {
    fs::path root;
    std::string path; ///< Below the root.
};

void skip(ExchangeReport& report, const fs::path& path, std::string message)
{
    addLine(report, {ReportLine::Kind::Skipped, displayUtf8(pathToUtf8(path)), std::move(message)});
}

fs::path realPath(const fs::path& path)
{
    std::error_code problem;
    const fs::path real = fs::weakly_canonical(fs::absolute(path), problem);
    return problem ? fs::absolute(path).lexically_normal() : real;
}

/// The image files that the paths stand for, each once.
std::vector<Found> findFiles(const std::vector<fs::path>& paths, ExchangeReport& report)
{
    std::vector<Found> found;
    std::unordered_set<std::string> seen;
    const auto add = [&](const fs::path& root, std::string path) {
        if (!isValidUtf8(path)) {
            skip(report, root / path, "The file name is not UTF-8. Rename the file and add it again.");
        } else if (seen.insert(pathToUtf8(root / pathFromUtf8(path))).second) {
            found.push_back({root, std::move(path)});
        }
    };
    for (const fs::path& given : paths) {
        std::error_code problem;
        const fs::path path = realPath(given);
        if (fs::is_directory(path, problem)) {
            FoundFiles inside = findImages(path);
            for (const std::string& text : inside.problems) {
                skip(report, path, text);
            }
            for (const fs::path& file : inside.files) {
                add(path, pathToUtf8(file));
            }
        } else if (!fs::exists(path, problem)) {
            skip(report, given, "There is no such file or folder.");
        } else if (!hasImageExtension(path)) {
            skip(report, given,
                 "This is no image file that is known by its name. Rename it, or choose another.");
        } else {
            add(path.parent_path(), pathToUtf8(path.filename()));
        }
    }
    return found;
}

struct Picture {
    Found found;
    ImageHeader header;
};

/// Those that can be read, in natural order; the others go to the report.
Result<std::vector<Picture>> readable(std::vector<Found> found, ExchangeReport& report, Progress& progress)
{
    std::vector<fs::path> files;
    for (const Found& one : found) {
        files.push_back(one.root / pathFromUtf8(one.path));
    }
    auto headers = readImageHeaders(files, progress);
    if (!headers) {
        return headers.error();
    }
    std::vector<Picture> pictures;
    for (std::size_t i = 0; i < found.size(); ++i) {
        const Result<ImageHeader>& header = *(*headers)[i];
        if (!header) {
            skip(report, files[i], header.error().message + " Get a complete copy of it, or leave it out.");
            continue;
        }
        if (isMisnamed(files[i], *header)) {
            addLine(report,
                    {ReportLine::Kind::Note, displayUtf8(pathToUtf8(files[i])),
                     "The file is a " + header->format + " picture in spite of its name. It was added."});
        }
        if (const auto fits = checkPixelBudget(*header); !fits) {
            addLine(report, {ReportLine::Kind::Note, displayUtf8(pathToUtf8(files[i])),
                             fits.error().message + " It was added, but cannot be shown."});
        }
        pictures.push_back({std::move(found[i]), *header});
    }
    std::stable_sort(pictures.begin(), pictures.end(), [](const Picture& a, const Picture& b) {
        return naturalLess(pathToUtf8(a.found.root / pathFromUtf8(a.found.path)),
                           pathToUtf8(b.found.root / pathFromUtf8(b.found.path)));
    });
    return pictures;
}

} // namespace

Result<ExchangeReport> addFiles(Project& project, const std::vector<fs::path>& paths, Progress& progress)
{
    ExchangeReport report;
    report.format = "files";
    auto pictures = readable(findFiles(paths, report), report, progress);
    if (!pictures) {
        return pictures.error();
    }
    if (pictures->empty()) {
        report.nothingNew = true;
        return report;
    }
    SourceRequest request;
    request.format = report.format;
    request.name = displayUtf8(pathToUtf8(
        paths.front().has_filename() ? paths.front().filename() : paths.front().parent_path().filename()));
    nlohmann::json options;
    for (const fs::path& path : paths) {
        options["paths"].push_back(displayUtf8(pathToUtf8(fs::absolute(path).lexically_normal())));
    }
    request.options = options.dump();
    request.author = project.myName();
    auto start = project.beginSource(request);
    if (!start) {
        return start.error();
    }
    if (start->existing) {
        report.nothingNew = true;
        report.source = start->existing->id;
        return report;
    }
    for (std::size_t i = 0; i < pictures->size(); ++i) {
        if (progress.cancelled()) {
            return Error{ErrorCode::Cancelled, "It was cancelled. Nothing was added.", ""};
        }
        progress.report(static_cast<double>(i) / static_cast<double>(pictures->size()), "Adding images");
        const Picture& picture = (*pictures)[i];
        auto root = start->writer->root(picture.found.root);
        if (!root) {
            return root.error();
        }
        SourceWriter::NewItem item;
        item.root = *root;
        item.path = picture.found.path;
        item.width = picture.header.width;
        item.height = picture.header.height;
        item.orientation = picture.header.orientation;
        item.bytes = picture.header.bytes;
        auto made = start->writer->item(item);
        if (!made) {
            return made.error();
        }
        ++report.items;
        report.newItems += made->created ? 1 : 0;
    }
    if (report.newItems == 0) {
        report.nothingNew = true;
        return report;
    }
    report.source = start->writer->id();
    if (auto published = start->writer->publish(report.toJson()); !published) {
        return published.error();
    }
    return report;
}

} // namespace touchstone
