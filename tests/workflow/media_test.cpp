#include <fstream>
#include <sys/stat.h>

#include "support/project_fixture.h"
#include "touchstone/base/progress.h"
#include "touchstone/workflow/media.h"
#include "touchstone/workflow/relink.h"
#include "touchstone/workflow/verify.h"

namespace touchstone {
namespace {

namespace fs = std::filesystem;

/// A whole BMP file of one colour.
std::string bmp(std::int32_t width, std::int32_t height, char shade)
{
    const auto stride = static_cast<std::size_t>((width * 3 + 3) / 4 * 4);
    std::string file(54 + stride * static_cast<std::size_t>(height), shade);
    const auto put = [&](std::size_t at, std::uint32_t value, int bytes) {
        for (int i = 0; i < bytes; ++i)
            file[at + static_cast<std::size_t>(i)] = static_cast<char>(value >> (8 * i));
    };
    file[0] = 'B';
    file[1] = 'M';
    put(2, static_cast<std::uint32_t>(file.size()), 4);
    put(6, 0, 4);
    put(10, 54, 4);
    put(14, 40, 4);
    put(18, static_cast<std::uint32_t>(width), 4);
    put(22, static_cast<std::uint32_t>(height), 4);
    put(26, 1, 2);
    put(28, 24, 2);
    for (std::size_t at = 30; at < 54; at += 4)
        put(at, 0, 4);
    return file;
}

class MediaTest : public ProjectTest {
  protected:
    void write(const std::string& name, const std::string& bytes)
    {
        const fs::path file = folder / name;
        fs::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << bytes;
    }
    /// Adds the pictures below "in", as the program does.
    void add(const std::vector<std::string>& names)
    {
        auto start = project->beginSource({"files", "in", {}, "{}", "anna", LayerRole::Work, true});
        ASSERT_TRUE(start && start->writer);
        const auto root = start->writer->root(folder / "in");
        for (const std::string& name : names) {
            const auto bytes = static_cast<std::int64_t>(fs::file_size(folder / ("in/" + name)));
            ASSERT_TRUE(start->writer->item({"image", *root, name, 8, 6, 1, bytes}));
        }
        ASSERT_TRUE(start->writer->publish("{}"));
    }
    MediaSurvey survey()
    {
        const auto result = surveyMedia(*project, progress);
        EXPECT_TRUE(result) << (result ? "" : result.error().text());
        project->flush();
        return result ? *result : MediaSurvey{};
    }
    MediumRow row(std::size_t index) { return reader()->media(0, 1000)->at(index); }
    FileLook look(std::size_t index, bool mayRead = true)
    {
        const MediumRow medium = row(index);
        return lookAtMedium(project->mediaPath(medium), medium, mayRead, progress);
    }
    RelinkPlan search(const std::string& where)
    {
        auto missing = findMissing(*project, {}, progress);
        EXPECT_TRUE(missing);
        auto plan = searchFor(std::move(*missing), folder / where, progress);
        EXPECT_TRUE(plan) << (plan ? "" : plan.error().text());
        return std::move(*plan);
    }
    Edit relink(const std::string& where)
    {
        auto edit = relinkEdit(*project, search(where));
        EXPECT_TRUE(edit) << (edit ? "" : edit.error().text());
        const auto stored = project->applyNow(*edit);
        EXPECT_TRUE(stored) << (stored ? "" : stored.error().text());
        return std::move(*edit);
    }
    void expectSound()
    {
        project.reset();
        const auto report = verifyProject(path(), progress);
        ASSERT_TRUE(report);
        EXPECT_TRUE(report->ok()) << report->problems.front();
        reopen();
    }
    void undo()
    {
        const auto undone = project->undoNow({ScopeKind::Data, {}});
        ASSERT_TRUE(undone) << undone.error().text();
    }

