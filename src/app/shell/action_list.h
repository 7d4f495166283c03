#pragma once

#include <vector>

#include <QString>

class QAction;
class QMenu;

namespace touchstone {

/// An action as it is told to the user: which menu it stands in, without mnemonics; "Theme › Dark" for one
/// of a submenu. `action` is null for a key that no menu names.
struct ListedAction {
    QString menu;
    QString text;
    QString keys;
    QAction* action = nullptr;
};

/// All actions of the menus that can be seen, submenus too, in their order.
std::vector<ListedAction> listActions(const std::vector<QMenu*>& menus);

} // namespace touchstone
