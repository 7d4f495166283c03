#pragma once

#include <QFont>
#include <QPoint>
#include <QString>

class QPainter;
class QLabel;

namespace touchstone {

/// Draws a key as a small cap whose right edge and middle are at `right`; returns its left edge. Nothing is
/// drawn for an empty text.
int paintKeyCap(QPainter& painter, QPoint right, const QString& keys, const QFont& base);

/// A label that looks the same.
QLabel* makeKeyCap(const QString& keys);

} // namespace touchstone
