#include <gtest/gtest.h>

#include <set>

#include "touchstone/model/ontology.h"

namespace touchstone {
namespace {

Ontology three()
{
    Ontology ontology;
    for (const char* name : {"car", "auto", "bus"}) {
        Label label;
        label.id = LabelId::create();
        label.name = name;
        label.key = ontology.freeKey();
        label.order = ontology.nextOrder();
        ontology.labels.push_back(label);
    }
    return ontology;
}

TEST(Ontology, ResolvesMergesToTheEndAndSurvivesCycles)
{
    Ontology ontology = three();
    ontology.labels[1].mergedInto = ontology.labels[0].id;
    ontology.labels[0].mergedInto = ontology.labels[2].id;
    EXPECT_EQ(ontology.resolve(ontology.labels[1].id)->name, "bus");
    EXPECT_EQ(ontology.findByName("auto"), nullptr);
    ontology.labels[2].mergedInto = ontology.labels[1].id;
    EXPECT_NE(ontology.resolve(ontology.labels[1].id), nullptr);
    EXPECT_EQ(ontology.resolve(LabelId::create()), nullptr);
}

TEST(Ontology, KeysAreFreeAgainWhenALabelRetires)
{
    Ontology ontology = three();
    EXPECT_EQ(ontology.freeKey(), "4");
    EXPECT_EQ(ontology.findByKey("2")->name, "auto");
    ontology.labels[1].retired = true;
    EXPECT_EQ(ontology.findByKey("2"), nullptr);
    EXPECT_EQ(ontology.freeKey(), "2");
    EXPECT_EQ(ontology.findByKey(""), nullptr);
}

TEST(Palette, StartsWithOkabeItoAndDoesNotRepeatSoon)
{
    EXPECT_EQ(paletteColor(0), 0x56B4E9u);
    EXPECT_EQ(paletteColor(6), 0xD55E00u);
    std::set<Rgb> colors;
    for (std::size_t i = 0; i < 60; ++i)
        colors.insert(paletteColor(i));
    EXPECT_EQ(colors.size(), 60u);
    EXPECT_EQ(paletteColor(20), paletteColor(20));
}

} // namespace
} // namespace touchstone
