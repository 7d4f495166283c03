#pragma once

#include <memory>

#include <QWidget>

#include "app/label/task_list_model.h"

class QLabel;
class QLineEdit;
class QToolButton;

namespace touchstone {

class JobRunner;
class PanelHeader;
class ProjectSession;
class UniformListView;

/// The list at the left: heading with what is left, filter, items. It keeps its rows until the filter is
/// applied again or items come and go.
class TaskPanel : public QWidget {
    Q_OBJECT
  public:
    TaskPanel(ProjectSession& session, JobRunner& jobs, ThumbnailCache& thumbnails,
              QWidget* parent = nullptr);

    TaskListModel& model() { return *m_model; }
    UniformListView& view() { return *m_view; }
    QLineEdit& filterField() { return *m_filter; }
    bool isFiltered() const;
    /// What the list shows.
    const TaskFilter& filter() const { return m_shown; }
    /// False while only the first rows of a long list are there.
    bool isComplete() const { return m_complete; }
    /// Reads the list again, with the filter as it stands now.
    void reload();
    /// Marks the item in front in the list and brings it in sight.
    void showFront(const TaskRow& front, bool scroll);
    /// The item in front went from one state to another.
    void countState(TaskState before, TaskState after);
    /// Many items changed: rows and figures are read again, the list stays.
    void recount();

  Q_SIGNALS:
    void itemChosen(qint64 key);
    /// The rows are there.
    void loaded();
    /// The keyboard goes back to the item.
    void left();

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void showFilterMenu();
    void countLeft();
    void showLeft();
    void showKeys(ItemKeys keys, bool complete);

    ProjectSession& m_session;
    JobRunner& m_jobs;
    TaskListModel* m_model;
    UniformListView* m_view;
    PanelHeader* m_header;
    QLineEdit* m_filter;
    QToolButton* m_filterMenu;
    QLabel* m_problem;
    TaskFilter m_shown;
    bool m_complete = true;
    int m_job = 0;
    std::int64_t m_left = 0;
    std::int64_t m_frontKey = 0;
    int m_generation = 0;
};

} // namespace touchstone
