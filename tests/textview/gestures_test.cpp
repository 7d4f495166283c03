// The mouse, by real events.

#include <QScrollBar>
#include <QSignalSpy>
#include <QWheelEvent>

#include "textview/text_bed.h"

namespace touchstone {
namespace {

struct Gestures : TextBed {
    const std::string text = "Ada Lovelace met Charles Babbage in London. Then she wrote about "
                             "e\u0301te\u0301 and \U0001F600 too.";
    TextRange of(const std::string& part, int nth = 0) { return rangeOf(text, part, nth); }
    /// Annotations are told by the last signal.
    std::vector<AnnotationId> pressed;
    void listen()
    {
        QObject::connect(&view, &TextView::spansPressed, &view,
                         [this](const std::vector<AnnotationId>& stack) { pressed = stack; });
    }
};

TEST_F(Gestures, ADragMarksWholeWords)
{
    show(text);
    QSignalSpy finished(&view, &TextView::selectionFinished);
    drag(middle(of("Lovelace")), middle(of("Charles")));
    EXPECT_EQ(marked(), "Lovelace met Charles");
    EXPECT_EQ(finished.count(), 1);
    drag(middle(of("Charles")), middle(of("Lovelace")));
    EXPECT_EQ(marked(), "Lovelace met Charles");
    EXPECT_GT(view.selection().anchor, view.selection().head);
}

TEST_F(Gestures, ADragKeepsToCharactersWithAltOrBySetting)
{
    show(text);
    const TextRange word = of("Babbage");
    const TextRange part{word.begin + 1, word.begin + 4};
    drag(leftOf(part), rightOf(part), Qt::AltModifier);
    EXPECT_EQ(marked(), "abb");
    view.setSnap(TextUnit::Character);
    const TextRange accent = of("te\u0301");
    drag(leftOf(accent), rightOf(accent));
    EXPECT_EQ(marked(), "te\u0301");
}

TEST_F(Gestures, ADragKeepsToTheTokensOfTheDocument)
{
    Document document;
    document.blocks.push_back({{}, text, {of("Ada Lovelace"), of("met Charles"), of("Babbage")}});
    view.setDocument(std::make_shared<Document>(document));
    view.setSnap(TextUnit::Token);
    settle();
    drag(middle(of("Lovelace")), middle(of("met")));
    EXPECT_EQ(marked(), "Ada Lovelace met Charles");
}

TEST_F(Gestures, ADoubleClickMarksAWordAndAThirdClickTheSentence)
{
    show(text);
    const QPoint at = middle(of("Babbage"));
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, at);
    QTest::mouseDClick(view.viewport(), Qt::LeftButton, {}, at);
    EXPECT_EQ(marked(), "Babbage");
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, at);
    EXPECT_EQ(marked(), "Ada Lovelace met Charles Babbage in London.");
}

TEST_F(Gestures, AClickPutsTheCaretAndTellsTheStackThere)
{
    const Annotation outer = spanOf(org, {of("Charles Babbage in London")}),
                     inner = spanOf(person, {of("Charles Babbage")});
    show(text, {outer, inner});
    listen();
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, middle(of("Babbage")));
    EXPECT_EQ(pressed, (std::vector{inner.id, outer.id}));
    EXPECT_TRUE(view.selection().isEmpty());
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, middle(of("she")));
    EXPECT_TRUE(pressed.empty());
    EXPECT_TRUE(of("she").contains(view.selection().head));
}

TEST_F(Gestures, AClickOnABarOrItsNameTellsThatSpanAlone)
{
    const Annotation outer = spanOf(org, {of("Charles Babbage in London")}),
                     inner = spanOf(person, {of("Charles Babbage")});
    show(text, {outer, inner});
    listen();
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, bar(of("Charles Babbage"), 0));
    EXPECT_EQ(pressed, std::vector{inner.id});
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, bar(of("Charles Babbage"), 1));
    EXPECT_EQ(pressed, std::vector{outer.id});
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {},
                      QPoint(leftOf(of("Charles")).x() + 10, bar(of("Charles"), 0).y() + 9));
    EXPECT_EQ(pressed, std::vector{inner.id});
}

