#include "app/label/physical_keys.h"

#include <QGuiApplication>
#include <QKeyEvent>

namespace touchstone {

namespace {

// Both X11 and Wayland report XKB key codes: evdev codes and 8.
constexpr quint32 digitRow = 10;
constexpr quint32 topRow = 24;
constexpr quint32 homeRow = 38;
constexpr quint32 bottomRow = 52;

bool hasXkbCodes()
{
    static const bool known = QGuiApplication::platformName() == QLatin1String("xcb") ||
                              QGuiApplication::platformName().startsWith(QLatin1String("wayland"));
    return known;
}

} // namespace

int physicalDigit(const QKeyEvent& event)
{
    if (event.modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier))
        return -1;
    const bool bare = !(event.modifiers() & Qt::ShiftModifier);
    const quint32 code = event.nativeScanCode();
    if (bare && hasXkbCodes() && code >= digitRow && code < digitRow + 10)
        return int((code - digitRow + 1) % 10);
    // Shift is part of the digit on some layouts; there it arrives as a digit, elsewhere as a sign.
    if (event.key() >= Qt::Key_0 && event.key() <= Qt::Key_9)
        return event.key() - Qt::Key_0;
    return -1;
}

int latinFallback(const QKeyEvent& event)
{
    // Keys below 0x100 are Latin already, keys from 0x01000000 have no letter.
    if (event.key() < 0x100 || event.key() >= 0x01000000 || !hasXkbCodes())
        return 0;
    const quint32 code = event.nativeScanCode();
    const auto inRow = [code](quint32 start, const char* letters, quint32 count) {
        return code >= start && code < start + count ? int(letters[code - start]) : 0;
    };
    if (const int key = inRow(topRow, "QWERTYUIOP", 10))
        return key;
    if (const int key = inRow(homeRow, "ASDFGHJKL", 9))
        return key;
    return inRow(bottomRow, "ZXCVBNM", 7);
}

} // namespace touchstone
