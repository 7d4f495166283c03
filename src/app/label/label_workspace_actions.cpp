// What the actions, the keys and the parts of the page do.

#include <QApplication>
#include <QLineEdit>
#include <QMenu>
#include <QMouseEvent>

#include "app/label/action_menu.h"
#include "app/label/attribute_commands.h"
#include "app/label/canvas_stage.h"
#include "app/label/changed_picture.h"
#include "app/label/color_choice.h"
#include "app/label/grid_mode.h"
#include "app/label/grid_page.h"
#include "app/label/hint_line.h"
#include "app/label/history_panel.h"
#include "app/label/image_feed.h"
#include "app/label/instance_model.h"
#include "app/label/instance_panel.h"
#include "app/label/item_flow.h"
#include "app/label/item_navigator.h"
#include "app/label/key_router.h"
#include "app/label/label_chooser.h"
#include "app/label/label_commands.h"
#include "app/label/label_context.h"
#include "app/label/label_panel.h"
#include "app/label/label_workspace.h"
#include "app/label/missing_notice.h"
#include "app/label/prediction_feed.h"
#include "app/label/prediction_panel.h"
#include "app/label/scene_feed.h"
#include "app/label/side_panel.h"
#include "app/label/status_strip.h"
#include "app/label/task_panel.h"
#include "app/label/text_desk.h"
#include "app/label/text_page.h"
#include "app/label/thumbnail_grid.h"
#include "app/label/uniform_list_view.h"
#include "app/label/tool_habits.h"
#include "app/label/unlabelled_feed.h"
#include "app/label/view_actions.h"
#include "app/label/view_marks.h"
#include "app/session/project_session.h"
#include "app/session/text.h"
#include "canvas/canvas.h"
#include "tools/box_snap.h"
#include "textview/text_view.h"
#include "tools/tool_box.h"

using namespace Qt::StringLiterals;