TEST_F(Gestures, DraggingABarsEndTellsTheNewShapeAndKeepsNothing)
{
    const Annotation span = spanOf(person, {of("Charles")});
    show(text, {span});
    std::optional<SpanShape> told;
    QObject::connect(&view, &TextView::spanResized, &view,
                     [&](const AnnotationId& id, const SpanShape& shape) {
                         EXPECT_EQ(id, span.id);
                         told = shape;
                     });
    const QPoint end(rightOf(of("Charles")).x(), bar(of("Charles")).y());
    press(end);
    moveTo({middle(of("Babbage")).x(), end.y()});
    // While it lasts, the view shows it so.
    EXPECT_EQ(extent(std::get<SpanShape>(view.annotation(span.id)->shape)), of("Charles Babbage"));
    release({middle(of("Babbage")).x(), end.y()});
    ASSERT_TRUE(told.has_value());
    EXPECT_EQ(extent(*told), of("Charles Babbage"));
    EXPECT_EQ(*view.annotation(span.id), span);
}

TEST_F(Gestures, DraggingTheBeginOverTheEndLeavesOneWord)
{
    const Annotation span = spanOf(person, {of("Charles Babbage")});
    show(text, {span});
    std::optional<SpanShape> told;
    QObject::connect(&view, &TextView::spanResized, &view,
                     [&](const AnnotationId&, const SpanShape& shape) { told = shape; });
    const int y = bar(of("Charles")).y();
    drag({leftOf(of("Charles")).x(), y}, {middle(of("London")).x(), y});
    ASSERT_TRUE(told.has_value());
    EXPECT_EQ(extent(*told), of("Babbage"));
}

TEST_F(Gestures, EscEndsADragOfAnEndAsIfItHadNotBeen)
{
    const Annotation span = spanOf(person, {of("Charles")});
    show(text, {span});
    QSignalSpy told(&view, &TextView::spanResized);
    const int y = bar(of("Charles")).y();
    press({rightOf(of("Charles")).x(), y});
    moveTo({middle(of("London")).x(), y});
    EXPECT_TRUE(view.isDragging());
    QTest::keyClick(&view, Qt::Key_Escape);
    EXPECT_FALSE(view.isDragging());
    EXPECT_EQ(*view.annotation(span.id), span);
    release({middle(of("London")).x(), y});
    EXPECT_EQ(told.count(), 0);
}

TEST_F(Gestures, WhatMayNotBeEditedHasNoEndsToDrag)
{
    show(text, {spanOf(person, {of("Charles")})});
    view.setEditable(false);
    QSignalSpy resized(&view, &TextView::spanResized), related(&view, &TextView::relationDrawn);
    const int y = bar(of("Charles")).y();
    drag({rightOf(of("Charles")).x(), y}, {middle(of("London")).x(), y});
    EXPECT_EQ(resized.count(), 0);
    EXPECT_EQ(related.count(), 0);
}

TEST_F(Gestures, ADragFromABarToAnotherSpanTellsARelation)
{
    const Annotation ada = spanOf(person, {of("Ada Lovelace")}), london = spanOf(place, {of("London")});
    show(text, {ada, london});
    std::vector<AnnotationId> told;
    QObject::connect(&view, &TextView::relationDrawn, &view,
                     [&](const AnnotationId& from, const AnnotationId& to) {
                         told = {from, to};
                     });
    drag(bar(of("Ada Lovelace")), bar(of("London")));
    EXPECT_EQ(told, (std::vector{ada.id, london.id}));
    told.clear();
    drag(bar(of("London")), middle(of("Ada")));
    EXPECT_EQ(told, (std::vector{london.id, ada.id}));
    told.clear();
    drag(bar(of("London")), middle(of("wrote")));
    EXPECT_TRUE(told.empty());
}

TEST_F(Gestures, AClickOnAnArcsNameTellsTheRelation)
{
    const Annotation ada = spanOf(person, {of("Ada Lovelace")}), london = spanOf(place, {of("London")});
    const Annotation arc = relationOf(met, {ada.id, london.id}, true);
    show(text, {ada, london, arc});
    listen();
    const QPoint from = middle(of("Ada Lovelace")), to = middle(of("London"));
    const QPoint box((from.x() + to.x()) / 2, view.rectOf(0, of("Ada")).value_or(QRect()).top() - 11);
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, box);
    EXPECT_EQ(pressed, std::vector{arc.id});
}

