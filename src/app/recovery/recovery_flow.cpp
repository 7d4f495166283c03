#include "app/recovery/recovery_flow.h"

#include <QFileDialog>

#include "app/recovery/backup_keeper.h"
#include "app/recovery/damage_dialog.h"
#include "app/recovery/leave_dialog.h"
#include "app/recovery/restore_dialog.h"
#include "app/session/project_session.h"
#include "app/session/text.h"
#include "app/shell/project_desk.h"

namespace touchstone {

RecoveryFlow::RecoveryFlow(ProjectDesk& desk, QWidget* window)
    : QObject(window), m_desk(desk), m_window(window)
{
    connect(&desk, &ProjectDesk::damaged, this, &RecoveryFlow::showDamage);
    connect(&desk, &ProjectDesk::leaveAsked, this, &RecoveryFlow::askToLeave);
    connect(&desk.backups(), &BackupKeeper::skipped, this, &RecoveryFlow::said);
    // What is shown speaks of the project that goes.
    connect(&desk, &ProjectDesk::closing, this, [this] { delete m_dialog.data(); });
}

void RecoveryFlow::present(QDialog* dialog)
{
    delete m_dialog.data();
    m_dialog = dialog;
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    // At a start it may be waiting for its first picture; a dialog over no window would hold up nothing.
    m_window->show();
    dialog->open();
}

void RecoveryFlow::chooseBackup()
{
    const Project& project = m_desk.session()->project();
    chooseBackupOf(project.path(), project.damage().empty());
}

void RecoveryFlow::chooseBackupOf(const std::filesystem::path& project, bool readable)
{
    auto* dialog = new RestoreDialog(m_desk.jobs(), project, readable, m_window);
    connect(dialog, &QDialog::accepted, this, [this, dialog, project, readable] {
        const Backup backup = dialog->backup();
        const auto choice = dialog->choice();
        // The dialog goes first: the desk closes the project, and with it what is shown of it.
        QMetaObject::invokeMethod(
            this,
            [this, backup, choice, project, readable] {
                if (choice == RestoreDialog::Choice::Restore) {
                    m_desk.restore(project, backup, !readable);
                } else {
                    m_desk.openBackup(project, backup);
                }
            },
            Qt::QueuedConnection);
    });
    present(dialog);
}

void RecoveryFlow::askToLeave()
{
    auto* dialog = new LeaveDialog(*m_desk.session(), m_window);
    connect(dialog, &QDialog::rejected, this, [this] { m_desk.stay(); });
    connect(dialog, &LeaveDialog::copyAsked, this, &RecoveryFlow::copyAsked, Qt::QueuedConnection);
    // The dialog goes first, as above.
    connect(dialog, &QDialog::accepted, this, [this] { m_desk.leaveNow(); }, Qt::QueuedConnection);
    present(dialog);
}

void RecoveryFlow::showDamage(const QString& path, const QStringList& damage, bool open)
{
    const std::filesystem::path project = pathFromQt(path);
    auto* dialog = new DamageDialog(project, damage, open, m_window);
    connect(dialog, &QDialog::accepted, this, [this, dialog, project] {
        const auto choice = dialog->choice();
        const auto newest = dialog->newest();
        QMetaObject::invokeMethod(
            this,
            [this, choice, newest, project] {
                if (choice == DamageDialog::Choice::Restore) {
                    m_desk.restore(project, *newest, true);
                } else if (choice == DamageDialog::Choice::Choose) {
                    chooseBackupOf(project, false);
                } else {
                    rescue(project);
                }
            },
            Qt::QueuedConnection);
    });
    present(dialog);
}

void RecoveryFlow::rescue(const std::filesystem::path& project)
{
    std::filesystem::path proposed = project.parent_path() / project.stem();
    proposed += " rescued.touchstone";
    const QString chosen = QFileDialog::getSaveFileName(m_window, tr("Save what can be read"),
                                                        pathToQt(proposed), tr("Projects (*.touchstone)"));
    if (!chosen.isEmpty()) {
        m_desk.rescue(project, pathFromQt(chosen));
    }
}

} // namespace touchstone
