// What keys and the mouse do in a text.

#include <algorithm>

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QKeyEvent>

#include "app/label/label_context.h"
#include "app/label/physical_keys.h"
#include "app/label/text_desk.h"
#include "app/session/project_session.h"
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
    if (!key(*static_cast<QKeyEvent*>(event), act))
        return QObject::eventFilter(watched, event);
    event->accept();
    return true;
}

// True for keys that mean something here; with `act` it is done.
bool TextDesk::key(const QKeyEvent& event, bool act)
{
    const auto held = event.modifiers() & all;
    switch (event.key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down: return arrow(event, act);
    case Qt::Key_Tab:
    case Qt::Key_Backtab:
        if (held & ~Qt::ShiftModifier)
            return false;
        if (act)
            walk(event.key() == Qt::Key_Backtab || held ? -1 : 1);
        return true;
    case Qt::Key_Home:
    case Qt::Key_End:
        if (held != Qt::ControlModifier)
            return false;
        if (act)
            goToEdge(event.key() == Qt::Key_End);
        return true;
    case Qt::Key_Escape:
        if (held ||
            (m_waiting == Waiting::Nothing && m_context.selection().empty() && m_view.selection().isEmpty()))
            return false;
        if (act)
            escape();
        return true;
    default: break;
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
    return letter(event, act);
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
        m_context.setSelection({});
        m_view.move(TextUnit::Line, step, held ? TextView::Move::Extend : TextView::Move::Go);
        return true;
    }
    const int step = (event.key() == Qt::Key_Right) != m_view.isRightToLeft() ? 1 : -1;
    const auto unit = held & Qt::AltModifier ? TextUnit::Character
                      : m_view.snap() == TextUnit::Character ? TextUnit::Word
                                                             : m_view.snap();
    const auto rest = held & ~Qt::AltModifier;
    if (rest != Qt::NoModifier && rest != Qt::ShiftModifier && rest != Qt::ControlModifier &&
        rest != (Qt::ControlModifier | Qt::ShiftModifier))
        return false;
    // Alt and an arrow alone belong to nobody here; by sentence with Ctrl.
    if (!act)
        return true;
    if ((rest & Qt::ShiftModifier) && selectedSpan()) {
        resize(step, rest & Qt::ControlModifier);
        return true;
    }
    const bool marked = !m_view.selection().isEmpty();
    if (const Annotation* span = selectedSpan(); span && !marked) {
        // On from the span that is left.
        const auto& shape = std::get<SpanShape>(span->shape);
        const std::int64_t from = step > 0 ? extent(shape).end : extent(shape).begin;
        m_view.setSelection({shape.block, from, from});
    }
    m_context.setSelection({});
    if (rest == Qt::ControlModifier)
        m_view.move(TextUnit::Sentence, step, TextView::Move::Go);
    else
        m_view.move(unit, step, rest == Qt::NoModifier        ? TextView::Move::Go
                                : rest == Qt::ShiftModifier   ? TextView::Move::Extend
                                                              : TextView::Move::Start);
    return true;
}

bool TextDesk::letter(const QKeyEvent& event, bool act)
{
    const auto held = event.modifiers() & all;
    const int latin = latinFallback(event) != 0 ? latinFallback(event) : event.key();
    const auto run = [&](auto&& work) {
        if (act && !event.isAutoRepeat())
            work();
        return true;
    };
    if (held == Qt::NoModifier) {
        switch (latin) {
        case Qt::Key_M: return run([this] { m_atOnce->toggle(); });
        case Qt::Key_R: return run([this] { relate(); });
        case Qt::Key_K: return run([this] { addToChain(); });
        case Qt::Key_F: return run([this] { addPiece(); });
        default: return false;
        }
    }
    if (held == Qt::ShiftModifier && latin == Qt::Key_S)
        return run([this] { cutSpan(); });
    if (held == Qt::ShiftModifier && latin == Qt::Key_K)
        return run([this] {
            m_chainId = {};
            addToChain();
        });
    if (held == (Qt::ControlModifier | Qt::ShiftModifier) && latin == Qt::Key_J)
        return run([this] { joinSpans(); });
    if (held == (Qt::ControlModifier | Qt::ShiftModifier) && latin == Qt::Key_K)
        return run([this] {
            if (mayEdit() && !m_context.apply(u"Take out of the chain"_s,
                                              unchained(m_context.content(), m_context.selection())))
                Q_EMIT say(u"Select a mention of a chain first."_s);
        });
    if (held == Qt::ControlModifier && latin == Qt::Key_C)
        return run([this] { QApplication::clipboard()->setText(m_view.selectedText()); });
    return false;
}

