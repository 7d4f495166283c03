// The pictures of the manual: every tool in use, in the real window on the sample pictures.
// guide-shots FOLDER

#include <algorithm>
#include <cmath>
#include <cstdio>

#include <QApplication>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>

#include "aid_shots.h"
#include "app/session/program_setting.h"
#include "app/theme/theme.h"
#include "guide_desk.h"
#include "text_shots.h"

namespace touchstone {
namespace {

Ring every(const Ring& ring, std::size_t step)
{
    Ring some;
    for (std::size_t i = 0; i < ring.size(); i += step)
        some.push_back(ring[i]);
    return some;
}

/// About `count` places of a ring.
Ring some(const Ring& ring, std::size_t count)
{
    return every(ring, std::max<std::size_t>(1, ring.size() / count));
}

void box(GuideDesk& desk)
{
    const Rect b = desk.openAt("car");
    desk.key(Qt::Key_R);
    desk.press({b.x, b.y});
    desk.move({b.x + b.width * 0.5, b.y + b.height * 0.5}, Qt::LeftButton);
    desk.move({b.right(), b.bottom()}, Qt::LeftButton);
    desk.shoot(QStringLiteral("box"));
    desk.release({b.right(), b.bottom()});
}

void extremes(GuideDesk& desk)
{
    desk.openAt("apple");
    desk.key(Qt::Key_R, Qt::ShiftModifier);
    const Ring ring = desk.outline("apple");
    const auto byX = [](const Point& a, const Point& b) { return a.x < b.x; };
    const auto byY = [](const Point& a, const Point& b) { return a.y < b.y; };
    desk.click(*std::min_element(ring.begin(), ring.end(), byY));
    desk.click(*std::min_element(ring.begin(), ring.end(), byX));
    desk.click(*std::max_element(ring.begin(), ring.end(), byY));
    desk.move(*std::max_element(ring.begin(), ring.end(), byX));
    desk.shoot(QStringLiteral("extremes"));
    desk.key(Qt::Key_Escape);
}

void helper(GuideDesk& desk)
{
    ProgramSetting{QApplication::applicationDirPath() + QStringLiteral("/grab_cut_tool"), {}, 60}.write();
    const Rect b = desk.openAt("apple");
    desk.key(Qt::Key_Q);
    desk.drag({{b.x - 6, b.y - 6}, b.center(), {b.right() + 6, b.bottom() + 6}});
    desk.waitForJobs();
    desk.click(b.center());
    desk.waitForJobs();
    desk.shoot(QStringLiteral("helper"));
    desk.key(Qt::Key_Escape);
}

void polygon(GuideDesk& desk)
{
    desk.openAt("apple");
    desk.key(Qt::Key_P);
    const Ring ring = some(desk.outline("apple"), 14);
    for (std::size_t i = 0; i + 2 < ring.size(); ++i)
        desk.click(ring[i]);
    desk.move(ring[ring.size() - 2]);
    desk.shoot(QStringLiteral("polygon"));
    desk.key(Qt::Key_Return);
}

void rotatedBox(GuideDesk& desk)
{
    const Rect b = desk.openAt("car");
    desk.key(Qt::Key_O);
    desk.click({b.x, b.bottom()});
    desk.click({b.right(), b.bottom() - b.height * 0.2});
    desk.move({b.center().x, b.y});
    desk.shoot(QStringLiteral("rotated_box"));
    desk.click({b.center().x, b.y});
}

void ellipse(GuideDesk& desk)
{
    const Rect b = desk.openAt("apple");
    desk.key(Qt::Key_C);
    desk.press({b.x, b.y});
    desk.move({b.center().x, b.center().y}, Qt::LeftButton);
    desk.move({b.right(), b.bottom()}, Qt::LeftButton);
    desk.shoot(QStringLiteral("ellipse"));
    desk.release({b.right(), b.bottom()});
}

void polyline(GuideDesk& desk)
{
    desk.open("car");
    desk.arm(QStringLiteral("kerb"));
    desk.key(Qt::Key_L);
    const Rect b = desk.box("car");
    desk.zoomTo(b);
    for (int i = 0; i < 5; ++i)
        desk.click({b.x - b.width * 0.2 + b.width * 0.3 * i, b.bottom() + b.height * 0.05 * (i % 2)});
    desk.move({b.right() + b.width * 0.2, b.bottom()});
    desk.shoot(QStringLiteral("polyline"));
    desk.key(Qt::Key_Return);
}

void point(GuideDesk& desk)
{
    desk.open("cell", 3);
    desk.arm(QStringLiteral("cell"));
    desk.key(Qt::Key_K);
    for (std::size_t i = 0; i < 3; ++i)
        desk.click(desk.box("cell", i).center());
    desk.shoot(QStringLiteral("point"));
}

Ring withinBox(const Rect& b, double height)
{
    Ring stroke;
    for (int i = 0; i <= 10; ++i)
        stroke.push_back({b.x + b.width * (0.15 + 0.07 * i), b.y + b.height * (height + 0.05 * std::sin(i))});
    return stroke;
}

void brush(GuideDesk& desk)
{
    const Rect b = desk.openAt("car");
    desk.key(Qt::Key_M);
    desk.drag(withinBox(b, 0.45));
    desk.drag(withinBox(b, 0.65));
    desk.move({b.right() - b.width * 0.2, b.y + b.height * 0.7});
    desk.shoot(QStringLiteral("brush"));
    desk.drag(withinBox(b, 0.55), Qt::RightButton);
    desk.key(Qt::Key_E);
    desk.move({b.center().x, b.y + b.height * 0.6});
    desk.shoot(QStringLiteral("eraser"));
}

void lasso(GuideDesk& desk)
{
    desk.openAt("apple");
    desk.act("lassoTool");
    Ring ring = desk.outline("apple");
    ring.resize(ring.size() * 4 / 5);
    desk.press(ring.front());
    for (const Point& p : ring)
        desk.move(p, Qt::LeftButton);
    desk.shoot(QStringLiteral("lasso"));
    desk.release(ring.back());
}

void fill(GuideDesk& desk)
{
    const Rect b = desk.openAt("apple");
    desk.key(Qt::Key_M);
    Ring ring = desk.outline("apple");
    ring.push_back(ring.front());
    desk.drag(ring);
    desk.key(Qt::Key_B);
    desk.move(b.center());
    desk.click(b.center());
    desk.shoot(QStringLiteral("fill"));
}

void slice(GuideDesk& desk)
{
    const Rect b = desk.openAt("apple");
    desk.key(Qt::Key_P);
    for (const Point& p : some(desk.outline("apple"), 40))
        desk.click(p);
    desk.key(Qt::Key_Return);
    desk.act("sliceTool");
    desk.drag({{b.center().x - b.width * 0.1, b.y - b.height * 0.1},
               {b.center().x + b.width * 0.1, b.bottom() + b.height * 0.1}});
    desk.press({b.x - b.width * 0.1, b.y + b.height * 0.4});
    desk.move({b.center().x, b.y + b.height * 0.5}, Qt::LeftButton);
    desk.move({b.right() + b.width * 0.1, b.y + b.height * 0.65}, Qt::LeftButton);
    desk.shoot(QStringLiteral("slice"));
    desk.release({b.right() + b.width * 0.1, b.y + b.height * 0.65});
}

void neighbours(GuideDesk& desk)
{
    const Rect b = desk.openAt("apple");
    desk.key(Qt::Key_P);
    const Ring ring = some(desk.outline("apple"), 30);
    for (const Point& p : ring)
        desk.click(p);
    desk.key(Qt::Key_Return);
    // Beside it, along a part of its outline.
    const std::size_t n = ring.size();
    desk.click({b.right() + b.width * 0.25, b.y - b.height * 0.05});
    const auto right = [](Point a, Point c) { return a.x < c.x; };
    const auto at = std::size_t(std::max_element(ring.begin(), ring.end(), right) - ring.begin());
    desk.click(ring[(at + n - 4) % n]);
    desk.click(ring[(at + 2) % n], Qt::ControlModifier);
    desk.move(ring[(at + 4) % n]);
    desk.shoot(QStringLiteral("neighbours"));
    desk.key(Qt::Key_Escape);
}

} // namespace
} // namespace touchstone

int main(int argc, char** argv)
{
    if (argc != 2) {
        std::fprintf(stderr, "usage: guide-shots FOLDER\n");
        return 2;
    }
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QStandardPaths::setTestModeEnabled(true);
    QApplication app(argc, argv);
    const QTemporaryDir settings;
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
    using namespace touchstone;
    applyTheme(app, ThemeKind::Light);
    const QString folder = QString::fromLocal8Bit(argv[1]);
    for (const auto shot : {box, extremes, polygon, rotatedBox, ellipse, polyline, point, brush, lasso, fill, slice,
                            neighbours, helper, selectShot, wandShot, scissorsShot, cutOutShot, piecesShot, snapShot,
                            skeletonShot, tagsShot, predictionsShot}) {
        // Each on pictures that nothing was drawn on.
        GuideDesk desk(folder);
        shot(desk);
    }
    takeTextShots(folder);
    takeClassShots(folder);
    return 0;
}
