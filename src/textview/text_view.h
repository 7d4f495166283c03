#pragma once

#include <memory>
#include <optional>
#include <vector>

#include <QAbstractScrollArea>

#include "textview/highlight.h"
#include "textview/label_ink.h"
#include "textview/prepared_text.h"
#include "textview/reading_settings.h"
#include "textview/text_place.h"
#include "touchstone/model/annotation.h"
#include "touchstone/model/document.h"

namespace touchstone {

/// The view of one text item with the annotations of one layer: it lays out and paints everything itself, and
/// stores nothing. It turns no event into an edit: it tells what happened, in code points, and its owner
/// acts.
class TextView : public QAbstractScrollArea {
    Q_OBJECT
  public:
    enum class Move {
        Go,     ///< The unit there becomes the selection; by characters, the caret goes there.
        Extend, ///< The head goes on, the anchor stays.
        Start,  ///< The begin of the selection goes on, its end stays.
    };

    explicit TextView(QWidget* parent = nullptr);
    ~TextView() override;

    /// Another text, from its top, without annotations and highlights.
    void setDocument(std::shared_ptr<const Document> document);
    /// The same for one that was made ready elsewhere, with its annotations. Offers what was shown before:
    /// destroying it takes time that need not be this thread's.
    PreparedText exchange(PreparedText text, LabelInks inks);
    std::shared_ptr<const Document> document() const;
    /// What the layer holds; what is no span, relation or chain is not shown. Place and selection stay.
    void setAnnotations(std::vector<Annotation> annotations, LabelInks inks);
    void setInks(LabelInks inks);
    /// Open predictions, drawn as such.
    void setPredictions(std::vector<Annotation> predictions);
    /// One was added, changed or (none) removed; only the lines concerned are laid out anew.
    void applyChange(const AnnotationId& id, const std::optional<Annotation>& now, bool prediction = false);
    void setHighlights(std::vector<Highlight> highlights);
    void setReading(const ReadingSettings& reading);
    const ReadingSettings& reading() const;
    /// What a drag keeps to.
    void setSnap(TextUnit unit);
    TextUnit snap() const;
    /// Whether ends can be dragged and relations drawn.
    void setEditable(bool editable);
    /// A drag is on: Esc belongs to the view until it ends.
    bool isDragging() const;
    /// Shown instead of a text; empty for none.
    void setMessage(const QString& message);

    /// The caret, or what is marked.
    const TextSelection& selection() const;
    void setSelection(const TextSelection& selection);
    QString selectedText() const;
    QString textOf(int block, const TextRange& range) const;
    /// The number that a chain is shown with; 0 for none.
    int chainNumber(const AnnotationId& chain) const;
    /// All chains in the order of their numbers, also hidden ones; those that are not named come behind.
    void setChainOrder(std::vector<AnnotationId> order);
    /// A relation that is being made: its begin is marked, and a dashed arc goes to `to`, or without it to
    /// what the mouse is over or what is selected. Null ends it.
    void setRelationDraft(const AnnotationId& from, const AnnotationId& to = {});
    void setSelectedSpans(std::vector<AnnotationId> ids);
    /// Spans and relations that are on the screen and not on the disk are marked.
    void setUnstored(const std::vector<AnnotationId>& ids);
    std::vector<AnnotationId> selectedSpans() const;
    AnnotationId hovered() const;
    const Annotation* annotation(const AnnotationId& id) const;

    /// For keys. By +1 or -1 unit, on into the next block; false at the end of the document.
    bool move(TextUnit unit, int step, Move how);
    /// The same to the left or the right of what a person sees: within a run of one direction by that run's.
    bool moveSideways(TextUnit unit, bool right, Move how);
    /// To the begin or the end of the line as it is laid out.
    bool moveToLineEdge(bool end, Move how);
    /// A viewport on or back; the caret keeps its height.
    bool moveByPage(int step, Move how);
    /// The span after or before this one in reading order, outer before inner; without one, after or before
    /// the caret.
    std::optional<AnnotationId> spanBeside(const AnnotationId& from, int step) const;
    /// The span one above (-1, outwards) or below (+1, inwards) in the stack that this one is in.
    std::optional<AnnotationId> spanInStack(const AnnotationId& from, int step) const;
    /// The unit at or around a place, as a drag there would take it.
    TextRange unitAt(TextUnit unit, int block, std::int64_t codePoint) const;
    /// A range as the snap in force would take it.
    TextRange snapped(int block, const TextRange& range) const;
    /// Base direction of the paragraph that the selection's head is in: there, forward is to the left.
    bool isRightToLeft() const;
    /// Whether a range runs to the left: all its characters, or else its paragraph.
    bool runsToTheLeft(int block, const TextRange& range) const;

