#include <nlohmann/json.hpp>

#include "core/formats/added_files.h"
#include "core/formats/exchange_report.h"
#include "core/formats/text_addition.h"
#include "touchstone/base/progress.h"
#include "touchstone/base/text.h"
#include "touchstone/workflow/project.h"
#include "touchstone/workflow/source_writer.h"

namespace touchstone {

namespace fs = std::filesystem;

namespace {

/// The roots that the project has, by their folders.
class KnownRoots {
  public:
    KnownRoots(const Project& project, SourceWriter& writer) : m_writer(writer)
    {
        for (const RootId& root : writer.knownRoots()) {
            if (const fs::path folder = project.rootFolder(root); !folder.empty()) {
                m_roots.emplace_back(pathToUtf8(realPath(folder) / ""), root);
            }
        }
    }

    /// A text below one of them is named from there, so that it is met again wherever it is added from.
    Result<TextAddition::Place> placeOf(const AddedFile& found) const
    {
        const std::string whole = pathToUtf8(found.file());
        const std::pair<std::string, RootId>* best = nullptr;
        for (const auto& root : m_roots) {
            if (whole.starts_with(root.first) && (!best || root.first.size() > best->first.size())) {
                best = &root;
            }
        }
        if (best) {
            return TextAddition::Place{best->second, whole.substr(best->first.size())};
        }
        auto root = m_writer.root(found.root);
        return root ? Result<TextAddition::Place>(TextAddition::Place{*root, found.path}) : root.error();
    }

  private:
    SourceWriter& m_writer;
    std::vector<std::pair<std::string, RootId>> m_roots;
};

Result<void> addPicture(SourceWriter& writer, const AddedFile& found, ExchangeReport& report)
{
    auto root = writer.root(found.root);
    if (!root) {
        return root.error();
    }
    SourceWriter::NewItem item;
    item.root = *root;
    item.path = found.path;
    item.width = found.header.width;
    item.height = found.header.height;
    item.orientation = found.header.orientation;
    item.bytes = found.header.bytes;
    auto made = writer.item(item);
    if (!made) {
        return made.error();
    }
    ++report.items;
    report.newItems += made->created ? 1 : 0;
    return {};
}

Result<void> addAll(const Project& project, SourceWriter& writer, TextCarrying& carrying,
                    const std::vector<AddedFile>& files, const AddOptions& options, ExchangeReport& report,
                    Progress& progress)
{
    const KnownRoots roots(project, writer);
    TextAddition texts(writer, carrying, options, report, progress);
    const double share = 1 / static_cast<double>(files.size());
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (progress.cancelled()) {
            return Error{ErrorCode::Cancelled, "It was cancelled. Nothing was added.", ""};
        }
        const double done = static_cast<double>(i) * share;
        const AddedFile& one = files[i];
        Result<void> added;
        if (one.kind == AddedFile::Kind::Picture) {
            progress.report(done, "Adding images");
            added = texts.flush();
            added = added ? addPicture(writer, one, report) : added;
        } else {
            progress.report(done, "Adding texts");
            const auto place = roots.placeOf(one);
            added = !place                              ? place.error()
                    : one.kind == AddedFile::Kind::Text ? texts.file(one.file(), *place)
                                                        : texts.table(one.file(), *place, done, share);
        }
        if (!added) {
            return added;
        }
    }
    return texts.flush();
}

} // namespace

Result<ExchangeReport> addFiles(Project& project, const std::vector<fs::path>& paths, Progress& progress,
                                const AddOptions& options)
{
    ExchangeReport report;
    report.format = "files";
    const auto files = findAddedFiles(paths, options, report, progress);
    if (!files) {
        return files.error();
    }
    if (files->empty()) {
        report.nothingNew = true;
        return report;
    }
    SourceRequest request;
    request.format = report.format;
    request.name = displayUtf8(pathToUtf8(
        paths.front().has_filename() ? paths.front().filename() : paths.front().parent_path().filename()));
    nlohmann::json json;
    for (const fs::path& path : paths) {
        json["paths"].push_back(displayUtf8(pathToUtf8(fs::absolute(path).lexically_normal())));
    }
    const auto say = [&](const char* name, const std::vector<std::string>& columns) {
        if (!columns.empty()) {
            json[name] = columns;
        }
    };
    say("text_columns", options.textColumns);
    say("meta_columns", options.metaColumns);
    if (!options.encoding.empty()) {
        json["encoding"] = options.encoding;
    }
    request.options = json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    request.author = project.myName();
    request.alone = options.alone;
    auto start = project.beginSource(request);
    if (!start) {
        return start.error();
    }
    if (start->existing) {
        report.nothingNew = true;
        report.source = start->existing->id;
        return report;
    }
    TextCarrying carrying(project, *start->writer, report);
    if (auto added = addAll(project, *start->writer, carrying, *files, options, report, progress); !added) {
        return added.error();
    }
    if (auto told = carrying.tellReturned(); !told) {
        return told.error();
    }
    if (report.newItems == 0) {
        report.nothingNew = true;
        return report;
    }
    report.source = start->writer->id();
    if (auto published = start->writer->publish(report.toJson()); !published) {
        return published.error();
    }
    // What was added stays, whatever becomes of this.
    start->writer.reset();
    carrying.retireFormer(progress);
    return report;
}

} // namespace touchstone
