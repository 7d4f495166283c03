#include "app/label/text_prediction_keys.h"

#include <QKeyEvent>

#include "app/label/label_context.h"
#include "app/label/prediction_feed.h"
#include "app/label/text_desk.h"
#include "app/label/text_page.h"
#include "textview/text_view.h"

namespace touchstone {

TextPredictionKeys::TextPredictionKeys(PredictionFeed& feed, LabelContext& context, TextDesk& desk,
                                       QObject* parent)
    : QObject(parent), m_feed(feed), m_context(context), m_desk(desk)
{
    desk.page().view().installEventFilter(this);
}

bool TextPredictionKeys::key(const QKeyEvent& event, bool act)
{
    const Prediction* current = m_feed.currentPrediction();
    if (!current || current->state != PredictionState::Open || !m_context.selection().empty() ||
        !m_desk.page().view().selection().isEmpty() || m_desk.waitsForLabel())
        return false;
    const bool shift = event.modifiers() == Qt::ShiftModifier;
    if (event.modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier))
        return false;
    switch (event.key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (act && !shift)
            m_feed.accept();
        return !shift;
    case Qt::Key_Delete:
        if (act && !shift)
            m_feed.reject();
        return !shift;
    case Qt::Key_Tab:
    case Qt::Key_Backtab:
        if (act)
            m_feed.step(shift || event.key() == Qt::Key_Backtab ? -1 : 1);
        return true;
    default: return false;
    }
}

bool TextPredictionKeys::eventFilter(QObject* watched, QEvent* event)
{
    if ((event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride) || !m_desk.isOn() ||
        m_desk.page().view().isDragging() ||
        !key(*static_cast<QKeyEvent*>(event), event->type() == QEvent::KeyPress))
        return QObject::eventFilter(watched, event);
    event->accept();
    return true;
}

} // namespace touchstone
