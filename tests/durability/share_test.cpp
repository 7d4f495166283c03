// Projects on network shares, which the system is made to report.
#include <fstream>
#include <iterator>

#include "support/file_bytes.h"
#include "support/other_process.h"
#include "support/project_fixture.h"
#include "touchstone/base/file_system.h"
#include "touchstone/base/progress.h"
#include "touchstone/workflow/backup.h"
#include "touchstone/workflow/rescue.h"
#include "touchstone/workflow/verify.h"

namespace touchstone {
namespace {

namespace fs = std::filesystem;

/// All folders called "share" are on one.
MountFacts shareProbe(const fs::path& path)
{
    const bool there = path.string().find("/share/") != std::string::npos;
    return {there ? std::uint64_t{0x6969} : std::uint64_t{0xEF53}, {}, {}, false};
}

class ShareTest : public ProjectTest {
  protected:
    void SetUp() override
    {
        ProjectTest::SetUp();
        addItems(1);
        car = addLabel("car");
        draw();
        fs::create_directory(folder / "share");
        useMountProbe(shareProbe);
    }
    void TearDown() override { useMountProbe(nullptr); }
    void draw()
    {
        WorkingLayer working = work(0);
        ASSERT_TRUE(apply(working, "Draw", {working.content.creation(box(car))}));
    }
    fs::path shared() const { return folder / "share" / "test.touchstone"; }
    void copyToShare(bool crashed)
    {
        if (!crashed)
            project.reset();
        for (const char* suffix : {"", "-wal"})
            if (fs::exists(path().string() + suffix))
                fs::copy_file(path().string() + suffix, shared().string() + suffix);
        project.reset();
        ASSERT_EQ(fs::exists(shared().string() + "-wal"), crashed);
    }
    LabelId car;
};

TEST_F(ShareTest, IsReadAsItIsAndNeverWritten)
{
    for (const bool crashed : {false, true}) {
        SCOPED_TRACE(crashed);
        for (const char* suffix : {"", "-wal"})
            fs::remove(shared().string() + suffix);
        reopen();
        draw();
        copyToShare(crashed);
        const auto before = picture(folder / "share", bytesOf);
        for (const auto mode : {Project::Mode::ReadWrite, Project::Mode::ReadOnly}) {
            auto opened = Project::open(shared(), mode, "anna");
            ASSERT_TRUE(opened) << opened.error().text();
            EXPECT_TRUE((*opened)->isReadOnly());
            EXPECT_EQ((*opened)->networkShare(), "NFS");
            EXPECT_NE((*opened)->readOnlyReason().find("network share (NFS)"), std::string::npos);
            EXPECT_EQ((*opened)->notes().empty(), mode == Project::Mode::ReadWrite);
            EXPECT_EQ((*(*opened)->reader())->counts()->total, crashed ? 3 : 2);
            const auto refused = (*opened)->applyNow(Edit{EditId::create(), {}, "No", {}, {{std::nullopt, Label{}, {}, 0}}});
            ASSERT_FALSE(refused);
            EXPECT_EQ(refused.error().code, ErrorCode::Refused);
        }
        SilentProgress progress;
        EXPECT_TRUE(verifyProject(shared(), progress)->ok());
        EXPECT_TRUE(picture(folder / "share", bytesOf) == before) << "no lock, no log, no byte";
    }
}

TEST_F(ShareTest, NothingNewIsMadeThere)
{
    copyToShare(false);
    const auto before = picture(folder / "share", bytesOf);
    const auto expectRefused = [](const auto& result) {
        ASSERT_FALSE(result);
        EXPECT_EQ(result.error().code, ErrorCode::Refused);
        EXPECT_NE(result.error().message.find("network share (NFS)"), std::string::npos) << result.error().message;
    };
    SilentProgress progress;
    expectRefused(Project::create(folder / "share" / "new.touchstone", "New", "anna"));
    expectRefused(makeBackup(shared(), BackupReason::Asked, progress));
    expectRefused(restoreBackup(shared(), path(), false, progress));
    expectRefused(rescueProject(path(), folder / "share" / "rescued.touchstone", progress));
    EXPECT_TRUE(picture(folder / "share", bytesOf) == before);
}

TEST_F(ShareTest, ALocalCopyIsTheWayOut)
{
    copyToShare(false);
    auto opened = Project::open(shared(), Project::Mode::ReadWrite, "anna");
    ASSERT_TRUE(opened);
    SilentProgress progress;
    const fs::path local = folder / "local.touchstone";
    const fs::path pictures = (*opened)->mediaPath(*(*(*opened)->reader())->item(1));
    const auto saved = (*opened)->saveCopy(local, progress);
    ASSERT_TRUE(saved) << saved.error().text();
    auto copy = Project::open(local, Project::Mode::ReadWrite, "anna");
    ASSERT_TRUE(copy);
    EXPECT_FALSE((*copy)->isReadOnly());
    EXPECT_EQ((*(*copy)->reader())->counts()->total, 1);
    EXPECT_EQ((*copy)->mediaPath(*(*(*copy)->reader())->item(1)), pictures);
}

/// Writes the file whenever a copy of it reports.
class Meddling : public SilentProgress {
  public:
    explicit Meddling(fs::path path) : m_path(std::move(path)) {}
    void report(double, std::string_view what) override
    {
        if (what == "Copy" && ++m_reports <= times)
            fs::last_write_time(m_path, fs::file_time_type::clock::now() + std::chrono::seconds(m_reports));
    }
    int times = 0;

  private:
    fs::path m_path;
    int m_reports = 0;
};

TEST_F(ShareTest, WhatIsWrittenMeanwhileIsCopiedAnew)
{
    copyToShare(false);
    Meddling progress(shared());
    OpenOptions options;
    options.progress = &progress;
    progress.times = 1;
    EXPECT_TRUE(Project::open(shared(), Project::Mode::ReadOnly, "anna", options));
    progress.times = 1000;
    const auto refused = Project::open(shared(), Project::Mode::ReadOnly, "anna", options);
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().message.find("writes this project just now"), std::string::npos);
}

TEST_F(ShareTest, ASyncedFolderIsNamedAndNotRefused)
{
    project.reset();
    std::ofstream(folder / ".stfolder") << "";
    reopen();
    EXPECT_FALSE(project->isReadOnly());
    EXPECT_EQ(project->syncedBy(), "Syncthing");
}

} // namespace
} // namespace touchstone
