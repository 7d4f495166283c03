#include "app/label/selection_commands.h"

#include <algorithm>

#include "app/label/instance_model.h"
#include "app/label/label_context.h"
#include "app/label/text_words.h"
#include "app/label/view_marks.h"
#include "app/session/project_session.h"
#include "app/session/text.h"
#include "tools/commands.h"
#include "touchstone/model/relation_rules.h"
#include "touchstone/model/relations.h"

using namespace Qt::StringLiterals;

namespace touchstone {

namespace {

QString shapes(std::size_t count)
{
    return count == 1 ? u"1 shape"_s : u"%1 shapes"_s.arg(count);
}

} // namespace

SelectionCommands::SelectionCommands(ProjectSession& session, LabelContext& context, ViewMarks& marks,
                                     InstanceModel& instances, QObject* parent)
    : QObject(parent), m_session(session), m_context(context), m_marks(marks), m_instances(instances)
{
}

bool SelectionCommands::needSelection(const QString& what)
{
    if (!m_context.selection().empty())
        return true;
    Q_EMIT say(
        (m_instances.isOfText() ? u"Select a span to %1 it."_s : u"Select a shape to %1 it."_s).arg(what));
    return false;
}

std::vector<AnnotationId> SelectionCommands::changeable(const QString& what)
{
    if (!needSelection(what))
        return {};
    std::vector<AnnotationId> ids = m_context.selection();
    std::erase_if(ids, [this](const AnnotationId& id) { return m_context.isLocked(id); });
    if (ids.empty())
        Q_EMIT say(u"The selection is locked. Ctrl+Shift+L unlocks it."_s);
    return ids;
}

// "car", or "3 shapes".
QString SelectionCommands::what(const std::vector<AnnotationId>& ids) const
{
    const Annotation* only = ids.size() == 1 ? m_context.content().find(ids.front()) : nullptr;
    const TextWords* words = m_instances.words();
    if (only)
        return words ? words->editOf(*only) : m_context.labelName(only->label);
    const bool spans = words && std::ranges::all_of(ids, [this](const AnnotationId& id) {
                           const Annotation* one = m_context.content().find(id);
                           return one && std::holds_alternative<SpanShape>(one->shape);
                       });
    return spans   ? u"%1 spans"_s.arg(ids.size())
           : words ? u"%1 annotations"_s.arg(ids.size())
                   : shapes(ids.size());
}

void SelectionCommands::copy()
{
    if (!needSelection(u"copy"_s))
        return;
    m_clipboard.clear();
    for (const Annotation& annotation : m_context.content().annotations())
        if (std::ranges::find(m_context.selection(), annotation.id) != m_context.selection().end())
            m_clipboard.push_back(annotation);
    m_clipboardItem = m_session.itemScope().item;
    Q_EMIT say(u"%1 copied."_s.arg(shapes(m_clipboard.size())));
}

void SelectionCommands::cut()
{
    const std::vector<AnnotationId> ids = changeable(u"cut"_s);
    if (ids.empty())
        return;
    m_context.setSelection(ids);
    copy();
    m_context.apply(u"Cut %1"_s.arg(what(ids)), deleteSelection(m_context.content(), ids));
}

std::size_t SelectionCommands::add(const QString& text, const std::vector<Annotation>& annotations,
                                   std::optional<Point> center)
{
    Creation creation = pasteAnnotations(m_context.content(), annotations, m_context.imageSize(), center);
    const std::size_t pasted = creation.created.size();
    if (!m_context.apply(text, std::move(creation.changes)) && pasted > 0)
        return creation.leftOut;
    if (pasted > 0)
        m_context.setSelection(std::move(creation.created));
    if (creation.leftOut > 0)
        Q_EMIT say(u"%1 pasted, %2 left out: %3 not fit this picture."_s
                       .arg(pasted == 0 ? u"Nothing"_s : shapes(pasted))
                       .arg(creation.leftOut)
                       .arg(creation.leftOut == 1 ? u"it does"_s : u"they do"_s));
    return creation.leftOut;
}

void SelectionCommands::paste(std::optional<Point> cursor)
{
    if (m_clipboard.empty()) {
        Q_EMIT say(u"Nothing is copied yet."_s);
        return;
    }
    add(u"Paste %1"_s.arg(shapes(m_clipboard.size())), m_clipboard, cursor);
}

void SelectionCommands::pasteFrom(const Item& item)
{
    const QString path = toQt(item.path);
    const QString name = path.mid(path.lastIndexOf(u'/') + 1);
    // Its last Edits may still be on their way to the file.
    if (const WorkingLayer* ahead = m_session.workingOn(item.id)) {
        pasteFrom(name, ahead->content.annotations());
        return;
    }
    Reader& reader = m_session.reader();
    const auto layer = reader.shownLayer(item.id, m_session.project().me());
    if (!layer) {
        Q_EMIT say(toQt(layer.error().text()));
        return;
    }
    if (!*layer) {
        pasteFrom(name, {});
        return;
    }
    const auto content = reader.content((*layer)->layer.id);
    if (!content) {
        Q_EMIT say(toQt(content.error().text()));
        return;
    }
    pasteFrom(name, content->annotations());
}

void SelectionCommands::pasteFrom(const QString& name, const std::vector<Annotation>& annotations)
{
    if (annotations.empty())
        Q_EMIT say(u"%1 has no shapes to paste."_s.arg(name));
    else
        add(u"Paste %1 from %2"_s.arg(shapes(annotations.size()), name), annotations, {});
}

void SelectionCommands::duplicate()
{
    if (!needSelection(u"duplicate"_s))
        return;
    const QString text = u"Duplicate %1"_s.arg(what(m_context.selection()));
    Creation creation = duplicateSelection(m_context.content(), m_context.selection(), m_context.imageSize());
    if (m_context.apply(text, std::move(creation.changes)))
        m_context.setSelection(std::move(creation.created));
}

void SelectionCommands::remove()
{
    const std::vector<AnnotationId> ids = changeable(u"delete"_s);
    if (!ids.empty())
        m_context.apply(u"Delete %1"_s.arg(what(ids)), deleteSelection(m_context.content(), ids));
}

void SelectionCommands::relabel(const LabelId& label)
{
    const std::vector<AnnotationId> ids = changeable(u"relabel"_s);
    const UnfitForLabel unfit = unfitFor(m_session.ontology(), m_context.content(), ids, label);
    if (!unfit.reason.empty()) {
        Q_EMIT say(u"It stays: %1"_s.arg(toQt(unfit.reason)));
        return;
    }
    if (!ids.empty())
        m_context.apply((m_instances.isOfText() ? u"Relabel %1, now %2"_s : u"Relabel %1 to %2"_s)
                            .arg(what(ids), m_context.labelName(label)),
                        touchstone::relabel(m_context.content(), ids, label, m_context.startOf(label)));
}

void SelectionCommands::restack(Stack where)
{
    const Selection ids = changeable(u"restack"_s);
    if (ids.empty())
        return;
    const LayerContent& content = m_context.content();
    switch (where) {
    case Stack::Front:
        m_context.apply(u"Bring %1 to front"_s.arg(what(ids)), bringToFront(content, ids));
        break;
    case Stack::Forward:
        m_context.apply(u"Bring %1 forward"_s.arg(what(ids)), raise(content, ids));
        break;
    case Stack::Backward:
        m_context.apply(u"Send %1 backward"_s.arg(what(ids)), lower(content, ids));
        break;
    case Stack::Back:
        m_context.apply(u"Send %1 to back"_s.arg(what(ids)), sendToBack(content, ids));
        break;
    }
}

std::vector<AnnotationId> SelectionCommands::changeableShapes(const QString& what)
{
    std::vector<AnnotationId> ids = changeable(what);
    std::erase_if(ids, [this](const AnnotationId& id) {
        const Annotation* found = m_context.content().find(id);
        return !found || std::holds_alternative<RelationShape>(found->shape);
    });
    return ids;
}

void SelectionCommands::group()
{
    const std::vector<AnnotationId> ids = changeableShapes(u"group"_s);
    if (ids.empty())
        return;
    std::vector<Change> changes = grouped(m_context.content(), ids, AnnotationId::create());
    if (ids.size() < 2)
        Q_EMIT say(u"A group needs two shapes; Shift adds to the selection."_s);
    else if (changes.empty())
        Q_EMIT say(u"They are one group already."_s);
    else if (m_context.apply(u"Group %1"_s.arg(what(ids)), std::move(changes)))
        Q_EMIT say(u"%1 are one group."_s.arg(shapes(ids.size())));
}

void SelectionCommands::ungroup()
{
    const std::vector<AnnotationId> ids = changeableShapes(u"ungroup"_s);
    if (ids.empty())
        return;
    std::vector<Change> changes = ungrouped(m_context.content(), ids);
    if (changes.empty())
        Q_EMIT say(u"The selection is in no group."_s);
    else
        m_context.apply(u"Ungroup %1"_s.arg(what(ids)), std::move(changes));
}

void SelectionCommands::partOf()
{
    std::vector<AnnotationId> ids = changeableShapes(u"make a part of"_s);
    if (ids.empty())
        return;
    if (ids.size() < 2) {
        Q_EMIT say(u"Select the part first, then with Shift the whole it belongs to."_s);
        return;
    }
    const AnnotationId whole = ids.back();
    ids.pop_back();
    std::vector<Change> changes =
        partsOf(m_context.content(), ids, whole, [] { return AnnotationId::create(); });
    const QString name = m_instances.nameOf(whole);
    if (changes.empty())
        Q_EMIT say(u"That changes nothing: they are parts of %1 already, or %1 is part of them."_s.arg(name));
    else if (m_context.apply(u"Make %1 part of %2"_s.arg(what(ids), name), std::move(changes)))
        Q_EMIT say(ids.size() == 1 ? u"%1 is part of %2."_s.arg(m_instances.nameOf(ids.front()), name)
                                   : u"%1 are parts of %2."_s.arg(shapes(ids.size()), name));
}

void SelectionCommands::selectAll()
{
    std::vector<AnnotationId> ids;
    for (const Annotation& annotation : m_context.content().annotations())
        if (!m_context.isHidden(annotation) && !m_context.isLocked(annotation))
            ids.push_back(annotation.id);
    m_context.setSelection(std::move(ids));
}

void SelectionCommands::hide()
{
    if (needSelection(u"hide"_s)) {
        const std::vector<AnnotationId> ids = m_context.selection();
        const QString text =
            (ids.size() == 1 ? u"%1 is hidden. Shift+H shows all."_s : u"%1 are hidden. Shift+H shows all."_s)
                .arg(what(ids));
        m_marks.setHidden(ids, true);
        Q_EMIT say(text);
    }
}

void SelectionCommands::lock()
{
    if (!needSelection(u"lock"_s))
        return;
    const std::vector<AnnotationId> ids = m_context.selection();
    const bool all =
        std::ranges::all_of(ids, [this](const AnnotationId& id) { return m_marks.isLocked(id); });
    m_marks.setLocked(ids, !all);
}

void SelectionCommands::walk(int by, bool withPlace)
{
    const int rows = m_instances.rowCount();
    const auto& ids = m_context.selection();
    int row = ids.empty() ? (by > 0 ? -1 : rows) : m_instances.rowOf(by > 0 ? ids.back() : ids.front());
    for (int seen = 0; seen < rows; ++seen) {
        row = (row + by + rows) % rows;
        const AnnotationId id = m_instances.idAt(row);
        const Annotation* found = m_context.content().find(id);
        if (m_context.isHidden(id) || (withPlace && (!found || !bounds(found->shape))))
            continue;
        m_context.setSelection({id});
        return;
    }
}

} // namespace touchstone
