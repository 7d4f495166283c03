#pragma once

#include <vector>

#include <QDialog>

#include "app/shell/action_list.h"

namespace touchstone {

/// The keys of drawing, which no menu names.
std::vector<ListedAction> drawingKeys();

/// Every key that does something here, by menu.
class KeysPage : public QDialog {
    Q_OBJECT
  public:
    KeysPage(const std::vector<ListedAction>& actions, QWidget* parent);
};

} // namespace touchstone
