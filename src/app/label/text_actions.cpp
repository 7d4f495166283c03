#include "app/label/text_actions.h"

#include <QAction>
#include <QMenu>

#include "app/label/text_desk.h"
#include "app/label/text_page.h"

using namespace Qt::StringLiterals;

namespace touchstone {

TextActions::TextActions(TextDesk& desk, QWidget* owner)
    : ActionMenu(u"Text"_s, u"draw-text"_s, u"Spans, relations and chains of the text in front"_s, owner),
      m_desk(desk)
{
    QAction* atOnce = ActionMenu::add("textAtOnce", u"Label at once"_s, u"M"_s,
                                      u"Each click or drag labels with the armed label, without a digit"_s);
    atOnce->setCheckable(true);
    atOnce->setAutoRepeat(false);
    connect(atOnce, &QAction::toggled, &desk, &TextDesk::setAtOnce);
    add("textMarkPlace", u"Label the place of the caret"_s, u"Shift+M"_s,
        u"A span without words, where the caret stands, with the armed label"_s,
        [&desk] { desk.markPlace(); });
    add("textTagTokens", u"One label a token"_s, u"T"_s,
        u"Go from token to token; a digit or letters name each"_s, [&desk] { desk.tagTokens(); });
    m_menu->addSeparator();
    add("textNextSpan", u"Next span"_s, u"Tab"_s, u"Select the next span of the text"_s, [&desk] {
        desk.walk(1);
    })->setAutoRepeat(true);
    add("textPreviousSpan", u"Previous span"_s, u"Shift+Tab Shift+Backtab"_s,
        u"Select the span before in the text"_s, [&desk] { desk.walk(-1); })
        ->setAutoRepeat(true);
    add("textAddPiece", u"Add a piece to the last span"_s, u"F"_s,
        u"What is marked belongs to the span that was selected or made last"_s, [&desk] { desk.addPiece(); });
    add("textCutSpan", u"Cut the span at the caret"_s, u"Shift+S"_s,
        u"Make two spans of the one that was selected last"_s, [&desk] { desk.cutSpan(); });
    add("textJoinSpans", u"Join the selected spans"_s, u"Ctrl+Shift+J"_s,
        u"Make one span of several; what related to any of them relates to it"_s,
        [&desk] { desk.joinSpans(); });
    m_menu->addSeparator();
    QAction* relate =
        add("textRelate", u"Relation from the selected span"_s, u"R"_s,
            u"From the selected span: choose the other, then the label. Or drag from one span to another"_s,
            [&desk] { desk.relate(); });
    add("textTurn", u"Turn the relation round"_s, u"X"_s, u"The selected relations go the other way"_s,
        [&desk] { desk.turnRelations(); });
    m_menu->addSeparator();
    QAction* chain =
        add("textChain", u"Add to the chain"_s, u"K"_s,
            u"Put the selected mention into the chain that was used last"_s, [&desk] { desk.addToChain(); });
    add("textNewChain", u"Begin a chain"_s, u"Shift+K"_s, u"Begin another chain with the selected mention"_s,
        [&desk] { desk.beginChain(); });
    add("textLeaveChain", u"Take out of the chain"_s, u"Ctrl+Shift+K"_s,
        u"The selected mentions leave their chains"_s, [&desk] { desk.leaveChain(); });
    add("textUniteChains", u"Unite the chains"_s, u"Ctrl+K"_s,
        u"Make one chain of those that the selected mentions are in"_s, [&desk] { desk.uniteChains(); });
    add("textSplitChain", u"Split the chain here"_s, u"Alt+K"_s,
        u"The selected mention and those behind it become a chain of their own"_s,
        [&desk] { desk.splitChain(); });
    add("textNextMention", u"Next mention"_s, u"N"_s, u"Select the next mention of the same chain"_s,
        [&desk] { desk.goToMention(1); })
        ->setAutoRepeat(true);
    add("textPreviousMention", u"Previous mention"_s, u"Shift+N"_s,
        u"Select the mention before in the same chain"_s, [&desk] { desk.goToMention(-1); })
        ->setAutoRepeat(true);
    m_menu->addSeparator();
    add("textCopy", u"Copy the words"_s, u"Ctrl+C"_s,
        u"Copy what is marked, or the words of the selected span"_s, [&desk] { desk.copyWords(); });

    putAtHead(atOnce, u"Label at once"_s);
    putAtHead(relate, u"Relation"_s);
    putAtHead(chain, u"Chain"_s);
}

QAction* TextActions::add(const char* name, const QString& text, const QString& key, const QString& tip,
                          std::function<void()> run)
{
    QAction* action = ActionMenu::add(name, text, key, tip);
    action->setAutoRepeat(false);
    connect(action, &QAction::triggered, this, std::move(run));
    return action;
}

void TextActions::putAtHead(QAction* action, const QString& text)
{
    action->setIconText(text + u"  "_s + action->shortcut().toString(QKeySequence::NativeText));
    m_desk.page().addButton(action);
}

} // namespace touchstone