void TextDesk::press(const std::vector<AnnotationId>& stack, Qt::KeyboardModifiers modifiers)
{
    if (m_waiting == Waiting::Target && !stack.empty()) {
        nameRelation(m_from, stack.front());
        return;
    }
    std::vector<AnnotationId> ids = m_context.selection();
    if (stack.empty()) {
        if (modifiers)
            return;
        m_context.setSelection({});
        if (m_atOnce->isChecked() && !m_context.currentLabel().isNull()) {
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
    m_context.apply(u"Resize %1"_s.arg(m_context.labelName(span->label)),
                    {m_context.content().replacement(after)}, u"resize span"_s);
}

void TextDesk::relate()
{
    const Annotation* span = selectedSpan();
    if (!span) {
        Q_EMIT say(u"Select the span that the relation begins at; Tab goes to it."_s);
        return;
    }
    if (!mayEdit())
        return;
    m_from = span->id;
    wait(Waiting::Target);
}

void TextDesk::nameRelation(const AnnotationId& from, const AnnotationId& to)
{
    if (!mayEdit())
        return;
    if (from == to) {
        Q_EMIT say(u"A relation needs two spans."_s);
        return;
    }
    m_from = from;
    m_to = to;
    wait(Waiting::Relation);
    Q_EMIT labelWanted();
}

void TextDesk::addToChain()
{
    std::vector<AnnotationId> mentions;
    for (const AnnotationId& id : m_context.selection())
        if (const Annotation* one = m_context.content().find(id);
            one && std::holds_alternative<SpanShape>(one->shape))
            mentions.push_back(id);
    if (mentions.empty()) {
        Q_EMIT say(u"Select a mention first; Tab goes to it."_s);
        return;
    }
    if (!mayEdit())
        return;
    const Annotation* chain = m_context.content().find(m_chainId);
    if (!chain || !isChain(*chain)) {
        m_mentions = std::move(mentions);
        wait(Waiting::Chain);
        Q_EMIT labelWanted();
        return;
    }
    if (!m_context.apply(u"Add to the chain"_s,
                         chained(m_context.content(), m_chainId, chain->label, mentions)))
        Q_EMIT say(u"It is in this chain already."_s);
}

void TextDesk::joinSpans()
{
    if (mayEdit() &&
        !m_context.apply(u"Join spans"_s, spansJoined(m_context.content(), m_context.selection())))
        Q_EMIT say(u"Select two spans or more with Shift and a click to join them."_s);
}

void TextDesk::cutSpan()
{
    const TextSelection at = m_view.selection();
    const Annotation* span = selectedSpan();
    span = span ? span : m_context.content().find(m_lastSpan);
    if (span && mayEdit() &&
        m_context.apply(u"Cut %1"_s.arg(m_context.labelName(span->label)),
                        spanCut(m_context.content(), span->id, at.range().begin, AnnotationId::create())))
        return;
    Q_EMIT say(u"Put the caret into the span that was selected last, where it is to be cut."_s);
}

/// A discontinuous span: what is marked belongs to the one before.
void TextDesk::addPiece()
{
    const TextSelection marked = m_view.selection();
    const Annotation* span = m_context.content().find(m_lastSpan);
    const auto* shape = span ? std::get_if<SpanShape>(&span->shape) : nullptr;
    if (!shape || marked.isEmpty() || marked.block != shape->block) {
        Q_EMIT say(u"Mark more of the text; then F adds it to the span that was selected or made last."_s);
        return;
    }
    if (!mayEdit())
        return;
    std::vector<TextRange> ranges = *shape->ranges;
    const TextRange added = trimmed(marked.block, marked.range());
    if (std::ranges::any_of(ranges, [&](const TextRange& one) { return one.overlaps(added); })) {
        Q_EMIT say(u"This belongs to the span already."_s);
        return;
    }
    ranges.push_back(added);
    std::ranges::sort(ranges);
    for (std::size_t i = 1; i < ranges.size();)
        if (ranges[i - 1].end == ranges[i].begin) {
            ranges[i - 1].end = ranges[i].end;
            ranges.erase(ranges.begin() + std::ptrdiff_t(i));
        } else {
            ++i;
        }
    Annotation after = *span;
    after.shape = SpanShape{std::move(ranges), shape->block};
    if (m_context.apply(u"Add a piece to %1"_s.arg(m_context.labelName(span->label)),
                        {m_context.content().replacement(after)}))
        m_view.setSelection({marked.block, added.end, added.end});
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
    Q_EMIT hintChanged();
}

} // namespace touchstone
