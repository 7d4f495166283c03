#pragma once

#include <QByteArray>
#include <QString>

#include "app/theme/theme.h"

namespace touchstone {

/// What the user prefers on this machine, in every project. Kept under the user's configuration folder.
class Preferences {
  public:
    static ThemeKind theme();
    static void setTheme(ThemeKind kind);
    static QByteArray windowGeometry();
    static void setWindowGeometry(const QByteArray& geometry);
    /// Where file dialogs open.
    static QString lastFolder();
    static void setLastFolder(const QString& folder);
    /// After how much work a backup is made; 0 for never.
    static int backupMinutes();
    static void setBackupMinutes(int minutes);
    /// The name under which the user works in a project.
    static QString memberName();
};

} // namespace touchstone
