#include "app/label/label_context.h"

#include <algorithm>

#include "app/label/helper_program.h"
#include "app/label/picture_jobs.h"
#include "app/label/view_marks.h"
#include "app/session/project_session.h"
#include "app/session/text.h"
#include "canvas/canvas.h"
#include "touchstone/model/label_values.h"

using namespace Qt::StringLiterals;

namespace touchstone {

LabelContext::LabelContext(ProjectSession& session, Canvas& canvas, ViewMarks& marks, QObject* parent)
    : QObject(parent), m_session(session), m_canvas(canvas), m_marks(marks)
{
}

const LayerContent& LabelContext::content() const
{
    static const LayerContent none;
    const WorkingLayer* working = m_session.working();
    return working ? working->content : none;
}

Size LabelContext::imageSize() const
{
    return m_imageSize;
}

QString LabelContext::labelName(const LabelId& label) const
{
    const Label* found = m_session.ontology().resolve(label);
    return found ? toQt(found->name) : u"no label"_s;
}

LabelId LabelContext::resolved(const LabelId& label) const
{
    const Label* found = m_session.ontology().resolve(label);
    return found ? found->id : label;
}

bool LabelContext::isHidden(const Annotation& annotation) const
{
    return m_marks.isPeeking() ||
           (!m_marks.isExempt(annotation.id) &&
            (m_marks.isHidden(annotation.id) || m_marks.isHidden(resolved(annotation.label))));
}

bool LabelContext::isLocked(const Annotation& annotation) const
{
    return m_marks.isLocked(annotation.id) || m_marks.isLocked(resolved(annotation.label));
}

bool LabelContext::isLocked(const AnnotationId& id) const
{
    const Annotation* found = content().find(id);
    return found && isLocked(*found);
}

bool LabelContext::isHidden(const AnnotationId& id) const
{
    const Annotation* found = content().find(id);
    return found && isHidden(*found);
}

bool LabelContext::isEditable() const
{
    const WorkingLayer* working = m_session.working();
    const bool text = working && working->document;
    return m_session.isEditable() && (text || (m_imageSize.width > 0 && m_imageSize.height > 0));
}

QString LabelContext::whyNotEditable() const
{
    if (const QString held = m_session.whyNotEditable(); !held.isEmpty())
        return held;
    return m_imageProblem.isEmpty()
               ? u"The picture is still being read."_s
               : m_imageProblem + u" Its size is not known, so nothing can be drawn on it."_s;
}

void LabelContext::setSelection(std::vector<AnnotationId> ids)
{
    if (ids == m_selection)
        return;
    m_selection = std::move(ids);
    Q_EMIT selectionChanged();
}

void LabelContext::showThough(const AnnotationId& id)
{
    m_marks.setExempt(id);
}

void LabelContext::pruneSelection()
{
    std::vector<AnnotationId> kept = m_selection;
    std::erase_if(kept, [this](const AnnotationId& id) {
        const Annotation* found = content().find(id);
        return !found || isHidden(*found);
    });
    setSelection(std::move(kept));
}

bool LabelContext::apply(const QString& text, std::vector<Change> changes, const QString& mergeKey)
{
    if (changes.empty())
        return false;
    Edit edit;
    edit.id = EditId::create();
    edit.scope = m_session.itemScope();
    edit.text = fromQt(text);
    edit.mergeKey = fromQt(mergeKey);
    edit.changes = std::move(changes);
    remember(edit.changes);
    return m_session.apply(std::move(edit));
}

void LabelContext::remember(const std::vector<Change>& changes)
{
    for (const Change& change : changes)
        if (const auto* after = change.after ? std::get_if<Annotation>(&*change.after) : nullptr)
            if (Annotation& latest = m_latest[resolved(after->label)]; !(after->id < latest.id)) {
                latest = *after;
                latest.shape = TagShape{}; // Only its attributes are wanted.
            }
}

Attributes LabelContext::startOf(const LabelId& label) const
{
    const Label* found = m_session.ontology().resolve(label);
    if (!found || found->attributes.empty())
        return {};
    const Annotation* previous = latestOf(content(), m_session.ontology(), found->id);
    const auto remembered = m_latest.find(found->id);
    if (remembered != m_latest.end() && (!previous || previous->id < remembered->second.id))
        previous = &remembered->second;
    return attributesForNew(*found, previous);
}

void LabelContext::addShape(Shape shape, std::vector<Change> with)
{
    addFound({{std::move(shape), {}, {}}}, std::move(with));
}

void LabelContext::addFound(std::vector<FoundShape> found, std::vector<Change> with)
{
    if (m_waiting)
        dropWaitingShape();
    if (m_label.isNull() || m_askEachTime) {
        m_waiting = found.front().shape;
        m_waitingAll = std::move(found);
        m_waitingWith = std::move(with);
        Q_EMIT waitingShapeChanged();
        Q_EMIT labelWanted();
        return;
    }
    add(std::move(found), m_label, std::move(with));
}

void LabelContext::labelWaitingShape(const LabelId& label)
{
    if (!m_waiting)
        return;
    m_waiting.reset();
    Q_EMIT waitingShapeChanged();
    add(std::exchange(m_waitingAll, {}), label, std::exchange(m_waitingWith, {}));
}

void LabelContext::dropWaitingShape()
{
    if (!m_waiting)
        return;
    m_waiting.reset();
    m_waitingAll.clear();
    m_waitingWith.clear();
    Q_EMIT waitingShapeChanged();
}

void LabelContext::setUnlabelled(std::optional<Shape> shape)
{
    if (!shape && !m_unlabelled)
        return;
    m_unlabelled = std::move(shape);
    m_canvas.updateLive();
}

void LabelContext::setMaskSettings(const MaskSettings& settings)
{
    if (settings == m_masks)
        return;
    m_masks = settings;
    Q_EMIT maskSettingsChanged();
}

void LabelContext::add(std::vector<FoundShape> shapes, const LabelId& label, std::vector<Change> with)
{
    std::vector<Change> made;
    std::vector<AnnotationId> ids;
    for (FoundShape& one : shapes) {
        Annotation annotation;
        annotation.id = AnnotationId::create();
        annotation.label = label;
        annotation.shape = std::move(one.shape);
        annotation.attributes = startOf(label);
        annotation.score = one.score;
        // An answer is stored nowhere else: its origin is named by an id of its own.
        if (one.source)
            annotation.origin = {one.source, AnnotationId::create()};
        if (!content().isEmpty())
            annotation.z = std::max(annotation.z, content().annotations().back().z);
        ids.push_back(annotation.id);
        made.push_back(content().creation(std::move(annotation)));
    }
    with.insert(with.begin(), std::make_move_iterator(made.begin()), std::make_move_iterator(made.end()));
    if (apply(u"Draw %1"_s.arg(labelName(label)), std::move(with)))
        for (const AnnotationId& id : ids)
            Q_EMIT drawn(id);
}

QString LabelContext::programName() const
{
    return m_helper->name();
}

int LabelContext::askProgram(ProgramQuestion question)
{
    return m_helper->ask(std::move(question), m_imageSize);
}

void LabelContext::stopProgram(int number)
{
    m_helper->stop(number);
}

void LabelContext::offerProgram()
{
    Q_EMIT programWanted();
}

int LabelContext::startWork(PictureWork work)
{
    return m_pictureJobs->start(std::move(work));
}

void LabelContext::stopWork(int number)
{
    m_pictureJobs->stop(number);
}

void LabelContext::saveDraft(const std::string& body)
{
    // A tool without a draft does not drop the one of another tool.
    if (body.empty() && m_draftTool != m_toolId)
        return;
    m_draftTool = body.empty() ? QString() : m_toolId;
    m_session.saveDraft(m_toolId, body);
}

void LabelContext::hintChanged()
{
    Q_EMIT hintWanted();
}

void LabelContext::say(const QString& sentence)
{
    Q_EMIT said(sentence);
}

void LabelContext::showPickMenu(std::vector<AnnotationId> ids, QPoint place)
{
    Q_EMIT pickMenuWanted(ids, place);
}

void LabelContext::setCurrentLabel(const LabelId& label)
{
    if (label == m_label)
        return;
    m_label = label;
    Q_EMIT currentLabelChanged();
    Q_EMIT hintWanted();
}

} // namespace touchstone
