#include "app/label/tool_strip.h"

#include <algorithm>

#include <QAbstractButton>
#include <QAction>
#include <QPainter>

#include "app/label/row_painting.h"
#include "app/theme/theme.h"

using namespace Qt::StringLiterals;

namespace touchstone {

namespace {

constexpr int side = 34;
constexpr int step = side + 2;
constexpr int edge = 4;
constexpr int gapHeight = 9;

class StripButton : public QAbstractButton {
  public:
    StripButton(QAction* action, QWidget* parent) : QAbstractButton(parent), m_action(action)
    {
        resize(side, side);
        setCheckable(action->isCheckable());
        setFocusPolicy(Qt::NoFocus);
        setAttribute(Qt::WA_Hover);
        setObjectName(action->objectName() + u"Button"_s);
        takeOver();
        connect(action, &QAction::changed, this, &StripButton::takeOver);
        connect(this, &QAbstractButton::clicked, action, &QAction::trigger);
    }

  protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        if (isChecked() || (underMouse() && isEnabled())) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(isChecked() ? theme().selection : theme().raised);
            painter.drawRoundedRect(QRectF(rect()), 4, 4);
        }
        const QIcon::Mode mode = isEnabled() ? QIcon::Normal : QIcon::Disabled;
        m_action->icon().paint(&painter, QRect(7, 6, 20, 20), Qt::AlignCenter, mode,
                               isChecked() ? QIcon::On : QIcon::Off);
        QFont small = keyFont(font());
        small.setPixelSize(9);
        painter.setFont(small);
        painter.setPen(theme().secondary);
        painter.drawText(
            rect().adjusted(0, 0, -3, -1), Qt::AlignRight | Qt::AlignBottom,
            m_action->shortcut().toString(QKeySequence::NativeText).replace(u"Shift+"_s, u"⇧"_s));
    }

  private:
    void takeOver()
    {
        setEnabled(m_action->isEnabled());
        setChecked(m_action->isChecked());
        setToolTip(m_action->statusTip());
        setAccessibleName(m_action->text());
        update();
    }

    QAction* m_action;
};

} // namespace

ToolStrip::ToolStrip(QWidget* parent) : QFrame(parent)
{
    setObjectName(u"toolStrip"_s);
}

void ToolStrip::addTool(QAction* action)
{
    (m_gap ? m_after : m_before).push_back(new StripButton(action, this));
}

void ToolStrip::addGap()
{
    m_gap = new QWidget(this);
    m_gap->setObjectName(u"toolGap"_s);
}

void ToolStrip::fitInto(int height)
{
    const int head = edge + static_cast<int>(m_before.size()) * step + (m_gap ? gapHeight - 2 : 0);
    const int all = static_cast<int>(m_after.size());
    const int most = std::max(1, (height - head - edge + 2) / step);
    const int columns = std::max(1, (all + most - 1) / most);
    const int rows = (all + columns - 1) / columns;
    for (int i = 0; i < static_cast<int>(m_before.size()); ++i)
        m_before[static_cast<std::size_t>(i)]->move(edge, edge + i * step);
    if (m_gap)
        m_gap->setGeometry(edge, head - gapHeight / 2 - 1, columns * step - 2, 1);
    for (int i = 0; i < all; ++i)
        m_after[static_cast<std::size_t>(i)]->move(edge + i / rows * step, head + i % rows * step);
    resize(2 * edge + columns * step - 2, head + rows * step - 2 + edge);
}

void ToolStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme().line);
    painter.setBrush(theme().panel);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    for (const QWidget* gap : findChildren<QWidget*>(u"toolGap"_s))
        painter.fillRect(gap->geometry(), theme().line);
}

} // namespace touchstone
