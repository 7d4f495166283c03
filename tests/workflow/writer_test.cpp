#include "core/workflow/writer.h"

#include <future>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "support/temp_folder.h"
#include "touchstone/workflow/project.h"

namespace touchstone {
namespace {

/// A writer that is held in its first work while more is queued.
class WriterTest : public ::testing::Test {
  protected:
    void SetUp() override
    {
        const auto path = folder / "test.touchstone";
        ASSERT_TRUE(Project::create(path, "Test", "tester"));
        writer.emplace(Connection::open(path, Access::Write, false));
        writer->postBulk([this](Connection&) {
            held.set_value();
            release.get_future().wait();
            order += 'b';
        });
        held.get_future().wait();
    }

    /// What ran, in order.
    std::string finish()
    {
        release.set_value();
        writer.reset();
        return order;
    }

    TempFolder folder;
    std::optional<Writer> writer;
    std::promise<void> held, release;
    std::string order;
};

TEST_F(WriterTest, OtherWorkOvertakesBulkWorkAndEachKeepsItsOrder)
{
    std::vector<bool> inSlice;
    for (const char name : {'1', '2', '3'})
        writer->postBulk([this, name](Connection&) { order += name; });
    for (const char name : {'x', 'y'})
        writer->post([this, name, &inSlice](Connection& db) {
            order += name;
            inSlice.push_back(!sqlite3_get_autocommit(db.handle()));
        });
    writer->postAlways([this](Connection&) { order += 'z'; });
    EXPECT_EQ(finish(), "bxyz123");
    EXPECT_EQ(inSlice, (std::vector<bool>{false, false})) << "the slice is stored before an edit";
}

TEST_F(WriterTest, AllThatIsQueuedRunsBeforeItCloses)
{
    Writer& closing = *writer;
    writer->postBulk([this, &closing](Connection&) {
        order += '1';
        closing.post([this](Connection&) { order += 'x'; });
        closing.postBulk([this](Connection&) { order += '3'; });
    });
    writer->postBulk([this](Connection&) { order += '2'; });
    EXPECT_EQ(finish(), "b1x23");
}

} // namespace
} // namespace touchstone
