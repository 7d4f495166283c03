// Finding in texts, and labelling the same words again.

#include <QAction>

#include "app/label/find_actions.h"
#include "app/label/label_walk.h"
#include "app/label/label_workspace.h"
#include "app/label/text_finder.h"
#include "app/session/project_session.h"

namespace touchstone {

// After the page's own connections: the text is shown by then.
void LabelWorkspace::connectFinding()
{
    connect(m_finder, &TextFinder::say, this, &LabelWorkspace::say);
    connect(&m_session, &ProjectSession::itemOpened, m_finder, &TextFinder::itemChanged);
    connect(&m_session, &ProjectSession::contentChanged, m_finder, &TextFinder::contentChanged);
    connect(m_findActions->find(), &QAction::triggered, m_finder, &TextFinder::open);
    connect(m_findActions->next(), &QAction::triggered, m_finder, [this] { m_finder->step(1); });
    connect(m_findActions->previous(), &QAction::triggered, m_finder, [this] { m_finder->step(-1); });
    connect(m_findActions->labelAll(), &QAction::triggered, m_finder, &TextFinder::labelAll);
    auto* walk = new LabelWalk(m_session, *m_context, *m_text, *m_navigator, this);
    connect(walk, &LabelWalk::say, this, &LabelWorkspace::say);
    connect(m_findActions->nextOfLabel(), &QAction::triggered, walk, [walk] { walk->go(1); });
    connect(m_findActions->previousOfLabel(), &QAction::triggered, walk, [walk] { walk->go(-1); });
}

} // namespace touchstone
