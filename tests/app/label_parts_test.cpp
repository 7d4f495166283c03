// Parts of the label workspace on their own.

#include <gtest/gtest.h>

#include <set>

#include <QAbstractButton>
#include <QActionGroup>
#include <QImage>
#include <QKeyEvent>
#include <QtTest>

#include "app/label/canvas_stage.h"
#include "app/label/filter_text.h"
#include "app/label/image_cache.h"
#include "app/label/physical_keys.h"
#include "app/label/task_list_model.h"
#include "app/label/tool_strip.h"
#include "app/label/uniform_list_view.h"
#include "app/session/text.h"
#include "canvas/canvas.h"
#include "support/temp_folder.h"

using namespace Qt::StringLiterals;

namespace touchstone {
namespace {

Ontology twoLabels()
{
    Ontology ontology;
    ontology.labels.push_back({LabelId::create(), "car", 0, "1", 0, {}, false});
    ontology.labels.push_back({LabelId::create(), "traffic light", 0, "2", 1, {}, false});
    return ontology;
}

TEST(FilterText, TokensAndText)
{
    const Ontology ontology = twoLabels();
    const ParsedFilter parsed = parseFilter(u"street state:todo label:\"traffic light\" night"_s, ontology);
    EXPECT_TRUE(parsed.problem.isEmpty());
    EXPECT_EQ(parsed.filter.text, "street night");
    EXPECT_EQ(parsed.filter.states, (std::vector{TaskState::Unassigned, TaskState::Assigned}));
    EXPECT_EQ(parsed.filter.label, ontology.labels[1].id);
}

TEST(FilterText, NamesWhatItCannotMeet)
{
    const Ontology ontology = twoLabels();
    EXPECT_TRUE(parseFilter(u"label:lorry"_s, ontology).problem.contains(u"lorry"_s));
    EXPECT_TRUE(parseFilter(u"state:gone"_s, ontology).problem.contains(u"gone"_s));
    EXPECT_TRUE(parseFilter(u"label:"_s, ontology).problem.isEmpty()) << "still being typed";
    EXPECT_EQ(parseFilter(u"LABEL:Car"_s, ontology).filter.label, ontology.labels[0].id);
    EXPECT_EQ(parseFilter(u"state:\"to do\""_s, ontology).filter.states,
              (std::vector{TaskState::Unassigned, TaskState::Assigned}));
}

TEST(ToolStrip, EveryToolIsInReachInALowWindow)
{
    for (const int height : {300, 560, 640, 720, 1000}) {
        CanvasStage stage;
        QActionGroup group(nullptr);
        for (int i = 0; i < 19; ++i) {
            stage.tools().addTool(group.addAction(u"Tool"_s));
            if (i == 0)
                stage.tools().addGap();
        }
        stage.resize(900, height);
        stage.show();
        const auto buttons = stage.tools().findChildren<QAbstractButton*>();
        ASSERT_EQ(buttons.size(), 19);
        QRegion taken;
        for (const QAbstractButton* button : buttons) {
            EXPECT_TRUE(stage.tools().rect().contains(button->geometry())) << height;
            EXPECT_FALSE(taken.intersects(button->geometry())) << height;
            taken += button->geometry();
        }
        EXPECT_TRUE(stage.rect().contains(stage.tools().geometry())) << height;
        EXPECT_FALSE(stage.canvas().geometry().intersects(stage.tools().geometry())) << height;
    }
}

TEST(FilterText, TokensAreReplaced)
{
    EXPECT_EQ(withToken(u"street"_s, u"state"_s, u"done"_s), u"street state:done"_s);
    EXPECT_EQ(withToken(u"state:done street"_s, u"state"_s, u"todo"_s), u"street state:todo"_s);
    EXPECT_EQ(withToken(u"street label:\"a b\""_s, u"label"_s, {}), u"street"_s);
    EXPECT_EQ(withToken({}, u"label"_s, u"a b"_s), u"label:\"a b\""_s);
}

TEST(PhysicalKeys, DigitsAndOthers)
{
    const auto digit = [](int key, Qt::KeyboardModifiers modifiers) {
        return physicalDigit(QKeyEvent(QEvent::KeyPress, key, modifiers));
    };
    EXPECT_EQ(digit(Qt::Key_3, {}), 3);
    EXPECT_EQ(digit(Qt::Key_0, Qt::KeypadModifier), 0);
    EXPECT_EQ(digit(Qt::Key_Exclam, Qt::ShiftModifier), -1);
    EXPECT_EQ(digit(Qt::Key_1, Qt::ControlModifier), -1);
    EXPECT_EQ(digit(Qt::Key_A, {}), -1);
}

TEST(ItemKeys, RowsOfKeysInAnyOrder)
{
    const ItemKeys ascending = ItemKeys::from({2, 5, 9});
    EXPECT_TRUE(ascending.byKey.empty());
    EXPECT_EQ(ascending.rowOf(5), 1);
    EXPECT_EQ(ascending.rowOf(4), -1);
    const ItemKeys mixed = ItemKeys::from({9, 2, 5});
    EXPECT_EQ(mixed.rowOf(9), 0);
    EXPECT_EQ(mixed.rowOf(5), 2);
    EXPECT_EQ(mixed.rowOf(7), -1);
}

/// Counts how many rows anybody asks about.
class CountingModel : public QAbstractListModel {
  public:
    int rowCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : rows; }
    QVariant data(const QModelIndex& index, int role) const override
    {
        if (role == Qt::DisplayRole)
            asked.insert(index.row());
        return role == Qt::DisplayRole ? QVariant(QString::number(index.row())) : QVariant();
    }
    int rows = 1'000'000;
    mutable std::set<int> asked;
};

TEST(UniformList, AMillionRowsCostWhatIsSeen)
{
    CountingModel model;
    UniformListView view(54);
    view.setItemDelegate(new QStyledItemDelegate(&view));
    view.resize(260, 540);
    view.setModel(&model);
    view.show();
    view.grab();
    EXPECT_GT(model.asked.size(), 5u);
    EXPECT_LT(model.asked.size(), 30u);
    view.scrollTo(model.index(999'999));
    view.grab();
    EXPECT_TRUE(model.asked.contains(999'999));
    EXPECT_LT(model.asked.size(), 60u);
    EXPECT_EQ(view.indexAt(QPoint(5, 535)).row(), 999'999);
}

TEST(ImageCache, WhatIsForgottenWhileItIsDecodedIsDecodedAgain)
{
    TempFolder folder;
    QImage image(1200, 900, QImage::Format_RGB32);
    image.fill(Qt::darkGreen);
    ASSERT_TRUE(image.save(pathToQt(folder / "a.png")));
    ImageCache cache(64 << 20);
    for (int i = 0; i < 20; ++i) {
        cache.want({1, folder / "a.png"}, {});
        QTest::qSleep(i % 4);
        cache.forgetAll();
        cache.want({1, folder / "a.png"}, {});
        ASSERT_TRUE(QTest::qWaitFor([&] { return cache.find(1) != nullptr; })) << i;
        EXPECT_EQ(cache.find(1)->state, Picture::State::Sharp);
        cache.forgetAll();
    }
}

TEST(ImageCache, KeepsToItsBudgetAndTellsWhatIsWrong)
{
    const TempFolder folder;
    std::vector<PictureRequest> requests;
    for (int i = 0; i < 6; ++i) {
        const auto path = folder / ("p" + std::to_string(i) + ".png");
        QImage image(400, 300, QImage::Format_RGB32);
        image.fill(Qt::gray);
        ASSERT_TRUE(image.save(pathToQt(path)));
        requests.push_back({i + 1, path});
    }
    // One picture is 480,000 bytes; with its reductions under 700,000.
    ImageCache cache(1'500'000);
    for (const PictureRequest& request : requests) {
        cache.want(request, {});
        ASSERT_TRUE(QTest::qWaitFor([&] { return cache.find(request.key) != nullptr; }, 10000));
        EXPECT_EQ(cache.find(request.key)->state, Picture::State::Sharp);
    }
    EXPECT_LE(cache.bytesHeld(), 1'500'000);
    EXPECT_FALSE(cache.find(1)) << "the oldest went";
    EXPECT_TRUE(cache.find(6));

    cache.want({7, folder / "none.png"}, {});
    ASSERT_TRUE(QTest::qWaitFor([&] { return cache.find(7) != nullptr; }, 10000));
    EXPECT_EQ(cache.find(7)->state, Picture::State::Missing);
    QFile broken(pathToQt(folder / "broken.png"));
    ASSERT_TRUE(broken.open(QIODevice::WriteOnly));
    broken.write("\x89PNG\r\n\x1a\n cut");
    broken.close();
    cache.want({8, folder / "broken.png"}, {});
    ASSERT_TRUE(QTest::qWaitFor([&] { return cache.find(8) != nullptr; }, 10000));
    EXPECT_EQ(cache.find(8)->state, Picture::State::Broken);
    EXPECT_FALSE(cache.find(8)->problem.isEmpty());
}

} // namespace
} // namespace touchstone
