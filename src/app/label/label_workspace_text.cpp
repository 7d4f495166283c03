// Texts on the page: what shows them, and what of the rest goes on while one is in front.

#include <QMenu>

#include "app/label/canvas_stage.h"
#include "app/label/class_strip.h"
#include "app/label/color_choice.h"
#include "app/label/find_actions.h"
#include "app/label/flow_actions.h"
#include "app/label/grid_mode.h"
#include "app/label/hint_line.h"
#include "app/label/image_feed.h"
#include "app/label/instance_panel.h"
#include "app/label/key_router.h"
#include "app/label/label_chooser.h"
#include "app/label/label_context.h"
#include "app/label/label_list_model.h"
#include "app/label/label_panel.h"
#include "app/label/label_workspace.h"
#include "app/label/mask_actions.h"
#include "app/label/metadata_strip.h"
#include "app/label/polygon_actions.h"
#include "app/label/prediction_actions.h"
#include "app/label/side_panel.h"
#include "app/label/status_strip.h"
#include "app/label/text_actions.h"
#include "app/label/text_desk.h"
#include "app/label/text_finder.h"
#include "app/label/text_page.h"
#include "app/label/tool_habits.h"
#include "app/label/view_marks.h"
#include "app/session/project_session.h"
#include "canvas/canvas.h"
#include "textview/text_view.h"
#include "tools/tool_box.h"

using namespace Qt::StringLiterals;

namespace touchstone {

void LabelWorkspace::connectTexts(std::vector<QAction*> keyed)
{
    m_stage->setTextPage(&m_text->page());
    // What goes from item to item and what concerns labels, selections and the history goes on as with
    // pictures.
    std::vector<QAction*> stay{m_grid->action(), m_flowActions->replaceLabel()};
    for (const Act act :
         {Act::Next,       Act::Previous,  Act::NextOpen,     Act::PreviousOpen, Act::DoneNext,
          Act::Skip,       Act::Reopen,    Act::ConfirmEmpty, Act::GoTo,         Act::Undo,
          Act::Redo,       Act::SelectAll, Act::Delete,       Act::PickLabel,    Act::ChangeLabel,
          Act::Hide,       Act::ShowAll,   Act::FocusFilter,  Act::NextPane,     Act::TagMode,
          Act::DefineLabel})
        stay.push_back((*m_actions)[act]);
    for (const ActionMenu* menu : m_menus)
        if (qobject_cast<const PredictionActions*>(menu))
            stay.insert(stay.end(), menu->actions().begin(), menu->actions().end());
    std::vector<QAction*> own;
    for (ActionMenu* menu : m_menus) {
        if (qobject_cast<TextActions*>(menu) || qobject_cast<FindActions*>(menu)) {
            own.insert(own.end(), menu->actions().begin(), menu->actions().end());
            own.push_back(menu->menuAction());
        }
        if (qobject_cast<MaskActions*>(menu) || qobject_cast<PolygonActions*>(menu))
            keyed.push_back(menu->menuAction());
    }
    keyed.insert(keyed.end(),
                 {m_habits->keepTool(), m_habits->useLabel(), m_colors->menuAction(), m_actions->fillMenu()});
    stay.insert(stay.end(), own.begin(), own.end());
    std::erase_if(keyed, [&](QAction* action) { return std::ranges::find(stay, action) != stay.end(); });
    m_text->setActions(std::move(own), std::move(keyed));

    QMenu* menu = m_menus.front()->menuAction()->menu();
    menu->addSeparator();
    menu->addAction(m_colors->patternsAction());
    m_text->page().addBar(new ClassStrip(m_session, *m_context, *m_tagCommands));
    m_text->page().addBar(new MetadataStrip(m_session));
    m_chooser->setTaker(
        {[this](const LabelId& label) { return m_finder->take(label) || m_text->take(label); },
         [this] { return m_text->heading(); }, &m_text->page(), [this] { return m_text->fit(); },
         [this] { return m_text->usual(); }, [this] { return m_text->belowLabelled(); }});
    m_labels->model().setFit([this] { return m_text->fit(); });
    m_keys->setTyping(
        [this](const QObject* watched) { return m_text->isTagging() && watched == &m_text->page().view(); });
    m_instances->setWords(m_text->words());
    connect(m_instances, &InstancePanel::titleChanged, this,
            [this] { m_side->setTitle(1, m_instances->title()); });
    connect(m_text, &TextDesk::say, this, &LabelWorkspace::say);
    connect(m_text, &TextDesk::hintChanged, this, &LabelWorkspace::hintSoon);
    connect(m_text, &TextDesk::hintChanged, &m_labels->model(), &LabelListModel::refit);
    connect(m_text, &TextDesk::factsChanged, this, [this] { m_status->setTextFacts(m_text->facts()); });
    connect(m_text, &TextDesk::labelWanted, this, [this] {
        m_stage->hints().say(u"A digit or / names it."_s, (*m_actions)[Act::PickLabel], u"Name it"_s);
    });
    connect(m_marks, &ViewMarks::changed, m_text, &TextDesk::restyle);
}

void LabelWorkspace::showText(const WorkingLayer& working)
{
    m_frontState = working.task.state;
    if (!m_text->isOn()) {
        m_toolOfPictures = m_tools->activeId();
        chooseTool(u"select"_s);
        m_images->clear();
        m_canvas->setAnnotations({});
    }
    m_text->show(&working);
    m_stage->showText(true);
    setFocusProxy(&m_text->page().view());
    m_text->page().view().viewport()->repaint();
}

} // namespace touchstone
