#include "app/label/view_marks.h"

namespace touchstone {

namespace {

template <class T>
void put(std::unordered_set<T>& set, const T& id, bool on)
{
    if (on)
        set.insert(id);
    else
        set.erase(id);
}

} // namespace

void ViewMarks::setHidden(const std::vector<AnnotationId>& ids, bool on)
{
    for (const AnnotationId& id : ids)
        put(m_hidden, id, on);
    Q_EMIT changed();
}

void ViewMarks::setLocked(const std::vector<AnnotationId>& ids, bool on)
{
    for (const AnnotationId& id : ids)
        put(m_locked, id, on);
    Q_EMIT changed();
}

void ViewMarks::setHidden(const LabelId& label, bool on)
{
    put(m_hiddenLabels, label, on);
    Q_EMIT changed();
}

void ViewMarks::setLocked(const LabelId& label, bool on)
{
    put(m_lockedLabels, label, on);
    Q_EMIT changed();
}

void ViewMarks::showAll()
{
    m_hidden.clear();
    m_hiddenLabels.clear();
    Q_EMIT changed();
}

void ViewMarks::setExempt(const AnnotationId& id)
{
    if (id == m_exempt)
        return;
    m_exempt = id;
    if (anythingHidden())
        Q_EMIT changed();
}

void ViewMarks::setPeeking(bool on)
{
    if (on == m_peeking)
        return;
    m_peeking = on;
    Q_EMIT changed();
}

} // namespace touchstone
