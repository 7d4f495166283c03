#include "app/label/label_workspace.h"

#include <QBoxLayout>
#include <QEvent>
#include <QSplitter>
#include <QStackedWidget>

#include "app/label/attribute_commands.h"
#include "app/label/canvas_stage.h"
#include "app/label/color_choice.h"
#include "app/label/find_actions.h"
#include "app/label/flow_actions.h"
#include "app/label/grid_mode.h"
#include "app/label/grid_page.h"
#include "app/label/helper_program.h"
#include "app/label/hint_line.h"
#include "app/label/history_panel.h"
#include "app/label/image_cache.h"
#include "app/label/image_feed.h"
#include "app/label/instance_panel.h"
#include "app/label/item_flow.h"
#include "app/label/item_navigator.h"
#include "app/label/key_router.h"
#include "app/label/label_chooser.h"
#include "app/label/label_commands.h"
#include "app/label/label_context.h"
#include "app/label/label_palette.h"
#include "app/label/label_panel.h"
#include "app/label/mask_actions.h"
#include "app/label/page_feed.h"
#include "app/label/picture_jobs.h"
#include "app/label/polygon_actions.h"
#include "app/label/prediction_actions.h"
#include "app/label/prediction_feed.h"
#include "app/label/prediction_overlay.h"
#include "app/label/prediction_panel.h"
#include "app/label/primary_button.h"
#include "app/label/related_marks.h"
#include "app/label/scene_feed.h"
#include "app/label/side_panel.h"
#include "app/label/status_strip.h"
#include "app/label/tag_commands.h"
#include "app/label/tag_panel.h"
#include "app/label/task_panel.h"
#include "app/label/text_actions.h"
#include "app/label/text_desk.h"
#include "app/label/text_finder.h"
#include "app/label/text_page.h"
#include "app/label/text_prediction_keys.h"
#include "app/label/text_tag_keys.h"
#include "app/label/thumbnail_cache.h"
#include "app/label/tool_habits.h"
#include "app/label/tool_strip.h"
#include "app/label/unlabelled_feed.h"
#include "app/label/unstored_marks.h"
#include "app/label/view_actions.h"
#include "app/label/view_marks.h"
#include "app/session/project_session.h"
#include "app/session/text.h"
#include "canvas/canvas.h"
#include "tools/tool_box.h"

using namespace Qt::StringLiterals;

