#pragma once

#include <optional>

#include <QDialog>

#include "app/exchange/missing_pictures.h"

class QComboBox;
class QLabel;
class QPushButton;

namespace touchstone {

class JobRunner;
class PathField;

/// Asks where moved pictures are, and says how many of them are there before anything changes.
class LocateDialog : public QDialog {
    Q_OBJECT
  public:
    LocateDialog(JobRunner& jobs, std::vector<MissingRoot> roots, QWidget* parent);

    const MissingRoot& root() const;
    /// The folder that becomes the root's.
    const std::filesystem::path& folder() const { return m_folder; }

  private:
    void rootChosen();
    void search();

    JobRunner& m_jobs;
    std::vector<MissingRoot> m_roots;
    std::filesystem::path m_folder;
    int m_job = 0;
    QComboBox* m_root;
    QLabel* m_told;
    PathField* m_chosen;
    QLabel* m_found;
    QPushButton* m_use;
};

} // namespace touchstone
