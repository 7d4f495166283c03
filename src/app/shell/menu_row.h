#pragma once

#include <QMenu>
#include <QWidget>

#include "app/shell/workspace.h"

class QLabel;
class QMenuBar;
class QPushButton;

namespace touchstone {

/// The top row: menus at the left, the project in the middle, the way to every action at the right.
class MenuRow : public QWidget {
    Q_OBJECT
  public:
    explicit MenuRow(QAction* find, QWidget* parent = nullptr);

    QMenu* menu(MenuPlace place) const { return m_menus[size_t(place)]; }
    /// In the order of the bar.
    std::vector<QMenu*> menus() const { return {m_menus.begin(), m_menus.end()}; }
    /// Shows only menus that hold something.
    void hideEmptyMenus();
    /// An empty name: the start page.
    void setProject(const QString& name, const QString& member);
    void setPosition(const QString& text);

  private:
    QMenuBar* m_bar;
    std::array<QMenu*, 6> m_menus{};
    QLabel* m_name;
    QLabel* m_position;
    QLabel* m_member;
};

} // namespace touchstone
