#pragma once

#include <filesystem>
#include <vector>

#include <QDialog>

#include "touchstone/formats/exchange.h"
#include "touchstone/formats/text_table.h"

class QComboBox;
class QLabel;
class QPushButton;
class QTreeWidget;

namespace touchstone {

class JobRunner;
class PathField;

/// Asks which columns of a file of records hold the text.
class ColumnsDialog : public QDialog {
    Q_OBJECT
  public:
    /// The first of `paths` that is a file of records is shown; what is chosen holds for all. With `intoNew`
    /// it asks for the new project too.
    ColumnsDialog(JobRunner& jobs, const std::vector<std::filesystem::path>& paths, bool intoNew,
                  QWidget* parent);

    AddOptions options() const;
    /// Empty without `intoNew`.
    std::filesystem::path project() const;

  private:
    void look();
    void present(const std::vector<TextTableColumn>& columns);
    void check();

    JobRunner& m_jobs;
    int m_job = 0;
    std::filesystem::path m_file;
    QTreeWidget* m_list;
    QComboBox* m_encoding;
    PathField* m_project = nullptr;
    QLabel* m_told;
    QString m_problem;
    QPushButton* m_add;
};

} // namespace touchstone
