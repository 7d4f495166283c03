#include "tools/helper_tool.h"

#include <cmath>

#include <QPainter>

#include "canvas/shape_painter.h"
#include "tools/live_marks.h"
#include "touchstone/geometry/mask_ops.h"

namespace touchstone {
namespace {

/// In widget pixels: less is a click.
constexpr double leastDrag = 5;
constexpr double leastSide = 2;
constexpr double clickRadius = 5;
const QColor objectColor(70, 200, 90);
const QColor otherColor(230, 70, 60);

} // namespace

HelperTool::HelperTool(ToolContext& context) : MaskTool(context), m_question(context)
{
}

HelperTool::~HelperTool()
{
    if (isAsking())
        context().stopProgram(m_question.end());
}

void HelperTool::activate()
{
    MaskTool::activate();
    if (context().programName().isEmpty())
        context().offerProgram();
}

void HelperTool::deactivate()
{
    cancelDrag();
    stop();
    if (hasDraft() && !accept())
        drop();
    MaskTool::deactivate();
}

void HelperTool::reset()
{
    // What is stored of the draft stays with its item.
    if (isAsking())
        context().stopProgram(m_question.end());
    m_steps.clear();
    m_shown.clear();
    m_drag.reset();
    MaskTool::reset();
}

void HelperTool::press(const ToolPointer& pointer)
{
    const bool isInside = isOnImage(pointer.position);
    if (m_drag || !canDraw())
        return;
    if (context().programName().isEmpty()) {
        context().offerProgram();
        return;
    }
    const bool object = pointer.button != Qt::RightButton && !pointer.eraser;
    if ((pointer.modifiers & Qt::ShiftModifier) != 0 && hasDraft() && !finish())
        return;
    if (!object && (!isInside || !hasDraft())) {
        if (!hasDraft())
            context().say(QStringLiteral("Click the object first; the right button then says what is not part of it."));
        return;
    }
    const Point at = clipped(pointer.position);
    m_drag = Drag{at, at, object, !isInside};
    context().hintChanged();
}

void HelperTool::move(const ToolPointer& pointer)
{
    const Point at = clipped(pointer.position);
    showPointer(at);
    if (!m_drag || !m_drag->object)
        return;
    m_drag->to = at;
    if (inWidget(std::hypot(at.x - m_drag->from.x, at.y - m_drag->from.y)) >= leastDrag)
        m_drag->isBox = true;
    context().canvas().updateLive();
}

void HelperTool::release(const ToolPointer& pointer)
{
    move(pointer);
    if (!m_drag)
        return;
    const Drag drag = *std::exchange(m_drag, std::nullopt);
    HelperStep next;
    if (hasDraft()) {
        next = m_steps.back();
        next.answer.reset();
    }
    if (drag.isBox) {
        const Rect box = Rect::fromCorners(drag.from, drag.to);
        context().canvas().updateLive();
        context().hintChanged();
        if (box.width < leastSide || box.height < leastSide) {
            context().say(QStringLiteral("Drag a box around the object, or click it."));
            return;
        }
        next.box = box;
    } else {
        next.clicks.push_back({drag.from, drag.object});
    }
    ask(std::move(next));
}

void HelperTool::ask(HelperStep step)
{
    // The click before, if it still waits, is part of this question.
    if (isAsking())
        context().stopProgram(m_question.end());
    if (!hasDraft())
        clearSelection();
    m_steps.push_back(std::move(step));
    ProgramQuestion question;
    question.clicks = m_steps.back().clicks;
    question.box = m_steps.back().box;
    question.done = [this](Result<ProgramAnswer> result) { answered(std::move(result)); };
    m_question.begin([&] { return context().askProgram(std::move(question)); });
    context().canvas().updateLive();
    context().hintChanged();
}

void HelperTool::answered(Result<ProgramAnswer> result)
{
    m_question.end();
    if (m_steps.empty())
        return;
    if (result) {
        if (result->shapes.empty())
            context().say(QStringLiteral("%1 found nothing here.").arg(context().programName()));
        m_steps.back().answer = std::move(*result);
    } else {
        // The click that got no answer is not asked again with the next one.
        m_steps.pop_back();
        while (!m_steps.empty() && !m_steps.back().answer)
            m_steps.pop_back();
        context().say(QString::fromStdString(result.error().message));
    }
    showSteps();
}

void HelperTool::stop()
{
    if (!isAsking())
        return;
    context().stopProgram(m_question.end());
    while (!m_steps.empty() && !m_steps.back().answer)
        m_steps.pop_back();
    showSteps();
}

const ProgramAnswer* HelperTool::answer() const
{
    for (auto step = m_steps.rbegin(); step != m_steps.rend(); ++step)
        if (step->answer)
            return &*step->answer;
    return nullptr;
}

void HelperTool::showSteps()
{
    context().saveDraft(m_steps.empty() ? std::string() : textOf(m_steps.back()));
    showAnswer();
}

void HelperTool::showAnswer()
{
    m_shown.clear();
    if (const ProgramAnswer* found = answer())
        for (const ExternalShape& one : found->shapes)
            m_shown.push_back(shapeOf(one));
    context().canvas().updateLive();
    context().hintChanged();
}

void HelperTool::drop()
{
    stop();
    m_steps.clear();
    showSteps();
}

bool HelperTool::cancelDrag()
{
    if (!std::exchange(m_drag, std::nullopt))
        return false;
    context().canvas().updateLive();
    context().hintChanged();
    return true;
}

bool HelperTool::cancel()
{
    if (cancelDrag())
        return true;
    if (isAsking()) {
        stop();
        return true;
    }
    if (!hasDraft())
        return false;
    drop();
    return true;
}

bool HelperTool::undoInDraft()
{
    if (!hasDraft())
        return false;
    if (isAsking()) {
        stop();
        return true;
    }
    HelperStep last = std::move(m_steps.back());
    m_steps.pop_back();
    // Taken up again after a restart, only the last step is known: the one before is asked for.
    if (m_steps.empty() && last.clicks.size() + (last.box ? 1U : 0U) > 1) {
        if (last.clicks.empty())
            last.box.reset();
        else
            last.clicks.pop_back();
        last.answer.reset();
        ask(std::move(last));
        return true;
    }
    // A click that was followed by another before its answer came.
    if (!m_steps.empty() && !m_steps.back().answer) {
        HelperStep before = std::move(m_steps.back());
        m_steps.pop_back();
        ask(std::move(before));
        return true;
    }
    showSteps();
    return true;
}

void HelperTool::restoreDraft(const std::string& body)
{
    std::optional<HelperStep> step = helperStepFrom(body, context().imageSize());
    if (!step || !step->answer)
        return;
    m_steps.clear();
    m_steps.push_back(std::move(*step));
    showAnswer();
}

bool HelperTool::finish()
{
    if (!hasDraft())
        return MaskTool::finish();
    if (isAsking()) {
        context().say(QStringLiteral("%1 has not answered yet. Wait, or cancel it with Esc.").arg(context().programName()));
        return false;
    }
    return accept();
}

bool HelperTool::accept()
{
    const ProgramAnswer* found = answer();
    if (!found || !canDraw())
        return false;
    if (found->shapes.empty()) {
        context().say(QStringLiteral("Nothing was found that could be taken over."));
        return false;
    }
    const Size size = context().imageSize();
    const Mask nothing{static_cast<std::int32_t>(size.width), static_cast<std::int32_t>(size.height), {}};
    std::vector<FoundShape> made;
    Mask all = nothing;
    for (const ExternalShape& one : found->shapes) {
        Shape shape = shapeOf(one);
        if (auto* mask = std::get_if<MaskShape>(&shape); mask && context().maskSettings().exclusive) {
            // The first of two answers keeps the pixels that both claim.
            mask->mask = Shared<Mask>(subtract(*mask->mask, all));
            all = unite(all, *mask->mask);
        }
        made.push_back({std::move(shape), one.score, found->source});
    }
    std::vector<Change> others;
    if (!all.tiles.empty()) {
        others = othersAfter(nothing, all);
        for (FoundShape& one : made)
            if (auto* mask = std::get_if<MaskShape>(&one.shape))
                mask->mask = Shared<Mask>(intersect(*mask->mask, all));
        std::erase_if(made, [](const FoundShape& one) {
            const auto* mask = std::get_if<MaskShape>(&one.shape);
            return mask && mask->mask->tiles.empty();
        });
    }
    m_steps.clear();
    showSteps();
    if (made.empty())
        context().say(QStringLiteral("Nothing was taken over: no pixel was free."));
    else
        context().addFound(std::move(made), std::move(others));
    return true;
}

void HelperTool::paintLive(QPainter& painter, const ViewTransform& view)
{
    MaskTool::paintLive(painter, view);
    if (!hasDraft() || (m_drag && m_drag->isBox))
        paintPointer(painter, view);
    if (!m_shown.empty()) {
        ShapeInk ink = draftInk();
        ink.fillAlpha = 90;
        for (const Shape& shape : m_shown)
            context().canvas().paintShape(painter, shape, ink);
    }
    if (m_drag && m_drag->isBox) {
        paintRubberBand(painter, view.toWidget(Rect::fromCorners(m_drag->from, m_drag->to)),
                        context().canvas().style().accent);
    } else if (hasDraft() && m_steps.back().box) {
        const QRectF box = view.toWidget(*m_steps.back().box);
        paintLine(painter, QPolygonF(box), context().canvas().style().accent, true);
    }
    if (!hasDraft())
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(Qt::white, 1.5));
    for (const ExternalClick& click : m_steps.back().clicks) {
        painter.setBrush(click.object ? objectColor : otherColor);
        painter.drawEllipse(view.toWidget(click.place), clickRadius, clickRadius);
    }
    painter.restore();
}

