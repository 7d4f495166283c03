// Works on the project "test.touchstone" of the folder it is started in until it is killed, and says each edit once
// it is acknowledged (said.h): kill_test.cpp and power_loss_test.cpp read that. Usage: crash-victim WHAT [NAME]
#include <chrono>
#include <map>
#include <thread>

#include "crash/said.h"
#include "touchstone/base/progress.h"
#include "touchstone/formats/exchange.h"
#include "touchstone/workflow/backup.h"
#include "touchstone/workflow/labels.h"
#include "touchstone/workflow/project.h"
#include "touchstone/workflow/source_writer.h"
#include "touchstone/workflow/working_layer.h"

using namespace touchstone;

namespace {

constexpr const char* kProject = "test.touchstone";

[[noreturn]] void stop(const Error& error)
{
    std::fprintf(stderr, "%s\n", error.text().c_str());
    ::_exit(3);
}

template <class T>
T must(Result<T> result)
{
    if (!result)
        stop(result.error());
    return std::move(*result);
}

std::unique_ptr<Project> openProject()
{
    auto project = must(Project::open(kProject, Project::Mode::ReadWrite, "anna"));
    if (project->isReadOnly())
        stop({ErrorCode::Refused, project->readOnlyReason(), {}});
    return project;
}

/// Draws on one item, two shapes an edit: a torn edit would show in their number.
class Hand {
  public:
    /// With `points` it draws outlines of so many instead.
    Hand(Project& project, const Said& said, int points = 0, std::size_t item = 0)
        : m_project(project), m_said(said), m_points(points)
    {
        auto reader = must(project.reader());
        const ItemId id = reader->item(reader->itemKeys()->at(item))->id;
        m_working = must(openWorkingLayer(project, *reader, id));
        m_label = project.ontology()->labels.front().id;
    }
    void draw() { tell(must(m_project.applyNow(next()))); }
    /// Many at once, as by somebody who is faster than the disk.
    void drawMany(int edits)
    {
        for (int i = 0; i < edits; ++i) {
            Commit commit = next();
            const std::size_t now = m_working.content.annotations().size();
            m_project.apply(std::move(commit), [this, now](Result<Receipt> receipt) { tell(must(std::move(receipt)), now); });
        }
        m_project.flush();
    }
    void tell(const Receipt& receipt) const { tell(receipt, m_working.content.annotations().size()); }
    std::size_t drawn() const { return m_working.content.annotations().size(); }
    const ItemId& item() const { return m_working.item.id; }

  private:
    void tell(const Receipt& receipt, std::size_t annotations) const
    {
        m_said(std::to_string(annotations) + " " + std::to_string(receipt.sequence));
    }
    Commit next()
    {
        std::vector<Change> changes;
        for (int i = 0; i < 2; ++i) {
            Annotation annotation;
            annotation.id = AnnotationId::create();
            annotation.label = m_label;
            annotation.shape = BoxShape{{1, 2, 3, double(i)}};
            if (m_points > 0)
                annotation.shape = outline();
            changes.push_back(m_working.content.creation(annotation));
        }
        Edit edit{EditId::create(), {ScopeKind::Item, m_working.item.id}, "Draw", {}, std::move(changes)};
        if (const auto fits = m_working.content.apply(edit); !fits)
            stop(fits.error());
        return {std::move(edit), std::exchange(m_working.start, std::nullopt)};
    }

    Shape outline() const
    {
        PolygonPart part;
        for (int i = 0; i < m_points; ++i)
            part.outer.push_back({i * 0.123, i % 2 * 100.5});
        return PolygonShape{Shared<Polygon>(Polygon{part})};
    }

