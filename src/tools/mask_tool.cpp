#include "tools/mask_tool.h"

#include <algorithm>

#include "tools/commands.h"
#include "tools/select_drag.h"

namespace touchstone {
namespace {

Mask emptyMask(Size size)
{
    return {static_cast<std::int32_t>(size.width), static_cast<std::int32_t>(size.height), {}};
}

} // namespace

double nextBrush(double radius, bool larger)
{
    const double step = std::max(0.5, std::floor(radius / 4) / 2);
    return std::clamp(larger ? radius + step : radius - step, leastBrush, mostBrush);
}

MaskTool::MaskTool(ToolContext& context) : DrawTool(context), m_stored(Mask{}) {}

void MaskTool::activate()
{
    m_label = context().currentLabel();
    takeUp();
}

void MaskTool::deactivate()
{
    letGo();
    DrawTool::deactivate();
}

void MaskTool::reset()
{
    letGo();
}

const Annotation* MaskTool::target() const
{
    const std::vector<AnnotationId>& selection = context().selection();
    const Annotation* only = selection.size() == 1 ? context().content().find(selection.front()) : nullptr;
    return only && std::holds_alternative<MaskShape>(only->shape) && !context().isLocked(only->id) &&
                   !context().isHidden(only->id)
               ? only
               : nullptr;
}

bool MaskTool::pickTarget(Point place)
{
    for (const AnnotationId& id : context().canvas().at(place, 0)) {
        const Annotation* found = context().content().find(id);
        if (found && std::holds_alternative<MaskShape>(found->shape) && !context().isLocked(id)) {
            context().setSelection({id});
            return true;
        }
    }
    return false;
}

void MaskTool::takeUp()
{
    const Annotation* now = target();
    const MaskShape* shape = now ? &std::get<MaskShape>(now->shape) : nullptr;
    if (shape && m_mask && m_target == now->id && &*m_stored == &*shape->mask)
        return;
    // A new mask in the making is nobody's yet.
    if (m_painting && !now && m_target.isNull())
        return;
    m_picture.reset();
    m_painting = false;
    m_mask.reset();
    m_target = now ? now->id : AnnotationId{};
    if (shape) {
        m_stored = shape->mask;
        m_mask.emplace(*shape->mask);
    }
    // Painted here, not with the idle shapes, which would be painted again after each stroke.
    context().canvas().setLifted(now ? std::vector{m_target} : std::vector<AnnotationId>{});
    context().canvas().updateLive();
}

void MaskTool::letGo()
{
    m_painting = false;
    m_mask.reset();
    m_target = {};
    m_picture.reset();
    context().canvas().setLifted({});
    context().canvas().updateLive();
}

void MaskTool::contentChanged()
{
    if (m_storing)
        return;
    // Another label means another object; an undo in mid-stroke gives the stroke up.
    if (const LabelId label = context().currentLabel(); label != m_label) {
        m_label = label;
        if (const Annotation* now = target(); now && now->label != label && !m_painting) {
            context().setSelection({});
            return;
        }
    }
    takeUp();
}

bool MaskTool::finish()
{
    // Further strokes make another mask.
    if (isPainting() || context().selection().empty())
        return false;
    context().setSelection({});
    context().hintChanged();
    return true;
}

bool MaskTool::begin()
{
    if (!canDraw())
        return false;
    const Size size = context().imageSize();
    takeUp();
    if (m_mask && (m_mask->width() != static_cast<std::int32_t>(size.width) ||
                   m_mask->height() != static_cast<std::int32_t>(size.height))) {
        context().say(
            QStringLiteral("This mask was made for a picture of another size. It can be deleted, not painted."));
        return false;
    }
    if (!m_mask) {
        clearSelection();
        m_stored = Shared<Mask>(emptyMask(size));
        m_mask.emplace(*m_stored);
        m_picture.reset();
    }
    m_painting = true;
    return true;
}

std::optional<Tool::Painted> MaskTool::painted() const
{
    if (!m_painting || !m_mask)
        return std::nullopt;
    const PixelRect box = m_mask->bounds();
    return Painted{{double(box.x), double(box.y), double(box.width), double(box.height)}, double(m_mask->area())};
}

void MaskTool::painted(const PixelRect& rect)
{
    if (rect.width <= 0)
        return;
    m_picture.changed(*m_mask, rect);
    context().canvas().updateLive(Rect{double(rect.x), double(rect.y), double(rect.width), double(rect.height)}
                                      .adjusted(2));
}

void MaskTool::giveUp()
{
    if (!m_painting)
        return;
    m_painting = false;
    m_mask.reset();
    takeUp();
    context().canvas().updateLive();
    context().hintChanged();
}

std::vector<Change> MaskTool::othersAfter(const Mask& before, Mask& mask) const
{
    const auto policy = context().maskSettings().exclusive;
    if (!policy)
        return {};
    std::vector<const Annotation*> free;
    std::vector<const Mask*> freeMasks, lockedMasks;
    for (const Annotation& annotation : context().content().annotations()) {
        const auto* shape = std::get_if<MaskShape>(&annotation.shape);
        if (!shape || annotation.id == m_target || shape->mask->width != mask.width ||
            shape->mask->height != mask.height)
            continue;
        if (context().isLocked(annotation.id)) {
            lockedMasks.push_back(&*shape->mask);
        } else {
            free.push_back(&annotation);
            freeMasks.push_back(&*shape->mask);
        }
    }
    if (!lockedMasks.empty())
        mask = exclusive(before, mask, lockedMasks, ExclusivePolicy::OldWins).mask;
    ExclusiveChange change = exclusive(before, mask, freeMasks, *policy);
    mask = std::move(change.mask);
    std::vector<Change> changes;
    for (auto& [index, rest] : change.others) {
        Annotation after = *free[index];
        if (rest.tiles.empty()) {
            changes.push_back(context().content().removal(after.id));
            continue;
        }
        after.shape = MaskShape{std::move(rest)};
        changes.push_back(context().content().replacement(std::move(after)));
    }
    return changes;
}

void MaskTool::store(const Annotation& before, Mask mask, bool added)
{
    const LayerContent& content = context().content();
    std::vector<Change> changes = othersAfter(*std::get<MaskShape>(before.shape).mask, mask);
    const QString name = context().labelName(before.label);
    QString text = (added ? QStringLiteral("Paint %1") : QStringLiteral("Erase from %1")).arg(name);
    if (mask.tiles.empty()) {
        text = QStringLiteral("Erase %1").arg(name);
        for (Change& change : deleteSelection(content, {before.id}))
            changes.push_back(std::move(change));
    } else {
        Annotation after = before;
        m_stored = Shared<Mask>(std::move(mask));
        after.shape = MaskShape{m_stored};
        if (after.shape == before.shape)
            return;
        changes.push_back(content.replacement(std::move(after)));
    }
    context().apply(text, std::move(changes));
}

void MaskTool::commit(bool added)
{
    if (!m_painting)
        return;
    m_painting = false;
    Mask mask = m_mask->mask();
    m_storing = true;
    if (const Annotation* now = target(); now && now->id == m_target) {
        store(*now, std::move(mask), added);
    } else {
        std::vector<Change> others = othersAfter(emptyMask(context().imageSize()), mask);
        if (mask.tiles.empty()) {
            context().say(QStringLiteral("Nothing was painted: no pixel was free."));
        } else {
            m_stored = Shared<Mask>(std::move(mask));
            context().addShape(MaskShape{m_stored}, std::move(others));
            const auto& all = context().content().annotations();
            const auto made = std::find_if(all.rbegin(), all.rend(), [this](const Annotation& annotation) {
                const auto* shape = std::get_if<MaskShape>(&annotation.shape);
                return shape && &*shape->mask == &*m_stored;
            });
            // Further strokes go on with it.
            if (made != all.rend()) {
                m_target = made->id;
                context().setSelection({m_target});
            }
        }
    }
    m_storing = false;
    // Where others won, or nothing was stored, the picture is not what was painted.
    const Annotation* now = target();
    if (now && &*std::get<MaskShape>(now->shape).mask == &*m_stored && !context().maskSettings().exclusive)
        context().canvas().setLifted({now->id});
    else
        m_mask.reset();
    takeUp();
    context().hintChanged();
}

void MaskTool::paintLive(QPainter& painter, const ViewTransform& view)
{
    if (const Shape* free = context().unlabelled()) {
        ShapeInk ink;
        ink.color = QColor(255, 255, 255, 160);
        ink.fillAlpha = 48;
        ink.casing = false;
        context().canvas().paintShape(painter, *free, ink);
    }
    if (!m_mask)
        return;
    const Annotation* now = target();
    const ShapeInk ink = now ? selectedInk(context(), *now, true) : draftInk();
    QColor fill = ink.color;
    fill.setAlpha(std::max(ink.fillAlpha, 70));
    m_picture.paint(painter, view, context().canvas().devicePixelRatioF(), *m_mask, fill.rgba(), ink.color.rgba());
}

} // namespace touchstone
