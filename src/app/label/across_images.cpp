#include "app/label/across_images.h"

#include <QAction>

#include "app/jobs/modal_job.h"
#include "app/label/copy_along.h"
#include "app/label/counted.h"
#include "app/label/hint_line.h"
#include "app/label/item_flow.h"
#include "app/label/label_context.h"
#include "app/label/propagate_dialog.h"
#include "app/label/propagation.h"
#include "app/label/replace_dialog.h"
#include "app/label/task_list_model.h"
#include "app/label/task_panel.h"
#include "app/label/task_states.h"
#include "app/session/project_session.h"
#include "app/session/text.h"
#include "touchstone/base/progress.h"

using namespace Qt::StringLiterals;

namespace touchstone {

AcrossImages::AcrossImages(ProjectSession& session, JobRunner& jobs, LabelContext& context, TaskPanel& tasks,
                           HintLine& hints, QWidget* owner)
    : QObject(owner), m_session(session), m_jobs(jobs), m_context(context), m_tasks(tasks), m_hints(hints),
      m_owner(owner), m_takeBack(new QAction(u"Take back the last change of many items"_s, this))
{
    m_takeBack->setObjectName(u"takeBackMany"_s);
    m_takeBack->setStatusTip(u"Undo it on every item that was not changed since"_s);
    m_takeBack->setEnabled(false);
    connect(m_takeBack, &QAction::triggered, this,
            [this] { m_session.whenSettled(this, [this] { takeBackLast(); }); });
}

void AcrossImages::askPropagate()
{
    const std::vector<Annotation> shapes = shapesToCopy(m_context.content(), m_context.selection());
    const int row = m_session.working() ? m_tasks.model().rowOf(m_session.working()->item.key) : -1;
    if (const QString reason = m_session.whyNotEditable(); !reason.isEmpty()) {
        m_hints.say(reason);
    } else if (shapes.empty()) {
        m_hints.say(u"There is no shape here to copy."_s);
    } else if (row < 0) {
        m_hints.say(
            u"This item is not in the list, so nothing follows it. Clear the filter to copy from here."_s);
    } else {
        auto* dialog =
            new PropagateDialog(shapeCount(shapes), row, m_tasks.model().rowCount() - 1 - row, m_owner);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        // What the dialog speaks of, whatever becomes of the item and the list meanwhile.
        connect(dialog, &QDialog::accepted, this,
                [this, dialog, row, shapes, from = itemName(m_session.working()->item),
                 list = m_tasks.model().keys()] {
                    Propagation request{shapes, {}, fromQt(from)};
                    const int by = dialog->forwards() ? 1 : -1;
                    for (int i = 1; i <= dialog->count(); ++i)
                        request.items.push_back(list.keys[std::size_t(row + i * by)]);
                    m_session.whenSettled(this, [this, request] { propagateTo(request); });
                });
        dialog->open();
    }
}

void AcrossImages::propagateTo(const Propagation& request)
{
    if (!m_session.isEditable())
        return;
    Project* project = &m_session.project();
    const auto report =
        runModal<PropagationReport>(m_jobs, u"Copying to other items"_s, m_owner,
                                    [project, request](Progress& progress) -> Result<PropagationReport> {
                                        auto reader = project->reader();
                                        if (!reader)
                                            return reader.error();
                                        return propagate(*project, **reader, request, progress);
                                    });
    if (report)
        ended(sentenceOf(*report), report->stored);
    else
        ended(toQt(report.error().text()), {});
}

void AcrossImages::askReplace()
{
    const WorkingLayer* working = m_session.working();
    if (const QString reason = m_session.whyNotEditable(); !reason.isEmpty() || !working) {
        m_hints.say(reason);
        return;
    }
    ReplaceDialog::Scene scene{
        m_session.project(),         m_jobs, working->content, {}, {}, false, m_tasks.filter(), {},
        working->document != nullptr};
    scene.frontDone = soloState(working->task.state) == SoloState::Done;
    for (const Annotation& one : working->content.annotations())
        if (!m_context.isLocked(one))
            scene.changeable.push_back(one.id);
    scene.selection = m_context.selection();
    std::erase_if(scene.selection, [this](const AnnotationId& id) { return m_context.isLocked(id); });
    const Annotation* first =
        scene.selection.empty() ? nullptr : working->content.find(scene.selection.front());
    scene.from = m_context.resolved(first ? first->label : m_context.currentLabel());
    auto* dialog = new ReplaceDialog(std::move(scene), m_owner);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        const LabelId from = dialog->from();
        const LabelId to = dialog->to();
        if (dialog->where() == ReplaceDialog::Where::List || dialog->where() == ReplaceDialog::Where::All) {
            m_session.whenSettled(this, [this, from, to, filter = dialog->filter(),
                                         done = dialog->doneToo()] { replaceIn(from, to, filter, done); });
            return;
        }
        LayerReplacement made = dialog->inFront();
        const QString count = shapesText(made.shapes, m_session.working()->document != nullptr);
        if (m_context.apply(
                u"Relabel %1 from %2 to %3"_s.arg(count, m_context.labelName(from), m_context.labelName(to)),
                std::move(made.changes)))
            m_hints.say(u"%1 relabelled to %2."_s.arg(count, m_context.labelName(to)));
    });
    dialog->open();
}

