#pragma once

#include <vector>

#include <QObject>

class QAction;
class QMenu;
class QPoint;

namespace touchstone {

class AttributeCommands;
class LabelContext;
class ProjectSession;
class SelectionCommands;
class ViewMarks;

/// The context menu of the list of instances: what can be done to all that are selected, each at once.
class InstanceMenu : public QObject {
    Q_OBJECT
  public:
    /// `actions` of the page go at the end, a separator for null.
    InstanceMenu(ProjectSession& session, LabelContext& context, ViewMarks& marks,
                 SelectionCommands& selection, AttributeCommands& attributes, std::vector<QAction*> actions,
                 QObject* parent = nullptr);

    /// Opens it; nothing when nothing is selected.
    void open(const QPoint& place);

  private:
    void addLabels(QMenu& menu);
    void addFlags(QMenu& menu);
    void addAttributes(QMenu& menu);

    ProjectSession& m_session;
    LabelContext& m_context;
    ViewMarks& m_marks;
    SelectionCommands& m_selection;
    AttributeCommands& m_attributes;
    std::vector<QAction*> m_actions;
};

} // namespace touchstone
