// What is read ahead is what would be read at that moment, or is not used.

#include "app/session/read_ahead.h"

#include "app/session/project_session.h"
#include "fake_workspace.h"
#include "support/project_fixture.h"

namespace touchstone {

namespace {

class ReadAheadTest : public ProjectTest {
  protected:
    void SetUp() override
    {
        ProjectTest::SetUp();
        addItems(3);
        car = addLabel("car");
        for (std::size_t i = 0; i < 3; ++i) {
            items.push_back(itemAt(i));
        }
        raw = project.get();
        session = std::make_unique<ProjectSession>(std::move(project));
        ASSERT_TRUE(session->openItem(items[0]));
    }
    void readAhead()
    {
        session->ahead().want({items[1], items[2]});
        ASSERT_TRUE(
            waitUntil([&] { return session->ahead().find(items[1]) && session->ahead().find(items[2]); }));
    }
    bool draw()
    {
        Edit made;
        made.text = "Draw car";
        made.changes = {session->working()->content.creation(box(car, 10))};
        return session->apply(std::move(made));
    }
    std::size_t shown() const { return session->working()->content.annotations().size(); }

    LabelId car;
    std::vector<ItemId> items;
    Project* raw = nullptr;
    std::unique_ptr<ProjectSession> session;
};

TEST_F(ReadAheadTest, OpeningTakesWhatWasRead)
{
    ASSERT_TRUE(session->openItem(items[1]));
    ASSERT_TRUE(draw());
    session->saveDraft(QStringLiteral("polygon"), "[1]");
    session->settle();
    raw->flush();
    ASSERT_TRUE(session->openItem(items[0]));
    EXPECT_EQ(session->frontTicket(), 0u);
    readAhead();
    const std::uint64_t ticket = session->ahead().find(items[1])->ticket;
    ASSERT_TRUE(session->openItem(items[1]));
    EXPECT_NE(ticket, 0u);
    EXPECT_EQ(session->frontTicket(), ticket);
    EXPECT_EQ(shown(), 1u);
    EXPECT_EQ(session->undoState().undoText, "Draw car");
    ASSERT_TRUE(session->draft());
    EXPECT_EQ(session->draft()->body, "[1]");
    EXPECT_TRUE(draw()) << "its revisions are those that are stored";
    session->settle();
    EXPECT_EQ(session->saveState().kind, SaveState::Kind::Saved);
    EXPECT_FALSE(session->ahead().find(items[1])) << "it was given away";
}

TEST_F(ReadAheadTest, AnEditAndItsUndoMakeItStale)
{
    ASSERT_TRUE(session->openItem(items[1]));
    ASSERT_TRUE(draw());
    ASSERT_TRUE(session->openItem(items[0]));
    session->settle();
    readAhead();
    session->undoIn({ScopeKind::Item, items[1]});
    EXPECT_FALSE(session->ahead().find(items[1])) << "even before the writer answers";
    session->settle();
    EXPECT_FALSE(session->ahead().find(items[1]));
    ASSERT_TRUE(session->openItem(items[1]));
    EXPECT_EQ(shown(), 0u);
    ASSERT_TRUE(session->openItem(items[0]));
    readAhead();
    EXPECT_EQ(session->ahead().find(items[1])->working.content.annotations().size(), 0u);
}

TEST_F(ReadAheadTest, AnImportItsRetirementAndADraftMakeItStale)
{
    readAhead();
    auto start =
        raw->beginSource({"coco", "cars", sha256("cars"), "{}", "cars", LayerRole::GroundTruth, true});
    ASSERT_TRUE(start && start->writer);
    const auto reader = raw->reader();
    const auto layer = start->writer->layer((*reader)->item(items[1])->key);
    ASSERT_TRUE(layer && start->writer->annotation(*layer, box(car, 5), {}));
    const auto published = start->writer->publish("{}");
    ASSERT_TRUE(published);
    EXPECT_FALSE(session->ahead().find(items[1])) << "nobody told the session of the import";
    readAhead();
    EXPECT_EQ(session->ahead().find(items[1])->working.content.annotations().size(), 1u);

    ASSERT_TRUE(raw->undoNow({ScopeKind::Data, {}}));
    EXPECT_FALSE(session->ahead().find(items[1]));
    ASSERT_TRUE(session->openItem(items[1]));
    EXPECT_EQ(shown(), 0u);

    ASSERT_TRUE(session->openItem(items[0]));
    readAhead();
    session->saveDraft(QStringLiteral("polygon"), "[2]");
    EXPECT_FALSE(session->ahead().find(items[2]));
}

TEST_F(ReadAheadTest, OnlyTheLastWishIsKept)
{
    for (int i = 0; i < 200; ++i) {
        session->ahead().want({items[1 + static_cast<std::size_t>(i % 2)]});
    }
    ASSERT_TRUE(waitUntil([&] { return session->ahead().find(items[2]) != nullptr; }));
    EXPECT_FALSE(session->ahead().find(items[1]));
}

} // namespace

} // namespace touchstone
