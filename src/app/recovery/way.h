#pragma once

#include <QString>

class QPushButton;
class QVBoxLayout;

namespace touchstone {

/// A row of a dialog that offers ways out: a button, and beside it what it does. `kind`: of the button,
/// "primary" is the default one.
QPushButton* addWay(QVBoxLayout& column, const QString& text, const QString& note, const QString& kind = {});

} // namespace touchstone
