#pragma once

#include <vector>

#include <QAction>
#include <QPointer>

namespace touchstone {

/// Actions that mean nothing for a while: disabled, and enabled again afterwards.
class ActionHold {
  public:
    void setActions(std::vector<QAction*> actions) { m_actions = std::move(actions); }
    /// Also those that something has enabled since.
    void hold()
    {
        for (QAction* action : m_actions)
            if (action->isEnabled()) {
                action->setEnabled(false);
                m_held.emplace_back(action);
            }
    }
    void release()
    {
        for (const QPointer<QAction>& action : std::exchange(m_held, {}))
            if (action)
                action->setEnabled(true);
    }

  private:
    std::vector<QAction*> m_actions;
    std::vector<QPointer<QAction>> m_held;
};

} // namespace touchstone