namespace touchstone {

namespace {

constexpr double zoomStep = 1.25;

} // namespace

void LabelWorkspace::connectTools()
{
    m_tools->onToolChanged([this] {
        m_context->setToolId(m_tools->activeId());
        if (QAction* action = m_actions->tool(m_tools->activeId()))
            action->setChecked(true);
        // Who draws means labels by digits again.
        if (m_tools->activeId() != u"select"_s)
            m_attributes->leave();
        m_habits->toolChanged();
        refreshHint();
    });
    m_context->setToolId(m_tools->activeId());
    m_actions->tool(m_tools->activeId())->setChecked(true);
    for (QAction* action : m_actions->tools())
        connect(action, &QAction::triggered, this, [this, action] {
            const QString id = action->data().toString();
            // A held key lends the tool; a click or a menu chooses it.
            if (m_keys->isKeyDownFor(*action))
                m_tools->toolKeyPressed(id);
            else
                m_tools->activate(id);
            focusItem();
        });
    m_canvas->installEventFilter(this);
}

void LabelWorkspace::connectParts()
{
    HintLine& hints = m_stage->hints();
    connect(m_tasks, &TaskPanel::itemChosen, this, [this](qint64 key) {
        if (m_grid->isBusy())
            return;
        m_grid->set(false);
        m_navigator->open(key);
    });
    connect(m_grid, &GridMode::ended, this, [this] {
        // What was held may not be possible on this item.
        enableItemActions(m_session.working() != nullptr);
        if (m_session.working())
            refreshItemActions();
        focusItem();
    });
    connect(m_navigator, &ItemNavigator::leaving, this, [this] { m_tools->keepDraft(); });
    connect(m_navigator, &ItemNavigator::say, this, &LabelWorkspace::say);
    connect(m_selection, &SelectionCommands::say, this, &LabelWorkspace::say);
    connect(m_unlabelled, &UnlabelledFeed::changed, this,
            [this] { m_status->setUnlabelled(m_unlabelled->count()); });
    for (const ActionMenu* menu : m_menus)
        connect(menu, &ActionMenu::say, this, &LabelWorkspace::say);
    connect(m_predictions, &PredictionFeed::say, this, &LabelWorkspace::say);
    connect(m_predictions, &PredictionFeed::currentChanged, this, &LabelWorkspace::hintSoon);
    connect(m_predictions, &PredictionFeed::editWanted, this, [this] { chooseTool(u"select"_s); });
    connect(m_predictions, &PredictionFeed::changed, this, [this] {
        if (!m_predictions->layers().empty() || !m_predictions->shown().empty())
            m_side->setPageVisible(m_predictionPanel, true);
    });
    connect(m_predictionPanel, &PredictionPanel::left, this, &LabelWorkspace::focusItem);
    connect(m_labelCommands, &LabelCommands::failed, this, &LabelWorkspace::say);
    connect(m_chooser, &LabelChooser::say, this, &LabelWorkspace::say);
    connect(m_chooser, &LabelChooser::stillWaiting, this, [this, &hints] {
        hints.say(u"The shape waits for a label."_s, (*m_actions)[Act::PickLabel], u"Name it"_s);
    });
    connect(m_tasks, &TaskPanel::left, this, &LabelWorkspace::focusItem);
    connect(m_labels, &LabelPanel::left, this, &LabelWorkspace::focusItem);
    connect(m_instances, &InstancePanel::left, this, &LabelWorkspace::focusItem);
    connect(m_history, &HistoryPanel::left, this, &LabelWorkspace::focusItem);
    connect(m_chooser, &LabelChooser::closed, this, &LabelWorkspace::focusItem);
    connect(&hints, &HintLine::answered, this, &LabelWorkspace::focusItem);
    connect(&hints, &HintLine::gaveUp, this, &LabelWorkspace::focusItem);
    connect(m_labels, &LabelPanel::armed, m_chooser, &LabelChooser::arm);
    connect(m_instances, &InstancePanel::zoomWanted, this, &LabelWorkspace::zoomToSelection);
    connect(&m_instances->view(), &QAbstractItemView::pressed, this, [this] { chooseTool(u"select"_s); });

    connect(m_context, &LabelContext::selectionChanged, this, [this] {
        m_tools->contentChanged();
        hintSoon();
    });
    connect(m_context, &LabelContext::currentLabelChanged, this, [this] {
        m_tools->contentChanged();
        m_placeTimer.start();
    });
    connect(m_context, &LabelContext::hintWanted, this, &LabelWorkspace::hintSoon);
    connect(m_context, &LabelContext::said, this, &LabelWorkspace::say);
    auto* preferences = new QAction(u"Preferences"_s, this);
    connect(preferences, &QAction::triggered, this, &LabelWorkspace::preferencesWanted);
    connect(m_context, &LabelContext::programWanted, this, [&hints, preferences] {
        hints.say(u"No helper program is named yet. It finds objects by your clicks."_s, preferences,
                  u"Preferences…"_s);
    });
    connect(m_context, &LabelContext::waitingShapeChanged, m_scene, &SceneFeed::showWaiting);
    connect(m_context, &LabelContext::pickMenuWanted, this,
            [this](const std::vector<AnnotationId>& ids, QPoint place) {
                if (ids.empty())
                    return;
                QMenu menu(this);
                for (const AnnotationId& id : ids) {
                    QAction* action = menu.addAction(m_instances->model().nameOf(id).replace(u'&', u"&&"_s),
                                                     this, [this, id] {
                                                         chooseTool(u"select"_s);
                                                         m_context->setSelection({id});
                                                     });
                    connect(action, &QAction::hovered, this, [this, id] { m_canvas->setHovered(id); });
                }
                menu.exec(place);
                m_canvas->setHovered({});
            });

    connect(m_canvas, &Canvas::cursorMoved, this, [this](Point position, bool onImage) {
        m_cursor = onImage ? std::optional(position) : std::nullopt;
        m_status->setPosition(position, onImage);
    });
    const auto showZoom = [this] {
        m_status->setZoom(m_canvas->view().scale * m_canvas->devicePixelRatioF());
    };
    connect(m_canvas, &Canvas::viewChanged, this, showZoom);
    connect(m_images, &ImageFeed::sizeChanged, this, [this, showZoom] {
        const QSize size = m_images->size();
        m_context->setImageSize({double(size.width()), double(size.height())});
        m_status->setImageSize(size);
        m_unlabelled->restart();
        if (!m_opening)
            m_scene->reload();
        showZoom();
    });
    connect(m_images, &ImageFeed::problemChanged, m_context, &LabelContext::setImageProblem);
    connect(m_images, &ImageFeed::remark, this, &LabelWorkspace::say);
    auto* changed = new ChangedPicture(m_session, m_jobs, m_stage->changed(), this);
    connect(changed, &ChangedPicture::said, this, &LabelWorkspace::say);
    connect(changed, &ChangedPicture::locateWanted, this, &LabelWorkspace::locateWanted);
    connect(&m_stage->missing(), &MissingNotice::actionWanted, this, &LabelWorkspace::locate);
    connect(m_keys, &KeyRouter::digit, this, &LabelWorkspace::digit);
    connect(m_keys, &KeyRouter::released, this, &LabelWorkspace::keyReleased);
}

void LabelWorkspace::connectActions()
{
    const auto on = [this](Act act, auto&& run) {
        connect((*m_actions)[act], &QAction::triggered, this, std::forward<decltype(run)>(run));
    };
    on(Act::Next, [this] { m_navigator->step(1); });
    on(Act::Previous, [this] { m_navigator->step(-1); });
    on(Act::NextOpen, [this] {
        if (!m_navigator->stepUnfinished(true))
            say(u"No other item is unfinished."_s);
    });
    on(Act::PreviousOpen, [this] {
        if (!m_navigator->stepUnfinished(false))
            say(u"No other item is unfinished."_s);
    });
    on(Act::DoneNext, [this] { doneNext(); });
    on(Act::Skip, [this] { m_flow->askSkip(); });
    on(Act::Reopen, [this] { m_flow->reopen(); });
    on(Act::ConfirmEmpty, [this](bool checked) {
        m_flow->setConfirmedEmpty(checked);
        frontChanged();
    });
    on(Act::GoTo, [this] { m_flow->askGoTo(); });
    on(Act::Undo, [this] { undo(); });
    on(Act::Redo, [this] { redo(); });
    on(Act::Cut, [this] { m_selection->cut(); });
    on(Act::Copy, [this] { m_selection->copy(); });
    on(Act::Paste, [this] { paste(); });
    on(Act::PastePrevious, [this] { pastePrevious(); });
    on(Act::Duplicate, [this] { m_selection->duplicate(); });
    on(Act::SelectAll, [this] {
        chooseTool(u"select"_s);
        m_selection->selectAll();
    });
    on(Act::Delete, [this] { m_selection->remove(); });
    on(Act::PickLabel, [this] { m_chooser->open(); });
    on(Act::ChangeLabel, [this] {
        m_side->setCurrent(0);
        m_labels->showMenuOfCurrent();
    });
    on(Act::ToFront, [this] { m_selection->restack(SelectionCommands::Stack::Front); });
    on(Act::Forward, [this] { m_selection->restack(SelectionCommands::Stack::Forward); });
    on(Act::Backward, [this] { m_selection->restack(SelectionCommands::Stack::Backward); });
    on(Act::ToBack, [this] { m_selection->restack(SelectionCommands::Stack::Back); });
    on(Act::SnapBoxes, [this] { snapBoxes(*m_context); });
    on(Act::RepeatTool, [this] { repeatTool(); });
    on(Act::Fit, [this] { m_canvas->fit(); });
    on(Act::ZoomSelection, [this] { zoomToSelection(); });
    on(Act::PreviousView, [this] { m_canvas->previousView(); });
    on(Act::ActualSize, [this] { m_canvas->zoomTo(1 / m_canvas->devicePixelRatioF()); });
    on(Act::ZoomIn, [this] { m_canvas->zoomBy(zoomStep); });
    on(Act::ZoomOut, [this] { m_canvas->zoomBy(1 / zoomStep); });
    on(Act::Hide, [this] { hidePressed(); });
    on(Act::ShowAll, [this] { m_marks->showAll(); });
    on(Act::Lock, [this] { m_selection->lock(); });
    const auto walk = [this](int by) {
        chooseTool(u"select"_s);
        m_selection->walk(by);
    };
    on(Act::NextInstance, [walk] { walk(1); });
    on(Act::PreviousInstance, [walk] { walk(-1); });
    connect(m_viewActions, &ViewActions::zoomToNextWanted, this, [this](int by) {
        chooseTool(u"select"_s);
        m_selection->walk(by, true);
        if (m_context->selection().empty())
            say(u"There is no shape on this item to go to."_s);
        else
            zoomToSelection();
    });
    on(Act::FocusFilter, [this] {
        m_tasks->filterField().setFocus(Qt::ShortcutFocusReason);
        m_tasks->filterField().selectAll();
    });
    on(Act::NextPane, [this] { nextPane(); });

    QAction* ask = (*m_actions)[Act::AskEachTime];
    ask->setChecked(m_settings.askEachTime);
    m_context->setAskEachTime(m_settings.askEachTime);
    connect(ask, &QAction::toggled, this, [this](bool asks) {
        m_settings.askEachTime = asks;
        m_context->setAskEachTime(asks);
        m_settings.write();
    });
    QAction* outline = (*m_actions)[Act::OutlineOnly];
    outline->setChecked(m_settings.outlineOnly);
    m_scene->setOutlineOnly(m_settings.outlineOnly);
    connect(outline, &QAction::toggled, this, [this](bool only) {
        m_settings.outlineOnly = only;
        m_scene->setOutlineOnly(only);
        m_settings.write();
    });
    const auto color = [this] {
        m_scene->setColorRule(m_colors->rule(), m_colors->patterns());
        m_text->setPatterns(m_colors->patterns());
    };
    color();
    connect(m_colors, &ColorChoice::changed, this, color);
    m_scene->setFill(m_settings.fillAlpha);
    for (QAction* fill : m_actions->fills()) {
        fill->setChecked(fill->data().toInt() == m_settings.fillAlpha);
        connect(fill, &QAction::triggered, this, [this, fill] {
            m_settings.fillAlpha = fill->data().toInt();
            m_scene->setFill(m_settings.fillAlpha);
            m_settings.write();
        });
    }
}

void LabelWorkspace::chooseTool(const QString& id)
{
    m_tools->activate(id);
}

void LabelWorkspace::repeatTool()
{
    // The tool first: it may arm a label of its own.
    chooseTool(m_lastTool.isEmpty() ? u"box"_s : m_lastTool);
    if (!m_lastLabel.isNull() && m_context->resolved(m_lastLabel) != m_context->currentLabel())
        m_context->setCurrentLabel(m_context->resolved(m_lastLabel));
}

void LabelWorkspace::undo()
{
    if (m_grid->isOn()) {
        m_grid->page().undo();
        return;
    }
    if (m_tools->undo())
        return;
    if (m_session.undoState().undoText.empty())
        say(u"Nothing was done on this item that could be undone."_s);
    else
        m_session.undo();
}

void LabelWorkspace::redo()
{
    if (m_grid->isOn()) {
        m_grid->page().redo();
        return;
    }
    if (m_tools->redo())
        return;
    if (m_session.undoState().redoText.empty())
        say(u"There is nothing to redo on this item."_s);
    else
        m_session.redo();
}

void LabelWorkspace::doneNext()
{
    // An open shape is finished first; one that cannot be says why, and the item stays.
    if (m_tools->hasDraft() && !m_tools->finish())
        return;
    m_chooser->whenNoneWaits([this] {
        if (!showLack())
            m_flow->doneNext();
    });
}

void LabelWorkspace::paste()
{
    chooseTool(u"select"_s);
    const bool same = m_selection->clipboardItem() == m_frontItem;
    m_selection->paste(same ? m_cursor : std::nullopt);
}

void LabelWorkspace::pastePrevious()
{
    const auto before = m_navigator->neighbour(-1);
    if (!before) {
        say(u"There is no item before this one."_s);
        return;
    }
    chooseTool(u"select"_s);
    m_selection->pasteFrom(*before);
}

void LabelWorkspace::zoomToSelection()
{
    std::optional<Rect> box;
    for (const AnnotationId& id : m_context->selection())
        if (const Annotation* annotation = m_context->content().find(id))
            if (const auto own = bounds(annotation->shape))
                box = box ? box->united(*own) : *own;
    if (!box)
        say(u"Select a shape to zoom to it."_s);
    else
        m_canvas->zoomToRect(box->adjusted(std::max(box->width, box->height) * 0.15 + 4));
}

void LabelWorkspace::hidePressed()
{
    m_hideHeld = m_keys->isKeyDownFor(*(*m_actions)[Act::Hide]);
    m_hideSince.start();
    m_hiddenByKey = m_context->selection();
    if (!m_hiddenByKey.empty())
        m_selection->hide();
    else if (m_hideHeld)
        m_marks->setPeeking(true);
    else
        say(m_text->isOn() ? u"Select a span to hide it."_s : u"Select a shape to hide it."_s);
}

void LabelWorkspace::keyReleased(int key)
{
    for (QAction* action : m_actions->tools())
        if (action->shortcut().count() == 1 && action->shortcut()[0].key() == key)
            m_tools->toolKeyReleased(action->data().toString());
    if (key != Qt::Key_H || !std::exchange(m_hideHeld, false))
        return;
    const bool held = m_hideSince.elapsed() > ToolBox::holdMs;
    m_marks->setPeeking(false);
    if (m_hiddenByKey.empty()) {
        if (!held)
            say(m_text->isOn() ? u"Select a span to hide it; hold H to see the text alone."_s
                               : u"Select a shape to hide it; hold H to see the picture alone."_s);
    } else if (held) {
        m_marks->setHidden(m_hiddenByKey, false);
        m_context->setSelection(m_hiddenByKey);
        m_stage->hints().clearNotice();
    }
}

void LabelWorkspace::nextPane()
{
    std::vector<QWidget*> panes{m_canvas};
    if (m_grid->isOn())
        panes.front() = &m_grid->page().grid();
    else if (m_text->isOn())
        panes.front() = &m_text->page().view();
    if (m_tasks->isVisible())
        panes.push_back(&m_tasks->view());
    if (m_side->isVisible()) {
        const std::vector<QWidget*> pages{&m_labels->view(), &m_instances->view(), &m_history->view(),
                                          &m_predictionPanel->view()};
        panes.push_back(pages[std::size_t(m_side->current())]);
    }
    std::size_t at = 0;
    for (std::size_t i = 0; i < panes.size(); ++i)
        if (panes[i]->hasFocus())
            at = i;
    panes[(at + 1) % panes.size()]->setFocus(Qt::TabFocusReason);
}

void LabelWorkspace::locate()
{
    const WorkingLayer* working = m_session.working();
    if (!working)
        return;
    const Item item = working->item;
    std::error_code failed;
    if (std::filesystem::exists(m_session.project().mediaPath(item), failed)) {
        m_images->forgetAll();
        return;
    }
    Q_EMIT locateWanted({});
}

bool LabelWorkspace::eventFilter(QObject* watched, QEvent* event)
{
    // A notice has been read when the next gesture begins.
    if (watched == m_canvas && event->type() == QEvent::MouseButtonPress)
        m_stage->hints().clearNotice();
    return Workspace::eventFilter(watched, event);
}

} // namespace touchstone
