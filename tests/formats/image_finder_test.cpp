#include "core/formats/image_finder.h"

#include <gtest/gtest.h>

#include "formats/scratch.h"

namespace touchstone {
namespace {

using test::Scratch;

TEST(ImageFinder, TakesTheFolderWhereMostPicturesAre)
{
    const Scratch scratch;
    const auto file = scratch.write("annotations/instances_train2017.json", "{}");
    scratch.write("images/a.jpg", "");
    scratch.write("images/train2017/a.jpg", "");
    scratch.write("images/train2017/b.jpg", "");
    ImageFinder finder(file, {}, {"a.jpg", "b.jpg", "c.jpg"});
    EXPECT_EQ(finder.root().filename(), "train2017");
    EXPECT_EQ(finder.find("a.jpg"), "a.jpg");
    EXPECT_FALSE(finder.find("c.jpg").has_value());
}

TEST(ImageFinder, FallsBackToTheFileNameInsideTheRoot)
{
    const Scratch scratch;
    const auto file = scratch.write("set/a.json", "{}");
    scratch.write("set/deep/one/x.jpg", "");
    scratch.write("set/deep/two/y.jpg", "");
    scratch.write("set/deep/one/y.jpg", "");
    scratch.write("outside.jpg", "");
    ImageFinder finder(file, scratch.path() / "set", {"old/x.jpg", "old/y.jpg", "outside.jpg"});
    EXPECT_EQ(finder.find("old/x.jpg"), "deep/one/x.jpg");
    EXPECT_FALSE(finder.find("old/y.jpg").has_value()); // two files have that name
    EXPECT_EQ(finder.ambiguous(), 1U);
    EXPECT_FALSE(finder.find("outside.jpg").has_value());
}

TEST(ImageFinder, ANameThatTwoImagesShareTellsNothing)
{
    const Scratch scratch;
    const auto file = scratch.write("set/a.json", "{}");
    scratch.write("set/train/1.png", "");
    scratch.write("set/deep/2.png", "");
    ImageFinder finder(file, scratch.path() / "set", {"train/1.png", "val/1.png", "a/2.png", "b/2.png"});
    EXPECT_EQ(finder.find("train/1.png"), "train/1.png");
    EXPECT_FALSE(finder.find("val/1.png").has_value()); // the other image's picture
    EXPECT_FALSE(finder.find("a/2.png").has_value());
    EXPECT_FALSE(finder.find("b/2.png").has_value());
    EXPECT_EQ(finder.ambiguous(), 3U);
}

TEST(ImageFinder, WithoutPicturesThereIsNoRoot)
{
    const Scratch scratch;
    ImageFinder finder(scratch.write("a.json", "{}"), {}, {"a.jpg"});
    EXPECT_TRUE(finder.root().empty());
    EXPECT_FALSE(finder.find("a.jpg").has_value());
}

} // namespace
} // namespace touchstone
