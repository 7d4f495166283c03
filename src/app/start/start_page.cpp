#include "app/start/start_page.h"

#include <QAction>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include "app/shell/icon_label.h"
#include "app/shell/key_cap.h"
#include "app/shell/shell_actions.h"
#include "app/start/drop_zone.h"
#include "app/start/recent_row.h"
#include "app/theme/theme.h"

namespace touchstone {

using namespace Qt::StringLiterals;

namespace {

QPushButton* buttonFor(QAction* action, bool primary)
{
    auto* button = new QPushButton(action->text());
    button->setObjectName(action->objectName() + u"Button"_s);
    button->setToolTip(action->statusTip());
    button->setProperty("large", true);
    if (primary) {
        button->setProperty("kind", u"primary"_s);
    }
    QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
    return button;
}

QLabel* heading(const QString& text)
{
    auto* label = new QLabel(text);
    label->setProperty("role", u"heading"_s);
    return label;
}

/// "1  Drop a folder", with a line under it.
void addStep(QGridLayout& grid, int number, const QList<QWidget*>& title, const QString& explained)
{
    const int row = grid.rowCount();
    auto* count = heading(QString::number(number));
    auto* line = new QHBoxLayout;
    line->setSpacing(5);
    for (QWidget* part : title) {
        line->addWidget(part);
    }
    line->addStretch();
    grid.addWidget(count, row, 0, Qt::AlignTop);
    grid.addLayout(line, row, 1);
    if (!explained.isEmpty()) {
        auto* text = new QLabel(explained);
        text->setWordWrap(true);
        text->setProperty("role", u"secondary"_s);
        grid.addWidget(text, row + 1, 1);
    }
    grid.setRowMinimumHeight(grid.rowCount(), 14);
    grid.addItem(new QSpacerItem(1, 14), grid.rowCount(), 0);
}

} // namespace

StartPage::StartPage(const ShellActions& actions, QWidget* parent)
    : QWidget(parent), m_zone(new DropZone), m_problem(new QFrame), m_problemText(new QLabel),
      m_recentTitle(heading(tr("Continue"))), m_recent(new QFrame), m_rows(new QVBoxLayout(m_recent))
{
    setObjectName(u"startPage"_s);
    setProperty("role", u"window"_s);
    setAttribute(Qt::WA_StyledBackground);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setWidget(makeLeft(actions));
    scroll->setFocusPolicy(Qt::NoFocus);
    row->addWidget(scroll, 675);
    auto* line = new QFrame;
    line->setProperty("role", u"vline"_s);
    row->addWidget(line);
    row->addWidget(makeSteps(), 325);
    setFocusPolicy(Qt::StrongFocus);
    refresh();
}

QWidget* StartPage::makeLeft(const ShellActions& actions)
{
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(110, 72, 110, 32);
    column->setSpacing(0);

    auto* title = new QLabel(u"Touchstone"_s);
    QFont big = title->font();
    big.setPixelSize(34);
    big.setWeight(QFont::DemiBold);
    title->setFont(big);
    title->setStyleSheet(u"font-size: 34px; font-weight: 600;"_s);
    auto* subtitle =
        new QLabel(tr("Label pictures and texts. Every gesture is kept, everything can be undone."));
    subtitle->setStyleSheet(u"font-size: 15px;"_s);
    subtitle->setProperty("role", u"secondary"_s);
    column->addWidget(title);
    column->addSpacing(2);
    column->addWidget(subtitle);
    column->addSpacing(30);

    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(12);
    buttons->addWidget(buttonFor(actions.newProject, true));
    buttons->addWidget(buttonFor(actions.import, false));
    buttons->addWidget(buttonFor(actions.open, false));
    buttons->addWidget(buttonFor(actions.sample, false));
    buttons->addStretch();
    column->addLayout(buttons);

    m_problem->setProperty("role", u"card"_s);
    m_problem->setObjectName(u"problem"_s);
    m_problemText->setWordWrap(true);
    m_problemText->setTextFormat(Qt::PlainText);
    m_problemText->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* problemRow = new QHBoxLayout(m_problem);
    problemRow->setContentsMargins(14, 10, 14, 10);
    problemRow->setSpacing(10);
    problemRow->addWidget(new IconLabel(themedIcon(u":/icons/warning.svg"_s), 20), 0, Qt::AlignTop);
    problemRow->addWidget(m_problemText, 1);
    auto* problemGap = new QVBoxLayout;
    problemGap->setContentsMargins(0, 24, 0, 0);
    problemGap->addWidget(m_problem);
    m_problem->hide();
    column->addLayout(problemGap);

    column->addSpacing(16);
    column->addWidget(m_zone);
    column->addSpacing(36);
    column->addWidget(m_recentTitle);
    column->addSpacing(10);
    m_recent->setProperty("role", u"card"_s);
    m_rows->setContentsMargins(1, 1, 1, 1);
    m_rows->setSpacing(0);
    column->addWidget(m_recent);
    column->addStretch();
    return page;
}

QWidget* StartPage::makeSteps()
{
    auto* panel = new QWidget;
    panel->setProperty("role", u"panel"_s);
    panel->setAttribute(Qt::WA_StyledBackground);
    auto* column = new QVBoxLayout(panel);
    column->setContentsMargins(40, 78, 40, 32);
    column->setSpacing(0);
    column->addWidget(heading(tr("First steps")));
    column->addSpacing(16);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(3);
    grid->setColumnMinimumWidth(0, 12);
    grid->setColumnStretch(1, 1);
    addStep(*grid, 1, {new QLabel(tr("Drop a folder"))},
            tr("Its project lies beside it. Pictures stay where they are."));
    addStep(*grid, 2, {new QLabel(tr("Name what you look for"))},
            tr("Labels get keys 1 to 9. Or bring labels and shapes from a COCO file."));
    addStep(*grid, 3,
            {new QLabel(tr("Press")), makeKeyCap(u"R"_s), new QLabel(tr("or")), makeKeyCap(u"P"_s),
             new QLabel(tr("and draw"))},
            tr("Boxes and polygons. There is no Save: every gesture is on the disk when you lift the pen."));
    addStep(*grid, 4, {makeKeyCap(u"Ctrl Enter"_s), new QLabel(tr("goes on"))},
            tr("To the next item that is not done."));
    addStep(*grid, 5, {new QLabel(tr("Take it with you"))}, tr("Export writes a COCO file."));
    column->addLayout(grid);
    column->addStretch();
    return panel;
}

void StartPage::refresh()
{
    while (QLayoutItem* item = m_rows->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    const std::vector<RecentProject> projects = RecentProjects::all();
    for (const RecentProject& project : projects) {
        auto* row = new RecentRow(project, m_rows->isEmpty());
        connect(row, &RecentRow::openAsked, this, &StartPage::openAsked);
        connect(row, &RecentRow::locateAsked, this, &StartPage::locateAsked);
        connect(row, &RecentRow::forgetAsked, this, [this](const QString& path) {
            RecentProjects::forget(path);
            refresh();
        });
        m_rows->addWidget(row);
    }
    m_recent->setVisible(!projects.empty());
    m_recentTitle->setVisible(!projects.empty());
}

void StartPage::setProblem(const QString& sentence)
{
    m_problemText->setText(sentence);
    m_problem->setVisible(!sentence.isEmpty());
}

void StartPage::setHot(bool hot) { m_zone->setHot(hot); }

} // namespace touchstone
