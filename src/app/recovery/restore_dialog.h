#pragma once

#include <optional>
#include <vector>

#include <QDialog>

#include "app/jobs/job_runner.h"
#include "touchstone/workflow/backup.h"

class QComboBox;
class QLabel;
class QPushButton;
class QTreeWidget;

namespace touchstone {

/// The backups of a project, newest first, with what is in each; one is chosen to be restored or looked at.
/// What is in them is read in a job, one after the other.
class RestoreDialog : public QDialog {
    Q_OBJECT
  public:
    /// `readable`: the project itself can be read, to be compared with.
    RestoreDialog(JobRunner& jobs, const std::filesystem::path& project, bool readable, QWidget* parent);

    enum class Choice { Restore, Open };
    Choice choice() const { return m_choice; }
    const Backup& backup() const;

  private:
    void readAll(bool readable);
    void fill(std::size_t index, const Result<ProjectFacts>& facts);
    void compare();
    void decide(Choice choice);

    JobRunner& m_jobs;
    std::filesystem::path m_project;
    std::vector<Backup> m_backups;
    std::vector<std::optional<ProjectFacts>> m_facts;
    std::optional<ProjectFacts> m_now;
    QTreeWidget* m_list;
    QLabel* m_difference;
    QComboBox* m_every;
    QPushButton* m_open;
    QPushButton* m_restore;
    Choice m_choice = Choice::Restore;
};

/// "Today 14:30, 2 hours ago", in the time of this place.
QString spokenTime(Timestamp at, Timestamp now);
/// "12.3 MB".
QString spokenSize(std::int64_t bytes);

} // namespace touchstone
