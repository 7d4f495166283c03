#include "app/label/concordance.h"

#include "app/jobs/modal_job.h"
#include "app/label/across_images.h"
#include "app/label/concordance_dialog.h"
#include "app/label/counted.h"
#include "app/label/item_navigator.h"
#include "app/label/label_context.h"
#include "app/label/text_desk.h"
#include "app/label/text_finder.h"
#include "app/label/text_page.h"
#include "app/session/project_session.h"
#include "app/session/text.h"
#include "textview/text_view.h"

using namespace Qt::StringLiterals;

namespace touchstone {

Concordance::Concordance(Parts parts, QWidget* owner) : QObject(owner), m_parts(parts), m_owner(owner) {}

void Concordance::open()
{
    if (!m_dialog) {
        m_dialog = new ConcordanceDialog(m_parts.session.project(), m_parts.jobs, m_owner);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose);
        m_dialog->setLabel(m_parts.context.currentLabel());
        connect(m_dialog, &ConcordanceDialog::openWanted, this, &Concordance::goTo);
        connect(m_dialog, &ConcordanceDialog::labelWanted, this, [this](const PlaceLabelling& request) {
            m_parts.session.whenSettled(this, [this, request] { label(request); });
        });
    }
    m_dialog->show();
    m_dialog->raise();
    m_dialog->activateWindow();
    // The list shows what is stored.
    m_parts.session.whenSettled(m_dialog,
                                [dialog = m_dialog, words = m_parts.finder.words()] { dialog->look(words); });
}

void Concordance::goTo(std::int64_t item, const TextPlace& place)
{
    if (!m_parts.navigator.open(item) || !m_parts.desk.isOn())
        return;
    TextView& view = m_parts.desk.page().view();
    m_parts.context.setSelection({});
    view.setSelection({place.block, place.range.begin, place.range.end});
    view.reveal(place.block, place.range);
    m_owner->window()->activateWindow();
    view.setFocus(Qt::OtherFocusReason);
}

void Concordance::label(const PlaceLabelling& request)
{
    Project* project = &m_parts.session.project();
    QWidget* parent = m_dialog ? static_cast<QWidget*>(m_dialog) : m_owner;
    const auto report = runModal<PlaceLabellingReport>(
        m_parts.jobs, u"Labelling in many texts"_s, parent,
        [project, request](Progress& progress) -> Result<PlaceLabellingReport> {
            auto reader = project->reader();
            if (!reader)
                return reader.error();
            return labelPlaces(*project, **reader, request, progress);
        });
    if (!report) {
        m_parts.across.ended(toQt(report.error().text()), {});
        return;
    }
    const auto places = [](std::int64_t count) { return counted(count, u"1 place"_s, u"%1 places"_s); };
    QString text = u"%1 in %2 labelled %3."_s.arg(places(report->labelled),
                                                  counted(report->items, u"1 text"_s, u"%1 texts"_s),
                                                  m_parts.context.labelName(request.label));
    if (report->already > 0)
        text += u" %1 had the label."_s.arg(places(report->already));
    if (report->finished + report->ofOthers > 0)
        text += u" %1 stay: their texts are finished, or somebody else has them."_s.arg(
            places(report->finished + report->ofOthers));
    if (!report->refused.empty())
        text += u" Refused: "_s + toQt(report->refused.front());
    if (report->cancelled)
        text += u" Stopped."_s;
    m_parts.across.ended(text, report->stored);
    if (m_dialog)
        m_dialog->look();
}

} // namespace touchstone
