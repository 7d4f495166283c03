#pragma once

#include <QDialog>

class QLabel;

namespace touchstone {

class ProjectSession;

/// Asked when the project is to be closed while something on the screen is not stored. Accepted: it may go,
/// since a retry worked or what is not stored is given up; rejected: it stays open.
class LeaveDialog : public QDialog {
    Q_OBJECT
  public:
    LeaveDialog(ProjectSession& session, QWidget* parent);

  Q_SIGNALS:
    /// It stays open, and a copy is wanted.
    void copyAsked();

  private:
    void say();
    void retry();

    ProjectSession& m_session;
    QLabel* m_head;
    QLabel* m_reason;
};

} // namespace touchstone
