#include "app/label/primary_button.h"

#include <QAction>
#include <QPainter>

#include "app/label/row_painting.h"
#include "app/theme/theme.h"

using namespace Qt::StringLiterals;

namespace touchstone {

namespace {

QFont boldFont(QFont font)
{
    font.setWeight(QFont::DemiBold);
    return font;
}

QString keyText(const QAction& action)
{
    QString key = action.shortcut().toString(QKeySequence::NativeText);
    return key.replace(u"Return"_s, u"Enter"_s).replace(u'+', u' ');
}

} // namespace

PrimaryButton::PrimaryButton(QAction* action, QWidget* parent) : QAbstractButton(parent), m_action(action)
{
    setObjectName(action->objectName() + u"Button"_s);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
    const auto takeOver = [this] {
        setText(m_action->text());
        setEnabled(m_action->isEnabled());
        setToolTip(m_action->statusTip());
        updateGeometry();
        update();
    };
    connect(action, &QAction::changed, this, takeOver);
    connect(this, &QAbstractButton::clicked, action, &QAction::trigger);
    takeOver();
}

QSize PrimaryButton::sizeHint() const
{
    const int text = QFontMetrics(boldFont(font())).horizontalAdvance(this->text());
    return {12 + text + 10 + keyCapWidth(keyText(*m_action)) + 12, 30};
}

void PrimaryButton::paintEvent(QPaintEvent*)
{
    const Theme& colors = theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor ground = colors.accent;
    if (isDown())
        ground = ground.darker(112);
    else if (underMouse())
        ground = ground.lighter(106);
    if (!isEnabled())
        ground = colors.raised;
    painter.setPen(isEnabled() ? QPen(Qt::NoPen) : QPen(colors.line));
    painter.setBrush(ground);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    if (hasFocus()) {
        painter.setPen(QPen(colors.text, 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(2, 2, -2, -2), 3, 3);
    }
    const QColor ink = isEnabled() ? colors.onAccent : colors.secondary;
    const int cap = keyCapWidth(keyText(*m_action));
    paintText(painter, rect().adjusted(12, 0, -cap - 20, 0), text(), ink, boldFont(font()));
    const QRectF frame(width() - 10 - cap, (height() - 18) / 2.0, cap, 18);
    QColor capLine = ink;
    capLine.setAlpha(110);
    painter.setPen(capLine);
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter.setPen(ink);
    painter.setFont(keyFont(font()));
    painter.drawText(frame, Qt::AlignCenter, keyText(*m_action));
}

} // namespace touchstone
