#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <random>
#include <sstream>
#include <thread>

#include "durability/test_vfs.h"
#include "support/project_fixture.h"
#include "touchstone/base/progress.h"
#include "touchstone/workflow/verify.h"

namespace touchstone {
namespace {

namespace fs = std::filesystem;
using Event = TestVfs::Event;

std::string bytesOf(const fs::path& path)
{
    std::ifstream file(path, std::ios::binary);
    std::stringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
}

/// One file of a disk that loses its power: what was synced is there; of the rest every sector of 512 bytes,
/// every truncation and every removal either is or is not.
class LossyFile {
  public:
    LossyFile() = default;
    explicit LossyFile(std::string bytes) : m_exists(true), m_bytes(std::move(bytes)) {}

    void take(const Event& event)
    {
        if (event.kind == Event::Kind::FailedSync)
            return;
        if (event.kind != Event::Kind::Sync)
            m_pending.push_back(&event);
        if (event.kind == Event::Kind::Sync || event.kind == Event::Kind::SyncedRemove) {
            for (const Event* pending : m_pending)
                apply(*pending, m_exists, m_bytes, [] { return true; });
            m_pending.clear();
        }
    }
    /// False when there is no such file.
    bool crash(std::mt19937& random, std::string& bytes) const
    {
        bool exists = m_exists;
        bytes = m_bytes;
        for (const Event* pending : m_pending) {
            // A name that was not taken away keeps what came under the same name later from being there.
            if (pending->kind == Event::Kind::Remove && random() % 2)
                break;
            apply(*pending, exists, bytes, [&] { return random() % 2 == 0; });
        }
        return exists;
    }

  private:
    template <class Keep>
    static void apply(const Event& event, bool& exists, std::string& bytes, Keep keep)
    {
        switch (event.kind) {
        case Event::Kind::Remove:
        case Event::Kind::SyncedRemove:
            exists = false;
            bytes.clear();
            return;
        case Event::Kind::Truncate:
            if (keep())
                bytes.resize(static_cast<std::size_t>(event.offset));
            return;
        case Event::Kind::Write:
            exists = true;
            for (std::size_t at = 0; at < event.bytes.size(); at += 512) {
                const std::size_t length = std::min<std::size_t>(512, event.bytes.size() - at);
                const std::size_t to = static_cast<std::size_t>(event.offset) + at;
                if (!keep())
                    continue;
                bytes.resize(std::max(bytes.size(), to + length));
                std::copy_n(event.bytes.begin() + static_cast<std::ptrdiff_t>(at), length,
                            bytes.begin() + static_cast<std::ptrdiff_t>(to));
            }
            return;
        case Event::Kind::Sync:
        case Event::Kind::FailedSync:
            return;
        }
    }
    bool m_exists = false;
    std::string m_bytes;
    std::vector<const Event*> m_pending;
};

class PowerLossTest : public ProjectTest {
  protected:
    struct Acknowledged {
        std::size_t events = 0; ///< Recorded before the answer came.
        std::int64_t seq = 0;
    };
    std::vector<Acknowledged> acknowledged;

