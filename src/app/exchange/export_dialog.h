#pragma once

#include <filesystem>

#include <QDialog>

#include "touchstone/formats/exchange.h"
#include "touchstone/store/rows.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;

namespace touchstone {

class PathField;

/// Asks what to write and where, and says beforehand what the format cannot carry.
class ExportDialog : public QDialog {
    Q_OBJECT
  public:
    ExportDialog(const std::filesystem::path& project, QWidget* parent);
    /// Fills the choice of layers when they are counted.
    void setCounts(const ProjectCounts& counts);

    std::filesystem::path file() const;
    ExportOptions options() const;

  private:
    void formatChosen();
    void check();
    void fitHeight();

    QComboBox* m_format;
    QComboBox* m_layer;
    PathField* m_file;
    QLabel* m_limits;
    QLabel* m_there;
    QCheckBox* m_strict;
    QPushButton* m_export;
};

} // namespace touchstone
