#pragma once

#include <filesystem>

#include <QDialog>

#include "app/exchange/preview_painting.h"
#include "touchstone/formats/exchange.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;

namespace touchstone {

class JobRunner;
class PathField;
class PreviewGrid;

/// Asks what to import and how, and shows ten of its pictures first. It changes nothing.
class ImportDialog : public QDialog {
    Q_OBJECT
  public:
    /// With `intoNew` it asks for the project file too.
    ImportDialog(JobRunner& jobs, bool intoNew, QWidget* parent);

    void setFile(const std::filesystem::path& file);
    std::filesystem::path file() const;
    std::filesystem::path project() const;
    ImportOptions options() const;

  protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

  private:
    struct Looked {
        ImportPreview preview;
        std::vector<PreviewPicture> pictures;
    };
    void look();
    void present(const Looked& looked);
    void refuse(const QString& reason);

    JobRunner& m_jobs;
    int m_job = 0;
    std::string m_format;
    PathField* m_file;
    PathField* m_images;
    PathField* m_project = nullptr;
    QLabel* m_found;
    QLabel* m_labels;
    PreviewGrid* m_grid;
    QComboBox* m_role;
    QLineEdit* m_author;
    QRadioButton* m_continue;
    QRadioButton* m_compare;
    QPushButton* m_import;
};

} // namespace touchstone
