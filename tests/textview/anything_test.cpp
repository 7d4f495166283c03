// Everything in any order: nothing breaks, and the view keeps no change of its own.

#include <QScrollBar>

#include <map>
#include <random>

#include "textview/text_bed.h"

namespace touchstone {
namespace {

struct Anything : TextBed {
    std::mt19937 random{17};
    std::map<AnnotationId, Annotation> held;
    std::shared_ptr<const Document> document;

    int upTo(int most) { return std::uniform_int_distribution<int>(0, most)(random); }
    QPoint anywhere() { return {upTo(view.width()), upTo(view.height() + 40) - 20}; }
    void open()
    {
        const char* const parts[] = {"Ada ",   "met ", "Charles. ", "שלום ",       "مرحبا ", "\r\n",
                                     "\u2028", "\t",   "e\u0301",   "\U0001F600 ", "word ",  "\u200D"};
        std::vector<std::string> texts(static_cast<std::size_t>(upTo(2)));
        for (std::string& text : texts)
            for (int i = upTo(800); i > 0; --i)
                text += parts[upTo(11)];
        document = documentOf(std::move(texts));
        held.clear();
        view.setDocument(document);
        view.setAnnotations({}, inks);
    }
    Annotation any()
    {
        const LabelId labels[] = {person, org, place, {}};
        Annotation one;
        const auto member = [&] {
            return held.empty() ? AnnotationId::create()
                                : std::next(held.begin(), upTo(static_cast<int>(held.size()) - 1))->first;
        };
        if (upTo(3) == 0) {
            one = relationOf(upTo(1) ? met : chain, {member(), member()}, upTo(1) == 0);
            if (upTo(2) == 0)
                one.shape = RelationShape{std::vector{member(), member()}, false,
                                          std::vector<std::string>{"", "role"}};
        } else {
            const std::int64_t begin = upTo(1500);
            one = spanOf(labels[upTo(3)], {{begin, begin + upTo(60)}}, upTo(1));
            if (upTo(4) == 0)
                one.shape = SpanShape{std::vector<TextRange>{{begin, begin + 3}, {begin + 9, begin + 90}}, 0};
        }
        one.unsure = upTo(5) == 0;
        return one;
    }
    void change()
    {
        Annotation one = any();
        if (!held.empty() && upTo(1)) {
            const auto known = std::next(held.begin(), upTo(static_cast<int>(held.size()) - 1));
            one.id = known->first;
            if (upTo(2) == 0) {
                held.erase(known);
                view.applyChange(one.id, std::nullopt);
                return;
            }
        }
        held[one.id] = one;
        view.applyChange(one.id, one);
    }
    void step()
    {
        static bool down = false;
        const TextUnit units[] = {TextUnit::Character, TextUnit::Word, TextUnit::Token, TextUnit::Sentence,
                                  TextUnit::Line};
        const TextView::Move moves[] = {TextView::Move::Go, TextView::Move::Extend, TextView::Move::Start};
        const QPoint at = anywhere();
        switch (upTo(13)) {
        case 0:
        case 1:
            change();
            break;
        case 2:
            press(at, upTo(4) == 0 ? Qt::ShiftModifier : Qt::NoModifier), down = true;
            break;
        case 3:
        case 4:
        case 5:
            moveTo(at, down ? Qt::LeftButton : Qt::NoButton);
            break;
        case 6:
            release(at), down = false;
            break;
        case 7:
            view.move(units[upTo(4)], upTo(1) ? 1 : -1, moves[upTo(2)]);
            break;
        case 8:
            view.verticalScrollBar()->setValue(upTo(view.verticalScrollBar()->maximum()));
            break;
        case 9:
            QTest::keyClick(&view, upTo(1) ? Qt::Key_Escape : Qt::Key_PageDown);
            break;
        case 10:
            QTest::mouseDClick(view.viewport(), Qt::LeftButton, {}, at);
            break;
        case 11:
            view.resize(60 + upTo(900), 1 + upTo(700));
            break;
        case 12:
            view.setHighlights({{upTo(2) - 1, {upTo(400), upTo(900)}, HighlightKind::Candidate}});
            break;
        case 13:
            view.setSelectedSpans(held.empty() ? std::vector<AnnotationId>()
                                               : std::vector{held.begin()->first});
            if (!held.empty())
                view.reveal(held.begin()->first);
            view.setReading({{}, 8 + upTo(30), 1.0 + upTo(3), upTo(80)});
            break;
        }
        settle();
    }
};

TEST_F(Anything, BreaksNothingAndTheViewKeepsNoChangeOfItsOwn)
{
    const int rounds = qEnvironmentVariableIsSet("TOUCHSTONE_LONG") ? 200 : 8;
    for (int round = 0; round < rounds; ++round) {
        open();
        for (int i = 0; i < 60; ++i)
            change();
        for (int i = 0; i < 120; ++i)
            step();
        release({5, 5});
        for (const auto& [id, annotation] : held) {
            const Annotation* shown = view.annotation(id);
            ASSERT_NE(shown, nullptr);
            EXPECT_EQ(*shown, annotation);
        }
        const TextSelection marked = view.selection();
        EXPECT_LE(marked.block, std::max(0, static_cast<int>(document->blocks.size()) - 1));
    }
}

} // namespace
} // namespace touchstone
