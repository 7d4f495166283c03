#include "app/recovery/owed_backups.h"

#include <mutex>

#include <QSettings>
#include <QStringList>

#include "app/session/text.h"

namespace touchstone {

using namespace Qt::StringLiterals;

namespace {

constexpr auto kKey = "backups/owed";
constexpr int kMost = 50;
std::mutex settingsMutex;

QStringList owed()
{
    return QSettings().value(QLatin1StringView(kKey)).toStringList();
}

} // namespace

void noteBackup(const std::filesystem::path& project, bool made)
{
    const std::lock_guard lock(settingsMutex);
    const QStringList before = owed();
    QStringList after = before;
    after.removeAll(pathToQt(project));
    if (!made) {
        after.prepend(pathToQt(project));
    }
    if (after != before) {
        QSettings().setValue(QLatin1StringView(kKey), after.mid(0, kMost));
    }
}

bool isBackupOwed(const std::filesystem::path& project)
{
    const std::lock_guard lock(settingsMutex);
    return owed().contains(pathToQt(project));
}

} // namespace touchstone
