#include "app/shell/action_list.h"

#include <QAction>
#include <QMenu>

namespace touchstone {

namespace {

QString plainText(QString text)
{
    text.replace(QLatin1StringView("&&"), QLatin1StringView("\1"));
    text.remove(u'&');
    text.replace(u'\1', u'&');
    return text;
}

void collect(const QMenu& menu, const QString& name, const QString& before, std::vector<ListedAction>& out)
{
    for (QAction* action : menu.actions()) {
        if (action->isSeparator() || !action->isVisible()) {
            continue;
        }
        if (const QMenu* inner = action->menu()) {
            collect(*inner, name, before + plainText(inner->title()) + QStringLiteral(" › "), out);
            continue;
        }
        out.push_back({name, before + plainText(action->text()),
                       action->shortcut().toString(QKeySequence::NativeText), action});
    }
}

} // namespace

std::vector<ListedAction> listActions(const std::vector<QMenu*>& menus)
{
    std::vector<ListedAction> out;
    for (const QMenu* menu : menus) {
        collect(*menu, plainText(menu->title()), {}, out);
    }
    return out;
}

} // namespace touchstone
