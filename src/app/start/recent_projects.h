#pragma once

#include <cstdint>
#include <vector>

#include <QDateTime>
#include <QPixmap>
#include <QString>

namespace touchstone {

/// A project as the start page remembers it, without opening it.
struct RecentProject {
    QString path;
    QString name;
    std::int64_t items = 0;
    std::int64_t done = 0; ///< Done and skipped.

    bool isThere() const;
    /// "~/projects/streets.touchstone"
    QString shortPath() const;
};

/// The list of the projects that were opened last, newest first; kept with the user's settings.
class RecentProjects {
  public:
    static std::vector<RecentProject> all();
    /// Puts it first, or adds it.
    static void touch(const RecentProject& project);
    static void forget(const QString& path);
    /// The project moved: keeps its line and its picture.
    static void relocate(const QString& from, const QString& to);

    /// Null when none was made yet.
    static QPixmap thumbnail(const QString& path);
    static void setThumbnail(const QString& path, const QImage& image);
};

} // namespace touchstone
