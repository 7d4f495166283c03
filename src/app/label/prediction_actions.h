#pragma once

#include <functional>
#include <vector>

#include <QObject>
#include <QString>

class QAction;
class QMenu;
class QWidget;

namespace touchstone {

class PredictionFeed;

/// The menu of predictions, with keys.
class PredictionActions : public QObject {
    Q_OBJECT
  public:
    PredictionActions(PredictionFeed& feed, QWidget* owner);

    QAction* menuAction() const;
    /// With keys, for those who route them.
    const std::vector<QAction*>& actions() const { return m_actions; }

  private:
    void add(const char* name, const QString& text, const QString& key, const QString& tip,
             std::function<void()> run);

    QWidget* m_owner;
    QMenu* m_menu;
    std::vector<QAction*> m_actions;
};

} // namespace touchstone
