#pragma once

#include <QBasicTimer>
#include <QElapsedTimer>

#include "textview/page_layout.h"
#include "textview/span_map.h"
#include "textview/span_painter.h"
#include "textview/text_units.h"
#include "textview/text_view.h"

namespace touchstone {

/// What a place of the viewport holds.
struct TextView::Hit {
    int piece = -1;
    int line = -1;
    int block = 0;
    /// Between two characters, and the begin of the character there.
    std::int64_t caret = 0;
    std::int64_t character = 0;
    bool onText = false;
    /// The bar, or its name.
    AnnotationId bar;
    /// That the bar stands for.
    AnnotationId chain;
    AnnotationId relation;
    /// An end of that bar that can be dragged.
    enum class End { None, Begin, End } end = End::None;
};

/// What the mouse is doing while its button is down.
struct TextView::Gesture {
    enum class Kind { None, Select, Span, Resize, Relate } kind = Kind::None;
    QPointF pressed;
    QPointF now;
    bool moved = false;
    /// Begun with Shift: the marked text goes on from its anchor.
    bool extends = false;
    int block = 0;
    std::int64_t place = 0;
    /// What a double or triple click marked: the drag goes on by such units.
    std::optional<TextUnit> unit;
    TextRange first;
    AnnotationId span;
    AnnotationId chain;
    AnnotationId target;
    bool atBegin = false;
    /// Before its end was dragged.
    std::optional<Annotation> original;
    Qt::KeyboardModifiers modifiers{};
};

/// What is shown topmost, so that it stays there while heights change.
struct TextView::Top {
    int piece = 0;
    std::int64_t codePoint = 0;
    double within = 0;
    bool atTop = true;
};

struct TextView::State {
    struct Shown {
        int piece = 0;
        double y = 0;
    };

    std::shared_ptr<const Document> document = std::make_shared<Document>();
    TextSource source;
    SpanSet spans;
    LabelInks inks;
    PageLayout page;
    TextUnits units;
    ReadingSettings reading;
    TextColors colors;
    SpanMarks marks;
    std::vector<Highlight> highlights;
    /// Of each block, into highlights.
    std::vector<RangeIndex> highlightsOf;
    TextSelection selection;
    TextUnit snap = TextUnit::Word;
    AnnotationId relationFrom, relationTo;
    bool editable = true;
    QString message;

    /// The piece at the top of the viewport, and how far that one is scrolled out.
    int topPiece = 0;
    double topOffset = 0;
    int shownValue = 0;
    bool sightAsked = true;
    std::vector<Shown> shown;
    double columnLeft = 0;
    /// Where a move by lines wants to go.
    std::optional<double> goalX;

    SpanMap* map = nullptr;
    bool mapAsked = true;
    Gesture gesture;
    QBasicTimer autoscroll;
    QElapsedTimer sinceDouble;
    QPointF doubleAt;

    TextUnit effectiveSnap(Qt::KeyboardModifiers modifiers) const
    {
        return modifiers & Qt::AltModifier ? TextUnit::Character : snap;
    }
};

/// Above the first and below the last line.
inline constexpr double kPagePadding = 24;

} // namespace touchstone
