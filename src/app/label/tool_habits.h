#pragma once

#include <map>

#include <QObject>
#include <QString>

#include "touchstone/base/ids.h"

class QAction;

namespace touchstone {

class LabelActions;
class LabelContext;
class ProjectSession;
class ToolBox;

/// What people want of their tools: whether a tool stays after a shape, and with which label it begins.
class ToolHabits : public QObject {
    Q_OBJECT
  public:
    ToolHabits(ProjectSession& session, LabelContext& context, ToolBox& tools, LabelActions& actions,
               QObject* parent = nullptr);

    /// Checkable: off goes back to Select after each shape.
    QAction* keepTool() const { return m_keep; }
    /// Checkable: the armed label is that of the tool in use.
    QAction* useLabel() const { return m_use; }
    /// Another tool is in use: arms its label.
    void toolChanged();

  Q_SIGNALS:
    void say(const QString& sentence);

  private:
    void drawn(const AnnotationId& shape);
    void setLabel(bool on);
    void refresh();
    void showTips();
    /// The label of the tool, unless it is gone.
    LabelId labelOf(const QString& tool) const;
    bool draws() const;
    QString settingsGroup() const;

    ProjectSession& m_session;
    LabelContext& m_context;
    ToolBox& m_tools;
    LabelActions& m_actions;
    QAction* m_keep;
    QAction* m_use;
    std::map<QString, LabelId> m_labels;
};

} // namespace touchstone