namespace touchstone {

namespace {

constexpr int listWidth = 264;
constexpr int sideWidth = 300;
constexpr int mostUnpaintedMs = 500;
constexpr std::int64_t cacheBytes = 512LL << 20; ///< Of decoded pictures.

/// What comes to the front when the project is opened.
std::optional<Item> firstItem(Reader& reader, std::int64_t remembered)
{
    if (remembered != 0)
        if (auto item = reader.item(remembered))
            return std::move(*item);
    const auto page = reader.itemPage({}, 0, 1);
    if (!page || page->empty())
        return {};
    auto item = reader.item(page->front());
    return item ? std::optional(std::move(*item)) : std::nullopt;
}

} // namespace

std::vector<MenuEntry> LabelWorkspace::menuEntries() const
{
    std::vector<MenuEntry> entries = m_actions->menu();
    entries.push_back({MenuPlace::Tools, m_habits->keepTool()});
    entries.push_back({MenuPlace::Tools, m_habits->useLabel()});
    entries.push_back({MenuPlace::Tools, nullptr});
    for (const ActionMenu* menu : m_menus)
        entries.push_back({MenuPlace::Tools, menu->menuAction()});
    entries.push_back({MenuPlace::View, nullptr});
    for (QAction* action : m_viewActions->menu())
        entries.push_back({MenuPlace::View, action});
    entries.push_back({MenuPlace::View, m_colors->menuAction()});
    entries.push_back({MenuPlace::View, m_grid->action()});
    return entries;
}

LabelWorkspace::LabelWorkspace(ProjectSession& session, JobRunner& jobs, QWidget* parent)
    : Workspace(parent), m_session(session), m_jobs(jobs), m_settings(LabelSettings::read())
{
    setObjectName(u"labelWorkspace"_s);
    // The first picture is decoded while the page is built.
    auto* pictures = new ImageCache(cacheBytes, this);
    const LabelPlace place = LabelPlace::read(session.project().info().id);
    const std::optional<Item> first = firstItem(session.reader(), place.item);
    if (first && first->kind == "image")
        pictures->want({first->key, session.project().mediaPath(*first)}, {});
    m_actions = new LabelActions(this);
    m_marks = new ViewMarks(this);
    m_splitter = new QSplitter(Qt::Horizontal, this);
    m_middle = new QStackedWidget(m_splitter);
    m_side = new SidePanel(m_splitter);
    m_stage = new CanvasStage(m_middle);
    m_middle->addWidget(m_stage);
    m_canvas = &m_stage->canvas();
    m_canvas->setObjectName(u"canvas"_s);
    m_thumbnails = new ThumbnailCache(toQt(session.project().info().id.toString()), this);
    m_images = new ImageFeed(session, *pictures, *m_canvas, m_stage->missing(), *m_thumbnails, this);
    m_context = new LabelContext(session, *m_canvas, *m_marks, this);
    m_labelCommands = new LabelCommands(session, this);
    m_tasks = new TaskPanel(session, jobs, *m_thumbnails, m_splitter);
    m_labels = new LabelPanel(session, jobs, *m_context, *m_marks, *m_labelCommands, m_side);
    m_attributes = new AttributeCommands(session, *m_context, this);
    m_tagCommands = new TagCommands(session, *m_context, this);
    m_tags = new TagPanel(session, *m_tagCommands, this);
    m_instances = new InstancePanel(session, *m_context, *m_marks, *m_attributes, *m_tags, m_side);
    m_history = new HistoryPanel(session, m_side);
    m_predictions = new PredictionFeed(session, *m_context, this);
    m_predictionPanel = new PredictionPanel(*m_predictions, *m_context, m_side);
    new PredictionOverlay(*m_predictions, *m_context, this);
    m_related = new RelatedMarks(*m_context, this);
    m_status = std::make_unique<StatusStrip>();
    m_selection = new SelectionCommands(session, *m_context, *m_marks, m_instances->model(), this);
    m_scene = new SceneFeed(session, *m_context, *m_marks, this);
    m_colors = new ColorChoice(session, *m_context, this);
    m_pages = new PageFeed(session, *m_canvas, m_images->cache(), *m_marks, this);
    m_pictureJobs = new PictureJobs(session, jobs, *m_images, this);
    m_context->setPictureJobs(*m_pictureJobs);
    m_helper = new HelperProgram(session, jobs, this);
    m_context->setHelperProgram(*m_helper);
    m_navigator = new ItemNavigator(session, *m_tasks, this);
    m_flow = new ItemFlow(session, *m_navigator, m_stage->hints(), this);
    m_palette = new LabelPalette(session, this);
    m_chooser = new LabelChooser(session, *m_context, *m_labelCommands, *m_selection, *m_palette, this);
    m_tools = std::make_unique<ToolBox>(*m_context);
    m_habits = new ToolHabits(session, *m_context, *m_tools, *m_actions, this);
    m_unlabelled = new UnlabelledFeed(session, *m_context, this);
    m_flowActions = new FlowActions(this);
    m_text = new TextDesk(session, *m_context, *m_predictions, *m_marks, this);
    new TextPredictionKeys(*m_predictions, *m_context, *m_text, this);
    new UnstoredMarks(session, *m_canvas, m_text->page().view(), m_instances->model(), this);
    new TextTagKeys(*m_tagCommands, *m_text, this);
    m_finder = new TextFinder(session, jobs, *m_context, *m_text, this);
    m_findActions = new FindActions(this);
    m_menus = {new TextActions(*m_text, this),
               m_findActions,
               new MaskActions(*m_context, jobs, *m_unlabelled, this),
               new PolygonActions(*m_context, *m_tools, this),
               new PredictionActions(*m_predictions, this),
               m_flowActions};
    m_viewActions = new ViewActions(*m_context, m_tools, this);
    std::vector<QAction*> keyed = m_actions->all();
    const std::vector<QAction*> viewing = m_viewActions->actions();
    keyed.insert(keyed.end(), viewing.begin(), viewing.end());
    for (const ActionMenu* menu : m_menus)
        keyed.insert(keyed.end(), menu->actions().begin(), menu->actions().end());
    m_grid = new GridMode(session, jobs, *m_tasks, *m_middle, this);
    keyed.push_back(m_grid->action());
    m_keys = new KeyRouter(this, keyed);
    connectTexts(keyed);
    std::erase_if(keyed, [this](const QAction* action) {
        return action == m_grid->action() || action == (*m_actions)[Act::Undo] ||
               action == (*m_actions)[Act::Redo] || action == (*m_actions)[Act::FocusFilter] ||
               action == (*m_actions)[Act::NextPane];
    });
    m_grid->setOthers(std::move(keyed));

    arrange();
    connectTools();
    connectParts();
    connectActions();
    connectAttributes();
    connectFlow();
    connectSession();
    connectFinding();

    m_palette->setRecent(place.recent);
    const Label* armed = session.ontology().find(place.label);
    if (!armed || !armed->isActive())
        for (const Label& label : session.ontology().labels)
            if (label.isActive()) {
                armed = &label;
                break;
            }
    if (armed && armed->isActive())
        m_context->setCurrentLabel(armed->id);
    m_scene->restyle();
    m_tasks->reload();
    // The first picture does not wait for the list.
    if (!first || !m_navigator->open(first->key))
        m_navigator->openFirst();
    if (!session.working())
        itemOpened();
}

LabelWorkspace::~LabelWorkspace()
{
    // A stroke under way is kept as far as it went.
    m_tools->focusLost();
    rememberPlace();
    saveLayout();
    // The tools point at the canvas, which dies with the widgets.
    m_tools.reset();
}

void LabelWorkspace::arrange()
{
    m_side->addPage(u"Labels"_s, m_labels);
    m_side->addPage(u"Instances"_s, m_instances);
    m_side->addPage(u"History"_s, m_history);
    m_side->addPage(u"Predictions"_s, m_predictionPanel);
    // Most projects have none: the tab comes with the first item that has some.
    m_side->setPageVisible(m_predictionPanel, false);
    m_side->setCurrent(m_settings.tab);
    m_stage->setPrimaryButton(new PrimaryButton((*m_actions)[Act::DoneNext]));
    for (QAction* tool : m_actions->tools()) {
        m_stage->tools().addTool(tool);
        if (tool == m_actions->tools().front())
            m_stage->tools().addGap();
    }
    for (QWidget* panel : {static_cast<QWidget*>(m_tasks), static_cast<QWidget*>(m_side)}) {
        panel->setProperty("panel", true);
        panel->setProperty("role", u"panel"_s);
        panel->setAttribute(Qt::WA_StyledBackground);
    }
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(1);
    for (QWidget* pane : {static_cast<QWidget*>(m_tasks), static_cast<QWidget*>(m_middle),
                          static_cast<QWidget*>(m_side)})
        m_splitter->addWidget(pane);
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setStretchFactor(2, 0);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_splitter);
    if (!m_splitter->restoreState(m_settings.panes))
        m_splitter->setSizes({listWidth, 1000, sideWidth});
    setFocusProxy(m_canvas);
}

