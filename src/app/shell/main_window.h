#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <vector>

#include <QMainWindow>

#include "app/shell/project_desk.h"
#include "app/shell/shell_actions.h"
#include "app/shell/workspace.h"

class QStackedWidget;

namespace touchstone {

class Banner;
class CommandPalette;
class ExchangeFlow;
class MenuRow;
class Rail;
class RecoveryFlow;
class StartPage;
class StatusRow;
struct Dropped;

/// Makes the workspaces of a project, in the order of the rail.
using WorkspaceMaker =
    std::function<std::vector<Workspace*>(ProjectSession& session, JobRunner& jobs, QWidget* parent)>;

/// The one window: menus, rail, the page in front, status. It knows workspaces only by their interface.
class MainWindow : public QMainWindow {
    Q_OBJECT
  public:
    /// `desk` may be opening a project already; null makes one.
    explicit MainWindow(WorkspaceMaker maker, std::unique_ptr<ProjectDesk> desk = nullptr,
                        QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Opens what a drop or the command line names; a problem is told on the start page or in the status.
    void openPaths(const std::vector<std::filesystem::path>& paths, const QString& item = {});
    ProjectDesk& desk() { return m_desk; }
    void setVisible(bool visible) override;
    const ShellActions& actions() const { return m_actions; }
    Workspace* workspace() const;

  protected:
    bool event(QEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

  private:
    void connectActions();
    void connectDesk();
    void fillMenus();
    /// Made when it is first needed: who starts with a project does not see it.
    StartPage& startPage();
    void showStart();
    /// Something that can be opened is over the window.
    void setHot(bool hot);
    void showProject(bool fresh, const QString& item);
    void dropProject();
    void bringInFront(int index);
    void enableActions();
    void problem(const QString& sentence);
    void askNewProject();
    /// Where the project of pictures on a share is to lie.
    void askEncoding(const ProjectDesk::Pictures& pictures, const std::vector<std::filesystem::path>& texts);
    void askPlace(const ProjectDesk::Pictures& pictures, const QString& share);
    void askOpen();
    void askColumns(const std::vector<std::filesystem::path>& paths);
    void askImport(const std::filesystem::path& file);
    void locateProject(const QString& path);
    void setPanelsHidden(bool hidden);
    void showPalette();
    void showKeys();
    void showPreferences();

    WorkspaceMaker m_maker;
    ShellActions m_actions;
    std::unique_ptr<ProjectDesk> m_heldDesk;
    ProjectDesk& m_desk;
    MenuRow* m_menus;
    Banner* m_banner;
    Rail* m_rail;
    QWidget* m_railLine;
    QStackedWidget* m_pages;
    StartPage* m_start = nullptr;
    StatusRow* m_status;
    QWidget* m_statusLine;
    CommandPalette* m_palette = nullptr; ///< Made when it is first asked for.
    RecoveryFlow* m_recovery;
    std::vector<Workspace*> m_workspaces;
    std::unique_ptr<ExchangeFlow> m_exchange;
    std::vector<QPointer<QWidget>> m_hiddenPanels;
    int m_current = -1;
};

} // namespace touchstone
