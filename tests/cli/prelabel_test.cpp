#include <gtest/gtest.h>

#include "cli/touchstone_cli.h"

using namespace clitest;

namespace {

void makeProject(const Scratch& scratch)
{
    scratch.write("letters.txt", "Ada Lovelace met Babbage.\nLondon, 1833: ADA wrote.\n");
    ASSERT_EQ(scratch.run({"new", "p.touchstone"}).code, 0);
    const Outcome imported = scratch.run({"import", "p.touchstone", "letters.txt", "--format", "text-lines"});
    ASSERT_LE(imported.code, 1) << imported.err;
}

std::size_t predictionsOf(const Scratch& scratch)
{
    std::size_t annotations = 0;
    const nlohmann::json info = scratch.run({"info", "p.touchstone", "--json"}).json();
    for (const auto& layer : info.at("layers"))
        if (layer.at("role") == "prediction")
            annotations += layer.at("annotations").get<std::size_t>();
    return annotations;
}

TEST(Prelabel, StoresPredictionsOnce)
{
    const Scratch scratch;
    makeProject(scratch);
    scratch.write("names.tsv", "Ada\tPERSON\nAda Lovelace\tPERSON\nLondon\tPLACE\n");
    const Outcome dry = scratch.run({"prelabel", "p.touchstone", "--rules", "names.tsv", "--dry-run", "--json"});
    ASSERT_EQ(dry.code, 0) << dry.out << dry.err;
    EXPECT_EQ(dry.json().at("hits"), 2);
    EXPECT_EQ(dry.json().at("stored"), false);
    EXPECT_EQ(dry.json().at("rules").at(0).at("hits"), 0) << "ADA is not Ada";
    EXPECT_EQ(dry.json().at("samples").at(0).at("text"), "Ada Lovelace");
    EXPECT_EQ(predictionsOf(scratch), 0U);
    const Outcome made = scratch.run({"prelabel", "p.touchstone", "--rules", "names.tsv", "--ignore-case", "--regex",
                                      R"(DATE=\d{4})", "--json"});
    ASSERT_EQ(made.code, 0) << made.out << made.err;
    EXPECT_EQ(made.json().at("hits"), 4);
    EXPECT_EQ(made.json().at("stored"), true);
    EXPECT_EQ(predictionsOf(scratch), 4U);
    const Outcome again = scratch.run(
        {"prelabel", "--rules", "names.tsv", "--ignore-case", "--regex", R"(DATE=\d{4})", "p.touchstone"});
    EXPECT_EQ(again.code, 0) << again.err << "; an expression is one word, the next is the project";
    EXPECT_EQ(again.out, "These rules were stored for these texts before; nothing was added.\n");
    EXPECT_EQ(predictionsOf(scratch), 4U);
    EXPECT_EQ(scratch.run({"verify", "p.touchstone", "--json"}).json().at("ok"), true);
}

TEST(Prelabel, SaysWhereARuleIsWrong)
{
    const Scratch scratch;
    makeProject(scratch);
    scratch.write("mixed.jsonl", "{\"label\": \"PERSON\", \"pattern\": \"Ada\"}\n"
                                 "{\"label\": \"PERSON\", \"pattern\": [{\"LOWER\": \"ada\"}]}\n");
    const Outcome mixed = scratch.run({"prelabel", "p.touchstone", "--rules", "mixed.jsonl", "--json"});
    EXPECT_EQ(mixed.code, 1) << "a rule was left out";
    EXPECT_EQ(mixed.json().at("skipped_rules").at(0).at("where"), "mixed.jsonl: line 2");
    const Outcome expression = scratch.run({"prelabel", "p.touchstone", "--regex", "PERSON=(Ada", "--json"});
    EXPECT_EQ(expression.code, 2);
    EXPECT_NE(expression.json().at("error").at("where").get<std::string>().find("character"), std::string::npos);
    const Outcome bytes = scratch.run({"prelabel", "p.touchstone", "--regex", "\xFF=Ada", "--json"});
    EXPECT_EQ(bytes.code, 2);
    EXPECT_EQ(bytes.json().at("error").at("message"), "The label of the rule is not UTF-8.");
    EXPECT_EQ(scratch.run({"prelabel", "p.touchstone"}).code, 2);
    EXPECT_EQ(scratch.run({"prelabel", "p.touchstone", "--rules", "gone.tsv"}).code, 2);
}

} // namespace
