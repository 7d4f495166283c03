#pragma once

#include <map>
#include <vector>

#include <QAction>
#include <QObject>

#include "app/shell/workspace.h"

class QMenu;

namespace touchstone {

/// Everything that can be done in the label workspace besides choosing a tool.
enum class Act {
    Next,
    Previous,
    NextOpen,
    PreviousOpen,
    DoneNext,
    Skip,
    Reopen,
    ConfirmEmpty,
    GoTo,
    Undo,
    Redo,
    Cut,
    Copy,
    Paste,
    PastePrevious,
    Duplicate,
    SelectAll,
    Delete,
    PickLabel,
    ChangeLabel,
    Forward,
    Backward,
    ToFront,
    ToBack,
    Hide,
    ShowAll,
    Lock,
    NextInstance,
    PreviousInstance,
    RepeatTool,
    SnapBoxes,
    AskEachTime,
    Fit,
    ZoomSelection,
    PreviousView,
    ActualSize,
    ZoomIn,
    ZoomOut,
    OutlineOnly,
    FocusFilter,
    NextPane,
    Group,
    Ungroup,
    PartOf,
    TagMode,
    DefineLabel
};

/// The actions, with texts, icons, keys and status tips; and one checkable action for each tool.
class LabelActions : public QObject {
    Q_OBJECT
  public:
    explicit LabelActions(QWidget* owner);

    QAction* operator[](Act act) const { return m_actions.at(act); }
    /// In the order of the tool registry; their data() is the tool's id.
    const std::vector<QAction*>& tools() const { return m_tools; }
    QAction* tool(const QString& id) const;
    const std::vector<MenuEntry>& menu() const { return m_menu; }
    /// All that have a key.
    std::vector<QAction*> all() const;
    /// The percentages of the View menu; data() is the alpha of the fill.
    const std::vector<QAction*>& fills() const { return m_fills; }
    QAction* fillMenu() const { return m_fillMenu; }

  private:
    void addTools(QWidget* owner);
    void addFills(QWidget* owner);

    std::map<Act, QAction*> m_actions;
    std::vector<QAction*> m_tools;
    std::vector<QAction*> m_fills;
    QAction* m_fillMenu = nullptr;
    std::vector<MenuEntry> m_menu;
};

} // namespace touchstone
