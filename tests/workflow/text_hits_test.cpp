// Words in the texts of a project: where they stand, how they are labelled, and what that suggests.

#include "touchstone/workflow/text_hits.h"

#include "support/project_fixture.h"
#include "touchstone/base/progress.h"
#include "touchstone/workflow/surface_labels.h"

namespace touchstone {
namespace {

class TextHits : public ProjectTest {
  protected:
    void SetUp() override
    {
        ProjectTest::SetUp();
        auto start = project->beginSource({"text-lines", "letters", sha256("l"), "{}", "anna", LayerRole::Work, true});
        ASSERT_TRUE(start && start->writer);
        const auto root = start->writer->root(folder.path());
        ASSERT_TRUE(root);
        for (const char* text : {"Ada Lovelace met Babbage.", "London, 1833: Ada wrote.", "Nothing."}) {
            Document document;
            document.blocks.push_back({"", text});
            SourceWriter::NewItem item{"text", *root, "letters.txt"};
            item.part = std::int64_t(items.size()) + 1;
            item.document = &document;
            const auto made = start->writer->item(item);
            ASSERT_TRUE(made);
            items.push_back(made->key);
        }
        ASSERT_TRUE(start->writer->publish("{}"));
        read = reader();
    }
    SilentProgress progress;
    std::vector<std::int64_t> items;
    std::unique_ptr<Reader> read;
};

TEST_F(TextHits, OfTheProjectAreListedWithWhatStandsAroundThem)
{
    std::vector<TextHit> hits;
    const auto search = *TextSearch::compile({"ada"});
    const auto take = [&](std::vector<TextHit> some) { hits.insert(hits.end(), some.begin(), some.end()); };
    auto report = findTexts(*project, *read, items, search, 100, progress, take);
    ASSERT_TRUE(report);
    EXPECT_EQ(report->hits, 2);
    ASSERT_EQ(hits.size(), 2U);
    EXPECT_EQ(hits[1].before, "London, 1833: ");
    EXPECT_EQ(hits[1].behind, " wrote.");
    EXPECT_TRUE(hits[0].label.isNull());

    const LabelId person = addLabel("PERSON");
    PlaceLabelling all{person, {}};
    for (const TextHit& hit : hits)
        all.places[hit.item].push_back(hit.place);
    // The second text is left out: it stays.
    const auto second = openWorkingLayer(*project, *read, read->item(items[1])->id);
    ASSERT_TRUE(project->applyNow(Commit{*skipEdit(*project, *second, "no"), second->start}));
    const auto labelled = labelPlaces(*project, *read, all, progress);
    ASSERT_TRUE(labelled) << labelled.error().text();
    EXPECT_EQ(labelled->labelled, 1);
    EXPECT_EQ(labelled->finished, 1);
    EXPECT_EQ(labelPlaces(*project, *read, all, progress)->already, 1);
    hits.clear();
    ASSERT_TRUE(findTexts(*project, *read, items, search, 100, progress, take));
    EXPECT_EQ(hits[0].label, person);
    EXPECT_TRUE(hits[1].label.isNull());
    EXPECT_FALSE(findTexts(*project, *read, items, search, 1, progress, take)->complete);
    const auto known = surfaceLabelsOf(*read, progress);
    ASSERT_TRUE(known);
    EXPECT_EQ(known->best(*project->ontology()), (std::vector<SurfaceLabels::Best>{{"Ada", person, 1.0}}));
    const auto back = takeBack(*project, *read, labelled->stored, progress);
    ASSERT_TRUE(back);
    EXPECT_EQ(back->undone, 1);
}

TEST(SurfaceLabels, TheMostFrequentLabelIsSuggestedWhereNothingIsLabelled)
{
    Ontology ontology;
    for (const char* name : {"PERSON", "PLACE", "HUMAN"}) {
        Label label;
        label.id = LabelId::create();
        label.name = name;
        ontology.labels.push_back(label);
    }
    ontology.labels[2].mergedInto = ontology.labels[0].id;
    const LabelId person = ontology.labels[0].id, place = ontology.labels[1].id;
    SurfaceLabels known;
    known.add("Ada  Lovelace", ontology.labels[2].id, 2);
    known.add("Ada Lovelace", person, 1);
    known.add("Ada Lovelace", place, 1);
    known.add("London", place, 1);
    known.add("London", place, -1);
    known.add("a", person, 9);
    const auto best = known.best(ontology);
    EXPECT_EQ(best, (std::vector<SurfaceLabels::Best>{{"Ada Lovelace", person, 0.75}}));
    Document document;
    document.blocks.push_back({"", "Ada Lovelace, Ada\nLovelace, ada lovelace, London"});
    LayerContent content(Layer{});
    const auto all = suggestedSpans(best, matcherOf(best), document, SpanCover(content, {}, {}));
    ASSERT_TRUE(all);
    ASSERT_EQ(all->size(), 2U);
    EXPECT_EQ((*all)[1].shape, Shape(SpanShape{std::vector<TextRange>{{14, 26}}, 0}));
    EXPECT_EQ((*all)[1].score, 0.75);
    content.load({(*all)[0]}, {1});
    EXPECT_EQ(suggestedSpans(best, matcherOf(best), document, SpanCover(content, {}, {}))->size(), 1U) << "one is labelled by now";
}

} // namespace
} // namespace touchstone
