#include "app/label/tool_strip.h"

#include <QAbstractButton>
#include <QAction>
#include <QBoxLayout>
#include <QPainter>

#include "app/label/row_painting.h"
#include "app/theme/theme.h"

using namespace Qt::StringLiterals;

namespace touchstone {

namespace {

class StripButton : public QAbstractButton {
  public:
    StripButton(QAction* action, QWidget* parent) : QAbstractButton(parent), m_action(action)
    {
        setFixedSize(34, 34);
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
        painter.drawText(rect().adjusted(0, 0, -3, -1), Qt::AlignRight | Qt::AlignBottom,
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

ToolStrip::ToolStrip(QWidget* parent) : QFrame(parent), m_layout(new QVBoxLayout(this))
{
    setObjectName(u"toolStrip"_s);
    m_layout->setContentsMargins(4, 4, 4, 4);
    m_layout->setSpacing(2);
    setFixedWidth(42);
}

void ToolStrip::addTool(QAction* action)
{
    m_layout->addWidget(new StripButton(action, this));
}

void ToolStrip::addGap()
{
    auto* line = new QWidget(this);
    line->setFixedHeight(1);
    line->setObjectName(u"toolGap"_s);
    m_layout->addSpacing(3);
    m_layout->addWidget(line);
    m_layout->addSpacing(3);
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
