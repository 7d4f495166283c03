#pragma once

#include <optional>

#include "tools/awaited.h"
#include "tools/helper_draft.h"
#include "tools/mask_tool.h"

namespace touchstone {

/// Lets a program of the user's find objects: clicks on it (left) and on what is not part of it (right), and a box.
/// What it answers is a draft, refined by each further click.
class HelperTool : public MaskTool {
  public:
    explicit HelperTool(ToolContext& context);
    ~HelperTool() override;
    void activate() override;
    void deactivate() override;
    void reset() override;
    void press(const ToolPointer& pointer) override;
    void move(const ToolPointer& pointer) override;
    void release(const ToolPointer& pointer) override;
    void doubleClick(const ToolPointer& pointer) override { press(pointer); }
    bool key(QKeyEvent& event) override { return draftKey(event); }
    /// The drag, then the question on its way, then the draft.
    bool cancel() override;
    bool cancelDrag() override;
    bool finish() override;
    bool isBusy() const override { return m_drag || hasDraft(); }
    bool hasDraft() const override { return !m_steps.empty(); }
    bool undoInDraft() override;
    void restoreDraft(const std::string& body) override;
    bool usesRightButton() const override { return true; }
    void paintLive(QPainter& painter, const ViewTransform& view) override;
    QString hint() const override;
    std::vector<ToolHintKey> hintKeys() const override;

  private:
    struct Drag {
        Point from;
        Point to;
        bool object = true;
        bool isBox = false;
    };
    bool isAsking() const { return m_question.isOn(); }
    /// What is shown: the last step that was answered.
    const ProgramAnswer* answer() const;
    void ask(HelperStep step);
    void answered(Result<ProgramAnswer> result);
    /// Nobody waits for the answer any more, and its click goes.
    void stop();
    /// Stores the draft, and shows it.
    void showSteps();
    void showAnswer();
    void drop();
    bool accept();

    std::vector<HelperStep> m_steps;
    std::vector<Shape> m_shown;
    std::optional<Drag> m_drag;
    Awaited m_question;
};

} // namespace touchstone
