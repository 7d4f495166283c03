#pragma once

#include <QColor>
#include <QFont>
#include <QRect>
#include <QString>

class QPainter;
class QStyleOptionViewItem;

namespace touchstone {

/// The pieces of which all rows of the workspace are made, so that they look alike.

/// Selection with its accent bar, hover, and the focus ring.
void paintRowGround(QPainter& painter, const QStyleOptionViewItem& option);
/// A small framed key name; returns its width. `right` puts its right edge at `x` instead of its left.
int paintKeyCap(QPainter& painter, const QString& key, int x, int centerY, bool right = false);
int keyCapWidth(const QString& key);
/// One line, cut with an ellipsis.
void paintText(QPainter& painter, const QRect& rect, const QString& text, const QColor& color,
               const QFont& font, Qt::Alignment alignment = Qt::AlignLeft,
               Qt::TextElideMode cut = Qt::ElideMiddle);
/// A label's colour as a rounded square of 12 pixels.
void paintSwatch(QPainter& painter, const QColor& color, int x, int centerY);
void paintDot(QPainter& painter, const QColor& color, int x, int centerY, int diameter = 8);

/// 12 px, 11 px, and the same with tabular figures.
QFont secondaryFont(const QFont& base);
QFont keyFont(const QFont& base);
/// "⏎" for "Enter" and so on, as it stands on caps.
QString keyCapText(const QString& key);

} // namespace touchstone
