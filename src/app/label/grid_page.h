#pragma once

#include <vector>

#include <QWidget>

#include "app/label/tag_many.h"

class QAction;
class QLabel;

namespace touchstone {

class JobRunner;
class ProjectSession;
class TagsInSight;
class TaskListModel;
class ThumbnailGrid;

/// The grid of thumbnails with a line at its foot. A digit sets a tag on what is selected, in a job; one undo
/// takes that back, and one redo does it again.
class GridPage : public QWidget {
    Q_OBJECT
  public:
    GridPage(ProjectSession& session, JobRunner& jobs, TaskListModel& model, QWidget* parent = nullptr);

    ThumbnailGrid& grid() { return *m_grid; }
    /// It is to be seen: reads what may have changed.
    void refresh();
    void digit(int digit);
    void undo();
    void redo();
    /// Tags are being set; nothing else is to be changed meanwhile.
    bool isBusy() const { return m_job != 0; }
    void cancel();

  Q_SIGNALS:
    void opened(qint64 key);
    void left();
    /// A sentence for the status bar, with what takes it back; may be null.
    void told(const QString& sentence, QAction* action);

  private:
    void tag(const LabelId& label);
    void tagged(const LabelId& label, Result<TagManyReport> report);
    /// Undoes or redoes the last gesture.
    void turnAround(bool undoes);
    void turned(bool undid, Result<TakenBack> result);
    void readAgain();
    void showFoot();
    bool mayChange();

    ProjectSession& m_session;
    JobRunner& m_jobs;
    TaskListModel& m_model;
    TagsInSight* m_tags;
    ThumbnailGrid* m_grid;
    QLabel* m_foot;
    QAction* m_undo;
    QAction* m_redo;
    int m_job = 0;
    /// What the last gesture stored, until it is taken back, and the undos of that.
    std::vector<StoredEdit> m_stored;
    std::vector<StoredEdit> m_undone;
};

} // namespace touchstone