    SilentProgress progress;
};

TEST_F(MediaTest, ThePictureIsReadOnceAndAgainOnlyWhenItWasWrittenTo)
{
    write("in/a.bmp", bmp(8, 6, 1));
    write("in/b.bmp", bmp(8, 6, 2));
    add({"a.bmp", "b.bmp"});
    EXPECT_EQ(survey().read, 2);
    EXPECT_EQ(*row(0).recorded.hash, sha256(bmp(8, 6, 1)));
    EXPECT_EQ(survey().read, 0);

    fs::last_write_time(folder / "in/a.bmp", fs::file_time_type::clock::now() - std::chrono::hours(1));
    const MediaSurvey touched = survey();
    EXPECT_EQ(touched.read, 1);
    EXPECT_EQ(touched.changed, 0);
    EXPECT_EQ(survey().read, 0);
}

TEST_F(MediaTest, OtherContentOfTheSameSizeIsAChangeAndNoNewFact)
{
    write("in/a.bmp", bmp(8, 6, 1));
    add({"a.bmp"});
    survey();
    fs::last_write_time(folder / "in/a.bmp", fs::file_time_type::clock::now() - std::chrono::hours(1));
    write("in/a.bmp", bmp(8, 6, 9));
    EXPECT_EQ(look(0).state, FileState::Changed);
    EXPECT_EQ(look(0, false).state, FileState::Same);
    EXPECT_EQ(survey().changed, 1);
    EXPECT_EQ(survey().changed, 1);
    EXPECT_EQ(*row(0).recorded.hash, sha256(bmp(8, 6, 1)));
}

TEST_F(MediaTest, ACutFileOrAGrownOneIsAChangeWithoutReading)
{
    write("in/a.bmp", bmp(8, 6, 1));
    write("in/b.bmp", bmp(8, 6, 2));
    add({"a.bmp", "b.bmp"});
    write("in/a.bmp", bmp(8, 6, 1).substr(0, 40));
    write("in/b.bmp", bmp(16, 12, 2));
    EXPECT_EQ(look(0).state, FileState::Changed);
    const FileLook grown = look(1);
    EXPECT_EQ(grown.state, FileState::Changed);
    EXPECT_EQ(grown.found.width, 16);
    EXPECT_FALSE(grown.found.hash);
}

TEST_F(MediaTest, MissingReplacedByAFolderAndUnreadableAreTold)
{
    for (const char* name : {"a", "b", "c"})
        write(std::string("in/") + name + ".bmp", bmp(8, 6, *name));
    add({"a.bmp", "b.bmp", "c.bmp"});
    fs::remove(folder / "in/a.bmp");
    fs::remove(folder / "in/b.bmp");
    fs::create_directory(folder / "in/b.bmp");
    EXPECT_EQ(look(0).state, FileState::Missing);
    EXPECT_EQ(look(1).state, FileState::Missing);
    EXPECT_EQ(look(1).problem, "A folder stands in its place.");
    const MediaSurvey found = survey();
    EXPECT_EQ(found.missing, 2);
    EXPECT_EQ(found.read, 1);
    if (::geteuid() == 0)
        return;
    fs::last_write_time(folder / "in/c.bmp", fs::file_time_type::clock::now() - std::chrono::hours(1));
    fs::permissions(folder / "in/c.bmp", fs::perms::none);
    EXPECT_EQ(look(2).state, FileState::Unreadable);
}

TEST_F(MediaTest, LookingAtAnItemDoesNotOverwriteWhatWasRecorded)
{
    write("in/a.bmp", bmp(8, 6, 1));
    add({"a.bmp"});
    project->saveFacts(itemAt(0), 99, 98, 6, 5, sha256("x"));
    project->flush();
    const MediumContent recorded = row(0).recorded;
    EXPECT_EQ(recorded.width, 8);
    EXPECT_EQ(recorded.bytes, static_cast<std::int64_t>(bmp(8, 6, 1).size()));
}

TEST_F(MediaTest, AChangedPictureIsTakenByAnEditThatUndoTakesBack)
{
    write("in/a.bmp", bmp(8, 6, 1));
    add({"a.bmp"});
    survey();
    const MediumContent then = row(0).recorded;
    write("in/a.bmp", bmp(16, 12, 2));
    const ItemId item = itemAt(0);
    const auto edit = replaceMediumEdit(*project, item, progress);
    ASSERT_TRUE(edit) << edit.error().text();
    ASSERT_TRUE(project->applyNow(*edit));
    EXPECT_EQ(look(0).state, FileState::Same);
    EXPECT_EQ(row(0).recorded.width, 16);
    EXPECT_EQ(reader()->item(item)->height, 12);
    survey();
    expectSound();

    const Scope scope{ScopeKind::Item, item};
    ASSERT_TRUE(project->undoNow(scope));
    EXPECT_EQ(row(0).recorded, then);
    EXPECT_EQ(look(0).state, FileState::Changed);
    ASSERT_TRUE(project->redoNow(scope));
    EXPECT_EQ(look(0).state, FileState::Same);
    ASSERT_TRUE(project->undoNow(scope));
    EXPECT_EQ(row(0).recorded, then);
    expectSound();
}

TEST_F(MediaTest, AFileThatIsNoPictureIsNotTaken)
{
    write("in/a.bmp", bmp(8, 6, 1));
    add({"a.bmp"});
    write("in/a.bmp", "a letter");
    EXPECT_FALSE(replaceMediumEdit(*project, itemAt(0), progress));
}

TEST_F(MediaTest, AMovedFolderIsOneChangeOfItsRoot)
{
    for (const char* name : {"a", "b"})
        write(std::string("in/x/") + name + ".bmp", bmp(8, 6, *name));
    add({"x/a.bmp", "x/b.bmp"});
    fs::create_directories(folder / "far/away");
    fs::rename(folder / "in", folder / "far/away/new");
    const Edit edit = relink("far");
    EXPECT_EQ(edit.changes.size(), 1u);
    EXPECT_EQ(look(0).state, FileState::Same);
    EXPECT_EQ(row(0).revision, 0);
    undo();
    EXPECT_EQ(look(0).state, FileState::Missing);
    expectSound();
}

TEST_F(MediaTest, RenamedPicturesAreFoundByContent)
{
    for (const char* name : {"a", "b", "c"})
        write(std::string("in/") + name + ".bmp", bmp(8, 6, *name));
    add({"a.bmp", "b.bmp", "c.bmp"});
    survey();
    fs::create_directory(folder / "sorted");
    fs::rename(folder / "in/a.bmp", folder / "sorted/0001.bmp");
    fs::rename(folder / "in/b.bmp", folder / "sorted/a.bmp");
    write("sorted/other.bmp", bmp(8, 6, 'o'));
    write("sorted/long.bmp", bmp(80, 60, 'o'));
    const RelinkPlan plan = search("sorted");
    EXPECT_EQ(plan.missing(), 2);
    EXPECT_EQ(plan.found, 2);
    // A file of the name and size of the first is there too, but it holds the second.
    EXPECT_EQ(plan.lines[0].file, "0001.bmp");
    EXPECT_EQ(plan.lines[1].file, "a.bmp");
    const Edit edit = relink("sorted");
    EXPECT_EQ(edit.text, "Locate 2 pictures");
    const MediaSurvey after = survey();
    EXPECT_EQ(after.missing + after.changed, 0);
    undo();
    EXPECT_EQ(survey().missing, 2);
    EXPECT_EQ(reader()->roots()->size(), 1u);
    const auto redone = project->redoNow({ScopeKind::Data, {}});
    ASSERT_TRUE(redone) << redone.error().text();
    EXPECT_EQ(survey().missing, 0);
    expectSound();
}

TEST_F(MediaTest, APlaceIsKeptThroughAReplacementAndItsUndo)
{
    write("in/a.bmp", bmp(8, 6, 1));
    write("in/b.bmp", bmp(8, 6, 2));
    add({"a.bmp", "b.bmp"});
    survey();
    fs::create_directory(folder / "out");
    fs::rename(folder / "in/a.bmp", folder / "out/z.bmp");
    relink("out");
    write("out/z.bmp", bmp(16, 12, 5));
    const auto edit = replaceMediumEdit(*project, itemAt(0), progress);
    ASSERT_TRUE(edit) << edit.error().text();
    ASSERT_TRUE(project->applyNow(*edit));
    ASSERT_TRUE(project->undoNow(edit->scope));
    EXPECT_EQ(row(0).recorded.width, 8);
    EXPECT_EQ(*row(0).recorded.hash, sha256(bmp(8, 6, 1)));
    EXPECT_EQ(look(0).state, FileState::Changed);
    undo();
    EXPECT_EQ(look(0).state, FileState::Missing);
    expectSound();
}

TEST_F(MediaTest, AFileOfTheNameWithOtherContentIsNotTaken)
{
    write("in/a.bmp", bmp(8, 6, 1));
    write("in/d/n.bmp", bmp(8, 6, 2));
    write("in/e/n.bmp", bmp(8, 6, 3));
    add({"a.bmp", "d/n.bmp", "e/n.bmp"});
    fs::remove_all(folder / "in");
    write("new/a.bmp", bmp(9, 9, 1));
    write("new/p/n.bmp", bmp(8, 6, 2));
    write("new/q/n.bmp", bmp(8, 6, 3));
    const RelinkPlan plan = search("new");
    EXPECT_EQ(plan.found, 0);
    EXPECT_EQ(plan.lines[0].how, RelinkLine::How::Differing);
    EXPECT_EQ(plan.lines[1].how, RelinkLine::How::Several);
    EXPECT_FALSE(relinkEdit(*project, plan));
}

TEST_F(MediaTest, APictureOfADriveThatIsAwayDoesNotMoveTheOthers)
{
    std::vector<std::string> names;
    for (char name = 'a'; name < 'g'; ++name) {
        names.push_back(std::string(1, name) + ".bmp");
        write("in/" + names.back(), bmp(8, 6, name));
    }
    add(names);
    fs::rename(folder / "in", folder / "unplugged");
    fs::create_directory(folder / "backup");
    fs::copy_file(folder / "unplugged/a.bmp", folder / "backup/a.bmp");
    relink("backup");
    EXPECT_EQ(look(0).state, FileState::Same);
    fs::rename(folder / "unplugged", folder / "in");
    EXPECT_EQ(survey().missing, 0);
}

TEST_F(MediaTest, SearchingStopsWhenAskedAndLoopsOfLinksEnd)
{
    write("in/a.bmp", bmp(8, 6, 1));
    add({"a.bmp"});
    fs::remove(folder / "in/a.bmp");
    fs::create_directory_symlink(folder / "in", folder / "in/loop");
    EXPECT_EQ(search("in").found, 0);
    EXPECT_FALSE(searchFor(search("in"), folder / "nowhere", progress));
    auto plan = search("in");
    progress.cancel();
    const auto stopped = searchFor(std::move(plan), folder / "in", progress);
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().code, ErrorCode::Cancelled);
    EXPECT_FALSE(surveyMedia(*project, progress));
}

TEST_F(MediaTest, AProjectThatMayOnlyBeReadIsLookedAtToo)
{
    write("in/a.bmp", bmp(8, 6, 1));
    write("in/b.bmp", bmp(8, 6, 2));
    add({"a.bmp", "b.bmp"});
    project.reset();
    auto opened = Project::open(path(), Project::Mode::ReadOnly, "anna");
    ASSERT_TRUE(opened);
    project = std::move(*opened);
    fs::remove(folder / "in/b.bmp");
    write("in/a.bmp", bmp(16, 12, 1));
    const MediaSurvey seen = survey();
    EXPECT_EQ(seen.missing, 1);
    EXPECT_EQ(seen.changed, 1);
    EXPECT_EQ(seen.read, 0);
}

} // namespace
} // namespace touchstone
