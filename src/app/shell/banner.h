#pragma once

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace touchstone {

class ProjectSession;
class IconLabel;

/// The row under the menus that tells what stands in the way: a read-only project, an edit that was refused,
/// a project file that was moved away.
class Banner : public QWidget {
    Q_OBJECT
  public:
    explicit Banner(QWidget* parent = nullptr);
    /// Follows the save state of a session; null hides it.
    void follow(ProjectSession* session);

  Q_SIGNALS:
    void saveCopyAsked();
    /// To be copied from a share to a disk of this computer, and opened there.
    void workOnCopyAsked();

  private:
    void refresh();

    ProjectSession* m_session = nullptr;
    IconLabel* m_sign;
    QLabel* m_text;
    QPushButton* m_goOn;
    QPushButton* m_workOnCopy;
    QPushButton* m_retry;
    QPushButton* m_copy;
    QPushButton* m_discard;
};

} // namespace touchstone
