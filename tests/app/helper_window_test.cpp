#include <QAction>

#include "app/session/program_setting.h"
#include "label_fixture.h"
#include "touchstone/geometry/mask.h"
#include "touchstone/store/reader.h"
#include "touchstone/workflow/verify.h"

using namespace Qt::StringLiterals;

namespace touchstone {
namespace {

/// Programs that are asked about dark objects.
class HelperWindowTest : public LabelTest {
  protected:
    void SetUp() override
    {
        LabelTest::SetUp();
        putDarkObjects();
    }
    static QString program(const char* name) { return QString::fromLatin1(TOUCHSTONE_BIN_DIR) + u'/' + QString::fromLatin1(name); }
    void begin(const ProgramSetting& setting)
    {
        setting.write();
        openWindow();
        key(Qt::Key_Q);
    }
    void beginChild(const QString& arguments, int seconds = 60) { begin({program("external_child"), arguments, seconds}); }
};

TEST_F(HelperWindowTest, TheShippedProgramCutsAnObjectOut)
{
    begin({program("grab_cut_tool"), {}, 60});
    drag(80, 60, 210, 170);
    ASSERT_TRUE(waitFor([this] { return session->draft().has_value(); }));
    EXPECT_TRUE(annotations().empty());
    key(Qt::Key_Return);
    ASSERT_EQ(annotations().size(), 1U);
    const auto* mask = std::get_if<MaskShape>(&annotations()[0].shape);
    ASSERT_TRUE(mask);
    EXPECT_NEAR(double(area(*mask->mask)), 90.0 * 70.0, 200);
    EXPECT_FALSE(session->draft().has_value());
    waitSaved();
    const auto sources = session->reader().sources();
    ASSERT_TRUE(sources);
    const auto made = std::ranges::find(*sources, annotations()[0].origin.source, &Source::id);
    ASSERT_NE(made, sources->end());
    EXPECT_EQ(made->name, "grab_cut_tool");
    // Its first use is not what "Take back the last import" means.
    const auto data = session->reader().undoState({ScopeKind::Data, {}}, session->project().me());
    ASSERT_TRUE(data);
    EXPECT_EQ(data->undoText.find("grab_cut_tool"), std::string::npos);
    closeWindow();
    SilentProgress progress;
    const auto verified = verifyProject(projectPath(), progress);
    ASSERT_TRUE(verified);
    EXPECT_TRUE(verified->problems.empty()) << verified->problems.front();
}

TEST_F(HelperWindowTest, TheScoreAndOneSourceForAllItsAnswers)
{
    beginChild(u"good"_s);
    for (const double x : {120.0, 220.0}) {
        click(x, 100);
        ASSERT_TRUE(waitFor([this] { return session->draft().has_value(); }));
        key(Qt::Key_Return);
    }
    ASSERT_EQ(annotations().size(), 2U);
    EXPECT_EQ(annotations()[0].score, 0.5);
    EXPECT_TRUE(annotations()[0].origin.source);
    EXPECT_EQ(annotations()[0].origin.source, annotations()[1].origin.source);
    closeWindow();
    openWindow();
    EXPECT_EQ(annotations()[0].score, 0.5);
    EXPECT_TRUE(annotations()[0].origin.source);
}

TEST_F(HelperWindowTest, AProgramThatDiesIsSaidAndStartedAgain)
{
    const QString counter = pathToQt(folder / "runs");
    beginChild(u"dies"_s);
    click(120, 100);
    ASSERT_TRUE(waitFor([this] { return !notice().isEmpty(); }));
    EXPECT_TRUE(notice().contains(u"the model file is damaged"_s)) << fromQt(notice());
    EXPECT_TRUE(notice().contains(u"starts it again"_s)) << fromQt(notice());
    EXPECT_FALSE(session->draft().has_value());
    // After the second death the third start answers.
    ProgramSetting{program("external_child"), u"dies-twice '%1'"_s.arg(counter), 60}.write();
    for (int i = 0; i < 2; ++i) {
        click(120, 100);
        ASSERT_TRUE(waitFor([this] { return !notice().isEmpty(); }));
        EXPECT_FALSE(session->draft().has_value());
    }
    click(120, 100);
    ASSERT_TRUE(waitFor([this] { return session->draft().has_value(); }));
    key(Qt::Key_Return);
    EXPECT_EQ(annotations().size(), 1U);
}

TEST_F(HelperWindowTest, AProgramThatHangsIsCancelledByEsc)
{
    beginChild(u"hangs"_s);
    click(120, 100);
    ASSERT_TRUE(waitFor([this] { return !jobs->jobs().empty(); }));
    QTest::qWait(150);
    key(Qt::Key_Escape);
    EXPECT_TRUE(waitFor([this] { return jobs->jobs().empty(); }));
    EXPECT_FALSE(session->draft().has_value());
    EXPECT_TRUE(annotations().empty());
}

TEST_F(HelperWindowTest, AProgramThatHangsIsWaitedForAsLongAsThePreferencesSay)
{
    beginChild(u"hangs"_s, 1);
    click(120, 100);
    ASSERT_TRUE(waitFor([this] { return notice().contains(u"did not answer within 1 s"_s); }));
    EXPECT_TRUE(jobs->jobs().empty());
    EXPECT_FALSE(session->draft().has_value());
}

TEST_F(HelperWindowTest, NonsenseIsRefusedWithAReason)
{
    beginChild(u"says 'what do you want'"_s);
    click(120, 100);
    ASSERT_TRUE(waitFor([this] { return !notice().isEmpty(); }));
    EXPECT_FALSE(session->draft().has_value());
    // A shape outside of the picture, from a program that keeps to the protocol otherwise.
    ProgramSetting{program("external_child"),
                   u"answers '[{\"kind\":\"box\",\"x\":5000,\"y\":0,\"width\":10,\"height\":10}]'"_s, 60}
        .write();
    click(120, 100);
    ASSERT_TRUE(waitFor([this] { return !notice().isEmpty(); }));
    EXPECT_FALSE(session->draft().has_value());
    EXPECT_TRUE(annotations().empty());
}

TEST_F(HelperWindowTest, WithoutAProgramThePreferencesAreOffered)
{
    begin({});
    EXPECT_TRUE(notice().contains(u"No helper program"_s));
    bool wanted = false;
    QObject::connect(workspace.get(), &Workspace::preferencesWanted, workspace.get(), [&wanted] { wanted = true; });
    hints->runLink();
    EXPECT_TRUE(wanted);
    click(120, 100);
    EXPECT_TRUE(notice().contains(u"No helper program"_s));
    EXPECT_TRUE(waitFor([this] { return jobs->jobs().empty(); })) << "no more than what pages made ahead need";
}

TEST_F(HelperWindowTest, AnAnswerDoesNotReachTheNextItem)
{
    beginChild(u"good"_s);
    click(120, 100);
    key(Qt::Key_D);
    ASSERT_TRUE(waitFor([this] { return isFront(1) && jobs->jobs().empty(); }));
    QTest::qWait(50);
    EXPECT_FALSE(session->draft().has_value());
    key(Qt::Key_Return);
    EXPECT_TRUE(annotations().empty());
}

TEST_F(HelperWindowTest, ADraftSurvivesPaging)
{
    beginChild(u"good"_s);
    click(120, 100);
    ASSERT_TRUE(waitFor([this] { return session->draft().has_value(); }));
    key(Qt::Key_D);
    ASSERT_TRUE(waitFor([this] { return isFront(1); }));
    key(Qt::Key_A);
    ASSERT_TRUE(waitFor([this] { return isFront(0); }));
    key(Qt::Key_Return);
    ASSERT_EQ(annotations().size(), 1U);
    EXPECT_EQ(annotations()[0].score, 0.5);
}

TEST_F(HelperWindowTest, AskedForALabelTheScoreIsKept)
{
    beginChild(u"good"_s);
    action("askEachTime")->setChecked(true);
    click(120, 100);
    ASSERT_TRUE(waitFor([this] { return session->draft().has_value(); }));
    key(Qt::Key_Return);
    EXPECT_TRUE(annotations().empty());
    key(Qt::Key_Return); // The first label of the palette.
    ASSERT_TRUE(waitFor([this] { return annotations().size() == 1; }));
    EXPECT_EQ(annotations()[0].score, 0.5);
    EXPECT_TRUE(annotations()[0].origin.source);
}

} // namespace
} // namespace touchstone
