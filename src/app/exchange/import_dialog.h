#pragma once

#include <filesystem>

#include <QDialog>

#include "app/exchange/preview_painting.h"
#include "app/exchange/preview_text.h"
#include "touchstone/formats/exchange.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;

namespace touchstone {

class FormRows;
class JobRunner;
class PathField;
class PreviewGrid;

/// Asks what to import and how, and shows ten of its pictures or texts first. It changes nothing.
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
        std::vector<PreviewText> texts;
    };
    void look();
    void present(const Looked& looked);
    QString foundText(const Looked& looked) const;
    /// What is asked of pictures and what of texts.
    void ask(bool pictures, bool texts);
    void refuse(const QString& reason);

    JobRunner& m_jobs;
    int m_job = 0;
    std::string m_format;
    PathField* m_file;
    PathField* m_images;
    QComboBox* m_encoding;
    PathField* m_project = nullptr;
    QLabel* m_found;
    QLabel* m_labels;
    FormRows* m_rows = nullptr;
    PreviewGrid* m_grid;
    QComboBox* m_role;
    QLineEdit* m_author;
    QRadioButton* m_continue;
    QRadioButton* m_compare;
    QCheckBox* m_realign; ///< Shown where a file has spans that count line ends otherwise.
    QPushButton* m_import;
};

} // namespace touchstone
