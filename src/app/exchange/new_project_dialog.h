#pragma once

#include <filesystem>

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;

namespace touchstone {

class PathField;

/// Asks for a name and a folder.
class NewProjectDialog : public QDialog {
    Q_OBJECT
  public:
    explicit NewProjectDialog(QWidget* parent);
    QString name() const;
    std::filesystem::path file() const;

  private:
    void check();

    QLineEdit* m_name;
    PathField* m_folder;
    QLabel* m_told;
    QPushButton* m_make;
};

} // namespace touchstone
