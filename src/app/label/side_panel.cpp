#include "app/label/side_panel.h"

#include <QBoxLayout>
#include <QPainter>
#include <QStackedWidget>
#include <QTabBar>

#include "app/theme/theme.h"

using namespace Qt::StringLiterals;

namespace touchstone {

SidePanel::SidePanel(QWidget* parent)
    : QWidget(parent), m_tabs(new QTabBar(this)), m_pages(new QStackedWidget(this))
{
    setObjectName(u"sidePanel"_s);
    m_tabs->setObjectName(u"sideTabs"_s);
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setFocusPolicy(Qt::TabFocus);
    m_tabs->setFixedHeight(33);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(1);
    layout->addWidget(m_tabs);
    layout->addWidget(m_pages, 1);
    setMinimumWidth(240);
    connect(m_tabs, &QTabBar::currentChanged, m_pages, &QStackedWidget::setCurrentIndex);
}

void SidePanel::addPage(const QString& title, QWidget* page)
{
    m_pages->addWidget(page);
    m_tabs->addTab(title);
}

void SidePanel::setTitle(int index, const QString& title)
{
    if (m_tabs->tabText(index) != title)
        m_tabs->setTabText(index, title);
}

void SidePanel::setPageVisible(QWidget* page, bool on)
{
    m_tabs->setTabVisible(m_pages->indexOf(page), on);
}

QWidget* SidePanel::currentPage() const
{
    return m_pages->currentWidget();
}

void SidePanel::setCurrent(int index)
{
    m_tabs->setCurrentIndex(m_tabs->isTabVisible(index) ? index : 0);
}

int SidePanel::current() const
{
    return m_tabs->currentIndex();
}

void SidePanel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().panel);
    painter.fillRect(QRect(0, m_tabs->height(), width(), 1), theme().line);
}

} // namespace touchstone
