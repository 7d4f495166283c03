#pragma once

#include <functional>

class QApplication;

namespace touchstone {

/// True when the desktop asks for a dark window.
bool systemPrefersDark();

/// Asks the desktop (its settings portal) and calls `changed` on the interface thread whenever the answer
/// becomes another one. Until it answers, the palette that the platform gave decides. Call it once, before
/// the palette is set.
void watchSystemScheme(QApplication& application, std::function<void()> changed);

} // namespace touchstone
