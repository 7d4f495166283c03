#pragma once

#include <QWidget>

namespace touchstone {

class Canvas;
class HintLine;
class MissingNotice;
class ToolStrip;

/// The middle of the workspace: the canvas, the tools at its left edge, hint line and primary button at its
/// foot. Over the item lie only the notice of a missing or changed picture, and what people switch on (View
/// menu).
class CanvasStage : public QWidget {
    Q_OBJECT
  public:
    explicit CanvasStage(QWidget* parent = nullptr);

    Canvas& canvas() { return *m_canvas; }
    ToolStrip& tools() { return *m_tools; }
    HintLine& hints() { return *m_hints; }
    MissingNotice& missing() { return *m_missing; }
    /// At the head of the canvas, where it hides little of a picture that is there.
    MissingNotice& changed() { return *m_changed; }
    void setPrimaryButton(QWidget* button);
    /// In place of the canvas and its tools, while it is shown.
    void setTextPage(QWidget* page);
    void showText(bool on);
    /// Above the item, which makes room while it is shown.
    void setHeadBar(QWidget* bar);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    void arrange();

    Canvas* m_canvas;
    ToolStrip* m_tools;
    HintLine* m_hints;
    MissingNotice* m_missing;
    MissingNotice* m_changed;
    QWidget* m_primary = nullptr;
    QWidget* m_head = nullptr;
    QWidget* m_text = nullptr;
};

} // namespace touchstone
