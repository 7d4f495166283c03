// What follows from the item in front: its picture, its content, its line in the list.

#include "app/label/attribute_commands.h"
#include "app/label/attribute_sweep.h"
#include "app/label/canvas_stage.h"
#include "app/label/history_panel.h"
#include "app/label/grid_mode.h"
#include "app/label/helper_program.h"
#include "app/label/hint_line.h"
#include "app/label/image_cache.h"
#include "app/label/image_feed.h"
#include "app/label/instance_model.h"
#include "app/label/instance_panel.h"
#include "app/label/item_flow.h"
#include "app/label/item_navigator.h"
#include "app/label/label_context.h"
#include "app/label/label_list_model.h"
#include "app/label/label_palette.h"
#include "app/label/label_panel.h"
#include "app/label/label_workspace.h"
#include "app/label/related_marks.h"
#include "app/label/page_feed.h"
#include "app/label/picture_jobs.h"
#include "app/label/prediction_feed.h"
#include "app/label/scene_feed.h"
#include "app/label/side_panel.h"
#include "app/label/status_strip.h"
#include "app/label/tag_commands.h"
#include "app/label/tag_panel.h"
#include "app/label/task_panel.h"
#include "app/label/task_states.h"
#include "app/label/text_desk.h"
#include "app/label/view_marks.h"
#include "app/session/project_session.h"
#include "app/session/text.h"
#include "canvas/canvas.h"
#include "touchstone/base/text.h"
#include "tools/tool_box.h"

using namespace Qt::StringLiterals;