    Project& m_project;
    const Said& m_said;
    int m_points;
    WorkingLayer m_working;
    LabelId m_label;
};

/// Adds `name`.json; alone, or while somebody draws.
void import(Project& project, const Said& said, const std::string& name, bool alone)
{
    ImportOptions options;
    options.alone = alone;
    SilentProgress progress;
    must(importFile(project, name + ".json", options, progress));
    said("published " + name);
}

/// What was begun and given up is taken out again.
void giveUpSource(Project& project, const Said& said, int items)
{
    auto start = must(project.beginSource({"coco", "given up", sha256("given up"), "{}", "x", LayerRole::Prediction, true}));
    const RootId root = must(start.writer->root("/nowhere"));
    const LabelId label = must(start.writer->label("car"));
    for (int i = 0; i < items; ++i) {
        const auto item = must(start.writer->item({"image", root, "up/" + std::to_string(i), 9, 9, 1, 1}));
        Annotation annotation;
        annotation.label = label;
        annotation.shape = BoxShape{{1, 2, 3, 4}};
        if (!start.writer->annotation(must(start.writer->layer(item.key)), annotation, {}))
            ::_exit(4);
    }
    said("here");
    start.writer.reset();
}

void backUp(const Said& said)
{
    SilentProgress progress;
    said("backup " + must(makeBackup(kProject, BackupReason::Asked, progress)).file.filename().string());
}

void drawForEver(const Said& said, bool many)
{
    const auto project = openProject();
    Hand hand(*project, said);
    while (true)
        many ? hand.drawMany(40) : hand.draw();
}

void drawBesideImport(const Said& said, const std::string& name)
{
    const auto project = openProject();
    Hand hand(*project, said);
    hand.draw();
    std::thread importing([&] { import(*project, said, name, false); });
    for (int i = 0; i < 60; ++i)
        hand.draw();
    importing.join();
}

/// Fills the log again and again.
void drawLarge(const Said& said)
{
    const auto project = openProject();
    Hand hand(*project, said, 5000);
    for (int i = 0; i < 40; ++i)
        hand.draw();
}

void drawAndClose(const Said& said)
{
    const auto project = openProject();
    Hand hand(*project, said);
    for (int i = 0; i < 5; ++i)
        hand.draw();
    said("here");
}

void drawAndBackUp(const Said& said)
{
    const auto project = openProject();
    Hand hand(*project, said);
    hand.draw();
    said("here");
    std::thread keeping([&] { backUp(said); });
    for (int i = 0; i < 20; ++i)
        hand.draw();
    keeping.join();
}

void drawAndGiveUp(const Said& said)
{
    const auto project = openProject();
    Hand hand(*project, said);
    hand.draw();
    std::thread adding([&] { giveUpSource(*project, said, 3000); });
    for (int i = 0; i < 60; ++i)
        hand.draw();
    adding.join();
    hand.draw();
}

/// As a file manager moves it: the file alone, there and back, while it is open.
void drawAndMove(const Said& said)
{
    const auto project = openProject();
    Hand hand(*project, said);
    said("here");
    const std::filesystem::path names[] = {kProject, "moved.touchstone"};
    for (int i = 0; i < 2; ++i) {
        hand.draw();
        hand.draw();
        said("moving");
        std::filesystem::rename(names[i], names[1 - i]);
        project->lookAtStorage();
        project->flush();
        said("whole");
        if (const auto followed = project->followNow(); !followed)
            stop(followed.error());
        hand.draw();
    }
    hand.draw();
}

void drawAndCopy(const Said& said)
{
    const auto project = openProject();
    Hand hand(*project, said);
    hand.draw();
    said("here");
    for (const char* name : {"first", "second"}) {
        const std::size_t drawn = hand.drawn();
        std::thread copying([&] {
            SilentProgress progress;
            must(project->saveCopy(std::string(name) + ".touchstone", progress));
            said("copied " + std::string(name) + ".touchstone " + std::to_string(drawn));
        });
        for (int i = 0; i < 10; ++i)
            hand.draw();
        copying.join();
    }
}

/// Somebody deletes the file; what was in it is saved as another one.
void drawAndDelete(const Said& said)
{
    const auto project = openProject();
    Hand hand(*project, said);
    for (int i = 0; i < 3; ++i)
        hand.draw();
    said("here");
    std::filesystem::remove(kProject);
    SilentProgress progress;
    must(project->saveCopy("saved.touchstone", progress));
    said("copied saved.touchstone " + std::to_string(hand.drawn()));
}

void drawAndRest(const Said& said)
{
    const auto project = openProject();
    Hand hand(*project, said);
    for (int i = 0; i < 10; ++i)
        hand.draw();
    said("here");
    std::this_thread::sleep_for(std::chrono::hours(1));
}

/// A day with a project, for losing power in.
void storyOfWork(const Said& said)
{
    auto project = openProject();
    {
        Hand hand(*project, said);
        for (int i = 0; i < 8; ++i)
            hand.draw();
        project->saveDraft(hand.item(), "polygon", "{}");
        import(*project, said, "log", false);
        Hand other(*project, said, 0, 1);
        for (int i = 0; i < 8; ++i)
            other.draw();
        other.tell(must(project->undoNow({ScopeKind::Item, other.item()})));
        // A rest, in which the log is folded back and made void.
        std::this_thread::sleep_for(std::chrono::milliseconds(2600));
        for (int i = 0; i < 4; ++i)
            hand.draw();
    }
    project.reset();
    said("closed");
    project = openProject();
    import(*project, said, "journal", true);
    Hand(*project, said).draw();
    giveUpSource(*project, said, 100);
    Hand(*project, said).draw();
    project.reset();
    said("closed");
}

/// The log fills, and is folded back amid work.
void storyOfLog(const Said& said)
{
    drawLarge(said);
    said("closed");
}

/// An older file is brought up to date and worked on.
void storyOfUpdate(const Said& said)
{
    auto project = openProject();
    for (int i = 0; i < 3; ++i) {
        auto edit = must(addLabelEdit(*project, {ScopeKind::Ontology, {}}, "new" + std::to_string(i)));
        said("0 " + std::to_string(must(project->applyNow(std::move(edit))).sequence));
    }
    project.reset();
    said("closed");
}

void storyOfBackups(const Said& said)
{
    auto project = openProject();
    Hand(*project, said).draw();
    backUp(said);
    Hand(*project, said).draw();
    project.reset();
    const auto backups = listBackups(kProject);
    for (int round = 0; round < 3; ++round) {
        SilentProgress progress;
        said("restoring");
        const Restored restored = must(restoreBackup(kProject, backups.front().file, false, progress));
        said("restored " + restored.aside.filename().string());
        project = openProject();
        Hand hand(*project, said);
        hand.draw();
        backUp(said);
        hand.draw();
        project.reset();
        said("closed");
    }
}

} // namespace

int main(int argc, char** argv)
{
    const Said said(".");
    const std::string name = argc > 2 ? argv[2] : "";
    const std::map<std::string, std::function<void()>> all{
        {"draw", [&] { drawForEver(said, false); }},
        {"burst", [&] { drawForEver(said, true); }},
        {"import", [&] { import(*openProject(), said, name, true); }},
        {"import-beside", [&] { drawBesideImport(said, name); }},
        {"checkpoint", [&] { drawLarge(said); }},
        {"close", [&] { drawAndClose(said); }},
        {"backup", [&] { drawAndBackUp(said); }},
        {"give-up", [&] { drawAndGiveUp(said); }},
        {"move", [&] { drawAndMove(said); }},
        {"copy", [&] { drawAndCopy(said); }},
        {"delete", [&] { drawAndDelete(said); }},
        {"rest", [&] { drawAndRest(said); }},
        {"story-work", [&] { storyOfWork(said); }},
        {"story-log", [&] { storyOfLog(said); }},
        {"story-update", [&] { storyOfUpdate(said); }},
        {"story-backups", [&] { storyOfBackups(said); }},
    };
    const auto found = all.find(argc > 1 ? argv[1] : "");
    if (found == all.end())
        return 2;
    found->second();
    return 0;
}
