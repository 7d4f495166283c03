// The whole look at a glance. TOUCHSTONE_PICTURES names a folder for the pictures.

#include <QDir>
#include <QPalette>

#include "textview/text_bed.h"

using namespace Qt::StringLiterals;

namespace touchstone {
namespace {

const std::string kText = "In June 1833 the Royal Society heard that Ada Lovelace had met Mr Charles Babbage "
                          "in London. 😀 She saw a small "
                          "piece of the engine that Babbage had shown in Dorset Street since 1832.\r\nThe "
                          "Analytical Society, whose members "
                          "met in Cambridge, had welcomed the plan. “It is a good day for Marylebone,” wrote "
                          "its secretary John Herschel.\n"
                          "التقت آدا لوفلايس به في لندن عام 1833.\n"
                          "Ada wrote שלום עולם and مرحبا 123 in one line, then e\u0301te\u0301 and a\tb.\n"
                          "Twenty spans over one word: stack here.";

QPalette palette(bool dark)
{
    QPalette p;
    p.setColor(QPalette::AlternateBase, dark ? 0x2b2f35 : 0xffffff);
    p.setColor(QPalette::Base, dark ? 0x23262b : 0xfbfbfc);
    p.setColor(QPalette::Text, dark ? 0xe9ebee : 0x1f2429);
    p.setColor(QPalette::Window, dark ? 0x1b1d21 : 0xf3f4f6);
    p.setColor(QPalette::Link, dark ? 0x93a5ff : 0x3d55c9);
    return p;
}

struct Pictures : TextBed {
    TextRange of(const std::string& part, int nth = 0) { return rangeOf(kText, part, nth); }
    std::vector<Annotation> annotations()
    {
        std::vector<Annotation> all;
        const auto add = [&](const LabelId& label, const std::string& part, int nth = 0) {
            all.push_back(spanOf(label, {of(part, nth)}));
            return all.back().id;
        };
        add(date, "1833");
        const auto society = add(org, "the Royal Society");
        const auto ada = add(person, "Ada Lovelace");
        add(title, "Mr Charles Babbage");
        const auto charles = add(person, "Charles Babbage");
        add(place, "London");
        all.push_back(spanOf({}, {of("She")}));
        const auto she = all.back().id;
        const auto babbage = add(person, "Babbage", 1);
        add(place, "Dorset Street");
        add(date, "1832");
        const auto analytical = add(org, "The Analytical Society");
        add(place, "Cambridge");
        add(place, "Marylebone");
        const auto john = add(person, "John Herschel");
        const auto arabicAda = add(person, "آدا لوفلايس"), arabicLondon = add(place, "لندن");
        all.push_back(relationOf(met, {arabicAda, arabicLondon}, true));
        all.push_back(relationOf(met, {arabicLondon, john}, true));
        all.push_back(spanOf(org, {of("wrote שלום")}));
        all.push_back(spanOf(date, {of("welcomed"), of("plan")}));
        all.push_back(spanOf(title, {{of("small").begin, of("small").begin}}));
        all.push_back(spanOf(org, {of("whose members")}));
        all.push_back(spanOf(title, {of("members\x20met")}));
        all.back().unsure = true;
        all.push_back(relationOf(met, {ada, charles}, true));
        all.push_back(relationOf(met, {society, ada}, true));
        all.push_back(relationOf(met, {charles, society}, true));
        all.push_back(relationOf(met, {all.front().id, charles}, true));
        all.back().unsure = true;
        all.push_back(relationOf(met, {john, analytical}, true));
        all.push_back(relationOf(chain, {ada, she}, false));
        all.push_back(relationOf(chain, {charles, babbage}, false));
        const LabelId labels[] = {person, org, place, date, title};
        const TextRange word = of("stack");
        for (int i = 0; i < 20; ++i)
            all.push_back(spanOf(labels[i % 5], {{word.begin - i, word.end + i / 4}}));
        return all;
    }
};

TEST_F(Pictures, ShowsEverythingInBothThemes)
{
    view.resize(1000, 1000);
    const QString folder = qEnvironmentVariable("TOUCHSTONE_PICTURES");
    for (const bool dark : {false, true}) {
        view.setPalette(palette(dark));
        view.setDocument(documentOf({kText}));
        view.setAnnotations(annotations(), inks);
        view.setHighlights({{0, of("London"), HighlightKind::Found},
                            {0, of("secretary"), HighlightKind::FoundCurrent},
                            {0, of("engine"), HighlightKind::Candidate}});
        view.setPredictions({spanOf(place, {of("engine")})});
        const QImage plain = shot();
        if (!folder.isEmpty())
            plain.save(QDir(folder).filePath(dark ? u"text-dark.png"_s : u"text-light.png"_s));
        const auto found = view.spansAt(middle(of("Ada Lovelace")));
        ASSERT_FALSE(found.empty());
        view.setSelectedSpans({found.front()});
        view.setSelection({0, of("wrote its").begin, of("wrote its").end});
        const QImage chosen = shot();
        if (!folder.isEmpty())
            chosen.save(
                QDir(folder).filePath(dark ? u"text-dark-selected.png"_s : u"text-light-selected.png"_s));
        EXPECT_NE(plain, chosen);
        EXPECT_EQ(plain.pixelColor(4, 4), QColor(dark ? 0x2b2f35 : 0xffffff));
    }
}

TEST_F(Pictures, ShowsBlocksUnderTheirNamesAndALongTextInTheMap)
{
    view.resize(1000, 800);
    view.setPalette(palette(false));
    Document document;
    document.blocks.push_back(
        {"Question", "Who met Charles Babbage in London, and what did he show her there?"});
    std::string answer;
    for (int i = 0; i < 120; ++i)
        answer += "Ada Lovelace met him in June 1833 and saw a small piece of the engine. Letter " +
                  std::to_string(i) +
                  " tells of it; what she wrote of it later is the first account of such a machine.\n";
    document.blocks.push_back({"Answer", answer});
    std::vector<Annotation> all{spanOf(person, {{8, 23}}), spanOf(place, {{27, 33}})};
    for (int i = 0; i < 120; i += 1 + i / 12) {
        all.push_back(spanOf(i % 3 ? person : date, {rangeOf(answer, "Ada Lovelace", i)}, 1));
        all.push_back(spanOf(org, {rangeOf(answer, "engine", i)}, 1));
    }
    view.setDocument(std::make_shared<Document>(document));
    view.setAnnotations(all, inks);
    settle();
    QCoreApplication::processEvents();
    const auto from = view.rectOf(1, rangeOf(answer, "Ada Lovelace")),
               to = view.rectOf(1, rangeOf(answer, "engine"));
    ASSERT_TRUE(from && to);
    press(QPoint(from->center().x(), from->bottom() + 3));
    moveTo({400, 300});
    moveTo(to->center());
    const QImage dragged = shot();
    const QString folder = qEnvironmentVariable("TOUCHSTONE_PICTURES");
    if (!folder.isEmpty())
        dragged.save(QDir(folder).filePath(u"text-blocks.png"_s));
    EXPECT_EQ(view.hovered(), all[3].id);
    release(to->center());
    EXPECT_NE(shot(), dragged);
}

} // namespace
} // namespace touchstone
