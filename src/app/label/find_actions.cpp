#include "app/label/find_actions.h"

#include <QMenu>

#include "app/theme/theme.h"

using namespace Qt::StringLiterals;

namespace touchstone {

FindActions::FindActions(QWidget* owner)
    : ActionMenu(u"Find"_s, u"edit-find"_s, u"Find words in texts, and label the same words again"_s, owner)
{
    // Ctrl+F is the filter of the list, unless the text has the keyboard: the text sees to it itself.
    m_find =
        add("findInText", u"Find in this text"_s, "edit-find", {},
            u"Show where words or an expression stand in this text (Ctrl+F while it has the keyboard)"_s);
    m_next = add("findNextPlace", u"Find next"_s, "go-down", u"F3"_s,
                 u"Go to the next place that was found"_s, true);
    m_previous = add("findPreviousPlace", u"Find previous"_s, "go-up", u"Shift+F3"_s,
                     u"Go to the place before that was found"_s, true);
    m_menu->addSeparator();
    m_nextOfLabel = add(
        "nextOfLabel", u"Next of this label"_s, "go-down", u"Ctrl+Down"_s,
        u"Select the next span of the same label, in this text or a later one"_s,
        true);
    m_previousOfLabel = add("previousOfLabel", u"Previous of this label"_s, "go-up", u"Ctrl+Up"_s,
                            u"Select the span of this label before, in this text or an earlier one"_s, true);
    m_menu->addSeparator();
    m_labelAll =
        add("labelAllPlaces", u"Label the same words here…"_s, "edit-find-replace", u"L"_s,
            u"Go through every place of the marked words, or of the selected span's, and label it"_s);
    m_concordance =
        add("concordance", u"Everywhere in the project…"_s, "view-list-details", u"Shift+L"_s,
            u"List every place of the marked words in all texts, and label those that are checked"_s);
    m_prelabel = add("prelabel", u"Pre-label…"_s, "document-import", u"Ctrl+Alt+D"_s,
                     u"Propose labels by a dictionary or by regular expressions"_s);
}

void FindActions::addLast(QAction* action)
{
    m_menu->addAction(action);
}

QAction* FindActions::add(const char* name, const QString& text, const char* icon, const QString& key,
                          const QString& tip, bool repeats)
{
    QAction* action = ActionMenu::add(name, text, key, tip);
    action->setIcon(themedIcon(QString::fromLatin1(icon)));
    action->setAutoRepeat(repeats);
    return action;
}

} // namespace touchstone
