#pragma once

#include <QDialog>

#include "touchstone/workflow/relink.h"

class QLabel;
class QProgressBar;
class QPushButton;

namespace touchstone {

class JobRunner;
class PathField;
class RelinkModel;

/// Asks where missing pictures are now, searches there, and shows what was found before anything changes.
class LocateDialog : public QDialog {
    Q_OBJECT
  public:
    /// `missing` names what is looked for. `changed`: it is one picture, whose file is there but another one.
    LocateDialog(JobRunner& jobs, RelinkPlan missing, bool changed, QWidget* parent);

    /// What was found, when the dialog was accepted.
    const RelinkPlan& plan() const { return m_plan; }
    void setFolder(const QString& folder);

  private:
    void search();
    void refreshProgress();
    void tell();
    void setSearching(bool on);
    void done(int result) override;

    JobRunner& m_jobs;
    RelinkPlan m_plan;
    int m_job = 0;
    PathField* m_chosen;
    QLabel* m_told;
    QProgressBar* m_progress;
    QPushButton* m_stop;
    RelinkModel* m_model;
    QPushButton* m_use;
};

} // namespace touchstone
