#include "app/label/text_tag_keys.h"

#include <QKeyEvent>

#include "app/label/tag_commands.h"
#include "app/label/text_desk.h"
#include "app/label/text_page.h"
#include "textview/text_view.h"

namespace touchstone {

TextTagKeys::TextTagKeys(TagCommands& commands, TextDesk& desk, QObject* parent)
    : QObject(parent), m_commands(commands), m_desk(desk)
{
    desk.page().view().installEventFilter(this);
}

bool TextTagKeys::eventFilter(QObject* watched, QEvent* event)
{
    if ((event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride) || !m_desk.isOn() ||
        m_desk.isTagging() || m_desk.waitsForLabel() || m_desk.page().view().isDragging())
        return QObject::eventFilter(watched, event);
    const auto& key = *static_cast<QKeyEvent*>(event);
    const bool enter = key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter;
    if (!enter || (key.modifiers() & ~Qt::KeypadModifier) ||
        !m_commands.complete(event->type() == QEvent::KeyPress))
        return QObject::eventFilter(watched, event);
    event->accept();
    return true;
}

} // namespace touchstone
