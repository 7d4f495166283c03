#include "app/start/recent_projects.h"

#include <algorithm>

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QImage>
#include <QSettings>
#include <QStandardPaths>

namespace touchstone {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t kKept = 8;
const auto kList = u"recent"_s;

void store(const std::vector<RecentProject>& projects)
{
    QSettings settings;
    settings.beginWriteArray(kList, int(projects.size()));
    for (size_t i = 0; i < projects.size(); ++i) {
        settings.setArrayIndex(int(i));
        settings.setValue(u"path"_s, projects[i].path);
        settings.setValue(u"name"_s, projects[i].name);
        settings.setValue(u"items"_s, qlonglong(projects[i].items));
        settings.setValue(u"done"_s, qlonglong(projects[i].done));
    }
    settings.endArray();
}

QString thumbnailFile(const QString& path)
{
    const QByteArray name = QCryptographicHash::hash(path.toUtf8(), QCryptographicHash::Sha1).toHex();
    return QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) + u"/touchstone/recent/"_s
           + QString::fromLatin1(name) + u".png"_s;
}

} // namespace

bool RecentProject::isThere() const { return QFileInfo::exists(path); }

QString RecentProject::shortPath() const
{
    const QString home = QDir::homePath();
    return path.startsWith(home + u'/') ? u'~' + path.mid(home.size()) : path;
}

std::vector<RecentProject> RecentProjects::all()
{
    QSettings settings;
    std::vector<RecentProject> projects;
    const int count = settings.beginReadArray(kList);
    for (int i = 0; i < count; ++i) {
        settings.setArrayIndex(i);
        RecentProject project;
        project.path = settings.value(u"path"_s).toString();
        project.name = settings.value(u"name"_s).toString();
        project.items = settings.value(u"items"_s).toLongLong();
        project.done = settings.value(u"done"_s).toLongLong();
        if (!project.path.isEmpty()) {
            projects.push_back(std::move(project));
        }
    }
    settings.endArray();
    return projects;
}

void RecentProjects::touch(const RecentProject& project)
{
    std::vector<RecentProject> projects = all();
    std::erase_if(projects, [&](const RecentProject& other) { return other.path == project.path; });
    projects.insert(projects.begin(), project);
    if (projects.size() > kKept) {
        QFile::remove(thumbnailFile(projects.back().path));
        projects.resize(kKept);
    }
    store(projects);
}

void RecentProjects::forget(const QString& path)
{
    std::vector<RecentProject> projects = all();
    std::erase_if(projects, [&](const RecentProject& other) { return other.path == path; });
    QFile::remove(thumbnailFile(path));
    store(projects);
}

void RecentProjects::relocate(const QString& from, const QString& to)
{
    std::vector<RecentProject> projects = all();
    std::erase_if(projects, [&](const RecentProject& other) { return other.path == to; });
    for (RecentProject& project : projects) {
        if (project.path == from) {
            project.path = to;
        }
    }
    QFile::remove(thumbnailFile(to));
    QFile::rename(thumbnailFile(from), thumbnailFile(to));
    store(projects);
}

QPixmap RecentProjects::thumbnail(const QString& path) { return QPixmap(thumbnailFile(path)); }

void RecentProjects::setThumbnail(const QString& path, const QImage& image)
{
    const QString file = thumbnailFile(path);
    if (QDir().mkpath(QFileInfo(file).path())) {
        image.save(file, "PNG");
    }
}

} // namespace touchstone
