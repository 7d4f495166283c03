#include <gtest/gtest.h>
#include <string>

#include "touchstone/base/text.h"

namespace touchstone {
namespace {

TEST(SafePath, KeepsWhatStaysBelowItsRoot)
{
    EXPECT_EQ(safeRelativePath("a.png"), "a.png");
    EXPECT_EQ(safeRelativePath("train/./a.png"), "train/a.png");
    EXPECT_EQ(safeRelativePath(".\\train\\a b.png"), "train/a b.png");
    EXPECT_EQ(safeRelativePath("a//b/"), "a/b");
    EXPECT_EQ(safeRelativePath("a/../b.png"), "b.png");
    EXPECT_EQ(safeRelativePath("..."), "...");
    EXPECT_EQ(safeRelativePath("..a/b"), "..a/b");
    EXPECT_EQ(safeRelativePath("a/c:d"), "a/c:d");
    EXPECT_EQ(safeRelativePath("\xE5\x9B\xBE/1.png"), "\xE5\x9B\xBE/1.png");
    EXPECT_EQ(safeRelativePath("bytes\xFF.png"), "bytes\xFF.png");
}

TEST(SafePath, RefusesWhatLeavesItOrNamesNothing)
{
    for (const std::string stated :
         {"", ".", "./", "/", "/etc/passwd", "\\\\server\\share\\a.png", "..", "../a", "a/../../b", "..\\a",
          "a\\..\\..\\b", "C:\\a.png", "c:/a.png", "c:a.png", "./C:/a.png", "x/../C:/a.png", "a/..", "//a/b",
          "a/b/../../../a/b"})
        EXPECT_FALSE(safeRelativePath(stated)) << stated;
    EXPECT_FALSE(safeRelativePath(std::string_view("a\0b", 3)));
}

} // namespace
} // namespace touchstone
