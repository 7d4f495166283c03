// Power that goes anywhere in a day's work: the victim's changes of the disk are written down once, and what may be
// left of them at many moments is opened and checked.
#include <sys/wait.h>

#include <algorithm>
#include <thread>

#include "crash/crash_bed.h"
#include "crash/lossy_disk.h"

namespace touchstone {
namespace {

namespace fs = std::filesystem;

struct Story {
    const char* name;
    int images; ///< In a usual run; a hundred times as many in a long one.
};

class PowerLossTest : public CrashBed, public ::testing::WithParamInterface<Story> {
  protected:
    /// What must be there, by what had been said.
    struct Promise {
        std::int64_t edits = 0;    ///< In the project.
        std::int64_t aside = 0;    ///< In the file that a restore put aside.
        std::string asideName;
        std::vector<std::string> backups;
    };
    static Promise promiseOf(const std::vector<std::string>& lines, std::int64_t before)
    {
        Promise promise;
        promise.edits = before;
        std::int64_t inBackup = 0, inFile = 0;
        for (const std::string& line : lines) {
            const std::string rest = line.substr(std::min(line.size(), line.find(' ') + 1));
            if (line.starts_with("backup ")) {
                promise.backups.push_back(rest);
                inBackup = inBackup ? inBackup : promise.edits;
            } else if (line == "restoring") {
                // From here on either may lie there.
                inFile = promise.edits;
                promise.edits = std::min(promise.edits, inBackup);
            } else if (line.starts_with("restored ")) {
                promise.asideName = rest;
                promise.aside = inFile;
            } else if (std::isdigit(static_cast<unsigned char>(line.front()))) {
                promise.edits = std::stoll(rest);
            }
        }
        return promise;
    }
    static std::int64_t editsIn(Project& project) { return (*project.reader())->log(1)->front().sequence; }

    void check(const fs::path& where, const Promise& promise)
    {
        const fs::path file = where / "test.touchstone";
        {
            auto opened = Project::open(file, Project::Mode::ReadWrite, "anna");
            ASSERT_TRUE(opened) << opened.error().text();
            ASSERT_FALSE((*opened)->isReadOnly()) << (*opened)->readOnlyReason();
            ASSERT_GE(editsIn(**opened), promise.edits) << "lost";
            EXPECT_EQ((*opened)->reader().value()->counts()->pendingRows, 0);
        }
        expectSound(file);
        expectBackups(file, promise.backups);
        if (promise.asideName.empty())
            return;
        const auto aside = Project::open(where / promise.asideName, Project::Mode::ReadOnly, "anna");
        ASSERT_TRUE(aside) << aside.error().text();
        EXPECT_GE(editsIn(**aside), promise.aside) << "lost in the file that was put aside";
    }
    /// A share of the images, in a process of its own; its exit code is 0 when all are well.
    void checkShare(const std::vector<DiskEvent>& events, const LossyDisk& start, std::int64_t before, int share, int shares,
                    int images)
    {
        std::mt19937 random(20261121u + static_cast<unsigned>(share));
        // Half of them right after names changed: those moments are few among so many writes.
        std::vector<std::size_t> places, names;
        for (std::size_t i = 0; i < events.size(); ++i)
            if (events[i].head.kind >= DiskEventKind::Remove)
                names.push_back(i + 1);
        for (int i = share; i < images; i += shares)
            places.push_back(names.empty() || random() % 2 ? random() % (events.size() + 1)
                                                           : names[random() % names.size()]);
        std::sort(places.begin(), places.end());
        LossyDisk disk = start;
        const fs::path where = folder / ("share" + std::to_string(share));
        std::size_t taken = 0;
        for (const std::size_t place : places) {
            for (; taken < place; ++taken)
                disk.take(events[taken]);
            fs::remove_all(where);
            fs::create_directory(where);
            disk.crash(random, where);
            SCOPED_TRACE("after " + std::to_string(place) + " of " + std::to_string(events.size()));
            check(where, promiseOf(disk.said(), before));
            if (HasFailure())
                return;
        }
        fs::remove_all(where);
    }
};

TEST_P(PowerLossTest, NothingAcknowledgedIsLostAndNothingIsTorn)
{
    makeAnew();
    writeCoco("log", 40);
    writeCoco("journal", 40);
    if (std::string(GetParam().name) == "update") {
        project.reset();
        fs::copy_file(fs::path(TOUCHSTONE_TEST_DATA) / "projects/v1.touchstone", path(),
                      fs::copy_options::overwrite_existing);
        fs::permissions(path(), fs::perms::owner_read | fs::perms::owner_write);
        project = Project::open(path(), Project::Mode::ReadOnly, "anna").value();
    }
    const std::int64_t before = editsIn(*project);
    project.reset();
    fs::remove(path().string() + "-lock");

    const LossyDisk start(folder.path());
    const TempFolder aside;
    Shim shim;
    shim.trace = aside / "trace";
    {
        Child child(folder.path(), {"crash-victim", std::string("story-") + GetParam().name}, shim, aside / "output");
        ASSERT_EQ(child.wait(), 0);
    }
    const std::vector<DiskEvent> events = readTrace(shim.trace);
    ASSERT_GT(events.size(), 200u);
    ASSERT_GT(promiseOf(Said::in(folder.path()), before).edits, before) << "nothing was acknowledged";
    ASSERT_TRUE(std::any_of(events.begin(), events.end(), [](const DiskEvent& event) {
        return event.head.kind == DiskEventKind::Create && event.bytes == "said";
    })) << "nothing of it is in the trace";

    const int images = howOften("TOUCHSTONE_POWER_LOSSES", GetParam().images, 100 * GetParam().images);
    const int shares = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
    std::vector<pid_t> children;
    for (int share = 0; share < shares; ++share) {
        const pid_t child = ::fork();
        if (child == 0) {
            checkShare(events, start, before, share, shares, images);
            std::fflush(stdout);
            ::_exit(HasFailure() ? 1 : 0);
        }
        children.push_back(child);
    }
    for (const pid_t child : children) {
        int status = 0;
        ::waitpid(child, &status, 0);
        EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << status;
    }
    RecordProperty("events", static_cast<int>(events.size()));
}

INSTANTIATE_TEST_SUITE_P(During, PowerLossTest,
                         ::testing::Values(Story{"work", 400}, Story{"log", 100}, Story{"update", 250},
                                           Story{"backups", 250}),
                         [](const auto& story) { return std::string(story.param.name); });

} // namespace
} // namespace touchstone
