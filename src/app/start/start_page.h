#pragma once

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace touchstone {

class DropZone;
struct ShellActions;

/// What the window shows while no project is open.
class StartPage : public QWidget {
    Q_OBJECT
  public:
    explicit StartPage(const ShellActions& actions, QWidget* parent = nullptr);

    /// Reads the list of recent projects again.
    void refresh();
    /// What went wrong when something was opened; empty hides it.
    void setProblem(const QString& sentence);
    void setHot(bool hot);

  Q_SIGNALS:
    void openAsked(const QString& path);
    void locateAsked(const QString& path);

  private:
    QWidget* makeLeft(const ShellActions& actions);
    QWidget* makeSteps();

    DropZone* m_zone;
    QWidget* m_problem;
    QLabel* m_problemText;
    QLabel* m_recentTitle;
    QWidget* m_recent;
    QVBoxLayout* m_rows;
};

} // namespace touchstone
