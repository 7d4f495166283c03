#include "fake_workspace.h"

#include "app/theme/theme.h"

namespace touchstone {

FakeWorkspace::FakeWorkspace(ProjectSession& s, QWidget* parent)
    : Workspace(parent), session(s), panel(new QWidget(this)), m_action(new QAction(QStringLiteral("Count me"), this)),
      m_status(new QLabel(QStringLiteral("x 1 y 2"), this))
{
    panel->setProperty("panel", true);
    m_action->setShortcut(QKeySequence(QStringLiteral("Ctrl+K")));
    m_action->setIcon(themedIcon(QStringLiteral("edit-undo")));
    m_action->setStatusTip(QStringLiteral("Counts"));
    connect(m_action, &QAction::triggered, this, [this] { ++triggered; });
}

FakeWorkspace* fakeOf(MainWindow& window) { return static_cast<FakeWorkspace*>(window.workspace()); }

WorkspaceMaker fakeMaker()
{
    return [](ProjectSession& session, JobRunner&, QWidget* parent) {
        return std::vector<Workspace*>{new FakeWorkspace(session, parent)};
    };
}

bool waitUntil(const std::function<bool()>& holds)
{
    return QTest::qWaitFor(holds, 10'000);
}

} // namespace touchstone
