#include "aid_shots.h"

#include "guide_desk.h"
#include "touchstone/model/ontology.h"

namespace touchstone {
namespace {

void widen(GuideDesk& desk, int steps)
{
    for (int i = 0; i < steps; ++i) {
        desk.key(Qt::Key_BracketRight);
        desk.waitForJobs();
    }
}

/// From near the left side to `end`, at `height`, both in parts of the box; the button stays down.
void beginStroke(GuideDesk& desk, const Rect& box, double end, double height)
{
    constexpr double begin = 0.3;
    const double y = box.y + box.height * height;
    desk.press({box.x + box.width * begin, y});
    for (int i = 0; i <= 8; ++i)
        desk.move({box.x + box.width * (begin + (end - begin) * i / 8), y}, Qt::LeftButton);
}

} // namespace

void selectShot(GuideDesk& desk)
{
    const Rect b = desk.openAt("car");
    desk.key(Qt::Key_R);
    desk.drag({{b.x, b.y}, b.center(), {b.right(), b.bottom()}});
    desk.key(Qt::Key_V);
    desk.click(b.center());
    desk.move({b.right(), b.bottom()});
    desk.shoot(QStringLiteral("select"));
}

void wandShot(GuideDesk& desk)
{
    const Rect b = desk.openAt("apple");
    desk.act("wandTool");
    desk.click({b.x + b.width * 0.7, b.y + b.height * 0.75});
    desk.waitForJobs();
    widen(desk, 8);
    desk.shoot(QStringLiteral("wand"));
}

void scissorsShot(GuideDesk& desk)
{
    desk.openAt("apple");
    desk.act("scissorsTool");
    desk.waitForJobs();
    const Ring ring = desk.outline("apple");
    for (std::size_t i = 0; i < 4; ++i) {
        desk.click(ring[i * ring.size() / 6]);
        desk.waitForJobs();
    }
    desk.move(ring[ring.size() * 4 / 6]);
    desk.shoot(QStringLiteral("scissors"));
}

void cutOutShot(GuideDesk& desk)
{
    const Rect b = desk.openAt("car");
    desk.act("grab_cutTool");
    const Rect around = b.adjusted(b.width * 0.04);
    desk.drag({{around.x, around.y}, {b.center().x, b.center().y}, {around.right(), around.bottom()}});
    desk.waitForJobs();
    beginStroke(desk, b, 0.7, 0.7);
    desk.shoot(QStringLiteral("grab_cut"));
}

void piecesShot(GuideDesk& desk)
{
    const Rect b = desk.openAt("car");
    desk.act("superpixelsTool");
    desk.move(b.center());
    desk.waitForJobs();
    widen(desk, 6);
    beginStroke(desk, b, 0.62, 0.6);
    desk.shoot(QStringLiteral("superpixels"));
}

void snapShot(GuideDesk& desk)
{
    const Rect b = desk.openAt("apple");
    desk.key(Qt::Key_R);
    const Rect loose = b.adjusted(b.width * 0.08);
    desk.drag({{loose.x, loose.y}, {loose.right(), loose.bottom()}});
    desk.key(Qt::Key_V);
    desk.click(b.center());
    desk.act("snapBoxes");
    desk.waitForJobs();
    desk.shoot(QStringLiteral("snap_box"));
}

void skeletonShot(GuideDesk& desk)
{
    Label car;
    car.skeleton = {{{"bonnet", {0.05, 0.55}}, {"windscreen", {0.3, 0.1}}, {"rear window", {0.75, 0.1}},
                     {"boot", {0.97, 0.5}}, {"rear wheel", {0.8, 0.9}}, {"front wheel", {0.2, 0.9}}},
                    {{0, 1}, {1, 2}, {2, 3}, {3, 4}, {4, 5}, {5, 0}},
                    {}};
    const Rect b = desk.openAt("car");
    desk.define(car);
    desk.act("skeletonTool");
    for (std::size_t i = 0; i < 4; ++i) {
        const Point place = car.skeleton.points[i].place;
        desk.click({b.x + b.width * place.x, b.y + b.height * place.y});
    }
    desk.move({b.x + b.width * 0.8, b.y + b.height * 0.9});
    desk.shoot(QStringLiteral("skeleton"));
}

void tagsShot(GuideDesk& desk)
{
    for (const char* name : {"sunny", "rainy", "at night"}) {
        Label tag;
        tag.shapes = {ShapeKind::Tag};
        tag.tagGroup = "weather";
        desk.arm(QString::fromLatin1(name));
        desk.define(tag);
    }
    desk.open("car");
    desk.act("tagMode");
    desk.key(Qt::Key_1);
    desk.open("car");
    desk.shootWindow(QStringLiteral("tags"));
}

void predictionsShot(GuideDesk& desk)
{
    desk.open("car");
    desk.arm(QStringLiteral("car"));
    desk.predict("car");
    desk.open("apple");
    desk.open("car");
    desk.zoomTo(desk.box("car"));
    desk.showTab(3);
    desk.shootWindow(QStringLiteral("predictions"));
}

} // namespace touchstone
