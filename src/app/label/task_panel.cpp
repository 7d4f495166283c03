#include "app/label/task_panel.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QTimer>
#include <QToolButton>

#include "app/jobs/run_job.h"
#include "app/label/filter_text.h"
#include "app/label/panel_header.h"
#include "app/label/task_delegate.h"
#include "app/label/task_states.h"
#include "app/label/uniform_list_view.h"
#include "app/session/project_session.h"
#include "app/theme/theme.h"
#include "touchstone/base/text.h"

using namespace Qt::StringLiterals;

namespace touchstone {

namespace {

constexpr std::size_t firstRows = 100;

struct Listing {
    ItemKeys keys;
};

Result<Listing> readListing(Project& project, const TaskFilter& filter, Progress& progress)
{
    auto reader = project.reader();
    if (!reader)
        return reader.error();
    auto keys = (*reader)->itemKeys(filter, &progress);
    if (!keys)
        return keys.error();
    return Listing{ItemKeys::from(std::move(*keys))};
}

// What a page of comes from one index at once.
bool isIndexed(const TaskFilter& filter)
{
    return filter.text.empty() && !(filter.label && (filter.assignee || !filter.states.empty()));
}

} // namespace

TaskPanel::TaskPanel(ProjectSession& session, JobRunner& jobs, ThumbnailCache& thumbnails, QWidget* parent)
    : QWidget(parent), m_session(session), m_jobs(jobs),
      m_model(new TaskListModel(session, thumbnails, this)),
      m_view(new UniformListView(TaskDelegate::rowHeight, this)), m_header(new PanelHeader(u"Tasks"_s, this)),
      m_filter(new QLineEdit(this)), m_filterMenu(new QToolButton(this)), m_problem(new QLabel(this))
{
    setObjectName(u"taskPanel"_s);
    m_filter->setObjectName(u"taskFilter"_s);
    m_filter->setPlaceholderText(u"Name, label:car, state:done"_s);
    m_filter->setClearButtonEnabled(true);
    m_filter->setFocusPolicy(Qt::StrongFocus);
    m_filter->setFixedHeight(28);
    m_filter->installEventFilter(this);
    m_filterMenu->setIcon(themedIcon(u"view-filter"_s));
    m_filterMenu->setToolTip(u"Choose a state or a label"_s);
    m_filterMenu->setAutoRaise(true);
    m_filterMenu->setFixedSize(28, 28);
    m_filterMenu->setFocusPolicy(Qt::TabFocus);
    m_problem->setWordWrap(true);
    m_problem->setContentsMargins(12, 0, 12, 6);
    m_problem->hide();
    m_view->setObjectName(u"taskList"_s);
    m_view->setAccessibleName(u"Tasks"_s);
    m_view->setModel(m_model);
    m_view->setItemDelegate(new TaskDelegate(m_view));
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);

    auto* field = new QHBoxLayout;
    field->setContentsMargins(12, 8, 12, 8);
    field->setSpacing(4);
    field->addWidget(m_filter);
    field->addWidget(m_filterMenu);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addLayout(field);
    layout->addWidget(m_problem);
    layout->addWidget(m_view, 1);
    setMinimumWidth(200);

    auto* typing = new QTimer(this);
    typing->setSingleShot(true);
    typing->setInterval(250);
    connect(m_filter, &QLineEdit::textEdited, typing, qOverload<>(&QTimer::start));
    connect(typing, &QTimer::timeout, this, &TaskPanel::reload);
    connect(m_filter, &QLineEdit::textChanged, this, [this, typing](const QString& text) {
        if (text.isEmpty() && !typing->isActive())
            reload();
    });
    connect(m_filter, &QLineEdit::returnPressed, this, [this, typing] {
        typing->stop();
        reload();
        Q_EMIT left();
    });
    connect(m_filterMenu, &QToolButton::clicked, this, &TaskPanel::showFilterMenu);
    connect(m_view, &UniformListView::left, this, &TaskPanel::left);
    const auto choose = [this](const QModelIndex& index) {
        if (const std::int64_t key = m_model->keyAt(index.row()))
            Q_EMIT itemChosen(key);
    };
    connect(m_view, &QAbstractItemView::clicked, this, choose);
    connect(m_view, &QAbstractItemView::activated, this, choose);
    connect(&session, &ProjectSession::itemsChanged, this, &TaskPanel::reload);
    connect(&session, &ProjectSession::taskChanged, this, [this](const ItemId& id) {
        if (const auto item = m_session.reader().item(id))
            m_model->refresh(item->key);
    });
}

bool TaskPanel::isFiltered() const
{
    return !m_filter->text().trimmed().isEmpty();
}

