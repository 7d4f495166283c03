#include "app/label/text_page.h"

#include <QAction>
#include <QBoxLayout>
#include <QPainter>
#include <QToolButton>

#include "app/theme/theme.h"
#include "textview/text_view.h"

namespace touchstone {

TextPage::TextPage(QWidget* parent) : QWidget(parent), m_view(new TextView), m_bar(new QHBoxLayout)
{
    m_view->setObjectName(QStringLiteral("textView"));
    m_view->setFrameShape(QFrame::NoFrame);
    m_bar->setContentsMargins(12, 8, 12, 8);
    m_bar->setSpacing(8);
    m_bar->addStretch();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(m_bar);
    layout->addWidget(m_view, 1);
    setFocusProxy(m_view);
}

namespace {

QToolButton* buttonOf(QAction* action)
{
    auto* button = new QToolButton;
    button->setDefaultAction(action);
    button->setFocusPolicy(Qt::NoFocus);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    if (action->menu())
        button->setPopupMode(QToolButton::InstantPopup);
    button->setMinimumHeight(28);
    return button;
}

} // namespace

void TextPage::addButton(QAction* action)
{
    QToolButton* button = buttonOf(action);
    m_bar->insertWidget(m_left++, button);
    m_buttons.emplace_back(button, button->text());
}

QSize TextPage::minimumSizeHint() const
{
    return {240, QWidget::minimumSizeHint().height()};
}

void TextPage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitBar();
}

void TextPage::fitBar()
{
    for (const auto& [button, text] : m_buttons)
        button->show();
    const auto fits = [&](bool keys) {
        for (const auto& [button, text] : m_buttons)
            // What a menu was chosen from says the choice.
            if (text.contains(QStringLiteral("  ")))
                button->setText(keys ? text : text.section(QStringLiteral("  "), 0, 0));
        m_bar->invalidate();
        return m_bar->sizeHint().width() <= width();
    };
    if (fits(true))
        return;
    for (auto last = m_buttons.rbegin(); !fits(false) && last != m_buttons.rend(); ++last)
        last->first->hide();
}

void TextPage::addButtonAtEnd(QAction* action)
{
    m_bar->addWidget(buttonOf(action));
}

void TextPage::addGap()
{
    m_bar->insertSpacing(m_left++, 12);
}

void TextPage::addBar(QWidget* bar)
{
    auto* column = static_cast<QVBoxLayout*>(layout());
    column->insertWidget(column->count() - 1, bar);
}

void TextPage::paintEvent(QPaintEvent* event)
{
    QPainter painter(this);
    painter.fillRect(event->rect(), theme().panel);
    painter.fillRect(QRect(0, m_view->y() - 1, width(), 1), theme().line);
}

} // namespace touchstone
