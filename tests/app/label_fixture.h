#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>

#include <QLineEdit>
#include <QtTest>

#include "app/jobs/job_runner.h"
#include "app/label/hint_line.h"
#include "app/label/task_list_model.h"
#include "app/label/uniform_list_view.h"
#include "app/session/project_session.h"
#include "app/session/text.h"
#include "app/shell/workspace.h"
#include "canvas/canvas.h"
#include "support/temp_folder.h"
#include "touchstone/workflow/labels.h"
#include "touchstone/workflow/source_writer.h"

namespace touchstone {

/// The label workspace over a real project of five pictures, driven by the mouse and the keys.
class LabelTest : public ::testing::Test {
  protected:
    static constexpr int pictures = 5;
    static constexpr QSize pictureSize{400, 300};

    void SetUp() override;
    void TearDown() override;

    void create(const std::vector<std::string>& labels);
    /// In place of the pictures: on each a dark object, 90 by 70 pixels at (100, 80), on a light ground.
    void putDarkObjects();
    /// Ground truth of one box on each picture, to continue from.
    void importBoxes();
    /// Opens the file anew, as after a restart.
    void openProject();
    void openWindow();
    /// Over the session that is open.
    void showWindow();
    void closeWindow();

    /// Lets events run until it holds; false after ten seconds.
    static bool waitFor(const std::function<bool()>& holds);
    void waitSaved();

    QPoint at(double x, double y) const;
    void press(double x, double y, Qt::KeyboardModifiers modifiers = {});
    void move(double x, double y);
    void release(double x, double y, Qt::KeyboardModifiers modifiers = {});
    void drag(double x0, double y0, double x1, double y1);
    void click(double x, double y, Qt::KeyboardModifiers modifiers = {});
    /// To whatever has the keyboard.
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {});
    void type(const QString& text);

    QAction* action(const char* name) const;
    /// That of those that are seen now no two have a key in common; how many keys there are.
    static std::size_t expectOneActionAKey(const QList<QAction*>& actions);
    const std::vector<Annotation>& annotations() const { return session->working()->content.annotations(); }
    QString labelOf(std::size_t index) const;
    QString frontName() const;
    QString notice() const { return hints->noticeText(); }
    bool isFront(int picture) const;
    template <class T>
    T* find(const char* name) const
    {
        return workspace->findChild<T*>(QString::fromLatin1(name));
    }
    std::filesystem::path projectPath() const { return folder / "test.touchstone"; }

    int items = pictures;
    TempFolder folder;
    std::unique_ptr<JobRunner> jobs;
    std::unique_ptr<ProjectSession> session;
    std::unique_ptr<Workspace> workspace;
    Canvas* canvas = nullptr;
    HintLine* hints = nullptr;
    TaskListModel* tasks = nullptr;
};

} // namespace touchstone
