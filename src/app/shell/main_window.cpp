#include "app/shell/main_window.h"

#include <QActionGroup>
#include <QApplication>
#include <QCloseEvent>
#include <QFileDialog>
#include <QMimeData>
#include <QStatusTipEvent>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QVBoxLayout>

#include "app/exchange/columns_dialog.h"
#include "app/exchange/encoding_dialog.h"
#include "app/exchange/exchange_flow.h"
#include "app/exchange/import_dialog.h"
#include "app/exchange/new_project_dialog.h"
#include "app/recovery/recovery_flow.h"
#include "app/session/project_session.h"
#include "app/session/text.h"
#include "app/shell/about_dialog.h"
#include "app/shell/banner.h"
#include "app/shell/command_palette.h"
#include "app/shell/keys_page.h"
#include "app/shell/menu_row.h"
#include "app/shell/preferences.h"
#include "app/shell/preferences_dialog.h"
#include "app/shell/rail.h"
#include "app/shell/status_row.h"
#include "app/start/dropped.h"
#include "app/start/recent_projects.h"
#include "app/start/start_page.h"

namespace touchstone {

using namespace Qt::StringLiterals;
namespace fs = std::filesystem;

namespace {

QWidget* line(const char* role)
{
    auto* widget = new QFrame;
    widget->setProperty("role", QLatin1StringView(role));
    return widget;
}

} // namespace

MainWindow::MainWindow(WorkspaceMaker maker, std::unique_ptr<ProjectDesk> desk, QWidget* parent)
    : QMainWindow(parent), m_maker(std::move(maker)), m_actions(this),
      m_heldDesk(desk ? std::move(desk) : std::make_unique<ProjectDesk>()), m_desk(*m_heldDesk),
      m_menus(new MenuRow(m_actions.find)), m_banner(new Banner), m_rail(new Rail),
      m_railLine(line("vline")), m_pages(new QStackedWidget), m_status(new StatusRow),
      m_statusLine(line("line"))
{
    setWindowTitle(u"Touchstone"_s);
    setWindowIcon(themedIcon(u":/icons/touchstone.svg"_s));
    setAcceptDrops(true);
    setMinimumSize(900, 560);
    setMenuWidget(m_menus);

    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* body = new QHBoxLayout;
    body->setContentsMargins(0, 0, 0, 0);
    body->setSpacing(0);
    body->addWidget(m_rail);
    body->addWidget(m_railLine);
    body->addWidget(m_pages, 1);
    column->addWidget(m_banner);
    column->addLayout(body, 1);
    column->addWidget(m_statusLine);
    column->addWidget(m_status);
    setCentralWidget(page);
    m_recovery = new RecoveryFlow(m_desk, this);

    const auto showStatus = [this](bool shown) {
        m_status->setVisible(shown);
        m_statusLine->setVisible(shown);
    };
    connect(m_status, &StatusRow::worthShowing, this, showStatus);
    showStatus(false);
    m_status->watch(&m_desk.jobs());
    connectActions();
    connectDesk();
    dropProject();
    resize(1440, 900);
    restoreGeometry(Preferences::windowGeometry());
}

MainWindow::~MainWindow() { m_desk.close(); }

Workspace* MainWindow::workspace() const
{
    return m_current < 0 ? nullptr : m_workspaces[size_t(m_current)];
}

void MainWindow::connectActions()
{
    const auto on = [this](QAction* action, auto slot) { connect(action, &QAction::triggered, this, slot); };
    on(m_actions.newProject, [this] { askNewProject(); });
    on(m_actions.open, [this] { askOpen(); });
    on(m_actions.import, [this] { askImport({}); });
    on(m_actions.sample, [this] { m_desk.openSample(); });
    on(m_actions.takeBack, [this] { m_desk.session()->undoIn({ScopeKind::Data, {}}); });
    on(m_actions.exportTo, [this] { m_exchange->exportTo(); });
    on(m_actions.addPictures, [this] { m_exchange->addPictures(); });
    on(m_actions.addFolder, [this] { m_exchange->addFolder(); });
    on(m_actions.locate, [this] { m_exchange->locate(); });
    on(m_actions.saveCopy, [this] { m_exchange->saveCopy(); });
    on(m_actions.restore, [this] { m_recovery->chooseBackup(); });
    on(m_actions.save, [this] { m_status->say(m_status->saveSentence()); });
    on(m_actions.close, [this] { m_desk.leave([this] { m_desk.close(); }); });
    on(m_actions.quit, [this] { close(); });
    on(m_actions.preferences, [this] { showPreferences(); });
    on(m_actions.hidePanels, [this](bool hidden) { setPanelsHidden(hidden); });
    on(m_actions.resetLayout, [this] {
        m_actions.hidePanels->setChecked(false);
        setPanelsHidden(false);
        workspace()->resetLayout();
    });
    on(m_actions.find, [this] { showPalette(); });
    on(m_actions.keys, [this] { showKeys(); });
    on(m_actions.about, [this] { (new AboutDialog(this))->open(); });

    (themeKind() == ThemeKind::Dark    ? m_actions.themeDark
     : themeKind() == ThemeKind::Light ? m_actions.themeLight
                                       : m_actions.themeSystem)
        ->setChecked(true);
    connect(m_actions.themes, &QActionGroup::triggered, this, [this](const QAction* action) {
        const ThemeKind kind = action == m_actions.themeDark    ? ThemeKind::Dark
                               : action == m_actions.themeLight ? ThemeKind::Light
                                                                : ThemeKind::System;
        Preferences::setTheme(kind);
        applyTheme(*qApp, kind);
    });
    connect(m_rail, &Rail::chosen, this, &MainWindow::bringInFront);
    connect(m_banner, &Banner::saveCopyAsked, m_actions.saveCopy, &QAction::trigger);
    connect(m_banner, &Banner::workOnCopyAsked, this, [this] { m_exchange->workOnCopy(); });
}

void MainWindow::connectDesk()
{
    connect(&m_desk, &ProjectDesk::opened, this, &MainWindow::showProject);
    connect(&m_desk, &ProjectDesk::closing, this, &MainWindow::dropProject);
    connect(&m_desk, &ProjectDesk::failed, this, &MainWindow::problem);
    connect(&m_desk, &ProjectDesk::told, this, &MainWindow::problem);
    connect(m_recovery, &RecoveryFlow::said, this, &MainWindow::problem);
    connect(m_recovery, &RecoveryFlow::copyAsked, m_actions.saveCopy, &QAction::trigger);
    connect(&m_desk, &ProjectDesk::alreadyOpen, this, [this](const QString& item) {
        m_status->say(tr("This project is open."));
        if (!item.isEmpty()) {
            workspace()->goTo(item);
        }
    });
    connect(&m_desk, &ProjectDesk::placeWanted, this, &MainWindow::askPlace);
    connect(&m_desk, &ProjectDesk::encodingWanted, this, &MainWindow::askEncoding);
    connect(&m_desk, &ProjectDesk::columnsWanted, this,
            [this](const std::vector<fs::path>& records) { openPaths(records); });
    connect(&m_desk, &ProjectDesk::picturesCame, this, [this](const std::vector<fs::path>& paths) {
        if (m_exchange) {
            m_exchange->offerLabels(paths);
        }
    });
    connect(&m_desk, &ProjectDesk::imported, this, [this](const ExchangeReport& report, bool dataSet) {
        if (m_exchange) {
            m_exchange->tell(report, dataSet);
        }
    });
}

void MainWindow::fillMenus()
{
    for (QMenu* menu : m_menus->menus()) {
        menu->clear();
    }
    QMenu* file = m_menus->menu(MenuPlace::File);
    file->addActions({m_actions.newProject, m_actions.open, m_actions.sample});
    file->addSeparator();
    file->addActions({m_actions.import, m_actions.takeBack, m_actions.exportTo});
    file->addSeparator();
    file->addActions({m_actions.addPictures, m_actions.addFolder, m_actions.locate});
    file->addSeparator();
    file->addActions({m_actions.save, m_actions.saveCopy, m_actions.restore});
    file->addSeparator();

    QMenu* view = m_menus->menu(MenuPlace::View);
    QAction* panels = m_actions.hidePanels;
    for (const Workspace* workspace : m_workspaces) {
        for (const MenuEntry& entry : workspace->menuEntries()) {
            QMenu* menu = m_menus->menu(entry.place);
            if (!entry.action) {
                menu->addSeparator();
                continue;
            }
            menu->addAction(entry.action);
            if (entry.action->shortcuts().contains(panels->shortcut())) {
                panels = nullptr; // The workspace hides its panels itself.
            }
        }
    }
    file->addAction(m_actions.preferences);
    file->addSeparator();
    file->addActions({m_actions.close, m_actions.quit});
    if (!view->isEmpty()) {
        view->addSeparator();
    }
    QMenu* themes = view->addMenu(tr("Theme"));
    themes->setIcon(themedIcon(u":/icons/theme-system.svg"_s));
    themes->addActions(m_actions.themes->actions());
    if (panels) {
        view->addAction(panels);
    }
    view->addAction(m_actions.resetLayout);
    QMenu* help = m_menus->menu(MenuPlace::Help);
    if (!help->isEmpty()) {
        help->addSeparator();
    }
    help->addActions({m_actions.find, m_actions.keys});
    help->addSeparator();
    help->addAction(m_actions.about);
    m_menus->hideEmptyMenus();
}

void MainWindow::showProject(bool fresh, const QString& item)
{
    ProjectSession& session = *m_desk.session();
    m_workspaces = m_maker(session, *m_desk.projectJobs(), m_pages);
    m_rail->clear();
    for (Workspace* workspace : m_workspaces) {
        m_pages->addWidget(workspace);
        m_rail->add(workspace->iconPath(), workspace->title());
        connect(workspace, &Workspace::notice, m_status, &StatusRow::say);
        connect(workspace, &Workspace::preferencesWanted, this, &MainWindow::showPreferences);
        connect(workspace, &Workspace::positionChanged, m_menus, &MenuRow::setPosition);
        connect(workspace, &Workspace::locateWanted, this, [this](const MediumId& only) {
            if (m_exchange) {
                m_exchange->locate(only);
            }
        });
    }
    m_exchange = std::make_unique<ExchangeFlow>(session, *m_desk.projectJobs(), this);
    connect(m_exchange.get(), &ExchangeFlow::said, m_status, &StatusRow::tell);
    connect(m_exchange.get(), &ExchangeFlow::openWanted, this,
            [this](const std::vector<fs::path>& records) { openPaths(records); });
    connect(m_exchange.get(), &ExchangeFlow::copyToOpen, this,
            [this](const fs::path& copy) { m_desk.openProject(copy); });
    connect(&session, &ProjectSession::failed, m_status,
            [this](const QString& text) { m_status->say(text); });
    connect(&session, &ProjectSession::writableChanged, this, &MainWindow::enableActions);
    m_status->watch(m_desk.projectJobs());
    m_status->follow(&session);
    m_banner->follow(&session);
    const QString name = toQt(session.project().info().name);
    setWindowTitle(tr("%1 – Touchstone").arg(name));
    m_menus->setProject(name, toQt(session.project().myName()));
    fillMenus();
    enableActions();
    m_rail->show();
    m_railLine->show();
    bringInFront(0);
    if (Workspace* front = workspace()) {
        if (!item.isEmpty()) {
            front->goTo(item);
        } else if (fresh) {
            front->startFresh();
        }
    }
}

void MainWindow::dropProject()
{
    if (workspace()) {
        for (Workspace* workspace : m_workspaces) {
            workspace->saveLayout();
        }
    }
    m_exchange.reset();
    m_status->say({});
    m_status->hint({});
    m_status->setWorkspaceWidget(nullptr);
    m_status->follow(nullptr);
    m_banner->follow(nullptr);
    m_current = -1;
    m_hiddenPanels.clear();
    m_actions.hidePanels->setChecked(false);
    m_rail->clear();
    m_rail->hide();
    m_railLine->hide();
    for (Workspace* workspace : std::exchange(m_workspaces, {})) {
        delete workspace;
    }
    if (isVisible()) {
        showStart();
    }
    m_menus->setProject({}, {});
    setWindowTitle(u"Touchstone"_s);
    fillMenus();
    enableActions();
}

StartPage& MainWindow::startPage()
{
    if (!m_start) {
        m_start = new StartPage(m_actions, m_pages);
        connect(m_start, &StartPage::openAsked, this,
                [this](const QString& path) { openPaths({pathFromQt(path)}); });
        connect(m_start, &StartPage::locateAsked, this, &MainWindow::locateProject);
        connect(&m_desk, &ProjectDesk::opening, m_start, [this] { m_start->setProblem({}); });
        connect(&m_desk, &ProjectDesk::closed, m_start, &StartPage::refresh);
        m_pages->addWidget(m_start);
    }
    return *m_start;
}

void MainWindow::setHot(bool hot)
{
    if (m_start) {
        m_start->setHot(hot);
    }
}

void MainWindow::showStart()
{
    m_pages->setCurrentWidget(&startPage());
    m_start->setFocus(Qt::OtherFocusReason);
}

void MainWindow::setVisible(bool visible)
{
    if (visible && !workspace()) {
        showStart();
    }
    QMainWindow::setVisible(visible);
}

void MainWindow::bringInFront(int index)
{
    if (index < 0 || size_t(index) >= m_workspaces.size()) {
        return;
    }
    m_current = index;
    Workspace* front = m_workspaces[size_t(index)];
    m_pages->setCurrentWidget(front);
    m_rail->setCurrent(index);
    m_status->setWorkspaceWidget(front->statusWidget());
    for (size_t i = 0; i < m_workspaces.size(); ++i) {
        if (i == size_t(index)) {
            continue;
        }
        for (const MenuEntry& entry : m_workspaces[i]->menuEntries()) {
            if (entry.action) {
                entry.action->setEnabled(false);
            }
        }
    }
    front->setFocus(Qt::OtherFocusReason);
}

void MainWindow::enableActions()
{
    const bool open = m_desk.session() && !m_workspaces.empty();
    for (QAction* action : m_actions.ofProject()) {
        action->setEnabled(open);
    }
    for (QAction* action : m_actions.ofWritable()) {
        action->setEnabled(open && !m_desk.session()->project().isReadOnly());
    }
    m_actions.import->setEnabled(!open || !m_desk.session()->project().isReadOnly());
}

void MainWindow::showPreferences()
{
    auto* dialog = new PreferencesDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::problem(const QString& sentence)
{
    if (workspace()) {
        m_status->say(sentence);
    } else {
        startPage().setProblem(sentence);
    }
}

void MainWindow::openPaths(const std::vector<fs::path>& paths, const QString& item)
{
    QString why;
    const auto dropped = recogniseDropped(paths, why);
    if (!dropped) {
        problem(why);
        return;
    }
    const fs::path& first = dropped->paths.front();
    if (const QString work = m_exchange ? m_exchange->underWay() : QString();
        !work.isEmpty() && dropped->kind != Dropped::Kind::DataSet) {
        problem(
            tr("%1 is under way: %2 was not opened. Open it again when that has ended, or cancel it first.")
                .arg(work, toQt(displayUtf8(pathToUtf8(first.filename())))));
        return;
    }
    if (dropped->kind == Dropped::Kind::DataSet) {
        askImport(first);
    } else if (!m_desk.open(*dropped, item)) {
        askColumns(dropped->paths);
    }
}

void MainWindow::askEncoding(const ProjectDesk::Pictures& pictures,
                             const std::vector<std::filesystem::path>& texts)
{
    auto* dialog = new EncodingDialog(texts, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, pictures] {
        ProjectDesk::Pictures read = pictures;
        read.options.encoding = dialog->encoding();
        m_desk.openPictures(read);
    });
    dialog->open();
}

void MainWindow::askPlace(const ProjectDesk::Pictures& pictures, const QString& share)
{
    const fs::path folder = pathFromQt(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    problem(tr("The pictures are on a network share (%1), where no project is kept. Choose a folder on a "
               "disk of this "
               "computer for it; the pictures stay where they are.")
                .arg(share));
    const QString chosen = QFileDialog::getSaveFileName(this, tr("Keep the project of these pictures as"),
                                                        pathToQt(folder / pictures.project.filename()),
                                                        tr("Projects (*.touchstone)"));
    if (!chosen.isEmpty()) {
        m_desk.openPicturesFrom(pictures, pathFromQt(chosen));
    }
}

void MainWindow::askNewProject()
{
    auto* dialog = new NewProjectDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this,
            [this, dialog] { m_desk.createProject(dialog->file(), dialog->name()); });
    dialog->open();
}

void MainWindow::askOpen()
{
    const QString chosen = QFileDialog::getOpenFileName(this, tr("Open a project"), Preferences::lastFolder(),
                                                        tr("Projects (*.touchstone);;All files (*)"));
    if (!chosen.isEmpty()) {
        Preferences::setLastFolder(QFileInfo(chosen).path());
        m_desk.openProject(pathFromQt(chosen));
    }
}

void MainWindow::askColumns(const std::vector<fs::path>& paths)
{
    if (m_exchange) {
        m_exchange->add(paths);
        return;
    }
    auto* dialog = new ColumnsDialog(m_desk.jobs(), paths, true, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, paths] {
        const fs::path project = dialog->project();
        m_desk.openPictures(
            {project, toQt(displayUtf8(pathToUtf8(project.stem()))), paths, {}, dialog->options()});
    });
    dialog->open();
}

