#pragma once

#include <QString>

namespace touchstone {

/// How a person likes to read. Colours come from the palette.
struct ReadingSettings {
    /// Empty: a serif that is there; "sans-serif" and "monospace" are what the system has for these.
    QString family{};
    int pixelSize = 18;
    /// Of a line with nothing on it, as a multiple of the font's own height.
    double lineHeight = 1.25;
    /// Width of the column in characters of middling width; 0: as wide as the view.
    int columnCharacters = 66;
    /// Tabs go to the next multiple of so many such characters.
    int tabCharacters = 8;
    friend bool operator==(const ReadingSettings&, const ReadingSettings&) = default;
};

inline constexpr int kSmallestText = 8;
inline constexpr int kLargestTextSize = 64;

} // namespace touchstone