TEST_F(Gestures, HoveringTellsTheTopSpan)
{
    const Annotation outer = spanOf(org, {of("Charles Babbage in London")}),
                     inner = spanOf(person, {of("Charles Babbage")});
    show(text, {outer, inner});
    const QImage before = shot();
    moveTo(middle(of("Babbage")), {});
    EXPECT_EQ(view.hovered(), inner.id);
    EXPECT_NE(shot(), before);
    moveTo(middle(of("London")), {});
    EXPECT_EQ(view.hovered(), outer.id);
    moveTo(middle(of("wrote")), {});
    EXPECT_TRUE(view.hovered().isNull());
    EXPECT_EQ(shot(), before);
}

TEST_F(Gestures, TheMouseFindsTheNewTextBeforeItIsPainted)
{
    show(text + std::string(20'000, '\n') + "end");
    view.reveal(0, {20'000, 20'000});
    settle();
    const QPoint at(200, 200);
    view.setDocument(documentOf({"short"}));
    moveTo(at, {});
    EXPECT_TRUE(view.spansAt(at).empty());
    const Annotation span = spanOf(person, {{0, 5}});
    view.applyChange(span.id, span);
    EXPECT_EQ(view.spansAt(view.rectOf(0, {0, 5})->center()), std::vector{span.id});
}

TEST_F(Gestures, InARightToLeftLineTheSpanUnderTheMouseIsTheOneThatIsSeen)
{
    const std::string arabic = "التقت آدا لوفلايس به في لندن عام 1833.";
    const TextRange name = rangeOf(arabic, "آدا لوفلايس"), city = rangeOf(arabic, "لندن");
    const Annotation person1 = spanOf(person, {name}), city1 = spanOf(place, {city});
    show(arabic, {person1, city1});
    listen();
    EXPECT_GT(view.rectOf(0, name)->left(), view.rectOf(0, city)->right());
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, middle(city));
    EXPECT_EQ(pressed, std::vector{city1.id});
    drag(middle(rangeOf(arabic, "آدا")), middle(city));
    EXPECT_EQ(marked(), "آدا لوفلايس به في لندن");
    // The end of a span lies at its left.
    std::optional<SpanShape> told;
    QObject::connect(&view, &TextView::spanResized, &view,
                     [&](const AnnotationId&, const SpanShape& shape) { told = shape; });
    const int y = bar(city).y();
    drag({leftOf(city).x(), y}, {middle(rangeOf(arabic, "عام")).x(), y});
    ASSERT_TRUE(told.has_value());
    EXPECT_EQ(extent(*told), rangeOf(arabic, "لندن عام"));
}

TEST_F(Gestures, ADragOutOfSightScrolls)
{
    std::string longText;
    for (int i = 0; i < 200; ++i)
        longText += "Line " + std::to_string(i) + " of many.\n";
    show(longText);
    press(middle({0, 4}));
    moveTo({200, 300});
    moveTo({200, 640});
    QTRY_VERIFY_WITH_TIMEOUT(view.verticalScrollBar()->value() > 50, 5000);
    const std::int64_t head = view.selection().head;
    QTRY_VERIFY_WITH_TIMEOUT(view.selection().head > head, 5000);
    release({200, 640});
    EXPECT_EQ(view.selection().anchor, 0);
}

TEST_F(Gestures, TheWheelScrollsAndWithCtrlChangesTheSize)
{
    std::string longText;
    for (int i = 0; i < 200; ++i)
        longText += "Line " + std::to_string(i) + " of many.\n";
    show(longText);
    QSignalSpy changed(&view, &TextView::readingChanged);
    const auto wheel = [&](int steps, Qt::KeyboardModifiers modifiers) {
        QWheelEvent event({200, 200}, view.mapToGlobal(QPointF(200, 200)), {}, {0, 120 * steps}, Qt::NoButton,
                          modifiers, Qt::NoScrollPhase, false);
        QApplication::sendEvent(view.viewport(), &event);
    };
    wheel(-2, {});
    settle();
    EXPECT_GT(view.topPlace().head, 0);
    EXPECT_EQ(changed.count(), 0);
    const int size = view.reading().pixelSize;
    const TextSelection top = view.topPlace();
    wheel(1, Qt::ControlModifier);
    EXPECT_EQ(view.reading().pixelSize, size + 1);
    EXPECT_EQ(changed.count(), 1);
    settle();
    EXPECT_EQ(view.topPlace(), top);
}

} // namespace
} // namespace touchstone
