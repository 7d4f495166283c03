#include "tools/tool_box.h"

#include <utility>

namespace touchstone {

ToolBox::ToolBox(ToolContext& context) : m_context(context)
{
    for (const ToolInfo& info : toolInfos())
        m_keys[info.id] = info.key;
    use(QStringLiteral("select"));
    m_context.canvas().setInput(this);
    m_context.canvas().setLivePainter(this);
}

ToolBox::~ToolBox()
{
    m_active->cancelDrag();
    m_context.canvas().setInput(nullptr);
    m_context.canvas().setLivePainter(nullptr);
}

Tool& ToolBox::tool(const QString& id)
{
    std::unique_ptr<Tool>& made = m_tools[id];
    if (!made)
        made = makeTool(id, m_context);
    return *made;
}

void ToolBox::use(const QString& id)
{
    if (id == m_activeId)
        return;
    if (m_active)
        m_active->deactivate();
    m_down = false;
    m_activeId = id;
    m_active = &tool(id);
    m_active->activate();
    m_context.canvas().setToolCursor(m_active->cursor());
    m_context.canvas().updateLive();
    m_context.hintChanged();
    if (m_toolChanged)
        m_toolChanged();
}

void ToolBox::activate(const QString& id)
{
    if (m_keys.find(id) == m_keys.end())
        return;
    m_hold = {};
    use(id);
}

void ToolBox::toolKeyPressed(const QString& id)
{
    if (m_hold.tool == id || m_keys.find(id) == m_keys.end())
        return;
    m_hold = {id, m_activeId, {}, false, false};
    m_hold.since.start();
    use(id);
}

void ToolBox::toolKeyReleased(const QString& id)
{
    if (m_hold.tool != id)
        return;
    const bool held = m_hold.since.elapsed() > holdMs;
    const bool lent = held && m_hold.before != id;
    if (lent && m_active->isBusy()) {
        m_hold.tool.clear();
        m_hold.returnLater = true;
        return;
    }
    const QString before = m_hold.before;
    // Select lets people look and change for as long as it is held; a drawing tool is lent for one shape.
    const bool back = lent && (m_hold.used || m_activeId == QStringLiteral("select"));
    m_hold = {};
    if (back)
        use(before);
}

void ToolBox::gestureEnded(bool wasBusy)
{
    if (!wasBusy || m_active->isBusy())
        return;
    if (m_hold.returnLater) {
        const QString before = m_hold.before;
        m_hold = {};
        use(before);
        return;
    }
    m_hold.used = true;
}

bool ToolBox::escape()
{
    const bool wasBusy = m_active->isBusy();
    const bool hadDraft = m_active->hasDraft();
    m_down = false;
    if (m_active->cancelDrag() || m_active->cancel()) {
        if (hadDraft && !m_active->hasDraft())
            m_droppedBy = m_activeId;
        gestureEnded(wasBusy);
        return true;
    }
    if (!m_context.selection().empty()) {
        m_context.setSelection({});
        m_context.canvas().updateLive();
        return true;
    }
    if (m_activeId == QStringLiteral("select"))
        return false;
    activate(QStringLiteral("select"));
    return true;
}

bool ToolBox::finish()
{
    const bool wasBusy = m_active->isBusy();
    const bool done = m_active->finish();
    gestureEnded(wasBusy);
    return done;
}

bool ToolBox::undo()
{
    if (m_active->undoInDraft())
        return true;
    if (m_droppedBy.isEmpty() || m_droppedBy == m_activeId)
        return false;
    // The draft was dropped, and another tool taken up since: it comes back together with its own tool.
    const QString owner = std::exchange(m_droppedBy, {});
    if (!tool(owner).undoInDraft())
        return false;
    activate(owner);
    return true;
}

bool ToolBox::redo()
{
    return m_active->redoInDraft();
}

bool ToolBox::hasDraft() const
{
    for (const auto& [id, made] : m_tools)
        if (made && made->hasDraft())
            return true;
    return false;
}

void ToolBox::itemChanged()
{
    m_down = false;
    m_hold.returnLater = false;
    m_droppedBy.clear();
    for (const auto& [id, made] : m_tools)
        made->reset();
    m_context.hintChanged();
}

void ToolBox::restoreDraft(const QString& id, const std::string& body)
{
    if (body.empty() || m_keys.find(id) == m_keys.end())
        return;
    tool(id).restoreDraft(body);
    if (tool(id).hasDraft())
        activate(id);
}

void ToolBox::contentChanged()
{
    m_active->contentChanged();
    forgetDropped();
}

void ToolBox::forgetDropped()
{
    const QString owner = std::exchange(m_droppedBy, {});
    if (!owner.isEmpty() && owner != m_activeId)
        tool(owner).contentChanged();
}

void ToolBox::press(const CanvasPointer& pointer)
{
    const bool wasBusy = m_active->isBusy();
    m_down = true;
    forgetDropped();
    m_active->press(pointer);
    gestureEnded(wasBusy);
}

void ToolBox::move(const CanvasPointer& pointer)
{
    m_active->move(pointer);
}

void ToolBox::release(const CanvasPointer& pointer)
{
    if (!m_down)
        return; // The drag was given up, or began elsewhere.
    m_down = false;
    const bool wasBusy = m_active->isBusy();
    m_active->release(pointer);
    gestureEnded(wasBusy);
}

void ToolBox::doubleClick(const CanvasPointer& pointer)
{
    const bool wasBusy = m_active->isBusy();
    m_down = true;
    m_active->doubleClick(pointer);
    gestureEnded(wasBusy);
}

void ToolBox::contextClick(const CanvasPointer& pointer)
{
    Canvas& canvas = m_context.canvas();
    m_context.showPickMenu(canvas.at(pointer.position, canvas.tolerance()), pointer.global);
}

QString ToolBox::toolOf(const QKeyEvent& event) const
{
    if (event.modifiers() != Qt::NoModifier && event.modifiers() != Qt::ShiftModifier)
        return {};
    const QKeySequence pressed(event.keyCombination());
    for (const auto& [id, key] : m_keys)
        if (key == pressed)
            return id;
    return {};
}

bool ToolBox::key(QKeyEvent& event)
{
    const bool wasBusy = m_active->isBusy();
    if (event.key() == Qt::Key_Escape && event.modifiers() == Qt::NoModifier)
        return escape();
    if (m_active->key(event)) {
        gestureEnded(wasBusy);
        return true;
    }
    if (event.matches(QKeySequence::Undo))
        return undo();
    if (event.matches(QKeySequence::Redo) || event.keyCombination() == (Qt::CTRL | Qt::Key_Y))
        return redo();
    const QString id = toolOf(event);
    if (id.isEmpty())
        return false;
    if (!event.isAutoRepeat())
        toolKeyPressed(id);
    return true;
}

bool ToolBox::keyReleased(QKeyEvent& event)
{
    if (event.isAutoRepeat() || m_hold.tool.isEmpty())
        return false;
    const QKeySequence key = m_keys[m_hold.tool];
    // The modifiers may have gone up first.
    if (key.isEmpty() || key[0].key() != event.key())
        return false;
    toolKeyReleased(m_hold.tool);
    return true;
}

void ToolBox::giveUp()
{
    const bool wasBusy = m_active->isBusy();
    m_down = false;
    m_active->cancelDrag();
    gestureEnded(wasBusy);
}

void ToolBox::leave()
{
    m_active->leave();
}

void ToolBox::focusLost()
{
    m_down = false;
    m_active->focusLost();
    // The key's release will be seen elsewhere.
    m_hold = {};
}

void ToolBox::paintLive(QPainter& painter, const ViewTransform& view)
{
    for (const auto& [id, made] : m_tools)
        if (made && made.get() != m_active && made->hasDraft())
            made->paintLive(painter, view);
    m_active->paintLive(painter, view);
}

} // namespace touchstone
