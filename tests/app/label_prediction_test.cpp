#include "label_fixture.h"

#include <QCheckBox>
#include <QSignalSpy>
#include <QSlider>
#include <QTabBar>

#include "app/label/prediction_feed.h"

using namespace Qt::StringLiterals;

namespace touchstone {
namespace {

class LabelPredictionTest : public LabelTest {
  protected:
    /// Two models on the first picture: scores 0.9, 0.6 and 0.2, and one without.
    void SetUp() override
    {
        LabelTest::SetUp();
        predict("first.json", {{20, 0.9}, {90, 0.6}, {160, 0.2}});
        predict("second.json", {{230, std::nullopt}});
        openWindow();
        ASSERT_TRUE(waitFor([this] { return rows() > 0; }));
    }
    void predict(const std::string& name, const std::vector<std::pair<double, std::optional<double>>>& boxes)
    {
        auto opened = Project::open(projectPath(), Project::Mode::ReadWrite, "anna");
        ASSERT_TRUE(opened);
        auto start = (*opened)->beginSource({"coco", name, sha256(name), "{}", name, LayerRole::Prediction, false});
        ASSERT_TRUE(start && start->writer);
        const auto root = start->writer->root(folder.path());
        const auto label = start->writer->label("car");
        ASSERT_TRUE(root && label);
        const auto item = start->writer->item({"image", *root, "street_0000.png", 0, 0, 0, 0});
        ASSERT_TRUE(item);
        const auto layer = start->writer->layer(item->key);
        ASSERT_TRUE(layer);
        for (const auto& [x, score] : boxes) {
            Annotation box;
            box.label = *label;
            box.shape = BoxShape{{x, 100, 50, 60}};
            box.score = score;
            ASSERT_TRUE(start->writer->annotation(*layer, box, {}));
        }
        ASSERT_TRUE(start->writer->publish("{}"));
    }
    UniformListView* list() const { return workspace->findChild<UniformListView*>(u"predictionList"_s); }
    int rows() const { return list()->model()->rowCount(); }
    QString row(int number) const
    {
        QStringList texts;
        for (const int role : {int(Qt::DisplayRole), Qt::UserRole + 2, Qt::UserRole + 3})
            texts.append(list()->model()->index(number, 0).data(role).toString());
        return texts.join(u'|');
    }
    double left(std::size_t index) const { return std::get<BoxShape>(annotations().at(index).shape).rect.x; }
};

// Whoever hears of a change paints the whole canvas anew.
TEST_F(LabelPredictionTest, AnEditIsAChangeOnlyWherePredictionsAre)
{
    auto* feed = workspace->findChild<PredictionFeed*>();
    ASSERT_TRUE(feed);
    QSignalSpy changes(feed, &PredictionFeed::changed);
    const auto draw = [this] {
        const std::size_t before = annotations().size();
        key(Qt::Key_R);
        drag(40, 40, 80, 80);
        ASSERT_EQ(annotations().size(), before + 1);
        waitSaved();
        QTest::qWait(50);
    };
    draw();
    EXPECT_GT(changes.size(), 0);
    key(Qt::Key_D);
    ASSERT_TRUE(waitFor([this] { return rows() == 0; })) << "the ghosts of the picture before are gone";
    QTest::qWait(100);
    changes.clear();
    draw();
    EXPECT_EQ(changes.size(), 0);
    key(Qt::Key_A);
    EXPECT_TRUE(waitFor([this] { return rows() == 3; }));
}

TEST_F(LabelPredictionTest, TheSurestComesFirstAndTheThresholdAndSourcesHide)
{
    auto* tabs = workspace->findChild<QTabBar*>(u"sideTabs"_s);
    EXPECT_TRUE(tabs->isTabVisible(3));
    ASSERT_EQ(rows(), 3);
    EXPECT_EQ(row(0), u"car||Box"_s);
    EXPECT_EQ(row(1), u"car|0.90|Box"_s);
    EXPECT_EQ(row(2), u"car|0.60|Box"_s);
    workspace->findChild<QSlider*>(u"predictionThreshold"_s)->setValue(70);
    EXPECT_EQ(rows(), 2);
    for (int i = 0; i < 11; ++i)
        key(Qt::Key_Down, Qt::AltModifier);
    EXPECT_EQ(rows(), 4);
    tabs->setCurrentIndex(3);
    const auto sources = workspace->findChildren<QCheckBox*>(u"predictionSource"_s);
    ASSERT_EQ(sources.size(), 2);
    QTest::mouseClick(sources[1], Qt::LeftButton, {}, QPoint(8, sources[1]->height() / 2));
    EXPECT_EQ(rows(), 3);
    EXPECT_TRUE(annotations().empty()) << "looking is no work";
    if (const QByteArray to = qgetenv("TOUCHSTONE_SHOTS"); !to.isEmpty()) {
        key(Qt::Key_J);
        canvas->finishRendering();
        workspace->grab().save(QString::fromLocal8Bit(to) + u"/predictions.png"_s);
    }
    closeWindow();
    openWindow();
    ASSERT_TRUE(waitFor([this] { return rows() == 3; })) << "threshold or sources were not remembered";
}

TEST_F(LabelPredictionTest, KeysAcceptRejectAndEditOneEach)
{
    const std::pair<QString, QString> wanted{u"Y"_s, u"accept car"_s};
    EXPECT_TRUE(waitFor([&] { return !hints->hint().keys.empty() && hints->hint().keys.front() == wanted; }));
    key(Qt::Key_Y); // The first one is current from the start.
    ASSERT_EQ(annotations().size(), 1U);
    EXPECT_EQ(left(0), 230);
    waitSaved();
    key(Qt::Key_Z, Qt::ControlModifier);
    ASSERT_TRUE(waitFor([this] { return annotations().empty(); }));
    key(Qt::Key_Y);
    ASSERT_EQ(annotations().size(), 1U);
    EXPECT_EQ(left(0), 20);
    EXPECT_EQ(annotations()[0].score, 0.9);
    EXPECT_TRUE(annotations()[0].origin.annotation);
    EXPECT_EQ(row(2), u"car|0.90|accepted"_s);
    key(Qt::Key_I); // The next one had become current.
    EXPECT_EQ(row(2), u"car|0.60|rejected"_s);
    EXPECT_EQ(annotations().size(), 1U);
    waitSaved();
    key(Qt::Key_Z, Qt::ControlModifier);
    ASSERT_TRUE(waitFor([this] { return row(1) == u"car|0.60|Box"_s; })) << "reject is not undone";
    key(Qt::Key_Z, Qt::ControlModifier);
    ASSERT_TRUE(waitFor([this] { return annotations().empty(); })) << "accept is not undone";
    EXPECT_EQ(row(1), u"car|0.90|Box"_s);
}

TEST_F(LabelPredictionTest, RejectedOnesStayAwayAfterAReopening)
{
    key(Qt::Key_I, Qt::ShiftModifier);
    EXPECT_EQ(row(0), u"car||rejected"_s);
    waitSaved();
    closeWindow();
    openWindow();
    ASSERT_TRUE(waitFor([this] { return rows() == 3; }));
    EXPECT_EQ(row(0), u"car||rejected"_s);
    key(Qt::Key_Y, Qt::ShiftModifier);
    EXPECT_TRUE(annotations().empty()) << "nothing is open";
}

TEST_F(LabelPredictionTest, AClickOnAGhostPicksItAndEditingShowsWhatChanged)
{
    key(Qt::Key_R);
    drag(300, 20, 360, 60);
    ASSERT_EQ(annotations().size(), 1U);
    const Annotation own = annotations()[0];
    key(Qt::Key_V);
    click(110, 130);
    key(Qt::Key_Y, Qt::AltModifier);
    ASSERT_EQ(annotations().size(), 2U);
    EXPECT_EQ(left(1), 90);
    key(Qt::Key_Right);
    EXPECT_EQ(left(1), 91) << "what was made of it is not selected";
    EXPECT_EQ(row(2), u"car|0.60|accepted, other shape"_s);
    key(Qt::Key_Y, Qt::ShiftModifier);
    EXPECT_EQ(annotations().size(), 4U);
    EXPECT_EQ(*session->working()->content.find(own.id), own);
    waitSaved();
    key(Qt::Key_Z, Qt::ControlModifier);
    ASSERT_TRUE(waitFor([this] { return annotations().size() == 2; })) << "all at once is one Edit";
}

} // namespace
} // namespace touchstone
