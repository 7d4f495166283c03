#pragma once

#include <QHash>
#include <QPalette>
#include <QString>

#include "app/theme/theme.h"

namespace touchstone {

/// The two tables of colours.
Theme darkTheme();
Theme lightTheme();

/// The names that theme.qss uses, with the colours mixed from the roles.
QHash<QString, QString> styleSheetRoles(const Theme& colors);
QPalette themePalette(const Theme& colors);

} // namespace touchstone
