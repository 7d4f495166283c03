#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>


#include <cstdlib>
#include <fstream>

#include "core/store/reserve_file.h"
#include "durability/test_vfs.h"
#include "support/how_often.h"
#include "support/project_fixture.h"
#include "touchstone/base/progress.h"
#include "touchstone/workflow/verify.h"

namespace touchstone {
namespace {

namespace fs = std::filesystem;

/// Every place in the long form; in the suite, closer together at the beginning.
std::int64_t after(std::int64_t n)
{
    return n + (isLongRun() || n < 12 ? 1 : 3);
}

class FullDiskTest : public ProjectTest {
  protected:
    void SetUp() override
    {
        ProjectTest::SetUp();
        addItems(1);
        car = addLabel("car");
    }
    void expectSound()
    {
        project.reset();
        SilentProgress progress;
        const auto report = verifyProject(path(), progress);
        ASSERT_TRUE(report);
        EXPECT_TRUE(report->ok()) << report->problems.front();
    }
    LabelId car;
};

TEST_F(FullDiskTest, OnceIsMetWithTheReserveAndNothingIsRefused)
{
    for (std::int64_t n = 1;; n = after(n)) {
        TestVfs vfs;
        reopen();
        WorkingLayer working = work(0);
        const std::size_t before = working.content.annotations().size();
        // The first edit makes the reserve; every write of the next ones may be the one that does not fit.
        ASSERT_TRUE(apply(working, "Draw", {working.content.creation(box(car))}));
        ASSERT_TRUE(fs::exists(ReserveFile::pathFor(path())));
        vfs.failAt(TestVfs::Op::Write, n, false, SQLITE_FULL);
        for (int i = 0; i < 3; ++i) {
            const auto drawn = apply(working, "Draw", {working.content.creation(box(car))});
            ASSERT_TRUE(drawn) << n << ": " << drawn.error().text();
        }
        ASSERT_EQ(working.content.annotations().size(), before + 4);
        project.reset();
        const bool reached = vfs.reached();
        reopen();
        ASSERT_EQ(work(0).content.annotations().size(), before + 4) << n;
        expectSound();
        EXPECT_FALSE(fs::exists(ReserveFile::pathFor(path()))) << "a closed project is one file";
        if (!reached || HasFailure())
            break;
        reopen();
    }
}

TEST_F(FullDiskTest, ForGoodRefusesTheChangeHarmsNothingAndGoesOnWhenThereIsSpace)
{
    for (std::int64_t n = 1;; n = after(n)) {
        TestVfs vfs;
        reopen();
        WorkingLayer working = work(0);
        const std::size_t before = working.content.annotations().size();
        vfs.failAt(TestVfs::Op::Write, n, true, SQLITE_FULL);
        std::vector<Commit> refused;
        for (int i = 0; i < 3; ++i) {
            Edit edit{EditId::create(), {ScopeKind::Item, working.item.id}, "Draw", {},
                      {working.content.creation(box(car))}};
            ASSERT_TRUE(working.content.apply(edit));
            Commit commit{edit, std::exchange(working.start, std::nullopt)};
            const auto receipt = refused.empty() ? project->applyNow(commit) : Error{};
            if (!receipt)
                refused.push_back(std::move(commit));
        }
        // What was stored before is not harmed. (Where even the rollback cannot write, nobody can read yet.)
        if (auto read = project->reader())
            if (const auto content = (*read)->content(working.content.layer().id)) {
                EXPECT_EQ(content->annotations().size(), before + 3 - refused.size());
            }
        vfs.heal();
        for (const Commit& commit : refused) {
            const auto receipt = project->applyNow(commit);
            ASSERT_TRUE(receipt) << n << ": " << receipt.error().text();
        }
        const bool reached = vfs.reached();
        reopen();
        ASSERT_EQ(work(0).content.annotations().size(), before + 3) << n;
        expectSound();
        if (!reached || HasFailure())
            break;
        reopen();
    }
}

TEST_F(FullDiskTest, AnImportIsGivenUpWhole)
{
    // At a few hundred places, closer together where the file is small.
    for (std::int64_t n = 1;; n += 1 + n / 8) {
        TestVfs vfs;
        reopen();
        const std::size_t items = reader()->itemKeys()->size();
        vfs.failAt(TestVfs::Op::Write, n, true, SQLITE_FULL);
        const std::string name = "more" + std::to_string(n);
        bool published = false;
        {
            auto start = project->beginSource({"files", name, sha256(name), "{}", "anna", LayerRole::Work, true});
            if (start && start->writer) {
                const auto root = start->writer->root(folder.path());
                for (int i = 0; root && i < 50; ++i)
                    if (!start->writer->item({"image", *root, name + std::to_string(i), 9, 9, 1, 1}))
                        break;
                published = root && start->writer->publish("{}").ok();
            }
        }
        EXPECT_NE(published, vfs.reached()) << n;
        vfs.heal();
        const bool reached = vfs.reached();
        reopen();
        ASSERT_EQ(reader()->itemKeys()->size(), items + (published ? 50 : 0)) << n;
        ASSERT_EQ(reader()->counts()->pendingRows, 0);
        expectSound();
        if (!reached || HasFailure())
            break;
        reopen();
    }
}

TEST_F(FullDiskTest, TheReserveIsReallyAllocatedAndLeftOutWhereThereIsHardlySpace)
{
    ReserveFile reserve(path());
    reserve.make();
    ASSERT_TRUE(reserve.isThere());
    struct stat status {};
    ASSERT_EQ(::stat(ReserveFile::pathFor(path()).c_str(), &status), 0);
    EXPECT_GE(static_cast<std::int64_t>(status.st_blocks) * 512, status.st_size);
    EXPECT_LE(status.st_size, ReserveFile::kBytes);
    EXPECT_TRUE(reserve.giveUp());
    EXPECT_FALSE(fs::exists(ReserveFile::pathFor(path())));
    EXPECT_FALSE(reserve.giveUp());
    std::ofstream(ReserveFile::pathFor(path())) << "left by a program that was killed";
    reserve.clear();
    EXPECT_FALSE(fs::exists(ReserveFile::pathFor(path())));
}

/// What a child does on a disk of its own; its exit code says where it went wrong.
int workOnASmallDisk(const fs::path& mount, int kilobytes)
{
    const std::string size = "size=" + std::to_string(kilobytes) + "k";
    if (::unshare(CLONE_NEWNS) != 0 || ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
        ::mount("tmpfs", mount.c_str(), "tmpfs", 0, size.c_str()) != 0)
        return 77;
    const fs::path path = mount / "small.touchstone";
    auto project = Project::create(path, "Small", "anna");
    if (!project)
        return fs::exists(path) ? 10 : 0;
    LabelId car;
    auto label = addLabelEdit(**project, {ScopeKind::Ontology, {}}, "car", &car);
    if (!label)
        return 11;
    if (!(*project)->applyNow(std::move(*label)))
        return 0;
    std::int64_t stored = 0;
    std::optional<Edit> refused;
    for (int i = 0; i < 2000 && !refused; ++i) {
        Label next;
        next.id = LabelId::create();
        next.name = "label " + std::to_string(i) + std::string(30000, 'x');
        next.color = 0x112233;
        next.order = i + 1;
        Edit edit{EditId::create(), {ScopeKind::Ontology, {}}, "Add", {}, {{std::nullopt, next, {}, 0}}};
        const auto receipt = (*project)->applyNow(edit);
        if (receipt)
            ++stored;
        else
            refused = edit;
    }
    if (!refused || (*project)->ontology()->labels.size() != static_cast<std::size_t>(stored) + 1)
        return 12;
    if ((*project)->storageState().kind == StorageState::Kind::Fine)
        return 13;
    // Closing folds the log back although there is no space left.
    project->reset();
    auto again = Project::open(path, Project::Mode::ReadWrite, "anna");
    if (!again || (*again)->isReadOnly())
        return 14;
    if ((*again)->ontology()->labels.size() != static_cast<std::size_t>(stored) + 1)
        return 15;
    // Space is made: the same change goes in.
    const std::string more = "remount,size=" + std::to_string(kilobytes + 40000) + "k";
    if (::mount("none", mount.c_str(), nullptr, MS_REMOUNT, more.c_str() + 8) != 0)
        return 16;
    if (!(*again)->applyNow(*refused))
        return 17;
    again->reset();
    SilentProgress progress;
    const auto report = verifyProject(path, progress);
    return report && report->ok() ? 0 : 18;
}

TEST_F(FullDiskTest, RealDisksOfManySizes)
{
    project.reset();
    const fs::path mount = folder / "disk";
    fs::create_directory(mount);
    for (int kilobytes = 200; kilobytes < 12000; kilobytes += kilobytes < 1000 ? 290 : 3700) {
        const pid_t child = ::fork();
        if (child == 0)
            ::_exit(workOnASmallDisk(mount, kilobytes));
        int status = 0;
        ::waitpid(child, &status, 0);
        ASSERT_TRUE(WIFEXITED(status)) << "killed at " << kilobytes << " KB";
        if (WEXITSTATUS(status) == 77)
            GTEST_SKIP() << "no file systems may be mounted here; the failures injected above stand for it";
        ASSERT_EQ(WEXITSTATUS(status), 0) << "with a disk of " << kilobytes << " KB";
    }
}

} // namespace
} // namespace touchstone
