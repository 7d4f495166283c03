#pragma once

#include <vector>

#include <QObject>

#include "touchstone/workflow/relabel.h"

class QAction;
class QWidget;

namespace touchstone {

class HintLine;
class ItemNavigator;
class JobRunner;
class LabelContext;
class ProjectSession;
class TaskPanel;
struct Propagation;

/// Work on many items at once: asks, runs it in a job behind a dialog, tells what came of it and takes it
/// back.
class AcrossImages : public QObject {
    Q_OBJECT
  public:
    AcrossImages(ProjectSession& session, JobRunner& jobs, LabelContext& context, TaskPanel& tasks,
                 HintLine& hints, QWidget* owner);

    /// Copies the selection, or all shapes, to images of the list.
    void askPropagate();
    /// Replaces a label in the selection, this image, the list or everywhere.
    void askReplace();
    /// Takes back the last of these works, as far as nothing else was done since.
    QAction* takeBackAction() const { return m_takeBack; }

    /// Tells what was done, and that it can be taken back.
    void ended(const QString& sentence, std::vector<StoredEdit> stored);

  private:
    void propagateTo(const Propagation& request);
    void replaceIn(const LabelId& from, const LabelId& to, const TaskFilter& filter, bool doneToo);
    void takeBackLast();
    /// What is shown is read again: the file is ahead of it.
    void readAgain();

    ProjectSession& m_session;
    JobRunner& m_jobs;
    LabelContext& m_context;
    TaskPanel& m_tasks;
    HintLine& m_hints;
    QWidget* m_owner;
    QAction* m_takeBack;
    std::vector<StoredEdit> m_stored;
};

} // namespace touchstone
