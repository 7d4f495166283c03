#pragma once

#include <filesystem>

namespace touchstone {

class MainWindow;

/// Shows the window on the sample project in `folder`/sample, step by step, and writes pictures of it into
/// `folder`; then the program ends, with 0 when all were written. Used where there is no display.
void startTour(MainWindow& window, const std::filesystem::path& folder);

} // namespace touchstone