void MainWindow::askImport(const fs::path& file)
{
    if (m_exchange) {
        m_exchange->import(file);
        return;
    }
    auto* dialog = new ImportDialog(m_desk.jobs(), true, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (!file.empty()) {
        dialog->setFile(file);
    }
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        m_desk.importNew(dialog->project(), dialog->file(), dialog->options());
    });
    dialog->open();
}

void MainWindow::locateProject(const QString& path)
{
    const QString chosen = QFileDialog::getOpenFileName(
        this, tr("Where is %1 now").arg(QFileInfo(path).fileName()), Preferences::lastFolder(),
        tr("Projects (*.touchstone);;All files (*)"));
    if (!chosen.isEmpty()) {
        RecentProjects::relocate(path, chosen);
        m_start->refresh();
        m_desk.openProject(pathFromQt(chosen));
    }
}

void MainWindow::setPanelsHidden(bool hidden)
{
    m_rail->setVisible(!hidden && workspace());
    m_railLine->setVisible(!hidden && workspace());
    if (!hidden) {
        for (const auto& panel : std::exchange(m_hiddenPanels, {})) {
            if (panel) {
                panel->show();
            }
        }
        return;
    }
    if (const Workspace* front = workspace()) {
        for (QWidget* widget : front->findChildren<QWidget*>()) {
            if (widget->property("panel").toBool() && widget->isVisible()) {
                widget->hide();
                m_hiddenPanels.emplace_back(widget);
            }
        }
    }
}

