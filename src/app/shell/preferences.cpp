#include "app/shell/preferences.h"

#include <array>
#include <pwd.h>
#include <unistd.h>

#include <QDir>
#include <QSettings>

namespace touchstone {

using namespace Qt::StringLiterals;

namespace {

const auto kTheme = u"window/theme"_s;
const auto kGeometry = u"window/geometry"_s;
const auto kFolder = u"window/folder"_s;
const auto kBackup = u"backup/minutes"_s;
const auto kMember = u"member/name"_s;

} // namespace

ThemeKind Preferences::theme()
{
    const QString name = QSettings().value(kTheme).toString();
    return name == u"dark" ? ThemeKind::Dark : name == u"light" ? ThemeKind::Light : ThemeKind::System;
}

void Preferences::setTheme(ThemeKind kind)
{
    QSettings().setValue(kTheme, kind == ThemeKind::Dark    ? u"dark"_s
                                 : kind == ThemeKind::Light ? u"light"_s
                                                            : u"system"_s);
}

QByteArray Preferences::windowGeometry() { return QSettings().value(kGeometry).toByteArray(); }
void Preferences::setWindowGeometry(const QByteArray& geometry) { QSettings().setValue(kGeometry, geometry); }

QString Preferences::lastFolder()
{
    const QString folder = QSettings().value(kFolder).toString();
    return folder.isEmpty() || !QDir(folder).exists() ? QDir::homePath() : folder;
}

void Preferences::setLastFolder(const QString& folder) { QSettings().setValue(kFolder, folder); }

int Preferences::backupMinutes() { return qBound(0, QSettings().value(kBackup, 15).toInt(), 24 * 60); }
void Preferences::setBackupMinutes(int minutes) { QSettings().setValue(kBackup, minutes); }

QString Preferences::memberName()
{
    const QString chosen = QSettings().value(kMember).toString();
    if (!chosen.isEmpty()) {
        return chosen;
    }
    // The same as the command line says, so that both are one member.
    if (const QString name = qEnvironmentVariable("TOUCHSTONE_USER"); !name.isEmpty()) {
        return name;
    }
    std::array<char, 4096> buffer{};
    passwd entry{};
    passwd* found = nullptr;
    if (getpwuid_r(geteuid(), &entry, buffer.data(), buffer.size(), &found) == 0 && found) {
        return QString::fromLocal8Bit(found->pw_name);
    }
    return u"user%1"_s.arg(geteuid());
}

} // namespace touchstone