namespace touchstone {

namespace {

/// More changes than these are listed by reading all of the item.
constexpr std::size_t mostFollowed = 256;

// "ground truth from cars.json", for a layer that is not one's own.
QString originOf(Reader& reader, const WorkingLayer& working)
{
    const auto layers = reader.layersOf(working.item.id);
    const auto sources = reader.sources();
    if (working.start && layers && sources)
        for (const LayerRow& row : *layers)
            if (row.layer.id == working.start->layer.base && row.layer.role == LayerRole::GroundTruth)
                for (const Source& source : *sources)
                    if (source.id == row.layer.source) {
                        const QString name = toQt(source.name);
                        return u"ground truth from %1"_s.arg(name.mid(name.lastIndexOf(u'/') + 1));
                    }
    return u"labels of %1"_s.arg(toQt(working.shownFrom));
}

} // namespace

void LabelWorkspace::connectSession()
{
    m_openedTimer.setSingleShot(true);
    connect(&m_openedTimer, &QTimer::timeout, this, &LabelWorkspace::afterOpening);
    m_panelTimer.setSingleShot(true);
    m_panelTimer.setInterval(16);
    connect(&m_panelTimer, &QTimer::timeout, this, &LabelWorkspace::refreshPanels);
    m_hintTimer.setSingleShot(true);
    connect(&m_hintTimer, &QTimer::timeout, this, &LabelWorkspace::refreshHint);
    m_placeTimer.setSingleShot(true);
    m_placeTimer.setInterval(1000);
    connect(&m_placeTimer, &QTimer::timeout, this, &LabelWorkspace::rememberPlace);

    connect(&m_session, &ProjectSession::itemOpened, this, &LabelWorkspace::itemOpened);
    connect(&m_session, &ProjectSession::contentChanged, this, &LabelWorkspace::contentChanged);
    connect(&m_session, &ProjectSession::undoStateChanged, this, &LabelWorkspace::refreshUndoTexts);
    connect(&m_session, &ProjectSession::undone, this, &LabelWorkspace::say);
    connect(&m_session, &ProjectSession::ontologyChanged, this, [this] {
        // A label that is gone is not armed any longer.
        const Label* armed = m_session.ontology().resolve(m_context->currentLabel());
        m_context->setCurrentLabel(armed && armed->isActive() ? armed->id : LabelId{});
        m_scene->restyle();
        m_text->restyle();
        hintSoon();
        m_allPanels = true;
        m_panelTimer.start();
    });
    connect(&m_session, &ProjectSession::taskChanged, this, [this](const ItemId& item) {
        if (item == m_frontItem)
            frontChanged();
    });
    connect(&m_session, &ProjectSession::itemsChanged, this, [this] {
        m_images->forgetAll();
        m_pictureJobs->forget();
    });
    connect(&m_images->cache(), &ImageCache::ready, this, [this](qint64 key) {
        showPictureMemory();
        if (key == m_images->item().key)
            Q_EMIT ready();
    });
    showPictureMemory();
    connect(m_tasks, &TaskPanel::loaded, this, &LabelWorkspace::listLoaded);
}

void LabelWorkspace::showPictureMemory()
{
    m_status->setPictureMemory(m_images->cache().bytesHeld(), m_images->cache().budget());
}

void LabelWorkspace::listLoaded()
{
    if (!m_session.working())
        m_navigator->openFirst();
    const WorkingLayer* working = m_session.working();
    if (!working)
        return;
    frontChanged();
    Q_EMIT positionChanged(m_navigator->positionText());
    if (m_surroundingsWait)
        return;
    // Neighbours are known only now.
    const std::vector<Item> ahead = likelyNext();
    m_images->setAhead(ahead);
    m_pages->want(ahead);
    m_text->wantAhead(ahead);
}

std::vector<Item> LabelWorkspace::likelyNext()
{
    if (m_sweep->isOn())
        return m_sweep->ahead();
    const int row = m_tasks->model().rowOf(m_navigator->frontKey());
    if (row != m_frontRow && row >= 0 && m_frontRow >= 0)
        m_backwards = row < m_frontRow;
    m_frontRow = row;
    const int on = m_backwards ? -1 : 1;
    std::vector<Item> found;
    for (const int by : {on, 2 * on, -on})
        if (const auto item = m_navigator->neighbour(by))
            found.push_back(*item);
    return found;
}

void LabelWorkspace::itemOpened()
{
    const WorkingLayer* working = m_session.working();
    const ItemId item = working ? working->item.id : ItemId{};
    const bool another = item != m_frontItem;
    m_opening = true;
    m_allPanels = true;
    enableItemActions(working != nullptr);
    m_palette->hide();
    m_context->dropWaitingShape();
    if (another) {
        m_marks->setPeeking(false);
        m_stage->hints().clearNotice();
    }
    m_context->setSelection({});
    m_tools->itemChanged();
    m_pictureJobs->forget();
    m_helper->forget();
    m_frontItem = item;
    m_predictions->forget();
    if (!working) {
        m_opening = false;
        m_text->show(nullptr);
        m_stage->showText(false);
        setFocusProxy(m_canvas);
        m_images->clear();
        m_pages->want({});
        m_text->wantAhead({});
        m_canvas->setAnnotations({});
        m_canvas->setMessage(
            u"No pictures or texts yet.\nDrop them or a folder here, or use File, Add a folder."_s);
        Q_EMIT positionChanged({});
        m_panelTimer.start();
        return;
    }
    if (working->document)
        showText(*working);
    else
        showItem(*working, another);
    m_opening = false;
    // The item is seen before anything else is brought up to date, and the next key goes first too.
    if (!working->document)
        m_canvas->repaint();
    refreshItemActions();
    m_panelTimer.start();
    m_surroundingsWait = !isVisible();
    if (!m_surroundingsWait)
        m_openedTimer.start(0);
    m_placeTimer.start();
}

void LabelWorkspace::showItem(const WorkingLayer& working, bool another)
{
    m_frontState = working.task.state;
    if (m_text->isOn()) {
        m_text->show(nullptr);
        m_stage->showText(false);
        setFocusProxy(m_canvas);
        m_status->setTextFacts({});
        enableItemActions(true);
        chooseTool(m_toolOfPictures);
    }
    const std::shared_ptr<CanvasPage> page = m_pages->take(working.item);
    if (m_images->show(working.item, page.get())) {
        m_scene->shownByPage();
    } else {
        if (m_marks->anythingLocked())
            m_scene->restyle();
        m_scene->reload();
    }
    if (page)
        m_pages->dispose(page);
    m_context->setDraftTool({});
    if (const auto draft = m_session.draft()) {
        m_context->setDraftTool(toQt(draft->tool));
        m_tools->restoreDraft(toQt(draft->tool), draft->body);
        if (another && m_tools->hasDraft())
            say(u"An open shape is still here. Enter finishes it, Esc drops it."_s);
    }
}

void LabelWorkspace::afterOpening()
{
    m_surroundingsWait = false;
    if (!m_session.working())
        return;
    frontChanged();
    refreshHint();
    m_predictions->read();
    Q_EMIT positionChanged(m_navigator->positionText());
    const std::vector<Item> ahead = likelyNext();
    m_images->setAhead(ahead);
    m_pages->want(ahead);
    m_text->wantAhead(ahead);
}

void LabelWorkspace::contentChanged(const Edit& edit)
{
    // What was said of the state before is not true any more.
    m_stage->hints().clearNotice();
    const auto& infos = toolInfos();
    const auto active = std::ranges::find(infos, m_tools->activeId(), &ToolInfo::id);
    for (const Change& change : edit.changes)
        if (const auto* made =
                change.after && !change.before ? std::get_if<Annotation>(&*change.after) : nullptr;
            made && active != infos.end() && active->draws) {
            m_lastTool = active->id;
            m_lastLabel = made->label;
        }
    if (m_text->isOn())
        m_text->follow(edit);
    else
        m_scene->follow(edit);
    m_predictions->compare();
    if (m_marks->anythingLocked())
        m_scene->restyle();
    m_context->pruneSelection();
    m_tools->contentChanged();
    stateMoved();
    // What lists and counts show of it waits until it has been painted.
    m_unlisted.insert(m_unlisted.end(), edit.changes.begin(), edit.changes.end());
    if (m_unlisted.size() > mostFollowed)
        m_allPanels = true;
    if (m_allPanels)
        m_unlisted.clear();
    if (!m_panelTimer.isActive())
        m_panelTimer.start();
}

void LabelWorkspace::stateMoved()
{
    const WorkingLayer* working = m_session.working();
    if (!working->start)
        m_status->setShownFrom({});
    const TaskState before = std::exchange(m_frontState, working->task.state);
    if (before == m_frontState)
        return;
    m_tasks->countState(before, m_frontState);
    if (soloState(before) == SoloState::Done && soloState(m_frontState) == SoloState::InProgress)
        say(u"%1 is in progress again."_s.arg(itemName(working->item)));
}

// The line in the list shows what is in memory, which may be ahead of the file.
void LabelWorkspace::frontChanged()
{
    const WorkingLayer* working = m_session.working();
    if (!working)
        return;
    stateMoved();
    const auto& content = working->content;
    TaskRow row;
    row.item = working->item;
    row.task = working->task;
    row.count = std::int64_t(content.thingCount());
    row.confirmedEmpty = content.layer().confirmedEmpty;
    if (working->document)
        row.words = firstWords(*working->document);
    m_tasks->showFront(row, true);
    refreshItemActions();
    m_status->setInstances(int(row.count));
}

// Without an item in front nothing of this can act.
void LabelWorkspace::enableItemActions(bool on)
{
    for (const Act act :
         {Act::Next,         Act::Previous,     Act::NextOpen, Act::PreviousOpen,  Act::DoneNext,
          Act::Skip,         Act::ConfirmEmpty, Act::GoTo,     Act::Undo,          Act::Redo,
          Act::Cut,          Act::Copy,         Act::Paste,    Act::PastePrevious, Act::Duplicate,
          Act::SelectAll,    Act::Delete,       Act::Forward,  Act::Backward,      Act::ToFront,
          Act::ToBack,       Act::Hide,         Act::Lock,     Act::NextInstance,  Act::PreviousInstance,
          Act::Group,        Act::Ungroup,      Act::PartOf,   Act::Fit,           Act::ZoomSelection,
          Act::PreviousView, Act::ActualSize,   Act::ZoomIn,   Act::ZoomOut})
        (*m_actions)[act]->setEnabled(on);
    if (!on)
        (*m_actions)[Act::Reopen]->setEnabled(false);
    m_grid->hold();
}

// What keys may be pressed for right after the item came.
void LabelWorkspace::refreshItemActions()
{
    (*m_actions)[Act::ConfirmEmpty]->setChecked(m_session.working()->content.layer().confirmedEmpty);
    const SoloState state = soloState(m_frontState);
    (*m_actions)[Act::Reopen]->setEnabled(state == SoloState::Done || state == SoloState::Skipped);
    m_grid->hold();
}

void LabelWorkspace::refreshPanels()
{
    if (m_session.working())
        frontChanged();
    m_tags->refresh();
    if (std::exchange(m_allPanels, false)) {
        m_instances->reload();
        m_labels->model().recount();
    } else {
        m_instances->follow(m_unlisted);
        for (const Change& change : m_unlisted)
            m_labels->model().follow(change);
    }
    m_unlisted.clear();
    m_related->refresh();
    m_history->invalidate();
    m_side->setTitle(1, m_instances->title());
    refreshShownFrom();
    refreshHint();
}

void LabelWorkspace::hintSoon()
{
    if (!m_opening && !m_hintTimer.isActive())
        m_hintTimer.start(0);
}

void LabelWorkspace::refreshShownFrom()
{
    const WorkingLayer* working = m_session.working();
    if (!working || working->shownFrom.empty())
        m_status->setShownFrom({});
    else
        m_status->setShownFrom(
            u"%1, the first edit makes it yours"_s.arg(originOf(m_session.reader(), *working)));
}

void LabelWorkspace::refreshUndoTexts()
{
    if (m_opening)
        return;
    const UndoState& state = m_session.undoState();
    const auto text = [](const QString& verb, const std::string& what) {
        return what.empty() ? verb : verb + u' ' + toQt(what).replace(u'&', u"&&"_s);
    };
    (*m_actions)[Act::Undo]->setText(m_tools->hasDraft() ? u"Undo point"_s : text(u"Undo"_s, state.undoText));
    (*m_actions)[Act::Redo]->setText(text(u"Redo"_s, state.redoText));
}

void LabelWorkspace::refreshHint()
{
    if (m_opening)
        return;
    const auto& infos = toolInfos();
    const auto active = std::ranges::find(infos, m_tools->activeId(), &ToolInfo::id);
    if (const auto picked = m_attributes->pickedDefinition()) {
        m_stage->hints().setHint(attributeHint(*picked));
        refreshUndoTexts();
        return;
    }
    if (m_text->isOn()) {
        const Hint asked = m_tagCommands->hint();
        m_stage->hints().setHint(asked.label.isEmpty() ? m_text->hint() : asked);
        refreshUndoTexts();
        return;
    }
    Hint hint;
    if (active != infos.end() && active->draws) {
        const Label* label = m_session.ontology().resolve(m_context->currentLabel());
        hint.label = label ? toQt(label->name) : QString();
        if (label)
            hint.swatch = QColor::fromRgb(QRgb(label->color));
    } else if (m_context->selection().size() == 1) {
        const AnnotationId id = m_context->selection().front();
        const Annotation* selected = m_context->content().find(id);
        const Label* label = selected ? m_session.ontology().resolve(selected->label) : nullptr;
        hint.label = m_instances->model().nameOf(id);
        if (label && !hint.label.isEmpty())
            hint.swatch = QColor::fromRgb(QRgb(label->color));
    }
    hint.text = m_tools->active().hint();
    if (hint.label.isEmpty() && !hint.text.isEmpty())
        hint.text[0] = hint.text[0].toUpper();
    hint.keys = m_tools->active().hintKeys();
    const auto decide = m_predictions->hintKeys();
    const bool idle = m_context->selection().empty() && (active == infos.end() || !active->draws);
    hint.keys.insert(idle ? hint.keys.begin() : hint.keys.end(), decide.begin(), decide.end());
    if (idle && !decide.empty())
        hint.text = u"A prediction is marked"_s;
    m_stage->hints().setHint(hint);
    m_canvas->setToolCursor(m_tools->active().cursor());
    refreshUndoTexts();
}

} // namespace touchstone