void TaskPanel::reload()
{
    const auto members = m_session.reader().members();
    const ParsedFilter parsed =
        parseFilter(m_filter->text(), m_session.ontology(), members ? *members : std::vector<Member>(),
                    m_session.project().me());
    m_problem->setText(parsed.problem);
    m_problem->setVisible(!parsed.problem.isEmpty());
    m_shown = parsed.filter;
    const int generation = ++m_generation;
    countLeft();
    if (m_job != 0)
        m_jobs.cancel(std::exchange(m_job, 0));
    if (isIndexed(m_shown)) {
        auto page = m_session.reader().itemPage(m_shown, 0, firstRows);
        if (page && page->size() < firstRows) {
            showKeys(ItemKeys::from(std::move(*page)), true);
            return;
        }
        // What can be seen at once; the job brings the rest.
        if (page && m_model->rowCount() == 0)
            showKeys(ItemKeys::from(std::move(*page)), false);
    }
    Project* project = &m_session.project();
    m_job = runJob<Listing>(
        m_jobs, u"Listing tasks"_s,
        [project, filter = m_shown](Progress& progress) { return readListing(*project, filter, progress); },
        this,
        [this, generation](Result<Listing> listing) {
            if (generation != m_generation)
                return;
            m_job = 0;
            if (!listing) {
                m_problem->setText(QString::fromStdString(listing.error().text()));
                m_problem->show();
                return;
            }
            showKeys(std::move(listing->keys), true);
        });
}

void TaskPanel::showKeys(ItemKeys keys, bool complete)
{
    m_complete = complete;
    m_view->setEmptyText(
        isFiltered() ? u"No task fits the filter.\nEsc, then clear it."_s
                     : u"Nothing to label yet.\nDrop a folder here, or use File, Add pictures or texts."_s);
    m_model->setKeys(std::move(keys));
    // Later, also where nothing had to be waited for: who asked for the list is not done yet.
    if (complete)
        QMetaObject::invokeMethod(this, &TaskPanel::loaded, Qt::QueuedConnection);
}

void TaskPanel::showFront(const TaskRow& front, bool scroll)
{
    m_frontKey = front.item.key;
    m_model->setFront(front);
    const int row = m_model->rowOf(front.item.key);
    if (row < 0) {
        m_view->selectionModel()->clear();
        return;
    }
    const QModelIndex index = m_model->index(row);
    m_view->selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect);
    if (scroll) {
        m_view->scrollTo(index);
        // Right after the start the list has no size yet.
        QTimer::singleShot(0, m_view, [view = m_view, at = QPersistentModelIndex(index)] {
            if (at.isValid())
                view->scrollTo(at);
        });
    }
}

void TaskPanel::countState(TaskState before, TaskState after)
{
    m_left += std::int64_t(isUnfinished(after)) - std::int64_t(isUnfinished(before));
    showLeft();
}

void TaskPanel::countLeft()
{
    const auto states = m_session.reader().tasksByState();
    if (!states)
        return;
    m_left = 0;
    for (const auto& [state, count] : *states)
        m_left += isUnfinished(state) ? count : 0;
    showLeft();
}

void TaskPanel::recount()
{
    m_model->refreshAll();
    countLeft();
}

void TaskPanel::showLeft()
{
    m_header->setFigure(u"%1 left"_s.arg(QString::fromStdString(withThousands(m_left))));
}

void TaskPanel::showFilterMenu()
{
    QMenu menu(this);
    const auto add = [&](QMenu& to, const QString& text, const QString& token, const QString& value) {
        to.addAction(text, this, [this, token, value] {
            m_filter->setText(withToken(m_filter->text(), token, value));
            reload();
        });
    };
    add(menu, u"Any state"_s, u"state"_s, {});
    add(menu, u"To do"_s, u"state"_s, u"todo"_s);
    add(menu, u"In progress"_s, u"state"_s, u"progress"_s);
    add(menu, u"Done"_s, u"state"_s, u"done"_s);
    add(menu, u"Skipped"_s, u"state"_s, u"skipped"_s);
    menu.addSeparator();
    add(menu, u"Of anybody"_s, u"assignee"_s, {});
    add(menu, u"Mine"_s, u"assignee"_s, u"me"_s);
    menu.addSeparator();
    QMenu* labels = menu.addMenu(u"With label"_s);
    add(*labels, u"Any label"_s, u"label"_s, {});
    for (const Label& label : m_session.ontology().labels)
        if (label.mergedInto.isNull()) {
            const QString name = QString::fromStdString(label.name);
            add(*labels, QString(name).replace(u'&', u"&&"_s), u"label"_s, name);
        }
    menu.exec(m_filterMenu->mapToGlobal(QPoint(0, m_filterMenu->height())));
}

bool TaskPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_filter && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Escape) {
            Q_EMIT left();
            return true;
        }
        if (key->key() == Qt::Key_Down) {
            m_view->setFocus(Qt::ShortcutFocusReason);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace touchstone
