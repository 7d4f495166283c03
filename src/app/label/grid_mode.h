#pragma once

#include <vector>

#include <QObject>

#include "app/label/action_hold.h"

class QAction;
class QStackedWidget;

namespace touchstone {

class GridPage;
class JobRunner;
class ProjectSession;
class TaskPanel;
class Workspace;

/// Thumbnails in place of the canvas: switches between both, and keeps what acts on the item in front from
/// acting unseen.
class GridMode : public QObject {
    Q_OBJECT
  public:
    /// `middle` shows the canvas first.
    GridMode(ProjectSession& session, JobRunner& jobs, TaskPanel& tasks, QStackedWidget& middle,
             Workspace* owner);

    QAction* action() const { return m_action; }
    GridPage& page();
    bool isOn() const;
    /// A change of many items runs.
    bool isBusy() const;
    void set(bool on);
    /// Actions that mean nothing while thumbnails are shown.
    void setOthers(std::vector<QAction*> others) { m_others.setActions(std::move(others)); }
    /// Something may have enabled them again.
    void hold();

  Q_SIGNALS:
    /// The canvas is to have the keyboard.
    void ended();

  private:
    ProjectSession& m_session;
    JobRunner& m_jobs;
    TaskPanel& m_tasks;
    QStackedWidget& m_middle;
    Workspace& m_owner;
    GridPage* m_page = nullptr; ///< Made when it is first shown.
    QAction* m_action;
    ActionHold m_others;
};

} // namespace touchstone
