#include "guide_desk.h"

#include <algorithm>
#include <cstdio>

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QMouseEvent>
#include <QTabBar>
#include <QTest>

#include "app/jobs/job_runner.h"
#include "app/label/canvas_stage.h"
#include "app/label/label_context.h"
#include "app/session/project_session.h"
#include "app/session/text.h"
#include "app/shell/workspace.h"
#include "canvas/canvas.h"
#include "touchstone/base/progress.h"
#include "touchstone/base/sha256.h"
#include "touchstone/sample/sample.h"
#include "touchstone/workflow/labels.h"
#include "touchstone/workflow/source_writer.h"

using namespace Qt::StringLiterals;

namespace touchstone {

struct GuideDesk::Picture {
    SamplePicture sample;
    std::int64_t key = 0;
};

namespace {

constexpr std::size_t pictures = 12;

[[noreturn]] void giveUp(const std::string& why)
{
    std::fprintf(stderr, "guide-shots: %s\n", why.c_str());
    std::exit(2);
}

template <class T>
T must(Result<T> result)
{
    if (!result)
        giveUp(result.error().text());
    return std::move(*result);
}

void must(const Result<void>& result)
{
    if (!result)
        giveUp(result.error().text());
}

} // namespace

GuideDesk::GuideDesk(QString target) : m_target(std::move(target))
{
    SilentProgress progress;
    const auto samples = must(drawSample(m_folder.path(), pictures, progress));
    const auto path = m_folder.path() / "guide.touchstone";
    {
        auto project = must(Project::create(path, "Guide", "anna"));
        auto start = must(project->beginSource({"files", "pictures", {}, "{}", "anna", LayerRole::Work, true}));
        const RootId root = must(start.writer->root(m_folder.path()));
        for (const SamplePicture& sample : samples) {
            const auto item = must(start.writer->item(
                {"image", root, sample.file.generic_string(), sample.width, sample.height, 0, 0}));
            m_pictures.push_back({sample, item.key});
        }
        must(start.writer->publish("{}"));
        start.writer.reset();
    }
    m_session = std::make_unique<ProjectSession>(must(Project::open(path, Project::Mode::ReadWrite, "anna")));
    m_jobs = std::make_unique<JobRunner>();
    m_workspace.reset(makeLabelWorkspace(*m_session, *m_jobs, nullptr));
    m_workspace->resize(1360, 720);
    m_workspace->show();
    QApplication::setActiveWindow(m_workspace.get());
    m_canvas = m_workspace->findChild<Canvas*>();
    if (!m_canvas || !QTest::qWaitForWindowActive(m_workspace.get()))
        giveUp("The window does not open.");
    m_workspace->setFocus();
    settle(300);
}

GuideDesk::~GuideDesk()
{
    m_workspace.reset();
    m_jobs.reset();
    m_session.reset();
}

const Shape& GuideDesk::object(const std::string& label, std::size_t index) const
{
    for (const SampleObject& object : m_pictures[m_front].sample.objects)
        if (object.label == label && index-- == 0)
            return object.shape;
    giveUp("No " + label + " on this picture.");
}

Ring GuideDesk::outline(const std::string& label, std::size_t index) const
{
    if (const auto* polygon = std::get_if<PolygonShape>(&object(label, index)))
        return polygon->polygon->front().outer;
    const Rect b = box(label, index);
    return {{b.x, b.y}, {b.right(), b.y}, {b.right(), b.bottom()}, {b.x, b.bottom()}};
}

Rect GuideDesk::box(const std::string& label, std::size_t index) const
{
    return bounds(object(label, index)).value_or(Rect{});
}

void GuideDesk::open(const std::string& label, std::size_t atLeast)
{
    for (std::size_t i = 0; i < m_pictures.size(); ++i) {
        const auto& objects = m_pictures[i].sample.objects;
        const auto has = std::ranges::count_if(objects, [&](const auto& object) { return object.label == label; });
        if (static_cast<std::size_t>(has) < atLeast)
            continue;
        m_front = i;
        m_workspace->goTo(toQt(m_pictures[i].sample.file.generic_string()));
        const QSize size(m_pictures[i].sample.width, m_pictures[i].sample.height);
        if (!QTest::qWaitFor([&] { return m_canvas->imageSize() == size && m_canvas->imageDetail() >= 1; }, 10000))
            giveUp("The picture does not open.");
        m_canvas->fit();
        settle();
        return;
    }
    giveUp("No picture with " + label);
}

Rect GuideDesk::openAt(const std::string& label)
{
    open(label);
    arm(toQt(label));
    const Rect first = box(label);
    zoomTo(first);
    return first;
}

void GuideDesk::arm(const QString& label)
{
    auto* context = m_workspace->findChild<LabelContext*>();
    const Label* found = m_session->ontology().findByName(fromQt(label));
    if (!found) {
        m_session->apply(must(addLabelEdit(m_session->project(), {ScopeKind::Ontology, {}}, fromQt(label))));
        if (!QTest::qWaitFor([&] { return m_session->ontology().findByName(fromQt(label)) != nullptr; }, 5000))
            giveUp("The label was not made.");
        found = m_session->ontology().findByName(fromQt(label));
    }
    context->setCurrentLabel(found->id);
    settle(30);
}

void GuideDesk::zoomTo(const Rect& box)
{
    m_canvas->zoomToRect(box.adjusted(std::max(box.width, box.height) * 0.3));
    settle();
}

void GuideDesk::key(int key, Qt::KeyboardModifiers modifiers)
{
    QWidget* const focus = QApplication::focusWidget();
    QTest::keyClick(focus ? focus : m_canvas, Qt::Key(key), modifiers);
    settle(20);
}

void GuideDesk::press(Point at, Qt::MouseButton button, Qt::KeyboardModifiers modifiers)
{
    move(at);
    QTest::mousePress(m_canvas, button, modifiers, m_canvas->view().toWidget(at).toPoint());
}

void GuideDesk::move(Point at, Qt::MouseButtons buttons)
{
    const QPointF place = m_canvas->view().toWidget(at);
    QMouseEvent event(QEvent::MouseMove, place, m_canvas->mapToGlobal(place), Qt::NoButton, buttons, {});
    QApplication::sendEvent(m_canvas, &event);
}

void GuideDesk::release(Point at, Qt::MouseButton button, Qt::KeyboardModifiers modifiers)
{
    QTest::mouseRelease(m_canvas, button, modifiers, m_canvas->view().toWidget(at).toPoint());
    settle(20);
}

void GuideDesk::click(Point at, Qt::KeyboardModifiers modifiers)
{
    press(at, Qt::LeftButton, modifiers);
    release(at, Qt::LeftButton, modifiers);
}

void GuideDesk::drag(const Ring& through, Qt::MouseButton button)
{
    press(through.front(), button);
    for (const Point& p : through)
        move(p, button);
    release(through.back(), button);
}

void GuideDesk::act(const char* name)
{
    auto* action = m_workspace->findChild<QAction*>(QString::fromLatin1(name));
    if (!action)
        giveUp(std::string("No action ") + name);
    action->trigger();
    settle(20);
}

void GuideDesk::settle(int milliseconds)
{
    QTest::qWait(milliseconds);
    m_canvas->finishRendering();
}

void GuideDesk::waitForJobs()
{
    settle();
    if (!QTest::qWaitFor([this] { return m_jobs->jobs().empty(); }, 60000))
        giveUp("A job does not end.");
    settle();
}

void GuideDesk::define(const Label& like)
{
    const Label* armed = m_session->ontology().find(m_workspace->findChild<LabelContext*>()->currentLabel());
    if (!armed)
        giveUp("No label is armed.");
    Label now = *armed;
    now.shapes = like.shapes;
    now.skeleton = like.skeleton;
    now.tagGroup = like.tagGroup;
    m_session->apply(must(defineLabelEdit(m_session->project(), {ScopeKind::Ontology, {}}, now)));
    const auto done = [&] {
        const Label* label = m_session->ontology().find(now.id);
        return label && label->skeleton == now.skeleton && label->tagGroup == now.tagGroup;
    };
    if (!QTest::qWaitFor(done, 5000))
        giveUp("The label was not defined.");
    settle(60);
}

void GuideDesk::predict(const std::string& label)
{
    Project& project = m_session->project();
    auto start = must(project.beginSource({"coco", "detector.json", sha256(label), "{}", "detector",
                                           LayerRole::Prediction, false}));
    const RootId root = must(start.writer->root(m_folder.path()));
    const LabelId id = must(start.writer->label(label));
    for (const Picture& picture : m_pictures) {
        const auto item = must(start.writer->item({"image", root, picture.sample.file.generic_string(),
                                                   picture.sample.width, picture.sample.height, 0, 0}));
        const auto layer = must(start.writer->layer(item.key));
        double score = 0.94;
        for (const SampleObject& object : picture.sample.objects) {
            const auto b = bounds(object.shape);
            if (object.label != label || !b)
                continue;
            Annotation found;
            found.label = id;
            found.shape = BoxShape{{b->x + b->width * 0.02, b->y - b->height * 0.03, b->width, b->height}};
            found.score = score;
            must(start.writer->annotation(layer, found, {}));
            score -= 0.17;
        }
    }
    must(start.writer->publish("{}"));
    start.writer.reset();
}

void GuideDesk::showTab(int index)
{
    auto* tabs = m_workspace->findChild<QTabBar*>(u"sideTabs"_s);
    if (!tabs)
        giveUp("No tabs at the right.");
    tabs->setCurrentIndex(index);
    settle(60);
}

void GuideDesk::shoot(const QString& name)
{
    write(*m_workspace->findChild<CanvasStage*>(), name);
}

void GuideDesk::shootWindow(const QString& name)
{
    write(*m_workspace, name);
}

void GuideDesk::write(QWidget& of, const QString& name)
{
    settle(200);
    QDir().mkpath(m_target);
    const QString file = m_target + u'/' + name + u".jpg"_s;
    if (!of.grab().save(file, "JPG", 88))
        giveUp("Cannot write " + fromQt(file));
    std::printf("%s\n", file.toLocal8Bit().constData());
}

} // namespace touchstone
