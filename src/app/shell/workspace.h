#pragma once

#include <vector>

#include <QString>
#include <QWidget>

#include "touchstone/base/ids.h"

class QAction;

namespace touchstone {

class JobRunner;
class ProjectSession;

/// Where an action stands in the menu bar.
enum class MenuPlace { File, Edit, View, Item, Tools, Help };

struct MenuEntry {
    MenuPlace place = MenuPlace::Item;
    QAction* action = nullptr; ///< Null: a separator.
};

/// A page of the left rail. The shell knows workspaces only by this; a workspace brings its own actions.
class Workspace : public QWidget {
    Q_OBJECT
  public:
    using QWidget::QWidget;
    virtual QString id() const = 0;    ///< "label"
    virtual QString title() const = 0; ///< "Label"
    virtual QString iconPath() const = 0;
    /// In menu order; texts, icons, shortcuts and status tips are set. They are active while the workspace
    /// is in front, and always listed in the command palette.
    virtual std::vector<MenuEntry> menuEntries() const = 0;
    /// Left part of the status bar beside the save state: position, size, zoom, counts.
    virtual QWidget* statusWidget() = 0;
    virtual void saveLayout() {}
    virtual void resetLayout() {}
    /// Brings an item in front, for the command line and for links.
    virtual void goTo(const QString& itemPath) = 0;
    /// A new project of dropped pictures: first image up, Box armed.
    virtual void startFresh() {}
    /// What is in front can be seen whole; ready() follows while not.
    virtual bool isReady() const { return true; }

  Q_SIGNALS:
    /// One sentence, with an action that a link in it runs (may be null).
    void notice(const QString& sentence, QAction* action);
    /// The user is to show where missing pictures are now: all of them, or one (not null) whose file changed.
    void locateWanted(const touchstone::MediumId& only);
    /// The preferences are to be shown.
    void preferencesWanted();
    /// The centre of the menu bar: "412 of 1,200".
    void positionChanged(const QString& text);
    /// What is in front can be seen whole now.
    void ready();
};

/// Makes the label workspace (src/app/label).
Workspace* makeLabelWorkspace(ProjectSession& session, JobRunner& jobs, QWidget* parent);

} // namespace touchstone
