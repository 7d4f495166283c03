#include "app/shell/menu_row.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenuBar>
#include <QPushButton>

namespace touchstone {

using namespace Qt::StringLiterals;

namespace {

QWidget* side(QBoxLayout*& layout)
{
    auto* widget = new QWidget;
    layout = new QHBoxLayout(widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    return widget;
}

} // namespace

MenuRow::MenuRow(QAction* find, QWidget* parent)
    : QWidget(parent), m_bar(new QMenuBar), m_name(new QLabel), m_position(new QLabel), m_member(new QLabel)
{
    setProperty("role", u"header"_s);
    setAttribute(Qt::WA_StyledBackground);
    setFixedHeight(40);

    m_bar->setNativeMenuBar(false);
    const QString titles[] = {tr("&File"), tr("&Edit"), tr("&View"), tr("&Item"), tr("&Tools"), tr("&Help")};
    for (size_t i = 0; i < m_menus.size(); ++i) {
        m_menus[i] = m_bar->addMenu(titles[i]);
        m_menus[i]->setToolTipsVisible(false);
    }
    m_name->setProperty("role", u"heading"_s);
    m_position->setProperty("role", u"chip"_s);
    m_member->setProperty("role", u"secondary"_s);
    m_name->setTextFormat(Qt::PlainText);
    m_member->setTextFormat(Qt::PlainText);
    m_position->hide();

    auto* search = new QPushButton(
        tr("%1  Find an action").arg(find->shortcut().toString(QKeySequence::NativeText)));
    search->setProperty("kind", u"chip"_s);
    search->setObjectName(u"findButton"_s);
    search->setToolTip(find->statusTip());
    search->setFocusPolicy(Qt::TabFocus);
    connect(search, &QPushButton::clicked, find, &QAction::trigger);

    QBoxLayout* left = nullptr;
    QBoxLayout* right = nullptr;
    QBoxLayout* middle = nullptr;
    QWidget* leftSide = side(left);
    QWidget* middlePart = side(middle);
    QWidget* rightSide = side(right);
    left->addWidget(m_bar, 0, Qt::AlignVCenter);
    left->addStretch();
    middle->addWidget(m_name);
    middle->addWidget(m_position);
    right->addStretch();
    right->addWidget(search);
    right->addWidget(m_member);
    // Both sides get the same room, so that the project stands in the middle of the window.
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(6, 0, 14, 0);
    row->addWidget(leftSide, 1);
    row->addWidget(middlePart, 0, Qt::AlignCenter);
    row->addWidget(rightSide, 1);
}

void MenuRow::hideEmptyMenus()
{
    for (QMenu* menu : m_menus) {
        menu->menuAction()->setVisible(!menu->isEmpty());
    }
}

void MenuRow::setProject(const QString& name, const QString& member)
{
    m_name->setText(name);
    m_member->setText(member);
    m_member->setVisible(!member.isEmpty());
    setPosition({});
}

void MenuRow::setPosition(const QString& text)
{
    m_position->setText(text);
    m_position->setVisible(!text.isEmpty());
}

} // namespace touchstone
