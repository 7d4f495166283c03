#pragma once

#include <array>

#include <QPointer>
#include <QTimer>
#include <QWidget>

class QAction;
class QHBoxLayout;
class QLabel;
class QPushButton;

namespace touchstone {

class JobRunner;
class JobStrip;
class ProjectSession;
class SaveDot;

/// The window's foot: what is saved, what the workspace tells, a sentence for a moment, running jobs.
class StatusRow : public QWidget {
    Q_OBJECT
  public:
    explicit StatusRow(QWidget* parent = nullptr);

    void follow(ProjectSession* session);
    /// Takes a widget that its workspace owns; null for none.
    void setWorkspaceWidget(QWidget* widget);
    void watch(JobRunner* jobs);
    /// One sentence; `action`, if any, is offered beside it as a button.
    void say(const QString& sentence, QAction* action = nullptr);
    /// The same with several actions, the first one leftmost.
    void tell(const QString& sentence, const QList<QAction*>& actions);
    /// What the entry under the pointer does, before the sentence until it is empty again.
    void hint(const QString& tip);
    /// "Saved 2 s ago".
    QString saveSentence() const;

  Q_SIGNALS:
    /// False while there is neither a project nor anything to tell.
    void worthShowing(bool shown);

  private:
    void showSentence();
    void refreshSaved();
    void refreshShown();

    QPointer<ProjectSession> m_session;
    SaveDot* m_dot;
    QLabel* m_saved;
    QHBoxLayout* m_middle;
    QPointer<QWidget> m_workspace;
    QLabel* m_sentence;
    QString m_said;
    QString m_reason; ///< Of the state that was shown last.
    QString m_hint;
    struct Offer {
        QPushButton* button = nullptr;
        QPointer<QAction> action;
    };
    std::array<Offer, 2> m_offers;
    JobStrip* m_jobs;
    QTimer m_fade;
    QTimer m_slow;
    bool m_late = false; ///< What is being saved takes long enough to be told.
    bool m_shown = true;
};

} // namespace touchstone
