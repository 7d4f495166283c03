// What keys and the mouse do in a text.

#include <algorithm>

#include <QEvent>
#include <QKeyEvent>

#include "app/label/label_context.h"
#include "app/label/text_desk.h"
#include "app/label/token_tagger.h"
#include "app/session/project_session.h"
#include "app/session/text.h"
#include "textview/text_view.h"
#include "touchstone/model/spans.h"
#include "touchstone/text/text_offsets.h"

using namespace Qt::StringLiterals;

namespace touchstone {

namespace {

constexpr auto all = Qt::ShiftModifier | Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier;

bool isEnter(int key)
{
    return key == Qt::Key_Return || key == Qt::Key_Enter;
}

} // namespace

bool TextDesk::eventFilter(QObject* watched, QEvent* event)
{
    if (!m_on || (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride))
        return QObject::eventFilter(watched, event);
    // While something is dragged, keys are for the view: Esc gives the drag up.
    if (m_view.isDragging())
        return QObject::eventFilter(watched, event);
    const bool act = event->type() == QEvent::KeyPress;
    m_returned = false;
    if (!key(*static_cast<QKeyEvent*>(event), act))
        return QObject::eventFilter(watched, event);
    event->accept();
    return true;
}

// True for keys that mean something here; with `act` it is done.
bool TextDesk::key(const QKeyEvent& event, bool act)
{
    if (m_tagger->key(event, act))
        return true;
    const auto held = event.modifiers() & all;
    switch (event.key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
        return arrow(event, act);
    case Qt::Key_Home:
    case Qt::Key_End:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        return edge(event, act);
    case Qt::Key_Escape:
        if (held ||
            (m_waiting == Waiting::Nothing && m_context.selection().empty() && m_view.selection().isEmpty()))
            return false;
        if (act)
            escape();
        return true;
    default:
        break;
    }
    if (isEnter(event.key()) && !held && m_waiting != Waiting::Nothing) {
        if (!act)
            return true;
        const Annotation* target = selectedSpan();
        if (m_waiting == Waiting::Target && target)
            nameRelation(m_from, target->id);
        else if (const LabelId again = m_waiting == Waiting::Relation ? m_relationLabel : m_chainLabel;
                 m_waiting != Waiting::Target && !again.isNull())
            take(again);
        return true;
    }
    return false;
}

bool TextDesk::arrow(const QKeyEvent& event, bool act)
{
    const auto held = event.modifiers() & all;
    const bool upright = event.key() == Qt::Key_Up || event.key() == Qt::Key_Down;
    if (upright) {
        if (held & ~Qt::ShiftModifier)
            return false;
        const int step = event.key() == Qt::Key_Down ? 1 : -1;
        if (!act)
            return true;
        if (const Annotation* span = held ? nullptr : selectedSpan()) {
            if (const auto next = m_view.spanInStack(span->id, step))
                m_context.setSelection({*next});
            return true;
        }
        leaveSpan();
        m_view.move(TextUnit::Line, step, held ? TextView::Move::Extend : TextView::Move::Go);
        return true;
    }
    const bool right = event.key() == Qt::Key_Right;
    const auto unit = held & Qt::AltModifier                 ? TextUnit::Character
                      : m_view.snap() == TextUnit::Character ? TextUnit::Word
                                                             : m_view.snap();
    const auto rest = held & ~Qt::AltModifier;
    if (rest != Qt::NoModifier && rest != Qt::ShiftModifier && rest != Qt::ControlModifier &&
        rest != (Qt::ControlModifier | Qt::ShiftModifier))
        return false;
    // Alt and an arrow alone belong to nobody here; by sentence with Ctrl.
    if (!act)
        return true;
    const Annotation* span = selectedSpan();
    if ((rest & Qt::ShiftModifier) && span) {
        const auto& shape = std::get<SpanShape>(span->shape);
        resize(right != m_view.runsToTheLeft(shape.block, extent(shape)) ? 1 : -1,
               rest & Qt::ControlModifier);
        return true;
    }
    leaveSpan();
    if (rest == Qt::ControlModifier)
        m_view.move(TextUnit::Sentence, right != m_view.isRightToLeft() ? 1 : -1, TextView::Move::Go);
    else if (!m_view.moveSideways(unit, right,
                                  rest == Qt::NoModifier      ? TextView::Move::Go
                                  : rest == Qt::ShiftModifier ? TextView::Move::Extend
                                                              : TextView::Move::Start) &&
             span)
        m_view.setSelection({m_view.selection().block, m_view.selection().head, m_view.selection().head});
    return true;
}

// By line with Home and End, by the whole text with Ctrl, by page with PgUp and PgDn.
bool TextDesk::edge(const QKeyEvent& event, bool act)
{
    const auto held = event.modifiers() & all;
    const bool page = event.key() == Qt::Key_PageUp || event.key() == Qt::Key_PageDown;
    const bool on = event.key() == Qt::Key_End || event.key() == Qt::Key_PageDown;
    if (held != Qt::NoModifier && held != Qt::ShiftModifier && (page || held != Qt::ControlModifier))
        return false;
    if (!act)
        return true;
    if (held == Qt::ControlModifier) {
        goToEdge(on);
        return true;
    }
    leaveSpan();
    const auto how = held ? TextView::Move::Extend : TextView::Move::Go;
    if (page)
        m_view.moveByPage(on ? 1 : -1, how);
    else
        m_view.moveToLineEdge(on, how);
    return true;
}

// Whoever moves on from a span begins at its words.
void TextDesk::leaveSpan()
{
    if (const Annotation* span = selectedSpan(); span && m_view.selection().isEmpty()) {
        const auto& shape = std::get<SpanShape>(span->shape);
        const TextRange whole = extent(shape);
        m_view.setSelection({shape.block, whole.begin, whole.end});
    }
    m_context.setSelection({});
}

void TextDesk::press(const std::vector<AnnotationId>& stack, Qt::KeyboardModifiers modifiers)
{
    if (m_tagger->isOn()) {
        m_tagger->start();
        return;
    }
    if (m_waiting == Waiting::Target && !stack.empty()) {
        nameRelation(m_from, stack.front());
        return;
    }
    std::vector<AnnotationId> ids = m_context.selection();
    if (stack.empty()) {
        if (modifiers)
            return;
        m_context.setSelection({});
        if (m_atOnce && !m_context.currentLabel().isNull()) {
            const TextSelection at = m_view.selection();
            const TextRange unit = m_view.unitAt(m_view.snap(), at.block, at.head);
            m_view.setSelection({at.block, unit.begin, unit.end});
            if (!unit.isEmpty())
                mark(m_context.currentLabel());
        }
        return;
    }
    // A click again takes the next of those that lie over each other.
    AnnotationId wanted = stack.front();
    if (ids.size() == 1)
        if (const auto at = std::ranges::find(stack, ids.front()); at != stack.end())
            wanted = std::next(at) == stack.end() ? stack.front() : *std::next(at);
    m_selecting = true;
    if (modifiers & (Qt::ShiftModifier | Qt::ControlModifier)) {
        if (const auto at = std::ranges::find(ids, stack.front()); at != ids.end())
            ids.erase(at);
        else
            ids.push_back(stack.front());
        m_context.setSelection(std::move(ids));
    } else {
        m_context.setSelection({wanted});
    }
    m_selecting = false;
}

void TextDesk::goToEdge(bool end)
{
    const auto document = m_view.document();
    if (!document || document->blocks.empty())
        return;
    const int block = end ? int(document->blocks.size()) - 1 : 0;
    const std::int64_t at = end ? TextOffsets(document->blocks.back().text).length() : 0;
    m_context.setSelection({});
    m_view.setSelection({block, at, at});
    m_view.reveal(block, {at, at});
}

void TextDesk::walk(int by)
{
    const std::vector<AnnotationId>& ids = m_context.selection();
    const auto next = m_view.spanBeside(ids.size() == 1 ? ids.front() : AnnotationId{}, by);
    if (next) {
        m_context.setSelection({*next});
        return;
    }
    // On from the other end.
    const std::vector<const Annotation*> spans = spansInOrder(m_context.content());
    if (spans.empty())
        Q_EMIT say(u"Nothing is labelled in this text yet."_s);
    else
        m_context.setSelection({by > 0 ? spans.front()->id : spans.back()->id});
}

void TextDesk::resize(int by, bool begin)
{
    const Annotation* span = selectedSpan();
    if (!span || !mayEdit())
        return;
    const auto& shape = std::get<SpanShape>(span->shape);
    const TextRange whole = extent(shape);
    // The view knows the units: its own selection takes the step.
    m_view.setSelection({shape.block, whole.begin, whole.end});
    const bool moved = m_view.move(m_view.snap() == TextUnit::Character ? TextUnit::Word : m_view.snap(), by,
                                   begin ? TextView::Move::Start : TextView::Move::Extend);
    const TextRange now = trimmed(shape.block, m_view.selection().range());
    m_view.setSelection({shape.block, now.end, now.end});
    if (!moved || now.isEmpty())
        return;
    std::vector<TextRange> ranges = *shape.ranges;
    (begin ? ranges.front().begin : ranges.back().end) = begin ? now.begin : now.end;
    const TextRange& changed = begin ? ranges.front() : ranges.back();
    if (changed.begin >= changed.end)
        return;
    Annotation after = *span;
    after.shape = SpanShape{std::move(ranges), shape.block};
    constexpr qint64 oneSequence = 1000;
    if (!m_sinceResize.isValid() || m_sinceResize.elapsed() > oneSequence || m_resized != span->id)
        m_resizeKey = u"resize span "_s + toQt(EditId::create().toString());
    m_resized = span->id;
    m_sinceResize.start();
    m_context.apply(u"Resize "_s + m_words.editOf(after), {m_context.content().replacement(after)},
                    m_resizeKey);
}

void TextDesk::escape()
{
    if (m_waiting != Waiting::Nothing)
        wait(Waiting::Nothing);
    else if (!m_context.selection().empty())
        m_context.setSelection({});
    else
        m_view.setSelection({m_view.selection().block, m_view.selection().head, m_view.selection().head});
}

void TextDesk::wait(Waiting waiting)
{
    m_waiting = waiting;
    m_view.setRelationDraft(waiting == Waiting::Target || waiting == Waiting::Relation ? m_from
                                                                                       : AnnotationId(),
                            waiting == Waiting::Relation ? m_to : AnnotationId());
    Q_EMIT hintChanged();
}

} // namespace touchstone
