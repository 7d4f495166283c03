#include "app/shell/rail.h"

#include <QButtonGroup>
#include <QPainter>
#include <QVBoxLayout>

#include "app/theme/theme.h"

namespace touchstone {

RailButton::RailButton(const QString& iconPath, const QString& title, QWidget* parent)
    : QAbstractButton(parent)
{
    setIcon(themedIcon(iconPath));
    setText(title);
    setToolTip(title);
    setCheckable(true);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize RailButton::sizeHint() const { return m_word ? QSize(64, 60) : QSize(48, 48); }

void RailButton::setWordShown(bool shown)
{
    m_word = shown;
    updateGeometry();
    update();
}

void RailButton::enterEvent(QEnterEvent*) { update(); }
void RailButton::leaveEvent(QEvent*) { update(); }

void RailButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& t = theme();
    if (isChecked()) {
        painter.fillRect(rect(), t.raised);
        painter.fillRect(QRect(0, 0, 3, height()), t.accent);
    } else if (underMouse()) {
        painter.fillRect(rect(), t.raised);
    }
    const int side = 22;
    const QRect picture((width() - side) / 2, m_word ? 11 : (height() - side) / 2, side, side);
    painter.setOpacity(isChecked() || underMouse() ? 1 : 0.8);
    icon().paint(&painter, picture);
    painter.setOpacity(1);
    if (m_word) {
        QFont small = font();
        small.setPixelSize(11);
        painter.setFont(small);
        painter.setPen(isChecked() ? t.text : t.secondary);
        painter.drawText(QRect(0, 37, width(), 16), Qt::AlignCenter, text());
    }
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(t.accent, 2));
        painter.drawRoundedRect(QRectF(rect()).adjusted(4, 4, -4, -4), 4, 4);
    }
}

Rail::Rail(QWidget* parent) : QWidget(parent), m_group(new QButtonGroup(this))
{
    setProperty("role", QStringLiteral("panel"));
    setAttribute(Qt::WA_StyledBackground);
    setFixedWidth(64);
    m_layout = new QVBoxLayout(this);
    m_layout->setContentsMargins(0, 6, 0, 0);
    m_layout->setSpacing(0);
    m_layout->addStretch();
    connect(m_group, &QButtonGroup::idClicked, this, &Rail::chosen);
}

void Rail::clear()
{
    for (QAbstractButton* button : m_group->buttons()) {
        m_group->removeButton(button);
        delete button;
    }
}

void Rail::add(const QString& iconPath, const QString& title)
{
    const int index = int(m_group->buttons().size());
    auto* button = new RailButton(iconPath, title);
    m_group->addButton(button, index);
    m_layout->insertWidget(index, button);
    if (index == 0) {
        button->setChecked(true);
    }
}

void Rail::setCurrent(int index)
{
    if (QAbstractButton* button = m_group->button(index)) {
        button->setChecked(true);
    }
}

void Rail::setNarrow(bool narrow)
{
    setFixedWidth(narrow ? 48 : 64);
    for (QAbstractButton* button : m_group->buttons()) {
        static_cast<RailButton*>(button)->setWordShown(!narrow);
    }
}

} // namespace touchstone
