#pragma once

#include <vector>

#include "app/shell/workspace.h"

class QActionGroup;

namespace touchstone {

/// The actions of the window itself, in every workspace.
struct ShellActions {
    explicit ShellActions(QWidget* parent);

    QAction* newProject;
    QAction* open;
    QAction* import;
    QAction* takeBack;
    QAction* exportTo;
    QAction* addPictures;
    QAction* addFolder;
    QAction* locate;
    QAction* saveCopy;
    QAction* restore;
    QAction* save;
    QAction* close;
    QAction* quit;
    QAction* preferences;

    QAction* themeSystem;
    QAction* themeLight;
    QAction* themeDark;
    QActionGroup* themes;
    QAction* hidePanels;
    QAction* resetLayout;

    QAction* sample;
    QAction* find;
    QAction* keys;
    QAction* about;

    /// Those that need an open project, and those that need one that may be changed.
    std::vector<QAction*> ofProject() const
    {
        return {exportTo, locate, saveCopy, restore, save, close, hidePanels, resetLayout};
    }
    std::vector<QAction*> ofWritable() const { return {addPictures, addFolder, locate, takeBack}; }
};

} // namespace touchstone
