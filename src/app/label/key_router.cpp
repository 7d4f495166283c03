#include "app/label/key_router.h"

#include <QAbstractSpinBox>
#include <QAction>
#include <QApplication>
#include <QKeyEvent>
#include <QKeySequence>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTextEdit>

#include "app/label/physical_keys.h"

namespace touchstone {

namespace {

constexpr Qt::KeyboardModifiers commandModifiers = Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier;

// What a field does by itself with Ctrl; the rest of the shortcuts work there too.
bool editsText(const QKeyEvent& event)
{
    if (!(event.modifiers() & commandModifiers))
        return event.key() < Qt::Key_F1 || event.key() > Qt::Key_F35;
    if (event.modifiers() & (Qt::AltModifier | Qt::MetaModifier))
        return false;
    switch (event.key()) {
    case Qt::Key_A:
    case Qt::Key_C:
    case Qt::Key_D:
    case Qt::Key_E:
    case Qt::Key_R:
    case Qt::Key_V:
    case Qt::Key_X:
    case Qt::Key_Y:
    case Qt::Key_Z:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        return true;
    default:
        return false;
    }
}

int digitWithAlt(const QKeyEvent& event)
{
    if (!(event.modifiers() & Qt::AltModifier))
        return -1;
    const QKeyEvent bare(event.type(), event.key(), event.modifiers() & ~Qt::AltModifier,
                         event.nativeScanCode(), event.nativeVirtualKey(), event.nativeModifiers());
    return physicalDigit(bare);
}

} // namespace

KeyRouter::KeyRouter(QWidget* root, std::vector<QAction*> actions)
    : QObject(root), m_root(root), m_actions(std::move(actions))
{
    qApp->installEventFilter(this);
}

KeyRouter::~KeyRouter()
{
    qApp->removeEventFilter(this);
}

bool KeyRouter::isTextField(const QWidget* widget)
{
    if (const auto* line = qobject_cast<const QLineEdit*>(widget))
        return !line->isReadOnly();
    return qobject_cast<const QTextEdit*>(widget) || qobject_cast<const QPlainTextEdit*>(widget) ||
           qobject_cast<const QAbstractSpinBox*>(widget);
}

bool KeyRouter::isKeyDownFor(const QAction& action) const
{
    for (const QKeySequence& keys : action.shortcuts())
        if (m_down != 0 && keys.count() == 1 && keys[0].key() == m_down)
            return true;
    return false;
}

bool KeyRouter::concerns(QObject* watched) const
{
    const auto* widget = qobject_cast<QWidget*>(watched);
    return widget && m_root->isVisible() && widget->window() == m_root->window() &&
           !QApplication::activePopupWidget() && !QApplication::activeModalWidget();
}

QAction* KeyRouter::fallbackAction(const QKeyEvent& event) const
{
    const int key = latinFallback(event);
    if (key == 0)
        return nullptr;
    const QKeySequence wanted(int(event.modifiers() & ~Qt::KeypadModifier) | key);
    for (QAction* action : m_actions)
        if (action->isEnabled() && action->shortcuts().contains(wanted))
            return action;
    return nullptr;
}

// True when Qt shall not look for a shortcut: the key press then comes to the widget, and to press().
bool KeyRouter::override(QKeyEvent& event, bool inText) const
{
    if (inText)
        return editsText(event);
    if (event.key() == Qt::Key_Escape && event.modifiers() == Qt::NoModifier && m_escape)
        return m_escape(false);
    return physicalDigit(event) >= 0 || digitWithAlt(event) >= 0 || fallbackAction(event);
}

bool KeyRouter::press(QKeyEvent& event)
{
    if (event.key() == Qt::Key_Escape && event.modifiers() == Qt::NoModifier)
        return m_escape && m_escape(true);
    if (const int number = digitWithAlt(event); number >= 0) {
        if (!event.isAutoRepeat())
            Q_EMIT altDigit(number);
        return true;
    }
    if (const int number = physicalDigit(event); number >= 0) {
        if (!event.isAutoRepeat())
            Q_EMIT digit(number);
        return true;
    }
    if (QAction* action = fallbackAction(event)) {
        if (!event.isAutoRepeat() || action->autoRepeat())
            action->trigger();
        return true;
    }
    return false;
}

bool KeyRouter::types(const QObject* watched, const QKeyEvent& event) const
{
    return !(event.modifiers() & commandModifiers) &&
           (event.key() < Qt::Key_F1 || event.key() > Qt::Key_F35) && m_typing && m_typing(watched);
}

bool KeyRouter::eventFilter(QObject* watched, QEvent* event)
{
    const QEvent::Type type = event->type();
    if (type != QEvent::ShortcutOverride && type != QEvent::KeyPress && type != QEvent::KeyRelease)
        return false;
    if (!concerns(watched))
        return false;
    auto& key = *static_cast<QKeyEvent*>(event);
    const bool inText = isTextField(static_cast<QWidget*>(watched)) || types(watched, key);
    const int latin = latinFallback(key) != 0 ? latinFallback(key) : key.key();
    if (type == QEvent::ShortcutOverride) {
        m_down = inText ? 0 : latin;
        if (!override(key, inText))
            return false;
        key.accept();
        return true;
    }
    if (type == QEvent::KeyRelease) {
        if (!key.isAutoRepeat() && watched == QApplication::focusWidget()) {
            m_down = 0;
            Q_EMIT released(latin);
        }
        return false;
    }
    if (inText || !press(key))
        return false;
    key.accept();
    return true;
}

} // namespace touchstone
