#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <QDialog>

class QComboBox;
class QLabel;
class QListWidget;
class QPlainTextEdit;
class QPushButton;

namespace touchstone {

/// Asks for the encoding of texts that are not UTF-8, and shows what they say in it. Nothing is guessed: what
/// is likely is only named first.
class EncodingDialog : public QDialog {
    Q_OBJECT
  public:
    /// `files` are read here, a few kilobytes each.
    EncodingDialog(std::vector<std::filesystem::path> files, QWidget* parent);

    std::string encoding() const;

  private:
    void show(int row);

    std::vector<std::filesystem::path> m_files;
    QComboBox* m_encoding;
    QListWidget* m_list;
    QPlainTextEdit* m_text;
    QLabel* m_told;
    QPushButton* m_add;
};

} // namespace touchstone
