#include "app/start/dropped.h"

#include <QCoreApplication>
#include <QMimeData>
#include <QUrl>

#include "app/session/text.h"
#include "touchstone/base/file.h"
#include "touchstone/base/text.h"
#include "touchstone/formats/format.h"
#include "touchstone/formats/text_table.h"
#include "touchstone/media/image.h"

namespace touchstone {

namespace fs = std::filesystem;

namespace {

QString tr(const char* text) { return QCoreApplication::translate("Dropped", text); }

/// "folder/" names the folder, and "." the one that the program was started in.
fs::path clean(const fs::path& path)
{
    std::error_code ignored;
    fs::path absolute = fs::absolute(path, ignored).lexically_normal();
    return absolute.has_filename() ? absolute : absolute.parent_path();
}

/// A text or a file of records may look a little like a data set; it is one where a format is sure of it.
bool isDataSet(const fs::path& path)
{
    const Format* format = recogniseFormat(path);
    if (!format || (!isTextFile(path) && !isTextTable(path))) {
        return format != nullptr;
    }
    std::string head(8192, '\0');
    const auto file = openForReading(path);
    const auto got = file ? readAt(*file, 0, head.data(), head.size()) : Result<std::size_t>(file.error());
    head.resize(got ? *got : 0);
    return format->recognise(path, head) >= 50;
}

} // namespace

fs::path Dropped::besideFolder() const
{
    const fs::path folder = kind == Kind::Folder ? paths.front() : paths.front().parent_path();
    fs::path project = folder;
    project += ".touchstone";
    return project;
}

std::optional<Dropped> recogniseDropped(const std::vector<fs::path>& paths, QString& problem)
{
    std::vector<fs::path> pictures, records;
    for (const fs::path& given : paths) {
        const fs::path path = clean(given);
        std::error_code error;
        const fs::file_status status = fs::status(path, error);
        if (!fs::exists(status)) {
            problem = tr("%1 is not there. Check its name, or whether its disk is connected.")
                          .arg(pathToQt(path));
            return std::nullopt;
        }
        if (fs::is_directory(status)) {
            if (!path.has_filename()) {
                problem = tr("%1 is a whole disk. Choose a folder on it.").arg(pathToQt(path));
                return std::nullopt;
            }
            return Dropped{Dropped::Kind::Folder, {path}};
        }
        if (asciiLower(pathToUtf8(path.extension())) == ".touchstone") {
            return Dropped{Dropped::Kind::Project, {path}};
        }
        if (hasImageExtension(path)) {
            pictures.push_back(path);
        } else if (isDataSet(path) || asciiLower(pathToUtf8(path.extension())) == ".json") {
            return Dropped{Dropped::Kind::DataSet, {path}};
        } else if (isTextFile(path)) {
            pictures.push_back(path);
        } else if (isTextTable(path)) {
            records.push_back(path);
        }
    }
    if (!records.empty()) {
        records.insert(records.end(), pictures.begin(), pictures.end());
        return Dropped{Dropped::Kind::Records, std::move(records)};
    }
    if (!pictures.empty()) {
        return Dropped{Dropped::Kind::Pictures, std::move(pictures)};
    }
    problem = paths.empty()
                  ? tr("Nothing on this disk was dropped. Drop files or a folder.")
                  : tr("%1 is no project, no picture, no text and no data set that is known. Projects end in "
                       ".touchstone; data sets are COCO files.")
                        .arg(pathToQt(paths.front()));
    return std::nullopt;
}

std::vector<fs::path> localPaths(const QMimeData& data)
{
    std::vector<fs::path> paths;
    for (const QUrl& url : data.urls()) {
        if (url.isLocalFile()) {
            paths.push_back(pathFromQt(url.toLocalFile()));
        }
    }
    return paths;
}

} // namespace touchstone
