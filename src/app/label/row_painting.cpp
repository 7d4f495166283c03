#include "app/label/row_painting.h"

#include <algorithm>

#include <QApplication>
#include <QFontMetrics>
#include <QPainter>
#include <QStyleOptionViewItem>

#include "app/theme/theme.h"

using namespace Qt::StringLiterals;

namespace touchstone {

namespace {

constexpr int capHeight = 18;

QColor mixed(const QColor& a, const QColor& b, double share)
{
    return QColor::fromRgbF(float(a.redF() + (b.redF() - a.redF()) * share),
                            float(a.greenF() + (b.greenF() - a.greenF()) * share),
                            float(a.blueF() + (b.blueF() - a.blueF()) * share));
}

} // namespace

void paintRowGround(QPainter& painter, const QStyleOptionViewItem& option)
{
    const Theme& colors = theme();
    if (option.state & QStyle::State_Selected) {
        painter.fillRect(option.rect, colors.selection);
        painter.fillRect(QRect(option.rect.left(), option.rect.top(), 3, option.rect.height()),
                         colors.accent);
    } else if (option.state & QStyle::State_MouseOver) {
        painter.fillRect(option.rect, mixed(colors.panel, colors.text, 0.06));
    }
    if (option.state & QStyle::State_HasFocus) {
        painter.setPen(colors.accent);
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(option.rect.adjusted(0, 0, -1, -1));
    }
}

QFont secondaryFont(const QFont& base)
{
    QFont font = base;
    font.setPixelSize(12);
    return font;
}

QFont keyFont(const QFont& base)
{
    QFont font = base;
    font.setPixelSize(11);
    font.setBold(false);
    return font;
}

QString keyCapText(const QString& key)
{
    if (key == u"Backspace")
        return u"⌫"_s;
    return key;
}

int keyCapWidth(const QString& key)
{
    const QFontMetrics metrics(keyFont(QApplication::font()));
    return std::max(capHeight, metrics.horizontalAdvance(keyCapText(key)) + 10);
}

int paintKeyCap(QPainter& painter, const QString& key, int x, int centerY, bool right)
{
    const int width = keyCapWidth(key);
    const QRectF frame(right ? x - width : x, centerY - capHeight / 2, width, capHeight);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme().line);
    painter.setBrush(theme().raised);
    painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter.setPen(theme().secondary);
    painter.setFont(keyFont(QApplication::font()));
    painter.drawText(frame, Qt::AlignCenter, keyCapText(key));
    painter.restore();
    return width;
}

void paintText(QPainter& painter, const QRect& rect, const QString& text, const QColor& color,
               const QFont& font, Qt::Alignment alignment, Qt::TextElideMode cut)
{
    if (rect.width() <= 0)
        return;
    painter.setPen(color);
    painter.setFont(font);
    const QString shown = QFontMetrics(font).elidedText(text, cut, rect.width());
    painter.drawText(rect, int(alignment) | Qt::AlignVCenter | Qt::TextSingleLine, shown);
}

void paintSwatch(QPainter& painter, const QColor& color, int x, int centerY)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawRoundedRect(QRectF(x, centerY - 6, 12, 12), 2, 2);
    painter.restore();
}

void paintDot(QPainter& painter, const QColor& color, int x, int centerY, int diameter)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawEllipse(QRectF(x, centerY - diameter / 2.0, diameter, diameter));
    painter.restore();
}

} // namespace touchstone
