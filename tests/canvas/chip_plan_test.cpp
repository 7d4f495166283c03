#include "canvas/chip_plan.h"

#include <random>

#include <gtest/gtest.h>

namespace touchstone {
namespace {

TEST(ChipPlan, NoChipCoversAnotherAlsoAfterChanges)
{
    std::mt19937 random(8);
    std::uniform_real_distribution<double> x(0, 900), y(0, 700), side(10, 160);
    auto style = std::make_shared<PaintStyle>();
    const LabelId label = LabelId::create();
    style->style.labels[label] = {QColor(Qt::red), QStringLiteral("road sign"), Qt::SolidLine};
    style->chips = chipsOf(style->style, QFont(), 1);
    const QSizeF chip = style->chips.at(label).size();

    std::vector<Annotation> all;
    for (int i = 0; i < 300; ++i) {
        Annotation one;
        one.id = AnnotationId::create();
        one.label = label;
        one.shape = BoxShape{{x(random), y(random), side(random), side(random)}};
        all.push_back(one);
    }
    Scene scene;
    scene.assign(all, {1000, 800});
    ChipPlan plan(scene, 1.5, style);
    const auto placed = [&] {
        std::vector<QRectF> rects;
        for (const Annotation& one : all)
            if (const auto at = plan.at(one.id)) {
                rects.emplace_back(*at, chip);
                const Rect box = *bounds(one.shape);
                EXPECT_GE(box.width * 1.5, chip.width()) << "only where it fits";
                EXPECT_NEAR(at->x(), box.x * 1.5, 1);
            }
        for (std::size_t i = 0; i < rects.size(); ++i)
            for (std::size_t j = 0; j < i; ++j)
                EXPECT_FALSE(rects[i].intersects(rects[j]));
        return rects.size();
    };
    EXPECT_GT(placed(), 20u);
    for (int step = 0; step < 200; ++step) {
        Annotation& one = all[random() % all.size()];
        one.shape = BoxShape{{x(random), y(random), side(random), side(random)}};
        scene.update(one.id, one);
        plan.follow(one.id, scene.find(one.id));
    }
    EXPECT_GT(placed(), 20u);
    for (const Annotation& one : all)
        plan.follow(one.id, nullptr);
    EXPECT_EQ(placed(), 0u);
}

} // namespace
} // namespace touchstone
