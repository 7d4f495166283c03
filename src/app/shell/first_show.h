#pragma once

namespace touchstone {

class MainWindow;

/// Shows the window for the first time, with the style sheet, which it was built without (applyColors()).
/// While what the program was started with is being opened, it is shown when that can be seen whole, at the
/// latest after `patienceMs`: so it is laid out and painted once, and not as the start page first.
void showFirst(MainWindow& window, int patienceMs = 100);

} // namespace touchstone
