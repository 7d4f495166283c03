#pragma once

#include <QDialog>

#include "app/session/program_setting.h"

class QLabel;
class QLineEdit;
class QSpinBox;

namespace touchstone {

class PathField;

/// What the user sets once for all projects. Nothing is kept before OK.
class PreferencesDialog : public QDialog {
    Q_OBJECT
  public:
    explicit PreferencesDialog(QWidget* parent = nullptr);

  private:
    ProgramSetting entered() const;
    void check();

    PathField* m_program;
    QLineEdit* m_arguments;
    QSpinBox* m_seconds;
    QLabel* m_note;
};

} // namespace touchstone
