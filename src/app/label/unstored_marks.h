#pragma once

#include <QObject>

namespace touchstone {

class Canvas;
class InstanceModel;
class ProjectSession;
class TextView;

/// Marks on the canvas, in the text and in the list what is on the screen and not on the disk.
class UnstoredMarks : public QObject {
    Q_OBJECT
  public:
    UnstoredMarks(ProjectSession& session, Canvas& canvas, TextView& text, InstanceModel& list,
                  QObject* parent = nullptr);

  private:
    void refresh();

    ProjectSession& m_session;
    Canvas& m_canvas;
    TextView& m_text;
    InstanceModel& m_list;
    bool m_marked = false;
};

} // namespace touchstone
