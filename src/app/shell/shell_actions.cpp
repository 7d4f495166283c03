#include "app/shell/shell_actions.h"

#include <QAction>
#include <QActionGroup>
#include <QCoreApplication>

#include "app/theme/theme.h"

namespace touchstone {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char* text) { return QCoreApplication::translate("ShellActions", text); }

QAction* make(QWidget* parent, const char* name, const char* text, const QString& icon,
              const QKeySequence& keys, const char* tip)
{
    auto* action = new QAction(themedIcon(icon), tr(text), parent);
    action->setObjectName(QLatin1StringView(name));
    action->setShortcut(keys);
    action->setStatusTip(tr(tip));
    action->setToolTip(tr(tip));
    return action;
}

} // namespace

ShellActions::ShellActions(QWidget* p)
{
    newProject = make(p, "newProject", "New project…", u"document-new"_s, QKeySequence::New,
                      "Make an empty project file");
    open = make(p, "open", "Open…", u"document-open"_s, QKeySequence::Open, "Open a project file");
    import = make(p, "import", "Import a data set…", u"document-import"_s, QKeySequence(u"Ctrl+I"_s),
                  "Bring annotations of another program, with a preview first");
    takeBack = make(p, "takeBack", "Take back the last import", u"edit-undo"_s, {},
                    "Hide what the last import or addition brought; the same file again brings it back");
    exportTo = make(p, "export", "Export…", u"document-export"_s, QKeySequence(u"Ctrl+E"_s),
                    "Write the annotations as a file that other programs read");
    addPictures = make(p, "addPictures", "Add pictures or texts…", u"insert-image"_s, {},
                       "Add picture and text files to this project; pictures are not copied");
    addFolder = make(p, "addFolder", "Add a folder…", u"folder-add"_s, {},
                     "Add all pictures and texts of a folder to this project; pictures are not copied");
    locate = make(p, "locate", "Locate missing pictures…", u"edit-find"_s, {},
                  "Tell where pictures are that were moved");
    saveCopy = make(p, "saveCopy", "Save a copy…", u"document-save-as"_s, QKeySequence(u"Ctrl+Shift+S"_s),
                    "Write a complete copy of the project file");
    restore = make(p, "restore", "Restore a backup…", u"view-history"_s, {},
                   "See the backups of this project and go back to one; nothing is deleted");
    save = make(p, "save", "Save", u"document-save"_s, QKeySequence::Save,
                "Every gesture is stored at once; this tells when the last one was");
    close = make(p, "close", "Close project", u"document-close"_s, QKeySequence(u"Ctrl+W"_s),
                 "Go back to the start page");
    quit = make(p, "quit", "Quit", u"application-exit"_s, QKeySequence(u"Ctrl+Q"_s), "Close the window");
    quit->setMenuRole(QAction::QuitRole);

    preferences = make(p, "preferences", "Preferences…", u"configure"_s, QKeySequence(u"Ctrl+,"_s),
                       "What holds in every project: the helper program");
    preferences->setMenuRole(QAction::PreferencesRole);

    themeSystem = make(p, "themeSystem", "As the system", u":/icons/theme-system.svg"_s, {},
                       "Dark or light as the desktop is");
    themeLight =
        make(p, "themeLight", "Light", u":/icons/theme-light.svg"_s, {}, "Dark text on light panels");
    themeDark = make(p, "themeDark", "Dark", u":/icons/theme-dark.svg"_s, {}, "Light text on dark panels");
    themes = new QActionGroup(p);
    for (QAction* action : {themeSystem, themeLight, themeDark}) {
        action->setCheckable(true);
        themes->addAction(action);
    }
    hidePanels = make(p, "hidePanels", "Hide panels", u":/icons/hide-panels.svg"_s, QKeySequence(u"F9"_s),
                      "Only the item; again brings the panels back");
    hidePanels->setCheckable(true);
    resetLayout = make(p, "resetLayout", "Reset layout", u"view-refresh"_s, {},
                       "Put every panel back where it was at first");

    sample = make(p, "sample", "Explore the sample", u"help-hint"_s, {},
                  "Open a project of drawn scenes with annotations");
    find = make(p, "find", "Find an action…", u":/icons/search.svg"_s, QKeySequence(u"Ctrl+Shift+P"_s),
                "Type a few letters of what you want to do");
    keys = make(p, "keys", "Keys in place", u"input-keyboard"_s, QKeySequence(u"?"_s),
                "Show every key that does something here");
    // Some platforms tell the Shift that typing it needs.
    keys->setShortcuts({QKeySequence(u"?"_s), QKeySequence(u"Shift+?"_s)});
    about = make(p, "about", "About Touchstone", u":/icons/touchstone.svg"_s, {}, "Version and licence");
    about->setMenuRole(QAction::AboutRole);
}

} // namespace touchstone
