#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include <QString>

#include "touchstone/base/text.h"

namespace touchstone {

/// The border between the core's UTF-8 and the window's UTF-16.
inline QString toQt(std::string_view text) { return QString::fromUtf8(text.data(), qsizetype(text.size())); }
inline QString pathToQt(const std::filesystem::path& path) { return toQt(pathToUtf8(path)); }
inline std::string fromQt(const QString& text) { return text.toStdString(); }
inline std::filesystem::path pathFromQt(const QString& text) { return pathFromUtf8(text.toStdString()); }

} // namespace touchstone
