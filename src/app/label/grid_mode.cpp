#include "app/label/grid_mode.h"

#include <QAction>
#include <QStackedWidget>

#include "app/label/action_menu.h"
#include "app/label/grid_page.h"
#include "app/label/task_list_model.h"
#include "app/label/task_panel.h"
#include "app/label/thumbnail_grid.h"
#include "app/session/project_session.h"
#include "app/shell/workspace.h"
#include "app/theme/theme.h"

using namespace Qt::StringLiterals;

namespace touchstone {

GridMode::GridMode(ProjectSession& session, JobRunner& jobs, TaskPanel& tasks, QStackedWidget& middle,
                   Workspace* owner)
    : QObject(owner), m_session(session), m_jobs(jobs), m_tasks(tasks), m_middle(middle), m_owner(*owner),
      m_action(keyedAction("thumbnails", u"Thumbnails"_s, u"Ctrl+Shift+T"_s,
                           u"Show the list as thumbnails, to set tags on many items at once"_s, *owner))
{
    m_action->setIcon(themedIcon(u"view-grid"_s));
    m_action->setCheckable(true);
    connect(m_action, &QAction::toggled, this, &GridMode::set);
}

GridPage& GridMode::page()
{
    if (m_page)
        return *m_page;
    m_page = new GridPage(m_session, m_jobs, m_tasks.model(), &m_middle);
    m_middle.addWidget(m_page);
    connect(m_page, &GridPage::left, this, [this] { set(false); });
    connect(m_page, &GridPage::told, &m_owner, &Workspace::notice);
    connect(m_page, &GridPage::opened, this, [this](qint64 key) { Q_EMIT m_tasks.itemChosen(key); });
    return *m_page;
}

bool GridMode::isOn() const
{
    return m_page && m_middle.currentWidget() == m_page;
}

bool GridMode::isBusy() const
{
    return m_page && m_page->isBusy();
}

void GridMode::set(bool on)
{
    if (on != isOn()) {
        m_middle.setCurrentIndex(on ? m_middle.indexOf(&page()) : 0);
        if (on) {
            hold();
            const WorkingLayer* front = m_session.working();
            m_page->grid().setCurrent(front ? m_tasks.model().rowOf(front->item.key) : -1);
            m_page->refresh();
            m_page->setFocus(Qt::OtherFocusReason);
        } else {
            m_others.release();
            Q_EMIT ended();
        }
    }
    m_action->setChecked(on);
}

void GridMode::hold()
{
    if (isOn())
        m_others.hold();
}

} // namespace touchstone
