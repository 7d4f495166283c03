#include "app/label/unstored_marks.h"

#include <algorithm>
#include <vector>

#include "app/label/instance_model.h"
#include "app/session/project_session.h"
#include "canvas/canvas.h"
#include "textview/text_view.h"

namespace touchstone {

UnstoredMarks::UnstoredMarks(ProjectSession& session, Canvas& canvas, TextView& text, InstanceModel& list,
                             QObject* parent)
    : QObject(parent), m_session(session), m_canvas(canvas), m_text(text), m_list(list)
{
    connect(&session, &ProjectSession::saveStateChanged, this, &UnstoredMarks::refresh);
}

void UnstoredMarks::refresh()
{
    // Every edit that is stored changes the state, and nearly none is refused.
    const bool refused = m_session.refusedCount() > 0;
    if (!refused && !m_marked)
        return;
    m_marked = refused;
    std::vector<AnnotationId> ids;
    for (const Commit& commit : m_session.unstored())
        for (const Change& change : commit.edit.changes)
            if (const auto* after = change.after ? std::get_if<Annotation>(&*change.after) : nullptr)
                ids.push_back(after->id);
    std::ranges::sort(ids);
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    m_canvas.setUnstored(ids);
    m_text.setUnstored(ids);
    m_list.setUnstored(std::move(ids));
}

} // namespace touchstone
