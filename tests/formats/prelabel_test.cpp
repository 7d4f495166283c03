#include "touchstone/formats/prelabel.h"

#include <gtest/gtest.h>

#include "formats/scratch.h"
#include "touchstone/base/progress.h"
#include "touchstone/formats/exchange.h"
#include "touchstone/model/predictions.h"
#include "touchstone/workflow/labels.h"
#include "touchstone/workflow/project.h"
#include "touchstone/workflow/verify.h"

namespace touchstone {
namespace {

using test::Scratch;

std::vector<std::string> shown(const LabelRules& rules)
{
    std::vector<std::string> all;
    for (const LabelRule& rule : rules.rules)
        all.push_back((rule.isExpression ? "/" : "") + rule.text + "=" + rule.label);
    return all;
}
using Strings = std::vector<std::string>;

TEST(LabelRules, AreLinesWithTabsCommasOrObjects)
{
    const auto tabs = parseLabelRules("surface\tlabel\r\nAda, Countess\tPERSON\n\n[A-Z]+\tORG\tregex\n", "a.tsv");
    ASSERT_TRUE(tabs) << tabs.error().text();
    EXPECT_EQ(shown(*tabs), (Strings{"Ada, Countess=PERSON", "/[A-Z]+=ORG"}));
    EXPECT_EQ(tabs->rules[1].where, "a.tsv: line 4");
    const auto commas = parseLabelRules("\xEF\xBB\xBF\"Lovelace, Ada\",PERSON\nLondon,PLACE\n", "a.csv");
    ASSERT_TRUE(commas);
    EXPECT_EQ(shown(*commas), (Strings{"Lovelace, Ada=PERSON", "London=PLACE"}));
    const auto objects = parseLabelRules("{\"label\":\"ORG\",\"pattern\":\"Apple\",\"id\":\"x\"}\n"
                                         "{\"label\":\"DATE\",\"regex\":\"1[89]\\\\d\\\\d\"}\n",
                                         "a.jsonl");
    ASSERT_TRUE(objects);
    EXPECT_EQ(shown(*objects), (Strings{"Apple=ORG", "/1[89]\\d\\d=DATE"}));
}

TEST(LabelRules, WhatIsNoRuleIsNamedWithItsPlace)
{
    const auto rules = parseLabelRules("{\"label\":\"ORG\",\"pattern\":[{\"LOWER\":\"apple\"}]}\n"
                                       "{\"label\":\"ORG\",\"pattern\":\"Apple\"}\n"
                                       "{\"label\":\"ORG\"\n"
                                       "{\"label\":\"X\",\"regex\":\"a(b\"}\n"
                                       "{\"pattern\":\"a\"}\n",
                                       "r.jsonl");
    ASSERT_TRUE(rules);
    EXPECT_EQ(rules->rules.size(), 1U);
    ASSERT_EQ(rules->problems.size(), 4U);
    EXPECT_EQ(rules->problems[0].where, "r.jsonl: line 1");
    EXPECT_NE(rules->problems[0].message.find("tokens"), std::string::npos);
    EXPECT_EQ(rules->problems[1].where, "r.jsonl: line 3");
    EXPECT_EQ(rules->problems[2].where, "r.jsonl: line 4, character 3");
    const auto none = parseLabelRules("only a surface\n", "r.tsv");
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().where, "r.tsv: line 1");
    EXPECT_FALSE(parseLabelRules("", "r.tsv"));
    const auto kind = parseLabelRules("a\tX\tfuzzy\nb\tX\n", "r.tsv");
    EXPECT_EQ(kind->problems.size(), 1U);
    EXPECT_FALSE(expressionRule("PERSON"));
    const auto open = expressionRule("P=(");
    ASSERT_FALSE(open);
    EXPECT_NE(open.error().where.find("character"), std::string::npos);
}

class Prelabel : public testing::Test {
  protected:
    void SetUp() override
    {
        project = *Project::create(scratch.path() / "p.touchstone", "p", "me");
        ImportOptions options;
        options.format = "text-lines";
        const std::string lines = "Ada Lovelace met Babbage.\nLondon, 1833: Ada wrote.\nNothing.\n";
        ASSERT_TRUE(importFile(*project, scratch.write("letters.txt", lines), options, progress));
        for (const char* name : {"PERSON", "PLACE"})
            ASSERT_TRUE(project->applyNow(*addLabelEdit(*project, {ScopeKind::Ontology, {}}, name)));
        reader = *project->reader();
        request.rules = *parseLabelRules("ada lovelace\tPERSON\nada\tPERSON\nLONDON\tPLACE\n\\d{4}\tDATE\tregex\n", "names.tsv");
        request.ignoreCase = true;
        request.items = *unfinishedItems(*reader);
    }
    std::vector<PredictionLayer> predictions(std::size_t item)
    {
        std::vector<PredictionLayer> layers;
        const auto rows = reader->layersOf(reader->item(request.items[item])->id);
        for (const LayerRow& row : *rows)
            if (row.layer.role == LayerRole::Prediction)
                layers.push_back({row.layer.source, row.author, reader->content(row.layer.id)->annotations()});
        return layers;
    }
    Scratch scratch;
    SilentProgress progress;
    std::unique_ptr<Project> project;
    std::unique_ptr<Reader> reader;
    PrelabelRequest request;
};

TEST_F(Prelabel, CountsWithoutStoringAndThenStoresOneSource)
{
    const auto counted = countPrelabels(*project, *reader, request, progress);
    ASSERT_TRUE(counted) << counted.error().text();
    EXPECT_EQ(counted->texts, 3);
    EXPECT_EQ(counted->hitTexts, 2);
    EXPECT_EQ(counted->hits, 4);
    EXPECT_EQ(counted->ruleHits, (std::vector<std::int64_t>{1, 1, 1, 1})) << "the longest surface alone";
    EXPECT_EQ(counted->newLabels, Strings{"DATE"});
    ASSERT_EQ(counted->samples.size(), 4U);
    EXPECT_EQ(counted->samples[0].second.hit, "Ada Lovelace");
    EXPECT_EQ(counted->samples[0].second.name, "letters.txt, 1");
    EXPECT_TRUE(predictions(0).empty());

    const auto stored = storePrelabels(*project, *reader, request, progress);
    ASSERT_TRUE(stored) << stored.error().text();
    EXPECT_EQ(stored->hits, 4);
    ASSERT_EQ(predictions(0).size(), 1U);
    EXPECT_EQ(predictions(0)[0].name, "names");
    EXPECT_EQ(predictions(0)[0].annotations.size(), 1U);
    EXPECT_EQ(predictions(1)[0].annotations.size(), 3U);
    EXPECT_TRUE(predictions(2).empty());
    EXPECT_TRUE(project->ontology()->findByName("DATE"));
    const auto again = storePrelabels(*project, *reader, request, progress);
    ASSERT_TRUE(again);
    EXPECT_TRUE(again->nothingNew);
    reader.reset();
    project.reset();
    EXPECT_TRUE(verifyProject(scratch.path() / "p.touchstone", progress)->problems.empty());
}

TEST_F(Prelabel, ProposesNoLabelThatIsThere)
{
    PlaceLabelling labelling{project->ontology()->findByName("PERSON")->id, {{request.items[0], {{0, {0, 3}}}}}};
    ASSERT_EQ(labelPlaces(*project, *reader, labelling, progress)->labelled, 1);
    const auto counted = countPrelabels(*project, *reader, request, progress);
    ASSERT_TRUE(counted);
    EXPECT_EQ(counted->hits, 3);
    EXPECT_EQ(counted->known, 1);
}

TEST_F(Prelabel, ProposesOnlyLabelsThatSpansMayHave)
{
    ASSERT_TRUE(project->applyNow(*addLabelEdit(*project, {ScopeKind::Ontology, {}}, "CITY")));
    Label label = *project->ontology()->findByName("PLACE");
    label.shapes = {ShapeKind::Relation};
    ASSERT_TRUE(project->applyNow(*defineLabelEdit(*project, {ScopeKind::Ontology, {}}, label)));
    const auto counted = countPrelabels(*project, *reader, request, progress);
    ASSERT_TRUE(counted);
    EXPECT_EQ(counted->hits, 3);
    EXPECT_EQ(counted->problems,
              Strings{"PLACE is not for spans. Its rules were left out; the label's definition changes that."});
    // What was merged is no new label.
    const LabelId city = project->ontology()->findByName("CITY")->id, place = project->ontology()->findByName("PLACE")->id;
    ASSERT_TRUE(project->applyNow(*mergeLabelEdit(*project, {ScopeKind::Ontology, {}}, place, city)));
    const auto merged = countPrelabels(*project, *reader, request, progress);
    ASSERT_TRUE(merged);
    EXPECT_EQ(merged->hits, 4);
    EXPECT_EQ(merged->newLabels, Strings{"DATE"});
    ASSERT_TRUE(storePrelabels(*project, *reader, request, progress));
    EXPECT_EQ(predictions(1)[0].annotations[0].label, city);
}

TEST_F(Prelabel, CancelledLeavesNothing)
{
    progress.cancel();
    const auto stopped = storePrelabels(*project, *reader, request, progress);
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().code, ErrorCode::Cancelled);
    EXPECT_TRUE(predictions(0).empty());
    EXPECT_FALSE(project->ontology()->findByName("DATE"));
}

} // namespace
} // namespace touchstone
