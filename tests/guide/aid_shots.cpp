#include "aid_shots.h"

#include "guide_desk.h"
#include "touchstone/model/ontology.h"

namespace touchstone {

void selectShot(GuideDesk& desk)
{
    desk.open("car");
    desk.arm(QStringLiteral("car"));
    desk.key(Qt::Key_R);
    const Rect b = desk.box("car");
    desk.zoomTo(b);
    desk.drag({{b.x, b.y}, b.center(), {b.right(), b.bottom()}});
    desk.key(Qt::Key_V);
    desk.click(b.center());
    desk.move({b.right(), b.bottom()});
    desk.shoot(QStringLiteral("select"));
}

void wandShot(GuideDesk& desk)
{
    desk.open("apple");
    desk.arm(QStringLiteral("apple"));
    const Rect b = desk.box("apple");
    desk.zoomTo(b);
    desk.act("wandTool");
    desk.click({b.x + b.width * 0.7, b.y + b.height * 0.75});
    desk.waitForJobs();
    for (int i = 0; i < 8; ++i) {
        desk.key(Qt::Key_BracketRight);
        desk.waitForJobs();
    }
    desk.shoot(QStringLiteral("wand"));
}

void scissorsShot(GuideDesk& desk)
{
    desk.open("apple");
    desk.arm(QStringLiteral("apple"));
    desk.zoomTo(desk.box("apple"));
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
    desk.open("car");
    desk.arm(QStringLiteral("car"));
    const Rect b = desk.box("car");
    desk.zoomTo(b);
    desk.act("grab_cutTool");
    const Rect around = b.adjusted(b.width * 0.04);
    desk.drag({{around.x, around.y}, {b.center().x, b.center().y}, {around.right(), around.bottom()}});
    desk.waitForJobs();
    desk.press({b.x + b.width * 0.3, b.y + b.height * 0.7});
    for (int i = 0; i <= 8; ++i)
        desk.move({b.x + b.width * (0.3 + 0.05 * i), b.y + b.height * 0.7}, Qt::LeftButton);
    desk.shoot(QStringLiteral("grab_cut"));
}

void piecesShot(GuideDesk& desk)
{
    desk.open("car");
    desk.arm(QStringLiteral("car"));
    const Rect b = desk.box("car");
    desk.zoomTo(b);
    desk.act("superpixelsTool");
    desk.move(b.center());
    desk.waitForJobs();
    for (int i = 0; i < 6; ++i) {
        desk.key(Qt::Key_BracketRight);
        desk.waitForJobs();
    }
    desk.press({b.x + b.width * 0.3, b.y + b.height * 0.6});
    for (int i = 0; i <= 8; ++i)
        desk.move({b.x + b.width * (0.3 + 0.04 * i), b.y + b.height * 0.6}, Qt::LeftButton);
    desk.shoot(QStringLiteral("superpixels"));
}

void snapShot(GuideDesk& desk)
{
    desk.open("apple");
    desk.arm(QStringLiteral("apple"));
    desk.key(Qt::Key_R);
    const Rect b = desk.box("apple");
    desk.zoomTo(b);
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
    desk.open("car");
    desk.arm(QStringLiteral("car"));
    desk.define(car);
    const Rect b = desk.box("car");
    desk.zoomTo(b);
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
