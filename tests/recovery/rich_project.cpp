#include "recovery/rich_project.h"

#include <stdexcept>

#include "touchstone/workflow/labels.h"
#include "touchstone/workflow/project.h"
#include "touchstone/workflow/source_writer.h"
#include "touchstone/workflow/working_layer.h"

namespace touchstone {
namespace {

/// The value, or the end of the test.
template <class T>
T must(Result<T> result)
{
    if (!result)
        throw std::runtime_error(result.error().text());
    return std::move(*result);
}

void must(const Result<void>& result)
{
    if (!result)
        throw std::runtime_error(result.error().text());
}

Annotation annotationOf(const LabelId& label, Shape shape)
{
    Annotation annotation;
    annotation.id = AnnotationId::create();
    annotation.label = label;
    annotation.shape = std::move(shape);
    return annotation;
}

Shape triangle(double x, bool hole)
{
    PolygonPart part;
    part.outer = {{x, 10}, {x + 60, 10.5}, {x + 30, 70.25}};
    if (hole)
        part.holes = {{{x + 20, 20}, {x + 40, 20}, {x + 30, 40}}};
    Polygon polygon{part};
    if (hole)
        polygon.push_back({{{x + 100, 100}, {x + 120, 100}, {x + 110, 130}}, {}});
    return PolygonShape{Shared<Polygon>(std::move(polygon))};
}

/// A bar of pixels: `height` of every column in [x, x + width).
Shape bar(std::uint32_t x, std::uint32_t width, std::uint32_t height)
{
    Rle rle;
    rle.width = 640;
    rle.height = 480;
    rle.counts = {x * 480};
    for (std::uint32_t column = 0; column < width; ++column) {
        rle.counts.push_back(height);
        rle.counts.push_back(480 - height);
    }
    rle.counts.back() += (640 - x - width) * 480;
    return MaskShape{Shared<Mask>(maskFromRle(rle))};
}

/// One person at work on one item at a time.
struct Worker {
    Project& project;
    std::unique_ptr<Reader> reader = must(project.reader());

