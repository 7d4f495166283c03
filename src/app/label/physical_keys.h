#pragma once

class QKeyEvent;

namespace touchstone {

/// The digit that is printed on the key on a US keyboard (0…9), without modifiers or from the keypad; -1 for
/// other keys. So the digit row works on AZERTY, where the bare keys write letters.
int physicalDigit(const QKeyEvent& event);

/// For a letter key of a layout that writes no Latin letters (Cyrillic, Greek, Arabic …), the Qt::Key of the
/// Latin letter at its place on a US keyboard; 0 for all other keys, which Qt understands by itself.
int latinFallback(const QKeyEvent& event);

} // namespace touchstone
