#pragma once

#include <optional>

#include <QTimer>

#include "tools/awaited.h"
#include "tools/mask_tool.h"

namespace touchstone {

/// What the drawing aids have in common: they look at the pixels in a job, and their answer is a draft that Enter or
/// the next one accepts and Esc drops.
class AidTool : public MaskTool {
  public:
    explicit AidTool(ToolContext& context);
    ~AidTool() override;
    void deactivate() override;
    void reset() override;
    bool key(QKeyEvent& event) override { return draftKey(event); }
    /// The work, then the draft.
    bool cancel() override;
    bool finish() override;
    bool isBusy() const override { return hasDraft() || isWorking(); }
    bool hasDraft() const override { return m_draft.has_value(); }
    bool undoInDraft() override;
    void keepDraft() override;
    void focusLost() override;
    void restoreDraft(const std::string& body) override;
    bool usesRightButton() const override { return true; }
    void paintLive(QPainter& painter, const ViewTransform& view) override;
    QString hint() const final;
    std::vector<ToolHintKey> hintKeys() const final;

  protected:
    using Work = std::function<Result<void>(const PixelView&, Progress&, const TellMeanwhile&)>;
    /// `done` is called when it went well; what went wrong is said. Ends the work before.
    void work(const QString& title, Work run, std::function<void()> done);
    bool isWorking() const { return m_work.isOn(); }
    void stopWork();

    /// Opens a draft of the selected mask, or of a new one. Nothing is seen of it before setDraft.
    void beginDraft(bool ofTarget);
    /// The draft, or what it is to begin with.
    const Mask& draft() const { return m_mask; }
    /// `isStep`: undo takes it back by itself, and it is stored at once; the others when no more come for a moment.
    void setDraft(Mask mask, bool isStep);
    void dropDraft();
    /// Stores the draft. False when there is none or it cannot be stored.
    bool accept();

    /// The draft was dropped, taken back by one step or taken up again.
    virtual void draftMoved() {}
    virtual QString aidHint() const = 0;
    virtual std::vector<ToolHintKey> aidKeys() const = 0;

  private:
    void showDraft();

    Awaited m_work;
    QString m_title;
    Mask m_mask;
    /// Writing down a large mask takes longer than painting it.
    QTimer m_keepLater;
    bool m_isKept = true;
    /// m_mask while there is a draft.
    std::optional<MaskPainter> m_draft;
    /// The mask that it is a draft of; null for a new one.
    AnnotationId m_of;
    std::vector<Mask> m_steps;
    LiveMask m_draftPicture;
};

} // namespace touchstone
