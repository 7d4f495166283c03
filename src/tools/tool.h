#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <QCursor>
#include <QIcon>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QString>

#include "canvas/canvas.h"
#include "tools/tool_context.h"

namespace touchstone {

using ToolPointer = CanvasPointer;

/// A key and what it does now, for the hint line: {"Enter", "finish"}.
using ToolHintKey = std::pair<QString, QString>;

/// One way to draw or edit: keeps a draft, paints it, and hands over one Edit when the gesture ends.
/// Nothing is stored while a gesture is under way, so cancel() is always right.
class Tool : public LivePainter {
  public:
    explicit Tool(ToolContext& context) : m_context(context) {}

    virtual void activate() {}
    /// Leaves the tool; an open draft is kept by ToolContext::saveDraft, a drag is given up.
    virtual void deactivate() {}
    virtual void press(const ToolPointer& pointer) = 0;
    virtual void move(const ToolPointer& pointer) = 0;
    virtual void release(const ToolPointer& pointer) = 0;
    virtual void doubleClick(const ToolPointer& pointer) = 0;
    /// As CanvasInput::wantsKey.
    virtual bool wantsKey(const QKeyEvent&) const { return false; }
    /// True if the key was used.
    virtual bool key(QKeyEvent& event) = 0;
    /// Steps back: gives up the drag, then the draft. False when there was nothing to give up.
    virtual bool cancel() = 0;
    /// Gives up a drag, but not a draft.
    virtual bool cancelDrag() { return false; }
    /// The focus went elsewhere or the window is closed: a drag ends, for most tools without effect.
    virtual void focusLost() { cancelDrag(); }
    /// The right button draws.
    virtual bool usesRightButton() const { return false; }
    /// As CanvasInput::wheel.
    virtual bool wheel(int, Qt::KeyboardModifiers) { return false; }
    /// A drag or a draft is under way.
    virtual bool isBusy() const { return hasDraft(); }
    /// The pointer left the canvas.
    virtual void leave() {}
    /// Another item is in front: forgets the draft without touching what is stored of it.
    virtual void reset() {}
    /// Finishes an open draft if it is valid. False when there is none or it is not valid.
    virtual bool finish() { return false; }
    virtual bool hasDraft() const { return false; }
    /// Undo and redo inside the draft (vertices); false when there is nothing to undo in it.
    virtual bool undoInDraft() { return false; }
    virtual bool redoInDraft() { return false; }
    /// The shape as it would be now, while it is drawn, resized or turned: what is measured beside the pointer.
    virtual std::optional<Shape> inProgress() const { return std::nullopt; }
    /// The same of pixels, which would be costly to make a shape of at every step.
    struct Painted {
        Rect box;
        double area = 0;
    };
    virtual std::optional<Painted> painted() const { return std::nullopt; }
    /// Stores of the draft what is not stored yet; the item is left after this.
    virtual void keepDraft() {}
    /// Takes up a stored draft; ignores one that it cannot read.
    virtual void restoreDraft(const std::string&) {}
    /// The content or the selection changed from outside (undo, another item).
    virtual void contentChanged() {}

    virtual QString hint() const = 0;
    virtual std::vector<ToolHintKey> hintKeys() const = 0;
    virtual QCursor cursor() const { return Qt::CrossCursor; }

  protected:
    ToolContext& context() const { return m_context; }

  private:
    ToolContext& m_context;
};

/// A tool as menus and the tool bar show it. One line in tool_registry.cpp each.
struct ToolInfo {
    QString id;        ///< "select", "box", "polygon"
    QString name;      ///< "Box"
    QString statusTip; ///< "Draw a box: drag, or click two corners"
    QString icon;      ///< Resource path of the SVG.
    QKeySequence key;
    bool draws = true;
};
const std::vector<ToolInfo>& toolInfos();
std::unique_ptr<Tool> makeTool(const QString& id, ToolContext& context);

} // namespace touchstone
