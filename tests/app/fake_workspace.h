#pragma once

#include "app/session/project_session.h"
#include "app/shell/main_window.h"
#include "app/shell/workspace.h"

namespace touchstone {

/// A workspace that only remembers what the shell asked of it.
class FakeWorkspace : public Workspace {
    Q_OBJECT
  public:
    FakeWorkspace(ProjectSession& session, QWidget* parent);

    QString id() const override { return QStringLiteral("fake"); }
    QString title() const override { return QStringLiteral("Fake"); }
    QString iconPath() const override { return QStringLiteral(":/icons/touchstone.svg"); }
    std::vector<MenuEntry> menuEntries() const override { return {{MenuPlace::Item, m_action}}; }
    QWidget* statusWidget() override { return m_status; }
    void goTo(const QString& itemPath) override { shown = itemPath; }
    void startFresh() override { fresh = true; }
    bool isReady() const override { return whole; }

    ProjectSession& session;
    QWidget* panel;
    QString shown;
    bool fresh = false;
    bool whole = true;
    int triggered = 0;

  private:
    QAction* m_action;
    QLabel* m_status;
};

/// The workspace in front, or null.
FakeWorkspace* fakeOf(MainWindow& window);
WorkspaceMaker fakeMaker();

/// Lets events run until it holds; false after ten seconds.
bool waitUntil(const std::function<bool()>& holds);

} // namespace touchstone
