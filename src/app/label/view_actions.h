#pragma once

#include <functional>
#include <memory>
#include <vector>

#include <QObject>
#include <QString>

class QAction;
class QWidget;

namespace touchstone {

class Hud;
class LabelContext;
class ToolBox;

/// Actions of the View menu that show more while people look and draw, and remember whether they are on.
class ViewActions : public QObject {
    Q_OBJECT
  public:
    /// The tools may go before this does; then nothing is measured.
    ViewActions(LabelContext& context, const std::unique_ptr<ToolBox>& tools, QWidget* owner);

    /// In menu order; null for a separator.
    const std::vector<QAction*>& menu() const { return m_menu; }
    /// With keys, for those who route them.
    std::vector<QAction*> actions() const;

  Q_SIGNALS:
    /// The next instance of the list, or the one before, is to be selected and shown large.
    void zoomToNextWanted(int by);

  private:
    QAction* add(const char* name, const QString& text, const QString& key, const QString& icon,
                 const QString& tip);
    /// Remembered under this key of the settings.
    void addSwitch(const char* name, const QString& text, const QString& key, const QString& icon,
                   const QString& tip, bool initially, std::function<void(bool)> set);

    QWidget* m_owner;
    std::vector<QAction*> m_menu;
};

} // namespace touchstone