QString HelperTool::hint() const
{
    const QString name = context().programName();
    if (name.isEmpty())
        return QStringLiteral("name a program in the preferences first");
    if (m_drag && m_drag->isBox)
        return QStringLiteral("release to ask %1").arg(name);
    if (m_question.isLong())
        return QStringLiteral("waiting for %1…").arg(name);
    const ProgramAnswer* found = answer();
    if (!found)
        return QStringLiteral("click an object for %1, or drag a box around it").arg(name);
    if (found->shapes.empty())
        return QStringLiteral("nothing found; click again, or drag a box");
    QString text = found->shapes.size() == 1 ? QStringLiteral("a draft of %1").arg(name)
                                             : QStringLiteral("%1 drafts of %2").arg(found->shapes.size()).arg(name);
    if (found->shapes.size() == 1 && found->shapes.front().score)
        text += QStringLiteral(", score %1").arg(*found->shapes.front().score, 0, 'f', 2);
    return text;
}

std::vector<ToolHintKey> HelperTool::hintKeys() const
{
    if (isAsking())
        return m_question.isLong() ? std::vector<ToolHintKey>{{QStringLiteral("Esc"), QStringLiteral("cancel")}}
                        : std::vector<ToolHintKey>{};
    if (!hasDraft())
        return {};
    return {{QStringLiteral("Enter"), QStringLiteral("accept")},
            {QStringLiteral("Right button"), QStringLiteral("not part of it")},
            {QStringLiteral("Backspace"), QStringLiteral("one click back")},
            {QStringLiteral("Shift"), QStringLiteral("accept, another")},
            {QStringLiteral("Esc"), QStringLiteral("drop")}};
}

} // namespace touchstone
