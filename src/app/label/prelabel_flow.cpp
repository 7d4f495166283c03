#include "app/label/prelabel_flow.h"

#include "app/jobs/modal_job.h"
#include "app/label/counted.h"
#include "app/label/prelabel_dialog.h"
#include "app/session/project_session.h"
#include "app/session/text.h"

using namespace Qt::StringLiterals;

namespace touchstone {

PrelabelFlow::PrelabelFlow(ProjectSession& session, JobRunner& jobs, QWidget* owner)
    : QObject(owner), m_session(session), m_jobs(jobs), m_owner(owner)
{
}

void PrelabelFlow::ask()
{
    const WorkingLayer* working = m_session.working();
    if (const QString reason = m_session.whyNotEditable(); !reason.isEmpty() || !working) {
        Q_EMIT say(reason);
        return;
    }
    auto* dialog = new PrelabelDialog({m_session.project(), m_jobs, working->item.key}, m_owner);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        m_session.whenSettled(this, [this, request = dialog->request()] { store(request); });
    });
    dialog->open();
}

void PrelabelFlow::store(const PrelabelRequest& request)
{
    Project* project = &m_session.project();
    const auto report =
        runModal<PrelabelReport>(m_jobs, u"Storing what the rules found"_s, m_owner,
                                 [project, request](Progress& progress) -> Result<PrelabelReport> {
                                     auto reader = project->reader();
                                     if (!reader)
                                         return reader.error();
                                     return storePrelabels(*project, **reader, request, progress);
                                 });
    m_session.reload();
    if (!report)
        Q_EMIT say(toQt(report.error().text()));
    else if (report->nothingNew)
        Q_EMIT say(u"These rules were stored for these texts before; nothing was added."_s);
    else
        Q_EMIT say(u"%1 in %2 are proposed: Enter takes one, Del refuses it, Tab goes on."_s.arg(
            counted(report->hits, u"1 place"_s, u"%1 places"_s),
            counted(report->hitTexts, u"1 text"_s, u"%1 texts"_s)));
}

} // namespace touchstone
