#include <random>

#include <gtest/gtest.h>

#include "core/formats/coco_rings_text.h"
#include "core/store/annotation_codec.h"

namespace touchstone {
namespace {

using coco::appendRings;

std::string stored(const Polygon& polygon)
{
    Annotation annotation;
    annotation.shape = PolygonShape{polygon};
    const std::string body = annotationBody(annotation, {});
    return body.substr(11, body.size() - 12);
}

/// Number by number, as a shape that was decoded is written.
std::string written(const Polygon& polygon, WholeNumbers whole, bool closed)
{
    std::string text = "[";
    for (const PolygonPart& part : polygon) {
        text += text.size() > 1 ? ",[" : "[";
        Ring ring = part.outer;
        if (closed) {
            ring.push_back(ring.front());
        }
        for (std::size_t i = 0; i < ring.size(); ++i) {
            text += i > 0 ? "," : "";
            appendJsonNumber(text, ring[i].x, whole);
            text += ',';
            appendJsonNumber(text, ring[i].y, whole);
        }
        text += ']';
    }
    return text + ']';
}

TEST(CocoRingsText, SaysTheSameAsTheDecodedShape)
{
    std::mt19937_64 random(7);
    const auto number = [&]() -> double {
        switch (random() % 6) {
        case 0:
            return static_cast<double>(random() % 100'000) / 100;
        case 1:
            return static_cast<double>(random() % 3'000);
        case 2:
            return -0.0;
        case 3: {
            // 100000 is stored as 1e+05.
            constexpr double large[] = {1e5, 3e6, 1e15, 9007199254740992.0, 1e22, 1.5e300};
            return large[random() % 6];
        }
        case 4:
            return 1.0 / static_cast<double>(1 + random() % 1'000'000'007);
        default:
            return -static_cast<double>(random() % 100'000'000) / 7;
        }
    };
    for (int round = 0; round < 500; ++round) {
        Polygon polygon(1 + random() % 3);
        for (PolygonPart& part : polygon) {
            for (std::size_t i = 3 + random() % 5; i > 0; --i) {
                part.outer.push_back({number(), number()});
            }
        }
        for (const auto whole : {WholeNumbers::Short, WholeNumbers::WithPoint}) {
            for (const bool closed : {false, true}) {
                std::string text;
                ASSERT_TRUE(appendRings(text, stored(polygon), whole, closed)) << stored(polygon);
                EXPECT_EQ(text, written(polygon, whole, closed));
            }
        }
    }
}

TEST(CocoRingsText, LeavesWhatItDoesNotKnowToTheDecoder)
{
    for (const char* text : {"", "[]", "[[]]", "[[[]]]", "[[[1,2,3]]]", "[[[1,2],[3,4]]]", "[[[1,2]]],", "[[[1,02]]]",
                             "[[[1,2.]]]", "[[[1,.2]]]", "[[[1,-]]]", "[[[1,2e]]]", "[[[1,2e5x]]]", "[[[1, 2]]]",
                             "[[[1,\"2\"]]]", "[[[1,2]]", "[[[1,2,]]]", "[[[1e999,2]]]", "[[[1,2]],]", "[[[1,null]]]"}) {
        std::string made;
        EXPECT_FALSE(appendRings(made, text, WholeNumbers::Short, false)) << text;
    }
}

} // namespace
} // namespace touchstone