    /// Scrolls as little as needed; what is far away comes into the upper third.
    void reveal(int block, const TextRange& range);
    void reveal(const AnnotationId& id);
    /// Where a range is first seen, in the viewport; none out of sight.
    std::optional<QRect> rectOf(int block, const TextRange& range) const;
    /// Where the line that a range begins in ends, with all its bars and names; none out of sight.
    std::optional<int> bottomOfLine(int block, const TextRange& range) const;
    /// Spans at a place of the viewport: that of the bar, or those over the character, inner ones first.
    std::vector<AnnotationId> spansAt(const QPoint& position) const;
    /// Where a character lies, as a caret; none beside the text.
    std::optional<TextSelection> placeAt(const QPoint& position) const;
    /// What is in sight, for tests and for going on where one was: the first code point of the top line.
    TextSelection topPlace() const;
    void setTopPlace(const TextSelection& place);

  Q_SIGNALS:
    void selectionChanged();
    /// A drag or a click of the mouse marked this (double click: a word, triple: a sentence).
    void selectionFinished();
    /// A click on a bar, a name, a fill or an arc's name: what is there, inner ones first; empty beside all.
    void spansPressed(std::vector<touchstone::AnnotationId> stack, Qt::KeyboardModifiers modifiers);
    /// Shift and a click on the bar or the name of a chain.
    void chainPressed(touchstone::AnnotationId chain);
    void spanActivated(touchstone::AnnotationId id); ///< Double click on a bar, its name, or an arc's name.
    void hoverChanged(touchstone::AnnotationId id);
    /// An end was dragged: the shape that the span should have.
    void spanResized(touchstone::AnnotationId id, touchstone::SpanShape shape);
    /// A drag from one span to another.
    void relationDrawn(touchstone::AnnotationId from, touchstone::AnnotationId to);
    /// By Ctrl and the wheel.
    void readingChanged();

  protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;
    void timerEvent(QTimerEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool event(QEvent* event) override;
    bool viewportEvent(QEvent* event) override;

  private:
    struct State;
    struct Gesture;
    struct Hit;
    struct Top;
    void restyle();
    /// What events find is what would be painted now.
    void layOutSight() const;
    void askSight();
    /// The first line in sight that a range begins in, and where its piece lies.
    struct LinePlace {
        int piece = 0;
        int line = 0;
        double y = 0;
    };
    std::optional<LinePlace> linePlace(int block, const TextRange& range) const;
    Top top() const;
    void goTo(const Top& top);
    void drawSight(QPainter& painter, const QRect& area);
    void drawDraft(QPainter& painter);
    void showMap();
    Hit hitAt(const QPointF& position) const;
    void hover(const QPointF& position);
    void dragTo(const QPointF& position, Qt::KeyboardModifiers modifiers);
    void dragEnd(const QPointF& position, Qt::KeyboardModifiers modifiers);
    void showResized(const SpanShape& shape);
    void cancelGesture();
    void markUnit(TextUnit unit, const QPointF& position);
    std::int64_t anchorFor(TextUnit unit, int step) const;
    bool moveByLine(int step, Move how);
    bool landOn(int piece, int line, double x, Move how);
    bool goSideways(TextUnit unit, bool right, int step);
    bool caretSideways(bool right, int step);
    bool endSideways(TextUnit unit, int step, Move how);
    bool leavePiece(TextUnit unit, int step);

    std::unique_ptr<State> m_state;
};

} // namespace touchstone