    ItemId item(std::size_t index) { return must(reader->item(must(reader->itemKeys()).at(index))).id; }
    WorkingLayer open(std::size_t index) { return must(openWorkingLayer(project, *reader, item(index))); }
    void apply(WorkingLayer& working, const char* text, std::vector<Change> changes)
    {
        Edit edit{EditId::create(), {ScopeKind::Item, working.item.id}, text, {}, std::move(changes)};
        must(working.content.apply(edit));
        const Receipt receipt = must(project.applyNow(Commit{edit, std::exchange(working.start, std::nullopt)}));
        for (const Change& change : receipt.edit.changes) {
            if (!change.after)
                continue;
            if (const auto* task = std::get_if<Task>(&*change.after)) {
                working.task = *task;
                working.taskRevision = change.baseRevision + 1;
            } else if (const auto* layer = std::get_if<Layer>(&*change.after)) {
                working.content.setLayer(*layer, change.baseRevision + 1);
            }
        }
    }
};

void addItems(Project& project)
{
    const SourceRequest request{"files", "pictures", sha256("pictures"), "{}", "anna", LayerRole::Work, true};
    auto start = must(project.beginSource(request));
    const RootId root = must(start.writer->root(project.path().parent_path() / "pictures"));
    for (int i = 0; i < 8; ++i)
        must(start.writer->item({"image", root, "street" + std::to_string(i) + ".jpg", 640, 480, 1, 1000 + i}));
    must(start.writer->publish(R"({"items":8})"));
}

void import(Project& project, const std::string& name, LayerRole role, bool goOn, std::size_t first)
{
    auto start = must(project.beginSource({"coco", name + ".json", sha256(name), "{}", name, role, goOn}));
    SourceWriter& writer = *start.writer;
    const RootId root = must(writer.root(project.path().parent_path() / "pictures"));
    const LabelId car = must(writer.label("car"));
    const LabelId road = must(writer.label("road"));
    must(writer.topRecord({{}, {}, 0, R"({"info":{"year":2026}})", {}}));
    must(writer.labelRecord(car, {{}, std::int64_t{3}, 0, R"({"supercategory":"vehicle"})", {}}));
    for (std::size_t i = first; i < first + 3; ++i) {
        const auto item =
            must(writer.item({"image", root, "street" + std::to_string(i) + ".jpg", 640, 480, 0, 0}));
        must(writer.itemRecord(item.key, {{}, std::int64_t(70 + i), std::int64_t(i), R"({"license":4})", {}}));
        const std::int64_t layer = must(writer.layer(item.key));
        std::int64_t next = std::int64_t(i) * 10;
        const auto add = [&](Annotation annotation, const char* fields, const char* geometry) {
            annotation.id = {};
            must(writer.annotation(layer, std::move(annotation), {{}, next, next, fields, geometry}));
            ++next;
        };
        Annotation box = annotationOf(car, BoxShape{{1.5 + double(i), 2, 30, 40}});
        box.attributes = {{"hidden", true}, {"parts", std::vector<std::string>{"wheel", "door"}}, {"n", 2.5}};
        if (role == LayerRole::Prediction)
            box.score = 0.75;
        add(box, R"({"note":"as it came"})", R"({"bbox":[1.5,2,30,40],"area":1200})");
        add(annotationOf(car, triangle(100 + double(i), true)), "{}", R"({"area":1.0e3})");
        Annotation crowd = annotationOf(road, bar(200, 40, 30));
        crowd.crowd = true;
        add(crowd, "{}", "");
    }
    must(writer.publish(R"({"annotations":9})"));
}

void workOfAnna(Project& project)
{
    Worker anna{project};
    const LabelId car = project.ontology()->labels.front().id;
    WorkingLayer first = anna.open(0);
    anna.apply(first, "Draw car", {first.content.creation(annotationOf(car, BoxShape{{5, 6, 70, 80}}))});
    anna.apply(first, "Draw mask", {first.content.creation(annotationOf(car, bar(20, 50, 300)))});
    Annotation moved = first.content.annotations().front();
    moved.shape = translated(moved.shape, {3, 4});
    anna.apply(first, "Move car", {first.content.replacement(moved)});
    anna.apply(first, "Delete car", {first.content.removal(first.content.annotations().back().id)});
    must(project.undoNow({ScopeKind::Item, first.item.id}));
    must(project.undoNow({ScopeKind::Item, first.item.id}));
    must(project.redoNow({ScopeKind::Item, first.item.id}));

    // Ground truth to go on from: the first Edit copies it.
    WorkingLayer second = anna.open(1);
    Annotation relabelled = second.content.annotations().front();
    relabelled.label = project.ontology()->labels.back().id;
    relabelled.z = 2;
    anna.apply(second, "Relabel", {second.content.replacement(relabelled)});
    must(project.applyNow(must(submitEdit(project, second))));
    const WorkingLayer dark = anna.open(6);
    must(project.applyNow(Commit{must(skipEdit(project, dark, "Too dark")), dark.start}));
    WorkingLayer empty = anna.open(5);
    must(project.applyNow(Commit{must(confirmEmptyEdit(empty, true)), empty.start}));
    project.saveDraft(anna.item(4), "polygon", R"({"points":[1,2,30,40,50,6]})");
    project.saveFacts(anna.item(7), 800, 600, 6, 123456, sha256("a picture"));
}

/// What version 3 added.
void workOfKinds(Worker& worker, WorkingLayer& item)
{
    const LabelId label = item.content.annotations().front().label;
    const TurnedRect frame{{100.5, 80}, 60, 30, 33.25};
    std::vector<Change> changes;
    std::vector<AnnotationId> drawn;
    for (const Shape& shape : std::vector<Shape>{
             RotatedBoxShape{frame}, EllipseShape{frame}, PolylineShape{Ring{{1, 2}, {30.5, 4}, {5, 60}}},
             PointShape{{7.25, 8}},
             SkeletonShape{Skeleton{{{10, 20}, Visibility::Visible}, {{30, 40}, Visibility::Occluded}, {}}}}) {
        Annotation one = annotationOf(label, shape);
        one.occluded = drawn.empty();
        one.truncated = drawn.size() == 1;
        one.unsure = drawn.size() == 2;
        one.alternative = one.unsure ? label : LabelId{};
        drawn.push_back(one.id);
        changes.push_back(item.content.creation(one));
    }
    changes.push_back(item.content.creation(annotationOf({}, RelationShape{drawn, false})));
    worker.apply(item, "Draw every kind", std::move(changes));
    Annotation joined = annotationOf(label, RelationShape{std::vector{drawn[0], drawn[1]}, true});
    worker.apply(item, "Join", {item.content.creation(joined)});
}

/// What version 4 added: texts of one block and of several, as they came with tokens and metadata.
void addTexts(Project& project)
{
    auto start = must(project.beginSource(
        {"text-lines", "letters.txt", sha256("letters"), "{}", "anna", LayerRole::GroundTruth, true}));
    SourceWriter& writer = *start.writer;
    const RootId root = must(writer.root(project.path().parent_path() / "texts"));
    const LabelId person = must(writer.label("person"));
    Document letter;
    letter.blocks = {{{}, "\xEF\xBB\xBF" "Anna met Bj\xC3\xB6rn.\r\nThey left. \xF0\x9F\x9A\x82",
                      {{1, 5}, {6, 9}, {10, 15}}, {{1, 16}, {18, 28}}}};
    letter.encoding = "UTF-8 with a byte order mark";
    letter.metadata = R"({"author":"A. N.","year":1887,"tags":["a","b"]})";
    Document pair;
    pair.blocks = {{"question", "Which one?", {}, {}}, {"first", "This.", {}, {}}, {"second", "That.", {}, {}}};
    for (const std::int64_t part : {1, 2}) {
        SourceWriter::NewItem row{"text", root, "letters.txt"};
        row.part = part;
        row.document = part == 1 ? &letter : &pair;
        const auto item = must(writer.item(row));
        const std::int64_t layer = must(writer.layer(item.key));
        Annotation span = annotationOf(person, SpanShape{Shared(std::vector<TextRange>{{1, 5}}), part == 1 ? 0 : 1});
        span.id = {};
        must(writer.annotation(layer, span, {{}, part, part, R"({"note":"as it came"})", {}}));
    }
    must(writer.publish(R"({"annotations":2})"));
}

void workOfTexts(Worker& worker)
{
    WorkingLayer letter = worker.open(8);
    const LabelId label = letter.content.annotations().front().label;
    Annotation apart = annotationOf(label, SpanShape{Shared(std::vector<TextRange>{{6, 9}, {18, 22}}), 0});
    apart.attributes = {{"certain", false}};
    const Annotation point = annotationOf(label, SpanShape{Shared(std::vector<TextRange>{{15, 15}}), 0});
    worker.apply(letter, "Label the letter", {letter.content.creation(apart), letter.content.creation(point)});
    Annotation joined = annotationOf(label, RelationShape{std::vector{apart.id, point.id}, true});
    worker.apply(letter, "Relate", {letter.content.creation(joined),
                                    letter.content.creation(annotationOf(label, TagShape{}))});
    worker.project.saveDraft(worker.item(8), "text", "{}");
}

void workOfBen(Project& project)
{
    Worker ben{project};
    WorkingLayer item = ben.open(7);
    Annotation tag = annotationOf(project.ontology()->labels.front().id, TagShape{});
    tag.instance = InstanceId::create();
    Annotation box = tag;
    box.id = AnnotationId::create();
    box.shape = BoxShape{{0, 0, 640, 480}};
    ben.apply(item, "Draw both", {item.content.creation(tag), item.content.creation(box)});
    workOfKinds(ben, item);
    project.saveDraft(ben.item(7), "box", R"({"from":[1,2]})");
    workOfTexts(ben);
}

void editLabels(Project& project)
{
    const Scope scope{ScopeKind::Ontology, {}};
    LabelId van, tram;
    must(project.applyNow(must(addLabelEdit(project, scope, "van", &van))));
    must(project.applyNow(must(addLabelEdit(project, scope, "tram", &tram))));
    const LabelId car = project.ontology()->labels.front().id;
    must(project.applyNow(must(renameLabelEdit(project, scope, car, "car or \"auto\""))));
    must(project.applyNow(must(mergeLabelEdit(project, scope, van, car))));
    must(project.applyNow(must(retireLabelEdit(project, scope, tram, true))));
    must(project.applyNow(must(recolorLabelEdit(project, scope, car, 0x102030))));
}

} // namespace

void makeRichProject(const std::filesystem::path& path)
{
    {
        const auto project = must(Project::create(path, "Fixture", "anna"));
        addItems(*project);
        import(*project, "truth", LayerRole::GroundTruth, true, 0);
        import(*project, "model", LayerRole::Prediction, true, 2);
        import(*project, "wrong", LayerRole::GroundTruth, false, 3);
        must(project->undoNow({ScopeKind::Data, {}}));
        editLabels(*project);
        workOfAnna(*project);
        addTexts(*project);
    }
    const auto project = must(Project::open(path, Project::Mode::ReadWrite, "ben"));
    workOfBen(*project);
}

} // namespace touchstone
