#include <random>

#include <gtest/gtest.h>

#include "core/assist/external_lines.h"
#include "touchstone/geometry/rle.h"

namespace touchstone {
namespace {

/// The shapes of an answer for an image of 6 × 4.
Result<std::vector<ExternalShape>> shapes(const std::string& list)
{
    const Result<ExternalLine> line = readLine(R"({"type":"answer","id":1,"shapes":)" + list + "}", 6, 4);
    EXPECT_TRUE(line) << line.error().text();
    return line ? line->shapes : line.error();
}

TEST(ExternalShapes, ReadsMasksPolygonsAndBoxes)
{
    const Rle rle{4, 6, {5, 2, 17}};
    const auto read = shapes(R"([
        {"kind":"rle","size":[4,6],"counts":[5,2,17],"score":0.75},
        {"kind":"rle","size":[4,6],"counts":")" +
                             rleToString(rle) + R"("},
        {"kind":"polygon","parts":[{"outer":[[0,0],[6,0],[6.5,4],[-0.5,4]],"holes":[[[1,1],[2,1],[2,2]]]}],"score":1},
        {"kind":"box","x":-0.5,"y":1,"width":3.5,"height":2,"score":null}])");
    ASSERT_TRUE(read) << read.error().text();
    ASSERT_EQ(read->size(), 4U);
    EXPECT_EQ(rleFromMask(std::get<Mask>((*read)[0].geometry)), rle);
    EXPECT_EQ((*read)[0].score, 0.75);
    EXPECT_EQ(rleFromMask(std::get<Mask>((*read)[1].geometry)), rle);
    EXPECT_FALSE((*read)[1].score);
    // A little outside counts as on the border.
    const Polygon polygon = {{{{0, 0}, {6, 0}, {6, 4}, {0, 4}}, {{{1, 1}, {2, 1}, {2, 2}}}}};
    EXPECT_EQ(std::get<Polygon>((*read)[2].geometry), polygon);
    EXPECT_EQ(std::get<Rect>((*read)[3].geometry), (Rect{0, 1, 3, 2}));
    EXPECT_TRUE(shapes("[]")->empty());
}

TEST(ExternalShapes, NamesWhatCannotBeUsed)
{
    const std::pair<const char*, const char*> cases[] = {
        {R"([4])", "shape 1 is no object"},
        {R"([{}])", "kind"},
        {R"([{"kind":"blob"}])", "kind"},
        {R"([{"kind":"rle","size":[6,4],"counts":[24]}])", "\"size\" must be [4, 6]"},
        {R"([{"kind":"rle","size":[4.5,6],"counts":[24]}])", "\"size\" must be"},
        {R"([{"kind":"rle","counts":[24]}])", "\"size\" must be"},
        {R"([{"kind":"rle","size":[4,6],"counts":[24]}])", "is empty"},
        {R"([{"kind":"rle","size":[4,6],"counts":[5,2]}])", "runs that do not make a mask"},
        {R"([{"kind":"rle","size":[4,6],"counts":[5,20]}])", "runs that do not make a mask"},
        {R"([{"kind":"rle","size":[4,6],"counts":[-5,29]}])", "whole numbers"},
        {R"([{"kind":"rle","size":[4,6],"counts":[5.5,18.5]}])", "whole numbers"},
        {R"([{"kind":"rle","size":[4,6],"counts":[4294967296,24]}])", "whole numbers"},
        {R"([{"kind":"rle","size":[4,6],"counts":[4294967295,25]}])", "runs that do not make a mask"},
        {R"([{"kind":"rle","size":[4,6],"counts":"~~~"}])", "runs that do not make a mask"},
        {R"([{"kind":"rle","size":[4,6],"counts":null}])", "whole numbers"},
        {R"([{"kind":"box","x":1,"y":1,"width":0,"height":2}])", "no area"},
        {R"([{"kind":"box","x":3,"y":1,"width":-2,"height":2}])", "no area"},
        {R"([{"kind":"box","x":1,"y":1,"width":9,"height":2}])", "leaves the image"},
        {R"([{"kind":"box","x":6,"y":1,"width":0.5,"height":2}])", "no area"},
        {R"([{"kind":"box","x":"1","y":1,"width":1,"height":2}])", "no number"},
        {R"([{"kind":"box","x":1,"y":1,"width":1}])", "no number"},
        {R"([{"kind":"box","x":1,"y":1,"width":1,"height":1,"score":1.5}])", "score"},
        {R"([{"kind":"box","x":1,"y":1,"width":1,"height":1,"score":"high"}])", "no number"},
        {R"([{"kind":"polygon"}])", "no parts"},
        {R"([{"kind":"polygon","parts":[]}])", "no parts"},
        {R"([{"kind":"polygon","parts":"x"}])", "no parts"},
        {R"([{"kind":"polygon","parts":[5]}])", "no object"},
        {R"([{"kind":"polygon","parts":[{"outer":[[0,0],[1,1]]}]}])", "without an area"},
        {R"([{"kind":"polygon","parts":[{"outer":[[0,0],[1,1],[2,2]]}]}])", "without an area"},
        {R"([{"kind":"polygon","parts":[{"outer":[[0,0],[1,1],[2]]}]}])", "not [x, y]"},
        {R"([{"kind":"polygon","parts":[{"outer":[[0,0],[1,null],[2,0]]}]}])", "no number"},
        {R"([{"kind":"polygon","parts":[{"outer":[[0,0],[9,1],[2,0]]}]}])", "leaves the image"},
        {R"([{"kind":"polygon","parts":[{"outer":[[0,0],[5,0],[5,3]],"holes":4}]}])", "holes"},
        {R"([{"kind":"polygon","parts":[{"outer":[[0,0],[5,0],[5,3]],"holes":[[]]}]}])", "without an area"},
        {R"([{"kind":"box","x":1,"y":1,"width":1,"height":1},{}])", "shape 2"},
    };
    for (const auto& [list, message] : cases) {
        const auto read = shapes(list);
        ASSERT_FALSE(read) << list;
        EXPECT_EQ(read.error().code, ErrorCode::InvalidInput);
        EXPECT_NE(read.error().message.find(message), std::string::npos) << list << ": " << read.error().message;
    }
}

TEST(ExternalShapes, HaveLimits)
{
    std::string many = "[";
    for (int i = 0; i < 1001; ++i)
        many += std::string(i == 0 ? "" : ",") + R"({"kind":"box","x":1,"y":1,"width":1,"height":1})";
    EXPECT_FALSE(shapes(many + "]"));
    std::string ring;
    for (int i = 0; i < 250002; ++i)
        ring += std::string(ring.empty() ? "" : ",") + (i % 3 == 0 ? "[0,0]" : i % 3 == 1 ? "[5,0]" : "[5,3]");
    const std::string part = R"({"kind":"polygon","parts":[{"outer":[)" + ring + "]}]}";
    EXPECT_TRUE(shapes("[" + part + "]"));
    const auto four = shapes("[" + part + "," + part + "," + part + "," + part + "]");
    ASSERT_FALSE(four);
    EXPECT_NE(four.error().message.find("a million"), std::string::npos);
}

TEST(ExternalShapes, OfAnyTextAreValidOrRefused)
{
    const std::string whole =
        R"({"type":"answer","id":1,"shapes":[{"kind":"rle","size":[4,6],"counts":[5,2,17],"score":0.75},)"
        R"({"kind":"rle","size":[4,6],"counts":")" +
        rleToString({4, 6, {5, 2, 17}}) +
        R"("},{"kind":"polygon","parts":[{"outer":[[0,0],[6,0],[6,4]],"holes":[[[1,1],[2,1],[2,2]]]}]},)"
        R"({"kind":"box","x":0,"y":1,"width":3,"height":2}]})";
    std::minstd_rand random(21);
    const std::string letters = "0123456789-+.eE[]{},:\"\\nultrfasexyk ";
    int accepted = 0;
    for (int round = 0; round < 20000; ++round) {
        std::string text = whole;
        for (auto changes = 1 + random() % 3; changes > 0; --changes) {
            const std::size_t at = random() % text.size();
            if (random() % 3 == 0)
                text.erase(at, 1 + random() % 4);
            else
                text[at] = letters[random() % letters.size()];
        }
        const Result<ExternalLine> line = readLine(text, 6, 4);
        if (!line || !line->shapes)
            continue;
        ++accepted;
        for (const ExternalShape& shape : *line->shapes) {
            const double score = shape.score.value_or(0);
            EXPECT_TRUE(score >= 0 && score <= 1) << text;
            if (const Mask* mask = std::get_if<Mask>(&shape.geometry)) {
                EXPECT_TRUE(validate(*mask) && area(*mask) > 0 && mask->width == 6 && mask->height == 4) << text;
                continue;
            }
            const Polygon* polygon = std::get_if<Polygon>(&shape.geometry);
            const Rect box = polygon ? *bounds(*polygon) : std::get<Rect>(shape.geometry);
            EXPECT_TRUE(!box.isEmpty() && box.intersected({0, 0, 6, 4}) == box) << text;
        }
    }
    EXPECT_GT(accepted, 200);
}

TEST(ExternalCommand, IsSplitIntoWords)
{
    using Words = std::vector<std::string>;
    EXPECT_EQ(*splitCommand("tool"), Words{"tool"});
    EXPECT_EQ(*splitCommand("  /opt/a\\ b/tool  --model 'big one.onnx' \"x \\\"y\\\"\" '' "),
              (Words{"/opt/a b/tool", "--model", "big one.onnx", "x \"y\"", ""}));
    EXPECT_EQ(*splitCommand("tool a'b c'd ; $HOME"), (Words{"tool", "ab cd", ";", "$HOME"}));
    for (const char* wrong : {"", "   ", "tool 'open", "tool \"open", "''"})
        EXPECT_FALSE(splitCommand(wrong)) << wrong;
}

} // namespace
} // namespace touchstone