    void SetUp() override
    {
        ProjectTest::SetUp();
        addItems(3);
        car = addLabel("car");
    }
    void acknowledge(const TestVfs& vfs)
    {
        const std::size_t events = vfs.eventCount();
        acknowledged.push_back({events, reader()->log(1)->front().sequence});
    }
    void draw(TestVfs& vfs, std::size_t item, int times)
    {
        WorkingLayer working = work(item);
        for (int i = 0; i < times; ++i) {
            const auto receipt = apply(working, "Draw", {working.content.creation(box(car, i))});
            ASSERT_TRUE(receipt) << receipt.error().text();
            acknowledge(vfs);
        }
        project->saveDraft(working.item.id, "polygon", "{}");
    }
    void import(TestVfs& vfs, const std::string& name, bool alone)
    {
        SourceRequest request{"coco", name, sha256(name), "{}", name, LayerRole::Prediction, true};
        request.alone = alone;
        auto start = project->beginSource(request);
        ASSERT_TRUE(start && start->writer);
        const auto root = start->writer->root("/nowhere");
        const auto label = start->writer->label("car");
        for (int i = 0; i < 30; ++i) {
            const auto item = start->writer->item({"image", *root, name + std::to_string(i), 9, 9, 1, 1});
            Annotation annotation;
            annotation.label = *label;
            annotation.shape = BoxShape{{1, 2, 3, 4}};
            ASSERT_TRUE(item && start->writer->annotation(*start->writer->layer(item->key), annotation, {}));
        }
        ASSERT_TRUE(start->writer->publish("{}"));
        acknowledge(vfs);
    }
    static int images()
    {
        const char* many = std::getenv("TOUCHSTONE_POWER_LOSSES");
        return many ? std::atoi(many) : 1000;
    }
    /// A disk in memory where there is one: nothing here depends on real syncs.
    static fs::path place(const TempFolder& folder)
    {
        std::error_code code;
        return fs::exists("/dev/shm", code) ? fs::path("/dev/shm") / folder.path().filename() : folder / "images";
    }
    LabelId car;
};

TEST_F(PowerLossTest, NothingAcknowledgedIsLostAndNothingIsTorn)
{
    project.reset();
    const std::string before = bytesOf(path());
    std::vector<Event> events;
    std::map<std::string, int> files;
    {
        TestVfs vfs;
        vfs.record(true);
        reopen();
        draw(vfs, 0, 8);
        import(vfs, "log", false);
        draw(vfs, 1, 8);
        ASSERT_TRUE(project->undoNow({ScopeKind::Item, itemAt(1)}));
        acknowledge(vfs);
        // A rest, in which the log is folded back and made void.
        std::this_thread::sleep_for(std::chrono::milliseconds(2600));
        draw(vfs, 0, 4);
        reopen();
        import(vfs, "journal", true);
        draw(vfs, 2, 4);
        project.reset();
        events = vfs.takeEvents();
        files = vfs.files();
    }
    ASSERT_GT(events.size(), 200u);

    std::mt19937 random(20261121);
    std::vector<std::size_t> places;
    for (int i = 0; i < images(); ++i)
        places.push_back(random() % (events.size() + 1));
    std::sort(places.begin(), places.end());

    std::map<int, LossyFile> disk;
    disk[files.at("test.touchstone")] = LossyFile(before);
    const fs::path where = place(folder);
    fs::create_directories(where);
    std::size_t taken = 0;
    for (const std::size_t at : places) {
        for (; taken < at; ++taken)
            disk[events[taken].file].take(events[taken]);
        for (const auto& file : fs::directory_iterator(where))
            fs::remove_all(file.path());
        for (const auto& [name, number] : files) {
            std::string bytes;
            if (disk[number].crash(random, bytes))
                std::ofstream(where / name, std::ios::binary) << bytes;
        }
        std::int64_t stored = 0;
        for (const Acknowledged& one : acknowledged)
            if (one.events <= at)
                stored = one.seq;
        auto opened = Project::open(where / "test.touchstone", Project::Mode::ReadWrite, "anna");
        ASSERT_TRUE(opened) << "at " << at << ": " << opened.error().text();
        ASSERT_FALSE((*opened)->isReadOnly()) << "at " << at << ": " << (*opened)->readOnlyReason();
        ASSERT_GE((*(*opened)->reader())->log(1)->front().sequence, stored) << "lost at " << at;
        opened->reset();
        SilentProgress progress;
        const auto report = verifyProject(where / "test.touchstone", progress);
        ASSERT_TRUE(report) << report.error().text();
        ASSERT_TRUE(report->ok()) << "at " << at << ": " << report->problems.front();
        ASSERT_EQ(report->pendingSources, 0);
    }
    fs::remove_all(where);
}

} // namespace
} // namespace touchstone
