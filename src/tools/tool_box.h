#pragma once

#include <functional>
#include <map>
#include <memory>

#include <QElapsedTimer>

#include "tools/tool.h"

namespace touchstone {

/// Owns the tools of one canvas and hands events to the one in use. A tool's key held down lends the tool
/// for one gesture (Select: as long as it is held) and then returns to the one before.
class ToolBox : public CanvasInput, public LivePainter {
  public:
    /// Longer than this a key counts as held, not as tapped.
    static constexpr qint64 holdMs = 300;

    /// Takes over the canvas of the context; Select is in use first.
    explicit ToolBox(ToolContext& context);
    ~ToolBox() override;

    void activate(const QString& id);
    const QString& activeId() const { return m_activeId; }
    Tool& active() const { return *m_active; }
    /// Called when another tool is in use.
    void onToolChanged(std::function<void()> changed) { m_toolChanged = std::move(changed); }

    /// The key of a tool went down or up, whoever saw it. A repeat is no press.
    void toolKeyPressed(const QString& id);
    void toolKeyReleased(const QString& id);
    /// Another key for a tool, after people changed it.
    void setToolKey(const QString& id, const QKeySequence& key) { m_keys[id] = key; }

    /// Esc: gives up the drag, then the draft, then the selection, then the drawing tool. False when there
    /// was nothing to step back from.
    bool escape();
    bool finish();
    /// Inside a draft; false when the history of the item is meant.
    bool undo();
    bool redo();
    bool hasDraft() const;

    /// The item is about to be left.
    void keepDraft() { m_active->keepDraft(); }
    /// Another item is in front; its draft, if any, comes by restoreDraft().
    void itemChanged();
    /// Takes up the stored draft of a tool and puts that tool into use.
    void restoreDraft(const QString& tool, const std::string& body);
    /// The content or the selection changed.
    void contentChanged();

    void press(const CanvasPointer& pointer) override;
    void move(const CanvasPointer& pointer) override;
    void release(const CanvasPointer& pointer) override;
    void doubleClick(const CanvasPointer& pointer) override;
    bool usesRightButton() const override { return m_active->usesRightButton(); }
    bool wheel(int steps, Qt::KeyboardModifiers modifiers) override { return m_active->wheel(steps, modifiers); }
    void contextClick(const CanvasPointer& pointer) override;
    bool wantsKey(const QKeyEvent& event) const override { return m_active->wantsKey(event); }
    bool key(QKeyEvent& event) override;
    bool keyReleased(QKeyEvent& event) override;
    void giveUp() override;
    void leave() override;
    void focusLost() override;
    void paintLive(QPainter& painter, const ViewTransform& view) override;

  private:
    struct Hold {
        QString tool;   ///< Whose key is down; empty for none.
        QString before; ///< To which it returns.
        QElapsedTimer since;
        bool used = false;        ///< A gesture was completed meanwhile.
        bool returnLater = false; ///< The key is up, the gesture still under way.
    };
    Tool& tool(const QString& id);
    QString toolOf(const QKeyEvent& event) const;
    void use(const QString& id);
    void gestureEnded(bool wasBusy);
    void forgetDropped();

    ToolContext& m_context;
    std::map<QString, std::unique_ptr<Tool>> m_tools;
    std::map<QString, QKeySequence> m_keys;
    QString m_activeId;
    Tool* m_active = nullptr;
    Hold m_hold;
    QString m_droppedBy; ///< Whose draft Esc dropped last, until the next press.
    bool m_down = false; ///< Between a press and its release.
    std::function<void()> m_toolChanged;
};

} // namespace touchstone
