#include "tool_bed.h"

namespace touchstone {
namespace {

struct ToolBoxTest : ToolBed {
    void keyDown(Qt::Key k) { QTest::keyPress(&context.view, k); }
    void keyUp(Qt::Key k) { QTest::keyRelease(&context.view, k); }
    void hold() { QTest::qWait(static_cast<int>(ToolBox::holdMs) + 60); }
    QString tool() const { return tools.activeId(); }
};

TEST_F(ToolBoxTest, EveryRegisteredToolCanBeMade)
{
    ASSERT_GE(toolInfos().size(), 3u);
    for (const ToolInfo& info : toolInfos()) {
        EXPECT_NE(makeTool(info.id, context), nullptr);
        EXPECT_FALSE(info.name.isEmpty());
        EXPECT_FALSE(info.statusTip.isEmpty());
        tools.activate(info.id);
        EXPECT_EQ(tool(), info.id);
        EXPECT_FALSE(tools.active().hint().isEmpty());
        paint();
    }
    EXPECT_EQ(makeTool(QStringLiteral("unknown"), context), nullptr);
    tools.activate(QStringLiteral("unknown"));
    EXPECT_EQ(tool(), toolInfos().back().id);
}

TEST_F(ToolBoxTest, ATappedKeyChangesTheTool)
{
    key(Qt::Key_R);
    EXPECT_EQ(tool(), QStringLiteral("box"));
    key(Qt::Key_P);
    EXPECT_EQ(tool(), QStringLiteral("polygon"));
    key(Qt::Key_V);
    EXPECT_EQ(tool(), QStringLiteral("select"));
}

TEST_F(ToolBoxTest, ADroppedDraftComesBackAlsoFromAnotherTool)
{
    key(Qt::Key_P);
    click({40, 30});
    click({140, 30});
    key(Qt::Key_Escape);
    key(Qt::Key_R);
    EXPECT_FALSE(tools.hasDraft());
    EXPECT_TRUE(tools.undo());
    EXPECT_EQ(tool(), QStringLiteral("polygon"));
    EXPECT_TRUE(tools.hasDraft());
}

TEST_F(ToolBoxTest, ADroppedDraftIsForgottenAfterOtherWork)
{
    key(Qt::Key_P);
    click({40, 30});
    click({140, 30});
    key(Qt::Key_Escape);
    key(Qt::Key_R);
    drag({40, 30}, {140, 110});
    EXPECT_FALSE(tools.undo());
    EXPECT_EQ(tool(), QStringLiteral("box"));
}

TEST_F(ToolBoxTest, AHeldKeyReturnsAfterOneGesture)
{
    keyDown(Qt::Key_R);
    EXPECT_EQ(tool(), QStringLiteral("box"));
    hold();
    drag({40, 30}, {140, 110});
    EXPECT_EQ(context.edits.size(), 1u);
    EXPECT_EQ(tool(), QStringLiteral("box"));
    keyUp(Qt::Key_R);
    EXPECT_EQ(tool(), QStringLiteral("select"));
}

TEST_F(ToolBoxTest, AHeldKeyWithoutAGestureStays)
{
    keyDown(Qt::Key_R);
    hold();
    keyUp(Qt::Key_R);
    EXPECT_EQ(tool(), QStringLiteral("box"));
}

TEST_F(ToolBoxTest, AKeyReleasedInTheGestureReturnsAtItsEnd)
{
    keyDown(Qt::Key_R);
    hold();
    dragTo({40, 30}, {140, 110});
    keyUp(Qt::Key_R);
    EXPECT_EQ(tool(), QStringLiteral("box"));
    release({140, 110});
    EXPECT_EQ(context.edits.size(), 1u);
    EXPECT_EQ(tool(), QStringLiteral("select"));
}

TEST_F(ToolBoxTest, HeldSelectEditsWhileDrawing)
{
    const AnnotationId id = context.put(boxShape(200, 200, 50, 50));
    tools.activate(QStringLiteral("polygon"));
    click({40, 30});
    click({140, 30});
    keyDown(Qt::Key_V);
    EXPECT_EQ(tool(), QStringLiteral("select"));
    drag({225, 225}, {245, 225});
    hold();
    keyUp(Qt::Key_V);
    EXPECT_EQ(tool(), QStringLiteral("polygon"));
    EXPECT_GT(context.box(id).x, 210);
    EXPECT_TRUE(tools.hasDraft());
    click({140, 110});
    key(Qt::Key_Enter);
    EXPECT_EQ(context.layerContent.annotations().size(), 2u);
}

TEST_F(ToolBoxTest, KeyRepeatIsNoPress)
{
    tools.activate(QStringLiteral("polygon"));
    keyDown(Qt::Key_R);
    QKeyEvent repeat(QEvent::KeyPress, Qt::Key_R, Qt::NoModifier, QStringLiteral("r"), true);
    QApplication::sendEvent(&context.view, &repeat);
    hold();
    drag({40, 30}, {140, 110});
    keyUp(Qt::Key_R);
    EXPECT_EQ(tool(), QStringLiteral("polygon"));
}

TEST_F(ToolBoxTest, EscGoesFromDragToDraftToSelectionToSelect)
{
    const AnnotationId id = context.put(polygonShape({{20, 20}, {220, 20}, {220, 220}, {20, 220}}));
    context.setSelection({id});
    tools.activate(QStringLiteral("polygon"));
    click({60, 60}, Qt::AltModifier);
    press({160, 60});
    key(Qt::Key_Escape);
    release({160, 60});
    EXPECT_TRUE(tools.hasDraft()) << "only the point being placed is gone";
    key(Qt::Key_Escape);
    EXPECT_FALSE(tools.hasDraft());
    EXPECT_FALSE(context.selected.empty());
    key(Qt::Key_Escape);
    EXPECT_TRUE(context.selected.empty());
    EXPECT_EQ(tool(), QStringLiteral("polygon"));
    key(Qt::Key_Escape);
    EXPECT_EQ(tool(), QStringLiteral("select"));
    EXPECT_FALSE(tools.escape());
}

TEST_F(ToolBoxTest, ChangedKeysAreFollowed)
{
    tools.setToolKey(QStringLiteral("box"), QKeySequence(Qt::Key_W));
    key(Qt::Key_R);
    EXPECT_EQ(tool(), QStringLiteral("select"));
    key(Qt::Key_W);
    EXPECT_EQ(tool(), QStringLiteral("box"));
}

TEST_F(ToolBoxTest, UnusedKeysGoOn)
{
    struct Parent : QWidget {
        void keyPressEvent(QKeyEvent* event) override { seen = event->key(); }
        int seen = 0;
    } parent;
    context.view.setParent(&parent);
    context.view.show();
    key(Qt::Key_7);
    EXPECT_EQ(parent.seen, Qt::Key_7);
    key(Qt::Key_R);
    EXPECT_EQ(parent.seen, Qt::Key_7);
    context.view.setParent(nullptr);
}

TEST_F(ToolBoxTest, FinishClosesAValidDraft)
{
    tools.activate(QStringLiteral("polygon"));
    EXPECT_FALSE(tools.finish());
    click({40, 30});
    click({140, 30});
    EXPECT_FALSE(tools.finish());
    click({140, 110});
    EXPECT_TRUE(tools.finish());
    EXPECT_EQ(context.edits.size(), 1u);
}

TEST_F(ToolBoxTest, AnotherItemForgetsGestures)
{
    const AnnotationId id = context.put(boxShape(60, 60, 40, 40));
    dragTo({80, 80}, {130, 100});
    tools.itemChanged();
    release({130, 100});
    EXPECT_TRUE(context.edits.empty());
    EXPECT_DOUBLE_EQ(context.box(id).x, 60);
}

TEST_F(ToolBoxTest, TellsOfToolChanges)
{
    int changes = 0;
    tools.onToolChanged([&] { ++changes; });
    key(Qt::Key_R);
    key(Qt::Key_R);
    EXPECT_EQ(changes, 1);
}

} // namespace
} // namespace touchstone
