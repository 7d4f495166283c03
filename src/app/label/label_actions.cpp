#include "app/label/label_actions.h"

#include <QActionGroup>
#include <QMenu>
#include <QWidget>

#include "app/theme/theme.h"
#include "tools/tool.h"

using namespace Qt::StringLiterals;

namespace touchstone {

namespace {

struct Spec {
    Act act;
    MenuPlace place;
    const char* name;
    const char* text;
    const char* icon;
    const char* keys; ///< Separated by a space; the first is shown.
    const char* tip;
    bool repeats = false;
    bool checkable = false;
    bool gapBefore = false;
};

// In menu order.
constexpr Spec specs[] = {
    {Act::Next, MenuPlace::Item, "next", "Next", "go-next", "D", "Open the next item of the list", true},
    {Act::Previous, MenuPlace::Item, "previous", "Previous", "go-previous", "A",
     "Open the item before this one", true},
    {Act::NextOpen, MenuPlace::Item, "nextOpen", "Next unfinished", "go-next-skip", "Shift+D",
     "Open the next item that is not done", true},
    {Act::PreviousOpen, MenuPlace::Item, "previousOpen", "Previous unfinished", "go-previous-skip", "Shift+A",
     "Open the item before this one that is not done", true},
    {Act::GoTo, MenuPlace::Item, "goTo", "Go to…", "go-jump", "Ctrl+J", "Open an item by its number or name"},
    {Act::DoneNext, MenuPlace::Item, "doneNext", "Done, next", "dialog-ok-apply", "Ctrl+Return Ctrl+Enter",
     "Finish the open shape, mark the item as done and open the next unfinished one", false, false, true},
    {Act::Skip, MenuPlace::Item, "skip", "Skip…", "media-skip-forward", "Ctrl+Shift+Return Ctrl+Shift+Enter",
     "Leave the item out, with a reason, and go on"},
    {Act::Reopen, MenuPlace::Item, "reopen", "Reopen", "document-edit", "Ctrl+R",
     "Take a done or skipped item back to In progress"},
    {Act::ConfirmEmpty, MenuPlace::Item, "confirmEmpty", "Nothing to label here", "checkmark", "Shift+E",
     "Confirm that the item is empty, or take that back", false, true},

    {Act::Undo, MenuPlace::Edit, "undo", "Undo", "edit-undo", "Ctrl+Z",
     "Take back the last change of this item", true},
    {Act::Redo, MenuPlace::Edit, "redo", "Redo", "edit-redo", "Ctrl+Shift+Z Ctrl+Y",
     "Bring back what was taken back", true},
    {Act::Cut, MenuPlace::Edit, "cut", "Cut", "edit-cut", "Ctrl+X", "Copy the selection, then delete it",
     false, false, true},
    {Act::Copy, MenuPlace::Edit, "copy", "Copy", "edit-copy", "Ctrl+C", "Copy the selection"},
    {Act::Paste, MenuPlace::Edit, "paste", "Paste", "edit-paste", "Ctrl+V",
     "Paste copied shapes into this item"},
    {Act::PastePrevious, MenuPlace::Edit, "pastePrevious", "Paste from the previous item",
     "edit-paste-in-place", "Ctrl+Shift+V",
     "Take over all shapes of the item before this one, at the same place"},
    {Act::Duplicate, MenuPlace::Edit, "duplicate", "Duplicate", "edit-duplicate", "Ctrl+D",
     "Add copies of the selected shapes beside them"},
    {Act::SelectAll, MenuPlace::Edit, "selectAll", "Select all", "edit-select-all", "Ctrl+A",
     "Select everything that is shown and not locked"},
    {Act::Delete, MenuPlace::Edit, "delete", "Delete", "edit-delete", "Del", "Delete what is selected"},
    {Act::PickLabel, MenuPlace::Edit, "pickLabel", "Choose a label…", "tag", "/ Ctrl+L",
     "Find or create a label for what is selected or marked, or comes next", false, false, true},
    {Act::ChangeLabel, MenuPlace::Tools, "changeLabel", "Rename, merge or retire the label…", "tag-edit",
     "Ctrl+Shift+E", "Name, colour, key, place, merging and retiring of the armed label"},
    {Act::DefineLabel, MenuPlace::Tools, "defineLabel", "Definition of the label…", "tag-edit",
     "Ctrl+Shift+D", "Shapes, attributes, skeleton and choice of tags of the armed label"},
    {Act::Group, MenuPlace::Edit, "group", "Group", "object-group", "Ctrl+G",
     "Make the selected shapes one group", false, false, true},
    {Act::Ungroup, MenuPlace::Edit, "ungroup", "Ungroup", "object-ungroup", "Ctrl+Shift+G",
     "Dissolve the groups of the selected shapes, and their bonds of part and whole"},
    {Act::PartOf, MenuPlace::Edit, "partOf", "Part of the last selected", "draw-connector", "Ctrl+Alt+G",
     "Make the selected shapes parts of the one that was selected last"},
    {Act::TagMode, MenuPlace::View, "tagMode", "Tag and go on", "tag", "Shift+T",
     "A digit sets the tag of the item and opens the next one", false, true},
    {Act::ToFront, MenuPlace::Edit, "toFront", "Bring to front", "object-order-front", "Ctrl+PgUp",
     "Draw the selection above all others", false, false, true},
    {Act::Forward, MenuPlace::Edit, "forward", "Bring forward", "object-order-raise", "] PgUp",
     "Draw the selection one step higher", true},
    {Act::Backward, MenuPlace::Edit, "backward", "Send backward", "object-order-lower", "[ PgDown",
     "Draw the selection one step lower", true},
    {Act::ToBack, MenuPlace::Edit, "toBack", "Send to back", "object-order-back", "Ctrl+PgDown",
     "Draw the selection below all others"},

    {Act::RepeatTool, MenuPlace::Tools, "repeatTool", "Repeat last tool and label", "edit-redo", "N",
     "Draw again with the last drawing tool and its label"},
    {Act::SnapBoxes, MenuPlace::Tools, "snapBoxes", "Snap box to edges", "transform-crop", "T",
     "Move the sides of the selected boxes, or of the uppermost one, onto what is in them"},
    {Act::AskEachTime, MenuPlace::View, "askEachTime", "Ask for the label after each shape", "tag", "",
     "Open the list of labels at each finished shape", false, true},

    {Act::Fit, MenuPlace::View, "fit", "Fit", "zoom-fit-best", "F", "Show the whole image", false, false,
     true},
    {Act::ZoomSelection, MenuPlace::View, "zoomSelection", "Zoom to selection", "zoom-fit-selection", "Z",
     "Show the selected shapes large"},
    {Act::PreviousView, MenuPlace::View, "previousView", "Previous view", "zoom-previous", "Shift+Z",
     "Go back to the zoom and position before"},
    {Act::ActualSize, MenuPlace::View, "actualSize", "100 %", "zoom-original", "Ctrl+0",
     "Show each pixel of the image as one pixel"},
    {Act::ZoomIn, MenuPlace::View, "zoomIn", "Zoom in", "zoom-in", "+ = Ctrl++", "Show the image larger",
     true},
    {Act::ZoomOut, MenuPlace::View, "zoomOut", "Zoom out", "zoom-out", "- Ctrl+-", "Show the image smaller",
     true},
    {Act::Hide, MenuPlace::View, "hide", "Hide selection", "view-hidden", "H",
     "Hide what is selected; held, only while the key is down", false, false, true},
    {Act::ShowAll, MenuPlace::View, "showAll", "Show all", "view-visible", "Shift+H",
     "Show everything again"},
    {Act::Lock, MenuPlace::View, "lock", "Lock selection", "object-locked", "Ctrl+Shift+L",
     "Keep the selected shapes from being changed, or let them again"},
    {Act::NextInstance, MenuPlace::View, "nextInstance", "Next instance", "go-down", "Tab",
     "Select the next shape of the list", true},
    {Act::PreviousInstance, MenuPlace::View, "previousInstance", "Previous instance", "go-up",
     "Shift+Tab Shift+Backtab", "Select the shape before in the list", true},
    {Act::OutlineOnly, MenuPlace::View, "outlineOnly", "Outlines only", "draw-rectangle", "",
     "Draw shapes without a fill", false, true, true},
    {Act::FocusFilter, MenuPlace::View, "focusFilter", "Filter tasks", "view-filter", "Ctrl+F",
     "Go to the filter of the task list", false, false, true},
    {Act::NextPane, MenuPlace::View, "nextPane", "Next pane", "go-jump", "F6",
     "Give the keyboard to the next part of the window"},
};

QList<QKeySequence> shortcuts(const char* keys)
{
    QList<QKeySequence> list;
    for (const QString& key : QString::fromLatin1(keys).split(u' ', Qt::SkipEmptyParts))
        list.append(QKeySequence(key, QKeySequence::PortableText));
    return list;
}

} // namespace

LabelActions::LabelActions(QWidget* owner) : QObject(owner)
{
    addTools(owner);
    for (const Spec& spec : specs) {
        auto* action = new QAction(QString::fromUtf8(spec.text), owner);
        action->setObjectName(QString::fromLatin1(spec.name));
        action->setIcon(themedIcon(QString::fromLatin1(spec.icon)));
        action->setShortcuts(shortcuts(spec.keys));
        action->setStatusTip(QString::fromUtf8(spec.tip));
        action->setToolTip(action->statusTip());
        action->setAutoRepeat(spec.repeats);
        action->setCheckable(spec.checkable);
        owner->addAction(action);
        m_actions.emplace(spec.act, action);
        if (spec.act == Act::OutlineOnly)
            addFills(owner);
        if (spec.gapBefore && spec.act != Act::OutlineOnly)
            m_menu.push_back({spec.place, nullptr});
        m_menu.push_back({spec.place, action});
    }
}

void LabelActions::addTools(QWidget* owner)
{
    auto* group = new QActionGroup(owner);
    for (const ToolInfo& info : toolInfos()) {
        auto* action = new QAction(info.name, group);
        action->setObjectName(info.id + u"Tool"_s);
        action->setData(info.id);
        action->setIcon(themedIcon(info.icon));
        action->setShortcut(info.key);
        action->setStatusTip(info.statusTip);
        action->setToolTip(info.statusTip);
        action->setCheckable(true);
        action->setAutoRepeat(false);
        owner->addAction(action);
        m_tools.push_back(action);
        m_menu.push_back({MenuPlace::Tools, action});
    }
    m_menu.push_back({MenuPlace::Tools, nullptr});
}

void LabelActions::addFills(QWidget* owner)
{
    auto* menu = new QMenu(u"Fill opacity"_s, owner);
    m_fillMenu = menu->menuAction();
    menu->menuAction()->setStatusTip(u"How strongly shapes are filled"_s);
    menu->menuAction()->setIcon(themedIcon(u"edit-opacity"_s));
    auto* group = new QActionGroup(menu);
    for (const int percent : {0, 10, 16, 25, 40, 60}) {
        auto* action = new QAction(u"%1 %"_s.arg(percent), group);
        action->setCheckable(true);
        action->setData(percent * 255 / 100);
        action->setStatusTip(u"Fill shapes with %1 % of their colour"_s.arg(percent));
        menu->addAction(action);
        m_fills.push_back(action);
    }
    m_menu.push_back({MenuPlace::View, nullptr});
    m_menu.push_back({MenuPlace::View, menu->menuAction()});
}

QAction* LabelActions::tool(const QString& id) const
{
    for (QAction* action : m_tools)
        if (action->data().toString() == id)
            return action;
    return nullptr;
}

std::vector<QAction*> LabelActions::all() const
{
    std::vector<QAction*> actions = m_tools;
    for (const auto& [act, action] : m_actions)
        actions.push_back(action);
    return actions;
}

} // namespace touchstone
