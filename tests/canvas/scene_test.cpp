#include "canvas/scene.h"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

namespace touchstone {
namespace {

constexpr Size image{1000, 800};

Annotation boxed(Rect rect, std::int32_t z = 0)
{
    Annotation annotation;
    annotation.id = AnnotationId::create();
    annotation.shape = BoxShape{rect};
    annotation.z = z;
    return annotation;
}

std::vector<AnnotationId> idsIn(const Scene& scene, const Rect& rect)
{
    std::vector<AnnotationId> ids;
    for (const SceneItemPtr& item : scene.query(rect))
        ids.push_back(item->annotation.id);
    return ids;
}

/// What a query has to answer, without an index.
std::vector<AnnotationId> searched(std::vector<Annotation> all, const Rect& rect)
{
    std::sort(all.begin(), all.end(),
              [](const Annotation& a, const Annotation& b) { return a.z != b.z ? a.z < b.z : a.id < b.id; });
    std::vector<AnnotationId> ids;
    for (const Annotation& annotation : all)
        if (bounds(annotation.shape)->intersects(rect))
            ids.push_back(annotation.id);
    return ids;
}

TEST(Scene, QueriesEqualASearchThroughChanges)
{
    std::mt19937 random(5);
    std::uniform_real_distribution<double> x(-50, 1050), y(-50, 850), small(0, 40), large(0, 900);
    std::vector<Annotation> all;
    const auto any = [&] {
        const bool big = random() % 20 == 0;
        return boxed(
            {x(random), y(random), big ? large(random) : small(random), big ? large(random) : small(random)},
            static_cast<std::int32_t>(random() % 3));
    };
    for (int i = 0; i < 300; ++i)
        all.push_back(any());
    Scene scene;
    scene.assign(all, image);
    for (int round = 0; round < 400; ++round) {
        const std::size_t which = random() % all.size();
        switch (random() % 3) {
        case 0:
            scene.update(all[which].id, std::nullopt);
            all.erase(all.begin() + static_cast<std::ptrdiff_t>(which));
            break;
        case 1:
            all.push_back(any());
            scene.update(all.back().id, all.back());
            break;
        default: {
            const AnnotationId id = all[which].id;
            all[which] = any();
            all[which].id = id;
            scene.update(id, all[which]);
        }
        }
        const Rect rect{x(random), y(random), large(random), small(random)};
        const std::size_t found = searched(all, rect).size();
        ASSERT_EQ(idsIn(scene, rect), searched(all, rect));
        ASSERT_EQ(scene.count(rect), found);
        ASSERT_FALSE(scene.holdsMore(rect, found));
        ASSERT_TRUE(found == 0 || scene.holdsMore(rect, found - 1));
        ASSERT_EQ(idsIn(scene, {-100, -100, 3000, 3000}), searched(all, {-100, -100, 3000, 3000}));
        ASSERT_EQ(scene.size(), all.size());
    }
}

TEST(Scene, AllFollowsChangesAndLeavesWhatOthersHold)
{
    std::mt19937 random(9);
    std::vector<Annotation> all;
    for (int i = 0; i < 50; ++i)
        all.push_back(boxed({i * 10.0, 20, 30, 30}, i % 2));
    Scene scene;
    scene.assign(all, image);
    for (int round = 0; round < 300; ++round) {
        SceneItems held;
        std::vector<SceneItemPtr> before;
        if (random() % 2 == 0) {
            held = scene.all(); // As a worker does.
            before = *held;
        } else {
            scene.all();
        }
        const std::size_t which = random() % all.size();
        switch (random() % 4) {
        case 0:
            scene.update(all[which].id, std::nullopt);
            all.erase(all.begin() + static_cast<std::ptrdiff_t>(which));
            break;
        case 1:
            all.push_back(boxed({round * 3.0, 100, 30, 30}, round % 3));
            scene.update(all.back().id, all.back());
            break;
        default:
            all[which].shape = BoxShape{{round * 2.0, 50, 10, 10}};
            all[which].z = round % 5 == 0 ? 1 - all[which].z : all[which].z;
            scene.update(all[which].id, all[which]);
        }
        std::vector<AnnotationId> ids;
        for (const SceneItemPtr& item : *scene.all()) {
            ids.push_back(item->annotation.id);
            ASSERT_EQ(item.get(), scene.find(ids.back()));
        }
        ASSERT_EQ(ids, searched(all, {-100, -100, 3000, 3000}));
        if (held) {
            ASSERT_EQ(*held, before);
        }
    }
}

TEST(Scene, TagsHaveNoPlace)
{
    Annotation tag;
    tag.id = AnnotationId::create();
    tag.shape = TagShape{};
    Scene scene;
    scene.assign({tag}, image);
    EXPECT_TRUE(scene.query({0, 0, 1000, 800}).empty());
    ASSERT_NE(scene.find(tag.id), nullptr);
    EXPECT_FALSE(scene.update(tag.id, tag).has_value());
    EXPECT_FALSE(scene.update(tag.id, std::nullopt).has_value());
    EXPECT_EQ(scene.size(), 0u);
}

TEST(Scene, UpdateNamesWhatLooksDifferent)
{
    Scene scene;
    scene.assign({}, image);
    Annotation box = boxed({10, 10, 20, 20});
    EXPECT_EQ(scene.update(box.id, box), (Rect{10, 10, 20, 20}));
    box.shape = BoxShape{{50, 10, 20, 20}};
    EXPECT_EQ(scene.update(box.id, box), (Rect{10, 10, 60, 20}));
    EXPECT_EQ(scene.update(box.id, std::nullopt), (Rect{50, 10, 20, 20}));
    EXPECT_FALSE(scene.update(box.id, std::nullopt).has_value());
}

TEST(Scene, ImageOfUnknownSizeStillFindsAll)
{
    Scene scene;
    const Annotation box = boxed({10, 10, 20, 20});
    scene.assign({box}, {0, 0});
    EXPECT_EQ(idsIn(scene, {15, 15, 1, 1}), std::vector{box.id});
}

} // namespace
} // namespace touchstone
