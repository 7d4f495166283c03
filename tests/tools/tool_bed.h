#pragma once

#include <array>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <QApplication>
#include <QMouseEvent>
#include <QTest>

#include "canvas/canvas.h"
#include "tools/tool_box.h"
#include "tools/asked_program.h"
#include "tools/tool_context.h"

namespace touchstone {

/// A context over a layer in memory, which does what the label workspace does, without one.
class FakeContext : public AskedProgram {
  public:
    FakeContext()
    {
        Layer layer;
        layer.id = LayerId::create();
        layerContent = LayerContent(layer);
        car = LabelId::create();
        CanvasStyle style = view.style();
        style.labels[car] = {QColor(0x56, 0xb4, 0xe9), QStringLiteral("car"), Qt::SolidLine};
        view.setStyle(style);
        view.resize(640, 480);
        view.setImage(QImage(), {400, 300});
        view.show();
        EXPECT_TRUE(QTest::qWaitForWindowExposed(&view));
        view.setView({1.5, 20, 15});
    }

    Canvas& canvas() override { return view; }
    const LayerContent& content() const override { return layerContent; }
    Size imageSize() const override
    {
        return {static_cast<double>(view.imageSize().width()), static_cast<double>(view.imageSize().height())};
    }
    LabelId currentLabel() const override { return car; }
    bool snapsToNeighbours() const override { return snaps; }
    const MaskSettings& maskSettings() const override { return masks; }
    void setMaskSettings(const MaskSettings& settings) override { masks = settings; }
    QString labelName(const LabelId&) const override { return QStringLiteral("car"); }
    bool isLocked(const AnnotationId& id) const override
    {
        const auto found = view.style().locked.find(id);
        return found != view.style().locked.end();
    }
    bool isHidden(const AnnotationId&) const override { return false; }
    bool isEditable() const override { return editable; }
    const std::vector<AnnotationId>& selection() const override { return selected; }
    void setSelection(std::vector<AnnotationId> ids) override
    {
        selected = std::move(ids);
        if (tools)
            tools->contentChanged();
    }
    bool apply(const QString& text, std::vector<Change> changes, const QString& mergeKey) override
    {
        Edit edit;
        edit.id = EditId::create();
        edit.text = text.toStdString();
        edit.mergeKey = mergeKey.toStdString();
        edit.changes = std::move(changes);
        const Result<void> done = layerContent.apply(edit);
        EXPECT_TRUE(done.ok());
        for (const Change& change : edit.changes) {
            const AnnotationId id{objectId(change)};
            const Annotation* now = layerContent.find(id);
            view.updateAnnotation(id, now ? std::optional(*now) : std::nullopt);
        }
        edits.push_back(std::move(edit));
        if (tools)
            tools->contentChanged();
        return done.ok();
    }
    void addShape(Shape s, std::vector<Change> with) override { addFound({{std::move(s), {}, {}}}, std::move(with)); }
    int startWork(PictureWork work) override
    {
        works[++lastWork] = std::move(work);
        if (!holdsWork)
            runWork();
        return lastWork;
    }
    void stopWork(int number) override
    {
        stopped.push_back(number);
        works.erase(number);
    }
    /// What is open, on this thread.
    void runWork()
    {
        while (!works.empty()) {
            const PictureWork work = std::move(works.begin()->second);
            works.erase(works.begin());
            SilentProgress progress;
            work.done(work.run(picture, progress, [](const std::function<void()>& news) { news(); }));
        }
    }
    void addFound(std::vector<FoundShape> found, std::vector<Change> with) override
    {
        for (FoundShape& one : found) {
            Annotation annotation;
            annotation.id = AnnotationId::create();
            annotation.label = car;
            annotation.shape = std::move(one.shape);
            annotation.score = one.score;
            annotation.origin.source = one.source;
            added.push_back(annotation.id);
            with.push_back(layerContent.creation(annotation));
        }
        apply(QStringLiteral("Draw car"), std::move(with), {});
    }
    void saveDraft(const std::string& body) override { drafts.push_back(body); }
    void hintChanged() override {}
    void say(const QString& sentence) override { said.push_back(sentence); }
    void showPickMenu(std::vector<AnnotationId> ids, QPoint) override { picked = std::move(ids); }