void AcrossImages::replaceIn(const LabelId& from, const LabelId& to, const TaskFilter& filter, bool doneToo)
{
    if (!m_session.isEditable())
        return;
    Project* project = &m_session.project();
    const auto report = runModal<LabelReplacementReport>(
        m_jobs, u"Replacing a label"_s, m_owner,
        [project, from, to, filter, doneToo](Progress& progress) -> Result<LabelReplacementReport> {
            auto reader = project->reader();
            if (!reader)
                return reader.error();
            auto items = itemsWith(**reader, *project->ontology(), filter, from, &progress);
            if (!items)
                return items.error();
            return replaceLabels(*project, **reader, {from, to, std::move(*items), doneToo}, progress);
        });
    if (!report) {
        ended(toQt(report.error().text()), {});
        return;
    }
    QString text = u"%1 on %2 relabelled to %3."_s.arg(
        shapesText(report->shapes, m_session.working() && m_session.working()->document),
        counted(report->shapeItems, u"1 item"_s, u"%1 items"_s), m_context.labelName(to));
    if (!report->refused.empty())
        text += u" Refused on %1: %2"_s.arg(
            counted(std::int64_t(report->refused.size()), u"1 item"_s, u"%1 items"_s),
            toQt(report->refused.front()));
    if (report->cancelled)
        text += u" Stopped."_s;
    ended(text, report->stored);
}

void AcrossImages::ended(const QString& sentence, std::vector<StoredEdit> stored)
{
    readAgain();
    if (stored.empty()) {
        m_hints.say(sentence);
        return;
    }
    m_stored = std::move(stored);
    m_takeBack->setEnabled(true);
    m_hints.say(sentence, m_takeBack, u"Undo"_s);
}

void AcrossImages::takeBackLast()
{
    if (m_stored.empty())
        return;
    Project* project = &m_session.project();
    const auto back =
        runModal<TakenBack>(m_jobs, u"Taking back"_s, m_owner,
                            [project, edits = m_stored](Progress& progress) -> Result<TakenBack> {
                                auto reader = project->reader();
                                if (!reader)
                                    return reader.error();
                                return takeBack(*project, **reader, edits, progress);
                            });
    readAgain();
    if (!back) {
        m_hints.say(toQt(back.error().text()));
        return;
    }
    m_stored = back->rest;
    m_takeBack->setEnabled(!m_stored.empty());
    m_hints.say(sentenceOf(*back));
}

void AcrossImages::readAgain()
{
    const std::vector<AnnotationId> selected = m_context.selection();
    m_session.reload();
    std::vector<AnnotationId> kept = selected;
    std::erase_if(kept, [this](const AnnotationId& id) { return !m_context.content().find(id); });
    m_context.setSelection(std::move(kept));
    m_tasks.recount();
}

} // namespace touchstone
