// Finding in texts, and labelling the same words again.

#include <QAction>

#include "app/label/concordance.h"
#include "app/label/earlier_labels.h"
#include "app/label/find_actions.h"
#include "app/label/label_walk.h"
#include "app/label/label_workspace.h"
#include "app/label/prelabel_flow.h"
#include "app/label/text_desk.h"
#include "app/label/text_finder.h"
#include "app/label/text_page.h"
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
    auto* concordance = new Concordance(
        {m_session, m_jobs, *m_context, *m_text, *m_finder, *m_navigator, *m_across}, this);
    connect(m_findActions->concordance(), &QAction::triggered, concordance, &Concordance::open);
    auto* prelabel = new PrelabelFlow(m_session, m_jobs, this);
    connect(prelabel, &PrelabelFlow::say, this, &LabelWorkspace::say);
    connect(m_findActions->prelabel(), &QAction::triggered, prelabel, &PrelabelFlow::ask);
    auto* earlier = new EarlierLabels(m_session, m_jobs, *m_predictions, this);
    connect(earlier, &EarlierLabels::say, this, &LabelWorkspace::say);
    connect(&m_session, &ProjectSession::itemOpened, earlier, &EarlierLabels::itemOpened);
    connect(&m_session, &ProjectSession::contentChanged, earlier, &EarlierLabels::contentChanged);
    m_findActions->addLast(earlier->action());
    m_text->page().addButton(earlier->action());
}

} // namespace touchstone
