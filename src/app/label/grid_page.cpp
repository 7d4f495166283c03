#include "app/label/grid_page.h"

#include <QAction>
#include <QBoxLayout>
#include <QLabel>

#include "app/jobs/run_job.h"
#include "app/label/counted.h"
#include "app/label/tags_in_sight.h"
#include "app/label/task_list_model.h"
#include "app/label/thumbnail_grid.h"
#include "app/session/project_session.h"
#include "app/session/text.h"
#include "touchstone/model/tags.h"

using namespace Qt::StringLiterals;

namespace touchstone {

GridPage::GridPage(ProjectSession& session, JobRunner& jobs, TaskListModel& model, QWidget* parent)
    : QWidget(parent), m_session(session), m_jobs(jobs), m_model(model),
      m_tags(new TagsInSight(session, this)), m_grid(new ThumbnailGrid(session, model, *m_tags)),
      m_foot(new QLabel), m_undo(new QAction(u"Undo"_s, this)), m_redo(new QAction(u"Redo"_s, this))
{
    setObjectName(u"gridPage"_s);
    m_foot->setObjectName(u"gridFoot"_s);
    m_foot->setProperty("role", u"secondary"_s);
    m_foot->setTextFormat(Qt::PlainText);
    m_foot->setContentsMargins(14, 7, 14, 7);
    m_foot->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_grid, 1);
    column->addWidget(m_foot);
    setFocusProxy(m_grid);
    connect(m_undo, &QAction::triggered, this, &GridPage::undo);
    connect(m_redo, &QAction::triggered, this, &GridPage::redo);
    connect(m_grid, &ThumbnailGrid::selectionChanged, this, &GridPage::showFoot);
    connect(m_grid, &ThumbnailGrid::opened, this, [this](qint64 key) {
        if (!isBusy())
            Q_EMIT opened(key);
    });
    connect(m_grid, &ThumbnailGrid::left, this, [this] {
        if (isBusy())
            cancel();
        else
            Q_EMIT left();
    });
    connect(&session, &ProjectSession::ontologyChanged, this, &GridPage::showFoot);
    showFoot();
}

void GridPage::refresh()
{
    // What is on its way to the file is read from there.
    m_session.whenSettled(this, [this] { readAgain(); });
    showFoot();
}

void GridPage::readAgain()
{
    m_tags->readAgain();
    m_model.refreshAll();
}

bool GridPage::mayChange()
{
    if (isBusy()) {
        Q_EMIT told(u"Tags are still being set. Esc stops that."_s, nullptr);
        return false;
    }
    if (const QString reason = m_session.whyNotEditable(); !reason.isEmpty()) {
        Q_EMIT told(reason, nullptr);
        return false;
    }
    return true;
}

void GridPage::digit(int digit)
{
    const Label* label = m_session.ontology().findByKey(std::to_string(digit));
    if (!label || !isTagLabel(*label))
        Q_EMIT told(u"No tag has the key %1. The definition of a label makes it a tag."_s.arg(digit),
                    nullptr);
    else if (m_grid->selected().isEmpty())
        Q_EMIT told(u"Select items first."_s, nullptr);
    else if (mayChange())
        tag(label->id);
}

void GridPage::tag(const LabelId& label)
{
    m_job = -1;
    m_session.whenSettled(this, [this, label] {
        m_job = runJob<TagManyReport>(
            m_jobs, u"Setting tags"_s,
            [&project = m_session.project(), label, keys = m_grid->selectedKeys()](Progress& progress)
                -> Result<TagManyReport> {
                auto reader = project.reader();
                if (!reader)
                    return reader.error();
                return tagMany(project, **reader, keys, label, progress);
            },
            this, [this, label](Result<TagManyReport> report) { tagged(label, std::move(report)); });
    });
}

void GridPage::tagged(const LabelId& label, Result<TagManyReport> report)
{
    m_job = 0;
    if (!report) {
        Q_EMIT told(toQt(report.error().message), nullptr);
        return;
    }
    const bool changed = !report->stored.empty();
    const Label* named = m_session.ontology().resolve(label);
    const QString sentence = sentenceOf(*report, named ? toQt(named->name) : QString());
    if (changed) {
        m_stored = std::move(report->stored);
        m_undone.clear();
        m_session.reload();
        readAgain();
    }
    Q_EMIT told(sentence, changed ? m_undo : nullptr);
}

void GridPage::undo()
{
    if (m_stored.empty())
        Q_EMIT told(u"No tags were set here that could be taken back."_s, nullptr);
    else if (mayChange())
        turnAround(true);
}

void GridPage::redo()
{
    if (m_undone.empty())
        Q_EMIT told(u"No tags were taken back here that could be set again."_s, nullptr);
    else if (mayChange())
        turnAround(false);
}

void GridPage::turnAround(bool undoes)
{
    m_job = -1;
    m_session.whenSettled(this, [this, undoes] {
        m_job = runJob<TakenBack>(
            m_jobs, undoes ? u"Taking back tags"_s : u"Setting tags again"_s,
            [&project = m_session.project(), edits = undoes ? m_stored : m_undone,
             undoes](Progress& progress) -> Result<TakenBack> {
                auto reader = project.reader();
                if (!reader)
                    return reader.error();
                return undoes ? takeBack(project, **reader, edits, progress)
                              : putBack(project, **reader, edits, progress);
            },
            this, [this, undoes](Result<TakenBack> result) { turned(undoes, std::move(result)); });
    });
}

void GridPage::turned(bool undid, Result<TakenBack> result)
{
    m_job = 0;
    if (!result) {
        Q_EMIT told(toQt(result.error().message), nullptr);
        return;
    }
    // Of a cancelled one the rest can be turned around still.
    std::vector<StoredEdit>& from = undid ? m_stored : m_undone;
    std::vector<StoredEdit>& to = undid ? m_undone : m_stored;
    from = std::move(result->rest);
    to.insert(to.end(), result->stored.begin(), result->stored.end());
    m_session.reload();
    readAgain();
    if (undid)
        Q_EMIT told(sentenceOf(*result), m_undone.empty() ? nullptr : m_redo);
    else
        Q_EMIT told(sentenceOfRedo(*result), m_stored.empty() ? nullptr : m_undo);
}

void GridPage::cancel()
{
    if (m_job > 0)
        m_jobs.cancel(m_job);
}

void GridPage::showFoot()
{
    QStringList tags;
    for (const Label& label : m_session.ontology().labels)
        if (label.isActive() && isTagLabel(label) && !label.key.empty())
            tags << u"%1 %2"_s.arg(toQt(label.key), toQt(label.name));
    QString text =
        u"%1 of %2 selected"_s.arg(counted(m_grid->selected().count()), counted(m_model.rowCount()));
    text += tags.isEmpty() ? u"   ·   no tag has a key yet"_s : u"   ·   "_s + tags.join(u"   "_s);
    text += u"   ·   Enter opens   ·   + and − size   ·   Esc back"_s;
    m_foot->setText(text);
}

} // namespace touchstone
