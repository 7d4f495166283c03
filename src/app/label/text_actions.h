#pragma once

#include <functional>

#include "app/label/action_menu.h"

namespace touchstone {

class TextDesk;

/// The menu of texts, with keys; the three that are used most stand at the head of the text too.
class TextActions : public ActionMenu {
    Q_OBJECT
  public:
    TextActions(TextDesk& desk, QWidget* owner);

  private:
    QAction* add(const char* name, const QString& text, const QString& key, const QString& tip,
                 std::function<void()> run);
    /// At the head of the text, with its key.
    void putAtHead(QAction* action, const QString& text);

    TextDesk& m_desk;
};

} // namespace touchstone
