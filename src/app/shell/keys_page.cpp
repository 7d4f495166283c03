#include "app/shell/keys_page.h"

#include <algorithm>
#include <array>

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include "app/shell/key_cap.h"

namespace touchstone {

using namespace Qt::StringLiterals;

namespace {

/// The actions of one menu that have a key.
struct Group {
    QString menu;
    std::vector<const ListedAction*> actions;
};

std::vector<Group> grouped(const std::vector<ListedAction>& actions)
{
    std::vector<Group> groups;
    for (const ListedAction& listed : actions) {
        if (listed.keys.isEmpty()) {
            continue;
        }
        if (groups.empty() || groups.back().menu != listed.menu) {
            groups.push_back({listed.menu, {}});
        }
        groups.back().actions.push_back(&listed);
    }
    return groups;
}

void addGroup(const Group& group, QGridLayout& grid, int& row)
{
    auto* title = new QLabel(group.menu);
    title->setProperty("role", u"heading"_s);
    title->setContentsMargins(0, row == 0 ? 0 : 14, 0, 4);
    grid.addWidget(title, row++, 0, 1, 2);
    for (const ListedAction* listed : group.actions) {
        grid.addWidget(makeKeyCap(listed->keys), row, 0, Qt::AlignRight | Qt::AlignVCenter);
        auto* text = new QLabel(listed->text);
        text->setTextFormat(Qt::PlainText);
        grid.addWidget(text, row++, 1);
    }
}

} // namespace

std::vector<ListedAction> drawingKeys()
{
    const QString group = KeysPage::tr("While drawing");
    return {
        {group, KeysPage::tr("Choose the label with this key"), KeysPage::tr("1 to 9"), nullptr},
        {group, KeysPage::tr("Finish the polygon"), KeysPage::tr("Enter"), nullptr},
        {group, KeysPage::tr("Take back the last corner"), KeysPage::tr("Backspace"), nullptr},
        {group, KeysPage::tr("Drop what is being drawn"), KeysPage::tr("Esc"), nullptr},
        {group, KeysPage::tr("Move the picture"), KeysPage::tr("Space and drag"), nullptr},
        {group, KeysPage::tr("Move the selection by 1, with Shift by 10"), KeysPage::tr("Arrows"), nullptr},
        {group, KeysPage::tr("Remove a corner of the selected polygon"), KeysPage::tr("Alt and click"),
         nullptr},
    };
}

KeysPage::KeysPage(const std::vector<ListedAction>& actions, QWidget* parent) : QDialog(parent)
{
    setWindowTitle(tr("Keys in place"));
    const std::vector<Group> groups = grouped(actions);
    auto* page = new QWidget;
    auto* columns = new QHBoxLayout(page);
    columns->setContentsMargins(0, 0, 12, 0);
    columns->setSpacing(36);
    struct Column {
        QGridLayout* grid = new QGridLayout;
        int row = 0;
    };
    std::array<Column, 3> stacks;
    for (Column& stack : stacks) {
        stack.grid->setHorizontalSpacing(10);
        stack.grid->setVerticalSpacing(5);
        stack.grid->setColumnMinimumWidth(0, 116);
        auto* outer = new QVBoxLayout;
        outer->addLayout(stack.grid);
        outer->addStretch();
        columns->addLayout(outer);
    }
    for (const Group& group : groups) {
        Column& shortest = *std::min_element(stacks.begin(), stacks.end(),
                                             [](const Column& a, const Column& b) { return a.row < b.row; });
        addGroup(group, *shortest.grid, shortest.row);
    }
    columns->addStretch();

    auto* scroll = new QScrollArea;
    scroll->setWidget(page);
    scroll->setWidgetResizable(true);
    auto* close = new QPushButton(tr("Close"));
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    auto* title = new QLabel(tr("Keys in place"));
    title->setProperty("role", u"title"_s);
    auto* hint = new QLabel(
        tr("Single keys act anywhere except in a text field. Esc in a field goes back to the item."));
    hint->setProperty("role", u"secondary"_s);
    auto* column0 = new QVBoxLayout(this);
    column0->setContentsMargins(24, 20, 16, 16);
    column0->setSpacing(8);
    column0->addWidget(title);
    column0->addWidget(hint);
    column0->addSpacing(10);
    column0->addWidget(scroll, 1);
    column0->addWidget(close, 0, Qt::AlignRight);
    resize(1040, 700);
}

} // namespace touchstone