QWidget* LabelWorkspace::statusWidget()
{
    return m_status.get();
}

void LabelWorkspace::saveLayout()
{
    m_settings.panes = m_splitter->saveState();
    m_settings.tab = m_side->current();
    m_settings.write();
}

void LabelWorkspace::resetLayout()
{
    m_tasks->show();
    m_side->show();
    m_splitter->setSizes({listWidth, std::max(1, width() - listWidth - sideWidth), sideWidth});
    m_side->setCurrent(0);
    saveLayout();
}

void LabelWorkspace::goTo(const QString& itemPath)
{
    if (!m_navigator->goTo(itemPath))
        say(u"There is no item “%1” in this project."_s.arg(itemPath));
}

void LabelWorkspace::startFresh()
{
    if (!m_session.working())
        m_navigator->openFirst();
    chooseTool(u"box"_s);
    focusItem();
}

void LabelWorkspace::focusItem()
{
    QWidget* front = m_canvas;
    if (m_grid && m_grid->isOn())
        front = &m_grid->page();
    else if (m_text && m_text->isOn())
        front = &m_text->page();
    front->setFocus(Qt::OtherFocusReason);
}

void LabelWorkspace::say(const QString& sentence)
{
    m_stage->hints().say(sentence);
}

void LabelWorkspace::rememberPlace()
{
    LabelPlace place;
    place.item = m_navigator->frontKey();
    place.label = m_context->currentLabel();
    place.recent = m_palette->recent();
    if (place.item != 0)
        place.write(m_session.project().info().id);
}

void LabelWorkspace::changeEvent(QEvent* event)
{
    Workspace::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_scene) {
        m_scene->restyle();
        m_text->restyle();
        m_pages->refreshSoon();
        m_stage->update();
    }
    if (event->type() == QEvent::ActivationChange && !isActiveWindow() && m_marks)
        m_marks->setPeeking(false);
}

bool LabelWorkspace::isReady() const
{
    const WorkingLayer* working = m_session.working();
    return !working || working->document || m_images->isPresented();
}

void LabelWorkspace::showEvent(QShowEvent* event)
{
    Workspace::showEvent(event);
    // Should nothing of it be painted.
    if (m_surroundingsWait)
        m_openedTimer.start(mostUnpaintedMs);
}

// Comes before the canvas is painted: the timer ends after that.
void LabelWorkspace::paintEvent(QPaintEvent* event)
{
    Workspace::paintEvent(event);
    if (std::exchange(m_surroundingsWait, false))
        m_openedTimer.start(0);
}

Workspace* makeLabelWorkspace(ProjectSession& session, JobRunner& jobs, QWidget* parent)
{
    return new LabelWorkspace(session, jobs, parent);
}

} // namespace touchstone
