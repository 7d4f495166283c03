#pragma once

#include <memory>
#include <string>
#include <vector>

#include <QPointF>
#include <QString>

#include "support/temp_folder.h"
#include "touchstone/model/ontology.h"

class QWidget;

namespace touchstone {

class Canvas;
class JobRunner;
class ProjectSession;
class Workspace;

/// The real label workspace over the sample pictures, without annotations, driven by mouse and keys for the pictures
/// of the manual. Ends the program with a sentence when something does not go as it should.
class GuideDesk {
  public:
    explicit GuideDesk(QString target);
    ~GuideDesk();

    /// What lies on the picture in front.
    const Shape& object(const std::string& label, std::size_t index = 0) const;
    /// Its corners, of a polygon; those of its box else.
    Ring outline(const std::string& label, std::size_t index = 0) const;
    Rect box(const std::string& label, std::size_t index = 0) const;

    /// Opens the first picture that has such objects.
    void open(const std::string& label, std::size_t atLeast = 1);
    /// The same, with that label armed and the first object large; the object's box.
    Rect openAt(const std::string& label);
    /// Arms a label, made if it is new.
    void arm(const QString& label);
    void zoomTo(const Rect& box);
    void key(int key, Qt::KeyboardModifiers modifiers = {});
    void press(Point at, Qt::MouseButton button = Qt::LeftButton, Qt::KeyboardModifiers modifiers = {});
    void move(Point at, Qt::MouseButtons buttons = Qt::NoButton);
    void release(Point at, Qt::MouseButton button = Qt::LeftButton, Qt::KeyboardModifiers modifiers = {});
    void click(Point at, Qt::KeyboardModifiers modifiers = {});
    void drag(const Ring& through, Qt::MouseButton button = Qt::LeftButton);
    /// Triggers an action of a menu by its name.
    void act(const char* name);
    void settle(int milliseconds = 120);
    /// Until nothing runs in the background any more.
    void waitForJobs();
    /// Gives the armed label what `like` allows: shapes, skeleton, group of tags.
    void define(const Label& like);
    /// A model found all of these, each a little beside its place.
    void predict(const std::string& label);
    /// A tab at the right.
    void showTab(int index);
    /// Writes `NAME.jpg`: the canvas with its tools and the hint line.
    void shoot(const QString& name);
    /// The same of the whole page.
    void shootWindow(const QString& name);

  private:
    void write(QWidget& of, const QString& name);

    QString m_target;
    TempFolder m_folder;
    struct Picture;
    std::vector<Picture> m_pictures;
    std::size_t m_front = 0;
    std::unique_ptr<ProjectSession> m_session;
    std::unique_ptr<JobRunner> m_jobs;
    std::unique_ptr<Workspace> m_workspace;
    Canvas* m_canvas = nullptr;
};

} // namespace touchstone
