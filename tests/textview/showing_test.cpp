// What is laid out and painted, and that it stays where it is.

#include <QScrollBar>

#include "textview/page_layout.h"
#include "textview/span_map.h"
#include "textview/text_bed.h"
#include "textview/text_colors.h"

namespace touchstone {
namespace {

struct Showing : TextBed {
    static std::string lines(int count)
    {
        std::string text;
        for (int i = 0; i < count; ++i)
            text += "Paragraph " + std::to_string(i) +
                    " has words enough to fill more than one line of the column, so that its height is not "
                    "known before "
                    "it was laid out, and a few more.\n";
        return text;
    }
};

TEST_F(Showing, WhatIsNotStoredIsMarkedAlsoAfterTheTextIsReadAnew)
{
    const std::string text = "one two three four";
    const Annotation stored = spanOf(person, {rangeOf(text, "one")}), refused = spanOf(org, {rangeOf(text, "three")});
    const Annotation bond = relationOf(met, {stored.id, refused.id}, true);
    // Pixels of the sign's red, which is no label's.
    const auto red = [&] {
        settle();
        const QRgb wanted = textColors(view.palette()).bad.rgb();
        const QImage shown = shot();
        int count = 0;
        for (int y = 0; y < shown.height(); ++y)
            for (int x = 0; x < shown.width(); ++x)
                count += shown.pixel(x, y) == wanted ? 1 : 0;
        return count;
    };
    show(text, {stored, refused, bond});
    EXPECT_EQ(red(), 0);
    view.setUnstored({refused.id});
    const int ofSpan = red();
    EXPECT_GT(ofSpan, 40);
    view.setUnstored({refused.id, bond.id});
    EXPECT_GT(red(), ofSpan);
    show(text, {stored, refused, bond});
    EXPECT_GT(red(), ofSpan);
    view.setUnstored({});
    EXPECT_EQ(red(), 0);
}

TEST_F(Showing, APlainLineStaysCloseAndABarMakesRoom)
{
    const std::string text = "one two\nthree four\nfive six";
    show(text);
    const auto top = [&](const std::string& part) {
        settle();
        return view.rectOf(0, rangeOf(text, part))->top();
    };
    const int plain = top("three") - top("one");
    const Annotation span = spanOf(person, {rangeOf(text, "two")});
    view.applyChange(span.id, span);
    EXPECT_GT(top("three") - top("one"), plain);
    EXPECT_EQ(top("five") - top("three"), plain);
    view.applyChange(span.id, std::nullopt);
    EXPECT_EQ(top("three") - top("one"), plain);
}

TEST_F(Showing, TheFillHasTheColourOfTheTopSpanOnly)
{
    const std::string text = "one two three";
    const Annotation outer = spanOf(org, {rangeOf(text, text)}),
                     inner = spanOf(person, {rangeOf(text, "two")});
    show(text, {outer, inner});
    const QImage alone = [&] {
        show(text, {inner});
        return shot();
    }();
    show(text, {outer, inner});
    const QImage both = shot();
    const QRect two = *view.rectOf(0, rangeOf(text, "two")), one = *view.rectOf(0, rangeOf(text, "one"));
    const QPoint inTwo(two.center().x(), two.top() + 1), inOne(one.center().x(), one.top() + 1);
    EXPECT_EQ(both.pixelColor(inTwo), alone.pixelColor(inTwo));
    EXPECT_NE(both.pixelColor(inOne), both.pixelColor(inTwo));
    EXPECT_NE(both.pixelColor(inOne), both.pixelColor(2, 2));
}

TEST_F(Showing, BarsAreEquallyThickAtEveryScale)
{
    const std::string text = "one two three four five six seven";
    std::vector<Annotation> stack;
    for (int i = 0; i < 12; ++i)
        stack.push_back(spanOf(person, {rangeOf(text, "four")}));
    inks[person].name.clear();
    show(text, stack);
    const QRect four = *view.rectOf(0, rangeOf(text, "four"));
    for (const double ratio : {1.0, 1.25, 1.5, 2.0}) {
        QImage image(view.viewport()->size() * ratio, QImage::Format_RGB32);
        image.setDevicePixelRatio(ratio);
        view.viewport()->render(&image);
        const int x = static_cast<int>(std::floor(four.center().x() * ratio));
        std::vector<int> heights{0};
        for (int y = static_cast<int>(std::ceil((four.bottom() + 1) * ratio)); y < image.height(); ++y) {
            const bool onBar = image.pixelColor(x, y).saturation() > 200;
            if (onBar)
                ++heights.back();
            else if (heights.back() > 0)
                heights.push_back(0);
        }
        heights.pop_back();
        EXPECT_EQ(heights, std::vector<int>(12, static_cast<int>(std::round(3 * ratio)))) << ratio;
    }
}

TEST_F(Showing, AnArcGetsRoomAboveItsLine)
{
    const std::string text = "first line\nAda met Charles";
    const Annotation a = spanOf(person, {rangeOf(text, "Ada")}),
                     b = spanOf(person, {rangeOf(text, "Charles")});
    show(text, {a, b});
    const int before = view.rectOf(0, rangeOf(text, "Ada"))->top();
    const Annotation arc = relationOf(met, {a.id, b.id}, true);
    view.applyChange(arc.id, arc);
    settle();
    EXPECT_GE(view.rectOf(0, rangeOf(text, "Ada"))->top(), before + 20);
}

TEST_F(Showing, MixedDirectionsAreCoveredWholly)
{
    // The strips of a range are as wide as its characters, and those of two halves do not overlap.
    const std::string text = "Ada wrote שלום עולם and مرحبا 123 in one line.";
    const TextSource source(documentOf({text}));
    const auto pieces = piecesOf(source);
    LayoutStyle style;
    style.font.setPixelSize(18);
    style.width = 2000;
    const ParagraphLayout layout(source, pieces[0], style);
    const auto width = [&](const TextRange& range) {
        double sum = 0;
        for (const Strip& strip : layout.strips(0, range))
            sum += strip.right - strip.left;
        return sum;
    };
    const double all = width({0, source.length(0)});
    for (std::int64_t cut = 0; cut <= source.length(0); ++cut)
        EXPECT_NEAR(width({0, cut}) + width({cut, source.length(0)}), all, 1.5) << cut;
    EXPECT_GT(width(rangeOf(text, "ש")), 2);
}

TEST_F(Showing, WhatIsInSightStaysWhenHeightsAboveBecomeKnown)
{
    const std::string text = lines(600);
    show(text);
    QScrollBar* bar = view.verticalScrollBar();
    bar->setValue(bar->maximum() / 2);
    settle();
    for (int step = 0; step < 60; ++step) {
        const TextSelection top = view.topPlace();
        const std::int64_t seen = top.head + 1;
        const QRect before = view.rectOf(0, {seen, seen + 1}).value_or(QRect());
        bar->setValue(bar->value() - 37);
        settle();
        const QRect after = view.rectOf(0, {seen, seen + 1}).value_or(QRect());
        ASSERT_NEAR(after.top() - before.top(), 37, 1) << "step " << step;
    }
}

TEST_F(Showing, BothEndsOfTheDocumentCanBeReached)
{
    const std::string text = lines(400);
    show(text);
    QScrollBar* bar = view.verticalScrollBar();
    for (int i = 0; i < 4; ++i) {
        bar->setValue(bar->maximum());
        settle();
    }
    const std::int64_t length = rangeOf(text, text).end;
    const auto last = view.rectOf(0, {length - 6, length - 2});
    ASSERT_TRUE(last.has_value());
    EXPECT_LT(last->bottom(), view.viewport()->height());
    EXPECT_GT(last->bottom(), view.viewport()->height() - 100);
    bar->setValue(0);
    settle();
    EXPECT_EQ(view.topPlace().head, 0);
    EXPECT_GT(view.rectOf(0, {0, 3})->top(), 0);
}

TEST_F(Showing, AChangeAboveDoesNotMoveWhatIsRead)
{
    const std::string text = lines(100);
    show(text);
    view.reveal(0, rangeOf(text, "Paragraph 50 "));
    settle();
    const TextRange seen = rangeOf(text, "Paragraph 50 ");
    const QRect before = *view.rectOf(0, seen);
    const Annotation span = spanOf(person, {rangeOf(text, "Paragraph 3 ")});
    view.applyChange(span.id, span);
    settle();
    EXPECT_EQ(*view.rectOf(0, seen), before);
}

TEST_F(Showing, RevealingScrollsOnlyWhereItMust)
{
    const std::string text = lines(300);
    show(text);
    view.reveal(0, rangeOf(text, "Paragraph 2 "));
    settle();
    EXPECT_EQ(view.topPlace().head, 0);
    EXPECT_FALSE(view.rectOf(0, rangeOf(text, "Paragraph 250 ")).has_value());
    view.reveal(0, rangeOf(text, "Paragraph 250 "));
    settle();
    const auto there = view.rectOf(0, rangeOf(text, "Paragraph 250 "));
    ASSERT_TRUE(there.has_value());
    EXPECT_TRUE(view.viewport()->rect().contains(*there));
}

TEST_F(Showing, OnlyWhatIsInSightIsLaidOut)
{
    const TextSource source(documentOf({lines(2000)}));
    SpanSet spans;
    LabelInks labels;
    PageLayout page;
    page.setSource(&source, piecesOf(source));
    page.setSpans(&spans, &labels);
    const double estimated = page.total();
    page.laidOut(1000);
    EXPECT_EQ(page.laidOutCount(), 1U);
    for (int i = 0; i < 200; ++i)
        page.laidOut(i);
    page.keep(150, 160);
    EXPECT_LT(page.laidOutCount(), 70U);
    EXPECT_NE(page.total(), estimated);
    // Estimated or known, the pieces follow each other.
    for (int i = 1; i < page.count(); ++i)
        EXPECT_NEAR(page.top(i), page.top(i - 1) + page.height(i - 1), 1e-6);
    EXPECT_EQ(page.pieceAtHeight(page.top(700) + 1), 700);
}

TEST_F(Showing, BlocksFollowEachOtherUnderTheirNames)
{
    Document document;
    document.blocks.push_back({"Question", "Who was it?"});
    document.blocks.push_back({"Answer", "Ada."});
    view.setDocument(std::make_shared<Document>(document));
    const Annotation span = spanOf(person, {{0, 3}}, 1);
    view.setAnnotations({span}, inks);
    settle();
    EXPECT_GT(view.rectOf(1, {0, 3})->top(), view.rectOf(0, {0, 3})->bottom() + 20);
    EXPECT_EQ(view.spansAt(view.rectOf(1, {0, 3})->center()), std::vector{span.id});
}

TEST_F(Showing, OddTextsAndRangesAreShownToo)
{
    for (const std::string& text :
         {std::string(), std::string("\n"), std::string("\r\n\r\n"), std::string("\u200D\u200D"),
          std::string("\uFEFFa"), std::string("\t\t"), std::string("\u0301"), std::string("a\u2028\u2028b"),
          std::string(5000, 'x'), std::string("\u202Eabc\u202C")}) {
        show(text, {spanOf(person, {{0, 0}}), spanOf(org, {{0, 1}}), spanOf(org, {{2, 900}}),
                    spanOf(place, {{99, 99}}), spanOf(place, {{0, 1}}, 7), spanOf(place, {{0, 1}}, -1),
                    spanOf(place, {})});
        view.setSelection({0, 0, 1});
        view.reveal(0, {1, 1});
        shot();
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, {300, 40});
        view.move(TextUnit::Token, 1, TextView::Move::Go);
        view.move(TextUnit::Line, 1, TextView::Move::Extend);
        view.move(TextUnit::Character, -1, TextView::Move::Start);
        // The map is made after the first painting; it has room for a tick at the very end.
        QCoreApplication::processEvents();
        for (const int height : {1, 2, 40, 600}) {
            view.resize(300, height);
            shot();
        }
    }
    EXPECT_EQ(view.selection().block, 0);
}

TEST_F(Showing, UnderThousandsOfSpansALineShowsTheTopOnesAndTellsThemAll)
{
    const std::string text = "one two\nthree";
    std::vector<Annotation> many;
    for (int i = 0; i < 4000; ++i)
        many.push_back(spanOf(person, {rangeOf(text, "two")}));
    show(text, many);
    EXPECT_EQ(view.spansAt(middle(rangeOf(text, "two"))).size(), many.size());
    view.verticalScrollBar()->setValue(view.verticalScrollBar()->maximum());
    settle();
    EXPECT_TRUE(view.rectOf(0, rangeOf(text, "three")).has_value());
    EXPECT_LT(view.verticalScrollBar()->maximum(), 300 * 20 + 200);
}

TEST_F(Showing, ArcsToOtherLinesLeaveAtTheEndOfTheirLine)
{
    const std::string text = "Ada here\nand there Charles";
    const Annotation a = spanOf(person, {rangeOf(text, "Ada")}),
                     b = spanOf(person, {rangeOf(text, "Charles")});
    const Annotation forth = relationOf(met, {a.id, b.id}, true);
    SpanSet spans;
    spans.reset({a, b, forth}, {});
    const TextSource source(documentOf({text}));
    LayoutStyle style;
    const auto pieces = piecesOf(source);
    const auto arcOf = [&](int piece) {
        ParagraphLayout layout(source, pieces[static_cast<std::size_t>(piece)], style);
        layout.dress(spans, inks, style);
        EXPECT_EQ(layout.lines()[0].dress.arcs.size(), 1U);
        return layout.lines()[0].dress.arcs.at(0);
    };
    const LineArc out = arcOf(0), in = arcOf(1);
    EXPECT_TRUE(out.fromHere);
    EXPECT_FALSE(out.toHere);
    EXPECT_EQ(out.toX, style.width);
    EXPECT_FALSE(in.fromHere);
    EXPECT_TRUE(in.toHere);
    EXPECT_LE(in.fromX, 0);
    EXPECT_EQ(out.name, QStringLiteral("met"));
}

TEST_F(Showing, ArcsOfOneSpanDoNotCrossEachOtherAtTheirFeet)
{
    const std::string text = "one two three middle four five";
    const auto span = [&](const std::string& part) { return spanOf(person, {rangeOf(text, part)}); };
    const Annotation one = span("one"), three = span("three"), middle = span("middle"), four = span("four"),
                     five = span("five");
    std::vector<Annotation> all{one, three, middle, four, five};
    for (const Annotation& other : {one, three, four, five})
        all.push_back(relationOf(met, {middle.id, other.id}, true));
    SpanSet spans;
    spans.reset(all, {});
    const TextSource source(documentOf({text}));
    const LayoutStyle style;
    const auto pieces = piecesOf(source);
    ParagraphLayout layout(source, pieces[0], style);
    layout.dress(spans, inks, style);
    const auto foot = [&](const Annotation& other) {
        const auto& arcs = layout.lines()[0].dress.arcs;
        return std::ranges::find_if(arcs, [&](const LineArc& arc) { return arc.arc.to == other.id; })->fromX;
    };
    EXPECT_LT(foot(three), foot(one));
    EXPECT_LT(foot(one), foot(five));
    EXPECT_LT(foot(five), foot(four));
}

TEST_F(Showing, ASpanOverSeveralLinesGoesOnInEachAndAPlaceIsOnOne)
{
    const TextSource source(documentOf({lines(1)}));
    LayoutStyle style;
    style.width = 180;
    const auto pieces = piecesOf(source);
    ParagraphLayout layout(source, pieces[0], style);
    ASSERT_GT(layout.lines().size(), 3U);
    const TextRange second = layout.lines()[1].range;
    SpanSet spans;
    const Annotation whole = spanOf(person, {{2, pieces[0].range.end - 2}}),
                     here = spanOf(org, {{second.begin, second.begin}}),
                     last = spanOf(org, {{pieces[0].range.end, pieces[0].range.end}});
    spans.reset({whole, here, last}, {});
    layout.dress(spans, inks, style);
    int places = 0;
    for (std::size_t i = 0; i < layout.lines().size(); ++i) {
        const auto& bars = layout.lines()[i].dress.bars;
        EXPECT_EQ(std::ranges::count(bars, whole.id, &LaneBar::span), 1);
        EXPECT_EQ(std::ranges::count(bars, here.id, &LaneBar::span), i == 1 ? 1 : 0);
        places += static_cast<int>(std::ranges::count(bars, last.id, &LaneBar::span));
        const auto bar = std::ranges::find(bars, whole.id, &LaneBar::span);
        EXPECT_EQ(bar->startsHere, i == 0);
        EXPECT_EQ(bar->endsHere, i + 1 == layout.lines().size());
    }
    EXPECT_EQ(places, 1);
}

TEST_F(Showing, PiecesOfOneSpanShareALane)
{
    const std::string text = "one two three four";
    const TextSource source(documentOf({text}));
    LayoutStyle style;
    const auto pieces = piecesOf(source);
    SpanSet spans;
    const Annotation split = spanOf(person, {rangeOf(text, "one"), rangeOf(text, "four")});
    const Annotation between = spanOf(org, {rangeOf(text, "two")});
    spans.reset({split, between}, {});
    ParagraphLayout layout(source, pieces[0], style);
    layout.dress(spans, inks, style);
    const LineDress& dress = layout.lines()[0].dress;
    ASSERT_EQ(dress.bars.size(), 2U);
    const auto bar = std::ranges::find(dress.bars, split.id, &LaneBar::span);
    EXPECT_EQ(bar->strips.size(), 2U);
    // The dots between the pieces take their lane too.
    EXPECT_EQ(dress.lanes, 2);
    EXPECT_EQ(bar->lane, 1);
}

TEST_F(Showing, TheMapShowsWhereSpansAreAndGoesThere)
{
    const std::string text = lines(300);
    const TextRange far = rangeOf(text, "Paragraph 270 ");
    show(text, {spanOf(person, {far})});
    QCoreApplication::processEvents();
    settle();
    auto* map = view.findChild<SpanMap*>();
    ASSERT_NE(map, nullptr);
    const QImage image = map->grab().toImage();
    int tick = -1;
    for (int y = 0; y < image.height(); ++y)
        if (image.pixelColor(SpanMap::kWidth / 2, y).saturation() > 100)
            tick = y;
    EXPECT_NEAR(tick, image.height() * 0.9, image.height() * 0.04);
    QTest::mouseClick(map, Qt::LeftButton, {}, {SpanMap::kWidth / 2, tick});
    settle();
    EXPECT_TRUE(view.rectOf(0, far).has_value());
}

TEST(TextColorsTest, NamesAndTextsStandOutFromWhatIsBehindThem)
{
    for (const bool dark : {false, true}) {
        TextColors colors;
        colors.page = dark ? QColor(0x2b2f35) : QColor(Qt::white);
        colors.text = dark ? QColor(0xe9ebee) : QColor(0x1f2429);
        colors.dark = dark;
        for (int hue = 0; hue < 360; hue += 10)
            for (const int value : {40, 150, 255}) {
                const QColor label = QColor::fromHsv(hue, 230, value);
                EXPECT_GE(contrast(nameColor(colors, label), colors.page), 4.5);
                EXPECT_GE(contrast(barColor(colors, label), colors.page), 3);
                for (const double strength : {0.0, 0.6, 1.0})
                    EXPECT_GE(contrast(fillColor(colors, label, strength), colors.text), 4.5);
            }
    }
}

TEST(TextColorsTest, ChainsThatFollowEachOtherHaveOtherColours)
{
    const QColor label(0x6A51C9);
    EXPECT_EQ(chainColor(label, 1), label);
    for (int number = 1; number < 12; ++number)
        EXPECT_GT(std::abs(chainColor(label, number).hue() - chainColor(label, number + 1).hue()), 40);
}

} // namespace
} // namespace touchstone