    /// Puts a shape in without an Edit of the tools.
    AnnotationId put(Shape shape, std::int32_t z = 0)
    {
        Annotation annotation;
        annotation.id = AnnotationId::create();
        annotation.label = car;
        annotation.shape = std::move(shape);
        annotation.z = z;
        Edit edit;
        edit.changes = {layerContent.creation(annotation)};
        EXPECT_TRUE(layerContent.apply(edit).ok());
        view.updateAnnotation(annotation.id, annotation);
        return annotation.id;
    }
    const Shape& shape(const AnnotationId& id) const { return layerContent.find(id)->shape; }
    Rect box(const AnnotationId& id) const { return std::get<BoxShape>(shape(id)).rect; }
    const Polygon& polygon(const AnnotationId& id) const
    {
        return *std::get<PolygonShape>(shape(id)).polygon;
    }

    /// A grey picture of 400 × 300, on which things can be painted.
    void makePicture()
    {
        auto pixels = std::make_shared<std::vector<std::uint8_t>>(std::size_t(400) * 300 * 4, 90);
        picture = {400, 300, 1600, pixels->data(), pixels};
        bytes = pixels;
    }
    void colour(int x, int y, int width, int height, std::array<int, 3> bgr)
    {
        for (int row = y; row < y + height; ++row)
            for (int column = x; column < x + width; ++column)
                for (std::size_t i = 0; i < 3; ++i)
                    (*bytes)[std::size_t(row) * 1600 + std::size_t(column) * 4 + i] = std::uint8_t(bgr[i]);
    }

    PixelView picture;
    std::shared_ptr<std::vector<std::uint8_t>> bytes;
    std::map<int, PictureWork> works;
    int lastWork = 0;
    bool holdsWork = false;
    std::vector<int> stopped;
    Canvas view;
    ToolBox* tools = nullptr;
    LayerContent layerContent;
    LabelId car;
    bool editable = true;
    bool snaps = true;
    MaskSettings masks;
    std::vector<AnnotationId> selected, added, picked;
    std::vector<Edit> edits;
    std::vector<std::string> drafts;
    std::vector<QString> said;
};

/// A canvas with tools, and a hand with mouse and keys. Places are in image pixels.
struct ToolBed : testing::Test {
    ToolBed() { context.tools = &tools; }
    ~ToolBed() override { context.tools = nullptr; }

    QPoint at(Point p) const { return context.view.view().toWidget(p).toPoint(); }
    void press(Point p, Qt::KeyboardModifiers modifiers = {}, Qt::MouseButton button = Qt::LeftButton)
    {
        QTest::mousePress(&context.view, button, modifiers, at(p));
    }
    void release(Point p, Qt::KeyboardModifiers modifiers = {}, Qt::MouseButton button = Qt::LeftButton)
    {
        QTest::mouseRelease(&context.view, button, modifiers, at(p));
    }
    /// QTest::mouseMove would move the real cursor and carries no modifiers.
    void move(Point p, Qt::MouseButtons buttons = Qt::NoButton, Qt::KeyboardModifiers modifiers = {})
    {
        QMouseEvent event(QEvent::MouseMove, QPointF(at(p)), QPointF(context.view.mapToGlobal(at(p))),
                          Qt::NoButton, buttons, modifiers);
        QApplication::sendEvent(&context.view, &event);
    }
    void click(Point p, Qt::KeyboardModifiers modifiers = {})
    {
        move(p, Qt::NoButton, modifiers);
        press(p, modifiers);
        release(p, modifiers);
    }
    /// What the system sends for two quick clicks: the second press comes as a double-click.
    void doubleClick(Point p)
    {
        click(p);
        QMouseEvent event(QEvent::MouseButtonDblClick, QPointF(at(p)),
                          QPointF(context.view.mapToGlobal(at(p))), Qt::LeftButton, Qt::LeftButton,
                          Qt::NoModifier);
        QApplication::sendEvent(&context.view, &event);
        release(p);
    }
    void drag(Point from, Point to, Qt::KeyboardModifiers modifiers = {})
    {
        dragTo(from, to, modifiers);
        release(to, modifiers);
    }
    /// Without letting go.
    void dragTo(Point from, Point to, Qt::KeyboardModifiers modifiers = {})
    {
        move(from, Qt::NoButton, modifiers);
        press(from, modifiers);
        move((from + to) * 0.5, Qt::LeftButton, modifiers);
        move(to, Qt::LeftButton, modifiers);
    }
    void key(Qt::Key k, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(&context.view, k, modifiers);
    }
    void paint() { context.view.grab(); }

    FakeContext context;
    ToolBox tools{context};
};

inline Shape boxShape(double x, double y, double w, double h)
{
    return BoxShape{{x, y, w, h}};
}
inline Shape polygonShape(Ring ring)
{
    return PolygonShape{Polygon{PolygonPart{std::move(ring), {}}}};
}

} // namespace touchstone