void MainWindow::showPalette()
{
    if (!m_palette) {
        m_palette = new CommandPalette(this);
    }
    m_palette->open(listActions(m_menus->menus()));
}

void MainWindow::showKeys()
{
    std::vector<QMenu*> menus;
    for (const auto place : {MenuPlace::Tools, MenuPlace::Item, MenuPlace::Edit, MenuPlace::View,
                             MenuPlace::File, MenuPlace::Help}) {
        menus.push_back(m_menus->menu(place));
    }
    std::vector<ListedAction> listed = listActions(menus);
    if (workspace()) {
        const std::vector<ListedAction> drawing = drawingKeys();
        listed.insert(listed.end(), drawing.begin(), drawing.end());
    }
    auto* page = new KeysPage(listed, this);
    page->setAttribute(Qt::WA_DeleteOnClose);
    page->open();
}

bool MainWindow::event(QEvent* event)
{
    if (event->type() == QEvent::StatusTip) {
        m_status->hint(static_cast<QStatusTipEvent*>(event)->tip());
        return true;
    }
    return QMainWindow::event(event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls()) {
        event->acceptProposedAction();
        setHot(true);
    }
}

void MainWindow::dragLeaveEvent(QDragLeaveEvent*) { setHot(false); }

void MainWindow::dropEvent(QDropEvent* event)
{
    setHot(false);
    event->acceptProposedAction();
    openPaths(localPaths(*event->mimeData()));
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    Preferences::setWindowGeometry(saveGeometry());
    if (!m_desk.mayLeave()) {
        event->ignore();
        m_desk.leave([this] {
            m_desk.close();
            close();
        });
        return;
    }
    m_desk.close();
    QMainWindow::closeEvent(event);
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    m_rail->setNarrow(width() < 1400);
}

} // namespace touchstone
