#pragma once

#include <QObject>
#include <QPointer>

#include "touchstone/workflow/backup.h"

class QDialog;
class QWidget;

namespace touchstone {

class ProjectDesk;

/// What the window does about backups and damage: shows the dialogs and has the desk carry out what they
/// chose.
class RecoveryFlow : public QObject {
    Q_OBJECT
  public:
    RecoveryFlow(ProjectDesk& desk, QWidget* window);

    /// The backups of the open project.
    void chooseBackup();

  Q_SIGNALS:
    void said(const QString& sentence);
    /// A copy of the open project is wanted.
    void copyAsked();

  private:
    void chooseBackupOf(const std::filesystem::path& project, bool readable);
    void askToLeave();
    void showDamage(const QString& project, const QStringList& damage, bool open);
    void rescue(const std::filesystem::path& project);
    void present(QDialog* dialog);

    ProjectDesk& m_desk;
    QWidget* m_window;
    QPointer<QDialog> m_dialog;
};

} // namespace touchstone
