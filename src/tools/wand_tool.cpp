#include "tools/wand_tool.h"

#include <algorithm>

#include "touchstone/geometry/mask_ops.h"

namespace touchstone {
namespace {

bool isPlain(const QKeyEvent& event, Qt::Key key)
{
    return event.modifiers() == Qt::NoModifier && event.key() == key;
}

} // namespace

void WandTool::press(const ToolPointer& pointer)
{
    if (!isOnImage(pointer.position) || !canDraw())
        return;
    const bool takes =
        pointer.button == Qt::RightButton || pointer.eraser || (pointer.modifiers & Qt::AltModifier) != 0;
    const bool goesOn = takes || (pointer.modifiers & Qt::ShiftModifier) != 0;
    stopWork();
    if (!goesOn) {
        if (hasDraft() && !accept())
            return;
        beginDraft(false);
    } else if (!hasDraft()) {
        if (takes && !target() && !pickTarget(pointer.position)) {
            context().say(QStringLiteral("There is no mask here to take from."));
            return;
        }
        beginDraft(true);
    }
    m_click = Click{pointer.position, !takes, draft(), false};
    answer();
}

void WandTool::answer()
{
    if (!m_click)
        return;
    auto made = std::make_shared<Mask>();
    work(
        QStringLiteral("Finding what looks alike"),
        [made, click = *m_click, options = m_options](const PixelView& view, Progress& progress,
                                                      const TellMeanwhile&) -> Result<void> {
            Result<Mask> found = wand(view, click.seed, options, progress);
            if (!found)
                return found.error();
            *made = click.adds ? unite(click.before, *found) : subtract(click.before, *found);
            return {};
        },
        [this, made] {
            const bool isStep = m_click && !std::exchange(m_click->isAnswered, true);
            setDraft(std::move(*made), isStep);
        });
}

void WandTool::move(const ToolPointer& pointer)
{
    showPointer(clipped(pointer.position));
}

bool WandTool::wantsKey(const QKeyEvent& event) const
{
    return isPlain(event, Qt::Key_BracketLeft) || isPlain(event, Qt::Key_BracketRight) || isPlain(event, Qt::Key_J) ||
           isPlain(event, Qt::Key_U);
}

bool WandTool::key(QKeyEvent& event)
{
    if (!wantsKey(event))
        return AidTool::key(event);
    if (event.key() == Qt::Key_BracketLeft || event.key() == Qt::Key_BracketRight) {
        changeTolerance(event.key() == Qt::Key_BracketRight ? 1 : -1);
        return true;
    }
    bool& option = event.key() == Qt::Key_J ? m_options.contiguous : m_options.onLuminance;
    option = !option;
    context().hintChanged();
    answer();
    return true;
}

bool WandTool::wheel(int steps, Qt::KeyboardModifiers modifiers)
{
    if (!(modifiers & Qt::ShiftModifier) || steps == 0)
        return false;
    changeTolerance(steps > 0 ? 1 : -1);
    return true;
}

void WandTool::changeTolerance(int by)
{
    // About an eighth, so that it takes some twenty steps from end to end.
    const int step = std::max(1, m_options.tolerance / 8);
    const int next = std::clamp(m_options.tolerance + by * step, 0, 255);
    if (next == m_options.tolerance)
        return;
    m_options.tolerance = next;
    context().hintChanged();
    answer();
}

void WandTool::paintLive(QPainter& painter, const ViewTransform& view)
{
    AidTool::paintLive(painter, view);
    paintPointer(painter, view);
}

QString WandTool::aidHint() const
{
    const QString how =
        QStringLiteral("tolerance %1, %2, %3")
            .arg(m_options.tolerance)
            .arg(m_options.contiguous ? QStringLiteral("joined") : QStringLiteral("everywhere"),
                 m_options.onLuminance ? QStringLiteral("by luminance") : QStringLiteral("by colour"));
    return (hasDraft() ? QStringLiteral("a draft, %1") : QStringLiteral("click what looks alike, %1")).arg(how);
}

std::vector<ToolHintKey> WandTool::aidKeys() const
{
    return {{QStringLiteral("[ ]"), QStringLiteral("tolerance")},
            {QStringLiteral("Shift"), QStringLiteral("add")},
            {QStringLiteral("Right button"), QStringLiteral("take away")},
            {QStringLiteral("J"), m_options.contiguous ? QStringLiteral("everywhere") : QStringLiteral("joined")},
            {QStringLiteral("U"), m_options.onLuminance ? QStringLiteral("colour") : QStringLiteral("luminance")}};
}

} // namespace touchstone
