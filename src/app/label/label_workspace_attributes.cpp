// Attributes, tags and groups on the page: which keys reach them, and what the hint line says of it.

#include "app/label/attribute_commands.h"
#include "app/label/attribute_panel.h"
#include "app/label/attribute_sweep.h"
#include "app/label/canvas_stage.h"
#include "app/label/definition_dialog.h"
#include "app/label/entry_list_form.h"
#include "app/label/entry_lists.h"
#include "app/label/grid_mode.h"
#include "app/label/grid_page.h"
#include "app/label/hint_line.h"
#include "app/label/instance_model.h"
#include "app/label/instance_panel.h"
#include "app/label/item_navigator.h"
#include "app/label/key_router.h"
#include "app/label/label_chooser.h"
#include "app/label/label_context.h"
#include "app/label/label_panel.h"
#include "app/label/label_workspace.h"
#include "app/label/side_panel.h"
#include "app/label/tag_commands.h"
#include "app/label/task_states.h"
#include "app/session/project_session.h"
#include "app/session/text.h"
#include "tools/tool_box.h"
#include "touchstone/model/label_values.h"
#include "touchstone/model/ranking.h"

using namespace Qt::StringLiterals;

namespace touchstone {

namespace {

constexpr int instancesTab = 1;

} // namespace

void LabelWorkspace::connectAttributes()
{
    const auto on = [this](Act act, auto&& run) {
        connect((*m_actions)[act], &QAction::triggered, this, std::forward<decltype(run)>(run));
    };
    on(Act::DefineLabel, [this] {
        if (m_context->currentLabel().isNull())
            say(u"Choose a label first; / finds one."_s);
        m_labels->define(m_context->currentLabel());
    });
    on(Act::Group, [this] { m_selection->group(); });
    on(Act::Ungroup, [this] { m_selection->ungroup(); });
    on(Act::PartOf, [this] { m_selection->partOf(); });
    connect((*m_actions)[Act::TagMode], &QAction::toggled, this, [this](bool goesOn) {
        m_tagCommands->setGoesOn(goesOn);
        if (goesOn) {
            m_side->setCurrent(instancesTab);
            m_attributes->leave();
        }
        hintSoon();
        say(goesOn ? u"A digit sets the tag and opens the next item. Shift+T ends this."_s
                   : u"Digits choose labels again."_s);
    });
    connect(m_tagCommands, &TagCommands::say, this, &LabelWorkspace::say);
    connect(m_tagCommands, &TagCommands::say, this, &LabelWorkspace::hintSoon);
    connect(m_tagCommands, &TagCommands::goOn, this, [this] { m_navigator->step(1); });
    connect(m_tagCommands, &TagCommands::attributeWanted, this,
            [this](const AnnotationId& tag, const QString& name) {
                m_side->setCurrent(instancesTab);
                refreshPanels();
                m_context->setSelection({tag});
                m_attributes->pick(name);
            });
    // Of several values none is the last.
    connect(
        m_attributes, &AttributeCommands::answered, this,
        [this](AttributeKind kind) {
            if (kind != AttributeKind::Choices)
                m_tagCommands->advance();
        },
        Qt::QueuedConnection);
    connect(m_labels, &LabelPanel::defining, this,
            [this](DefinitionDialog& dialog) { dialog.setLists(listAccess(m_session, m_jobs)); });
    m_attributes->setLists(new EntryLists(m_session, m_jobs, this));
    connect(m_attributes, &AttributeCommands::say, this, &LabelWorkspace::say);
    connect(m_attributes, &AttributeCommands::pickedChanged, this, &LabelWorkspace::hintSoon);
    connect(m_attributes, &AttributeCommands::typingWanted, this, [this](const QString& name) {
        m_side->setCurrent(instancesTab);
        m_instances->attributes().edit(name);
    });
    connect(m_keys, &KeyRouter::altDigit, this, [this](int digit) {
        if (m_grid->isOn())
            return;
        m_side->setCurrent(instancesTab);
        m_attributes->pick(digit == 0 ? 10 : digit);
    });
    m_keys->setEscape([this](bool act) { return escape(act); });
}

void LabelWorkspace::digit(int digit)
{
    if (m_grid->isOn()) {
        m_grid->page().digit(digit);
        return;
    }
    if (!m_context->waitingShape() && m_sweep->digit(digit))
        return;
    if (m_context->waitingShape() || (!m_attributes->digit(digit) && !m_tagCommands->digit(digit)))
        m_chooser->digit(digit);
}

bool LabelWorkspace::escape(bool act)
{
    if (m_grid->isOn() || m_attributes->picked().isEmpty() || m_tools->hasDraft())
        return false;
    if (act)
        m_attributes->leave();
    return true;
}

Hint LabelWorkspace::attributeHint(const AttributeDefinition& definition) const
{
    Hint hint;
    const std::vector<Annotation> all = m_attributes->instances();
    if (all.size() == 1) {
        hint.label = m_instances->model().nameOf(all.front().id);
        if (const Label* label = m_session.ontology().resolve(all.front().label))
            hint.swatch = QColor::fromRgb(QRgb(label->color));
    } else {
        hint.label = u"%1 selected"_s.arg(all.size());
    }
    hint.text = toQt(definition.name);
    hint.keys = AttributeCommands::keysOf(definition, m_attributes->texts());
    hint.keys.emplace_back(u"Tab"_s, u"next"_s);
    hint.keys.emplace_back(u"Esc"_s, u"leaves"_s);
    return hint;
}

bool LabelWorkspace::showLack()
{
    const WorkingLayer* working = m_session.working();
    if (!working || soloState(working->task.state) == SoloState::Done)
        return false;
    const auto ranked =
        working->document ? rankedNames(*working->document) : std::vector<std::string>();
    const auto lack = firstLack(m_session.ontology(), working->content, ranked);
    if (!lack)
        return false;
    chooseTool(u"select"_s);
    m_side->setCurrent(instancesTab);
    refreshPanels(); // The last shape may not be listed yet, and is to be named.
    m_context->setSelection({lack->annotation});
    if (lack->attribute.empty()) {
        say(u"%1 Delete the relation, or give it or what it connects another label, before the item is "
            u"done."_s.arg(toQt(lack->reason)));
        return true;
    }
    const QString name = toQt(lack->attribute);
    m_attributes->pick(name);
    const QString of = m_instances->model().nameOf(lack->annotation);
    say(lack->reason.empty()
            ? u"%1 has no “%2” yet, which it needs before the item is done."_s.arg(of, name)
            : u"%1 needs another “%2” before the item is done. %3"_s.arg(of, name, toQt(lack->reason)));
    return true;
}

} // namespace touchstone
