#include "label_fixture.h"

#include <map>

#include <QImage>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace touchstone {

namespace {

QString pictureName(int index)
{
    return u"street_%1.png"_s.arg(index, 4, 10, QLatin1Char('0'));
}

} // namespace

void LabelTest::SetUp()
{
    QSettings().clear();
    create({"car", "person", "tree"});
}

void LabelTest::putDarkObjects()
{
    QImage image(pictureSize, QImage::Format_RGB32);
    image.fill(QColor(220, 220, 210));
    QPainter(&image).fillRect(100, 80, 90, 70, QColor(30, 40, 60));
    for (int i = 0; i < pictures; ++i)
        ASSERT_TRUE(image.save(pathToQt(folder.path()) + u'/' + pictureName(i)));
}

void LabelTest::TearDown()
{
    closeWindow();
}

void LabelTest::create(const std::vector<std::string>& labels)
{
    closeWindow();
    std::filesystem::remove(projectPath());
    auto made = Project::create(projectPath(), "Streets", "anna");
    ASSERT_TRUE(made) << made.error().text();
    Project& project = **made;
    for (const std::string& name : labels) {
        auto edit = addLabelEdit(project, {ScopeKind::Ontology, {}}, name);
        ASSERT_TRUE(edit) << edit.error().text();
        ASSERT_TRUE(project.applyNow(std::move(*edit)));
    }
    auto start = project.beginSource({"files", "pictures", {}, "{}", "anna", LayerRole::Work, true});
    ASSERT_TRUE(start && start->writer);
    const auto root = start->writer->root(folder.path());
    ASSERT_TRUE(root);
    for (int i = 0; i < pictures; ++i) {
        QImage image(pictureSize, QImage::Format_RGB32);
        image.fill(QColor::fromHsv(i * 60, 90, 200));
        const QString name = pictureName(i);
        ASSERT_TRUE(image.save(pathToQt(folder.path()) + u'/' + name));
        ASSERT_TRUE(start->writer->item({"image", *root, fromQt(name), 0, 0, 0, 0}));
    }
    ASSERT_TRUE(start->writer->publish("{}"));
    start->writer.reset(); // Before the project that it writes to.
    made->reset();
}

void LabelTest::importBoxes()
{
    auto opened = Project::open(projectPath(), Project::Mode::ReadWrite, "anna");
    ASSERT_TRUE(opened);
    auto start = (*opened)->beginSource(
        {"coco", "cars.json", sha256("cars"), "{}", "cars", LayerRole::GroundTruth, true});
    ASSERT_TRUE(start && start->writer);
    const auto root = start->writer->root(folder.path());
    const auto label = start->writer->label("car");
    ASSERT_TRUE(root && label);
    for (int i = 0; i < pictures; ++i) {
        const auto item = start->writer->item({"image", *root, fromQt(pictureName(i)), 0, 0, 0, 0});
        ASSERT_TRUE(item);
        const auto layer = start->writer->layer(item->key);
        ASSERT_TRUE(layer);
        Annotation box;
        box.label = *label;
        box.shape = BoxShape{{100, 100, 80, 60}};
        box.attributes = {{"occluded", true}};
        ASSERT_TRUE(start->writer->annotation(*layer, box, {}));
    }
    ASSERT_TRUE(start->writer->publish("{}"));
}

void LabelTest::openProject()
{
    closeWindow();
    auto opened = Project::open(projectPath(), Project::Mode::ReadWrite, "anna");
    ASSERT_TRUE(opened) << opened.error().text();
    session = std::make_unique<ProjectSession>(std::move(*opened));
    jobs = std::make_unique<JobRunner>();
}

void LabelTest::openWindow()
{
    openProject();
    showWindow();
}

void LabelTest::showWindow()
{
    workspace.reset(makeLabelWorkspace(*session, *jobs, nullptr));
    workspace->resize(1280, 800);
    workspace->show();
    QApplication::setActiveWindow(workspace.get());
    ASSERT_TRUE(QTest::qWaitForWindowActive(workspace.get()));
    canvas = workspace->findChild<Canvas*>();
    hints = workspace->findChild<HintLine*>();
    tasks = workspace->findChild<TaskListModel*>();
    ASSERT_TRUE(canvas && hints && tasks);
    workspace->setFocus();
    ASSERT_TRUE(waitFor([this] {
        const bool text = session->working() && session->working()->document;
        return (text || canvas->imageSize() == pictureSize) && tasks->rowCount() == items;
    }));
    QTest::qWait(30);
}

void LabelTest::closeWindow()
{
    workspace.reset();
    jobs.reset();
    session.reset();
}

bool LabelTest::waitFor(const std::function<bool()>& holds)
{
    return QTest::qWaitFor(holds, 10000);
}

void LabelTest::waitSaved()
{
    ASSERT_TRUE(waitFor([this] { return session->saveState().kind == SaveState::Kind::Saved; }));
}

QPoint LabelTest::at(double x, double y) const
{
    return canvas->view().toWidget(Point{x, y}).toPoint();
}

void LabelTest::press(double x, double y, Qt::KeyboardModifiers modifiers)
{
    QTest::mousePress(canvas, Qt::LeftButton, modifiers, at(x, y));
}

void LabelTest::move(double x, double y)
{
    QMouseEvent event(QEvent::MouseMove, at(x, y), canvas->mapToGlobal(at(x, y)), Qt::NoButton, Qt::LeftButton, {});
    QApplication::sendEvent(canvas, &event);
}

void LabelTest::release(double x, double y, Qt::KeyboardModifiers modifiers)
{
    QTest::mouseRelease(canvas, Qt::LeftButton, modifiers, at(x, y));
}

void LabelTest::drag(double x0, double y0, double x1, double y1)
{
    press(x0, y0);
    move((x0 + x1) / 2, (y0 + y1) / 2);
    move(x1, y1);
    release(x1, y1);
}

void LabelTest::click(double x, double y, Qt::KeyboardModifiers modifiers)
{
    QTest::mouseMove(canvas, at(x, y));
    press(x, y, modifiers);
    release(x, y, modifiers);
}

void LabelTest::key(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QWidget* target = QApplication::focusWidget();
    ASSERT_TRUE(target) << "nothing has the keyboard";
    QTest::keyClick(target, key, modifiers);
}

void LabelTest::type(const QString& text)
{
    for (const QChar character : text)
        QTest::keyClick(QApplication::focusWidget(), character.toLatin1());
}

std::size_t LabelTest::expectOneActionAKey(const QList<QAction*>& actions)
{
    std::map<QString, QAction*> byKey;
    for (QAction* one : actions)
        for (const QKeySequence& key : one->shortcuts()) {
            if (!one->isVisible())
                continue;
            const auto [it, fresh] = byKey.emplace(key.toString(), one);
            EXPECT_TRUE(fresh || it->second == one) << fromQt(key.toString()) << ": " << fromQt(it->second->text())
                                                    << " and " << fromQt(one->text());
        }
    return byKey.size();
}

QAction* LabelTest::action(const char* name) const
{
    return workspace->findChild<QAction*>(QString::fromLatin1(name));
}

QString LabelTest::labelOf(std::size_t index) const
{
    const Label* label = session->ontology().resolve(annotations().at(index).label);
    return label ? toQt(label->name) : QString();
}

QString LabelTest::frontName() const
{
    return session->working() ? toQt(session->working()->item.path) : QString();
}

bool LabelTest::isFront(int picture) const
{
    return frontName() == pictureName(picture);
}

} // namespace touchstone
