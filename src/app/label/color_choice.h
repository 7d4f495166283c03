#pragma once

#include <QObject>

#include "canvas/canvas_style.h"

class QActionGroup;
class QMenu;

namespace touchstone {

class ColorLegend;
class LabelContext;
class ProjectSession;

/// View ▸ Colour by: what the colours of shapes say. Kept for the project; an attribute brings its legend.
class ColorChoice : public QObject {
    Q_OBJECT
  public:
    ColorChoice(ProjectSession& session, LabelContext& context, QWidget* owner);

    QAction* menuAction() const;
    /// In the menu, and for where there is no choice of colours.
    QAction* patternsAction() const { return m_patterns; }
    const ColorRule& rule() const { return m_rule; }
    /// Each label has a pattern of line besides its colour.
    bool patterns() const;
    const ColorLegend& legend() const { return *m_legend; }

  Q_SIGNALS:
    void changed();

  private:
    void fill();
    void choose(const QString& wanted);
    void update();

    ProjectSession& m_session;
    QMenu* m_menu;
    QActionGroup* m_group;
    QAction* m_patterns;
    ColorLegend* m_legend;
    QString m_wanted; ///< "label", "instance" or "attribute/NAME".
    ColorRule m_rule;
};

} // namespace touchstone
