#pragma once

#include <vector>

#include <QObject>
#include <QString>

#include "touchstone/model/edit.h"

class QAction;
class QMenu;
class QWidget;

namespace touchstone {

class LabelContext;
class ToolBox;

/// The menu of polygons and lines: join, more or fewer points, whether points snap.
class PolygonActions : public QObject {
    Q_OBJECT
  public:
    PolygonActions(LabelContext& context, ToolBox& tools, QWidget* owner);

    QAction* menuAction() const;
    /// With keys, for those who route them.
    const std::vector<QAction*>& actions() const { return m_actions; }

  Q_SIGNALS:
    void say(const QString& sentence);

  private:
    QAction* add(const char* name, const QString& text, const QString& key, const QString& tip);
    /// Polygons and lines of the selection that are not locked.
    std::vector<AnnotationId> changeable() const;
    void join();
    void askPoints();

    LabelContext& m_context;
    ToolBox& m_tools;
    QWidget* m_owner;
    QMenu* m_menu;
    std::vector<QAction*> m_actions;
};

} // namespace touchstone
