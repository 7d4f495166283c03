#include "app/label/attribute_sweep.h"

#include <algorithm>

#include <QApplication>
#include <QKeyEvent>

#include "app/jobs/modal_job.h"
#include "app/label/attribute_commands.h"
#include "app/label/counted.h"
#include "app/label/item_navigator.h"
#include "app/label/key_router.h"
#include "app/label/label_context.h"
#include "app/label/sweep_bar.h"
#include "app/label/task_list_model.h"
#include "app/label/task_panel.h"
#include "app/session/project_session.h"
#include "app/session/text.h"
#include "touchstone/workflow/relabel.h"

using namespace Qt::StringLiterals;

namespace touchstone {

AttributeSweep::AttributeSweep(ProjectSession& session, JobRunner& jobs, LabelContext& context,
                               AttributeCommands& attributes, ItemNavigator& navigator, TaskPanel& tasks,
                               SweepBar& bar, QWidget* page)
    : QObject(page), m_session(session), m_jobs(jobs), m_context(context), m_attributes(attributes),
      m_navigator(navigator), m_tasks(tasks), m_bar(bar), m_page(page)
{
    connect(&bar, &SweepBar::started, this, &AttributeSweep::start);
    connect(&bar, &SweepBar::left, this, &AttributeSweep::end);
    connect(&session, &ProjectSession::contentChanged, this, [this] { refreshFilled(); });
    connect(&session, &ProjectSession::itemOpened, this, &AttributeSweep::identify);
    qApp->installEventFilter(this);
}

AttributeSweep::~AttributeSweep()
{
    qApp->removeEventFilter(this);
}

void AttributeSweep::ask()
{
    if (isOn())
        end();
    if (const QString reason = m_session.whyNotEditable(); !reason.isEmpty() || !m_session.working()) {
        Q_EMIT say(reason);
        return;
    }
    const std::vector<AnnotationId>& ids = m_context.selection();
    const Annotation* first = ids.empty() ? nullptr : m_context.content().find(ids.front());
    if (!m_bar.ask(m_session.ontology(), m_context.resolved(first ? first->label : m_context.currentLabel())))
        Q_EMIT say(u"No label has an attribute that a digit can set. Ctrl+Shift+D defines one."_s);
}

void AttributeSweep::end()
{
    m_bar.hide();
    if (isOn()) {
        m_stops.clear();
        m_context.showThough({});
        m_attributes.leave();
        Q_EMIT aheadChanged();
    }
    Q_EMIT left();
}

void AttributeSweep::start()
{
    m_request = {m_bar.label(), fromQt(m_bar.attribute()), m_bar.onlyEmpty(), m_bar.doneToo(), {}};
    m_session.whenSettled(this, [this] {
        Project* project = &m_session.project();
        const auto plan = runModal<SweepPlan>(
            m_jobs, u"Looking for the instances"_s, m_page,
            [project, request = m_request, filter = m_tasks.filter(),
             list = m_tasks.model().keys()](Progress& progress) mutable -> Result<SweepPlan> {
                auto reader = project->reader();
                if (!reader)
                    return reader.error();
                auto items = itemsWith(**reader, *project->ontology(), filter, request.label, &progress);
                if (!items)
                    return items.error();
                // In the order of the list, and nothing that it does not show.
                std::erase_if(*items, [&](std::int64_t key) { return list.rowOf(key) < 0; });
                std::ranges::sort(*items, {}, [&](std::int64_t key) { return list.rowOf(key); });
                request.items = std::move(*items);
                return planSweep(*project, **reader, request, progress);
            });
        if (!plan || plan->stops.empty()) {
            end();
            const QString name = m_context.labelName(m_request.label);
            Q_EMIT say(
                !plan                 ? toQt(plan.error().text())
                : m_request.onlyEmpty ? u"No %1 of the list is without a value."_s.arg(name)
                : plan->closed > 0
                    ? u"All items of the list with %1 are done, skipped or somebody else's."_s.arg(name)
                    : u"The list has no %1."_s.arg(name));
            return;
        }
        m_stops = plan->stops;
        m_before.clear();
        m_total = m_empty = 0;
        for (const SweepStop& stop : m_stops) {
            m_before.push_back(m_total);
            m_total += std::int64_t(stop.instances.size());
            m_empty += std::ranges::count(stop.instances, false, &SweepInstance::filled);
        }
        identify();
        Q_EMIT left(); // The keyboard goes to the item.
        Q_EMIT selectWanted();
        if (!showPlace({0, 0}))
            step(1);
    });
}

const AttributeDefinition* AttributeSweep::definition() const
{
    const Label* label = m_session.ontology().resolve(m_request.label);
    return label ? label->attribute(m_request.attribute) : nullptr;
}

bool AttributeSweep::showPlace(Place place)
{
    m_at = place;
    const SweepStop& stop = m_stops[place.stop];
    if (!m_navigator.open(stop.item))
        return false;
    const AnnotationId& id = stop.instances[place.number].id;
    if (!instanceOf(m_context.content(), m_session.ontology(), m_request.label, id))
        return false; // It was deleted since the walk began.
    m_shown = id;
    // What is hidden is shown while the walk stands on it.
    m_context.showThough(m_shown);
    m_context.setSelection({m_shown});
    m_attributes.pick(toQt(m_request.attribute));
    refreshFilled();
    tell();
    Q_EMIT zoomWanted();
    Q_EMIT aheadChanged();
    return true;
}

void AttributeSweep::step(int by)
{
    Place next = m_at;
    for (;;) {
        if (by > 0 && ++next.number >= m_stops[next.stop].instances.size()) {
            next = {next.stop + 1, 0};
            if (next.stop >= m_stops.size()) {
                const QString name = toQt(m_request.attribute);
                const QString text =
                    m_empty == 0
                        ? u"That was the last one; all have “%1” now."_s.arg(name)
                        : u"That was the last one; %1 are still without “%2”."_s.arg(counted(m_empty), name);
                end();
                Q_EMIT say(text);
                return;
            }
        } else if (by < 0) {
            if (next == Place{}) {
                Q_EMIT say(u"This is the first one."_s);
                return;
            }
            if (next.number == 0)
                next = {next.stop - 1, m_stops[next.stop - 1].instances.size()};
            --next.number;
        }
        if (showPlace(next))
            return;
    }
}

bool AttributeSweep::isInPlace() const
{
    return m_navigator.frontKey() == m_stops[m_at.stop].item &&
           m_context.selection() == std::vector<AnnotationId>{m_shown};
}

bool AttributeSweep::digit(int digit)
{
    const AttributeDefinition* known = isOn() ? definition() : nullptr;
    if (!known)
        return false;
    if (!isInPlace()) {
        // People looked elsewhere meanwhile: first it is seen what a digit is for.
        if (!showPlace(m_at))
            step(1);
        return true;
    }
    const AttributeDefinition wanted = *known;
    const Annotation* shown = m_context.content().find(m_shown);
    const auto value = AttributeCommands::valueOfDigit(
        wanted, digit, shown ? valueOf(shown->attributes, wanted.name) : nullptr);
    if (!value) {
        Q_EMIT say(u"“%1” has no value %2."_s.arg(toQt(wanted.name)).arg(digit));
        return true;
    }
    // Of several values each digit adds or takes one; Space goes on.
    if (m_attributes.set(wanted, *value) && wanted.kind != AttributeKind::Choices)
        step(1);
    return true;
}

// The copy of a layer that is not one's own yet was made just now; it keeps its ids from the first Edit on.
void AttributeSweep::identify()
{
    const WorkingLayer* working = m_session.working();
    if (!isOn() || !working || !working->start)
        return;
    const auto stop = std::ranges::find(m_stops, working->item.key, &SweepStop::item);
    if (stop == m_stops.end())
        return;
    const auto all = instancesOf(working->content, m_session.ontology(), m_request.label);
    for (SweepInstance& one : stop->instances)
        one.id = one.place < all.size() ? all[one.place]->id : AnnotationId{};
}

void AttributeSweep::refreshFilled()
{
    if (!isOn() || m_navigator.frontKey() != m_stops[m_at.stop].item)
        return;
    for (SweepInstance& one : m_stops[m_at.stop].instances) {
        const Annotation* there =
            instanceOf(m_context.content(), m_session.ontology(), m_request.label, one.id);
        const bool filled = !there || hasValue(*there, m_request.attribute);
        m_empty += std::int64_t(one.filled) - std::int64_t(filled);
        one.filled = filled;
    }
    tell();
}

void AttributeSweep::tell()
{
    const AttributeDefinition* known = definition();
    if (!known) {
        end();
        return;
    }
    const bool many = known->kind == AttributeKind::Choices;
    const QString left = m_empty == 0 ? u"all have a value"_s : u"%1 without a value"_s.arg(counted(m_empty));
    m_bar.tell(u"%1 · %2"_s.arg(m_context.labelName(m_request.label), toQt(known->name)),
               u"%1 of %2, %3"_s.arg(counted(m_before[m_at.stop] + std::int64_t(m_at.number) + 1),
                                     counted(m_total), left),
               many ? u"Space goes on, Backspace back, Esc ends"_s
                    : u"Space skips, Backspace back, Esc ends"_s);
}

std::vector<Item> AttributeSweep::ahead() const
{
    std::vector<Item> found;
    if (!isOn())
        return found;
    for (const std::size_t stop : {m_at.stop + 1, m_at.stop + 2, m_at.stop - 1})
        if (stop < m_stops.size())
            if (auto item = m_session.reader().item(m_stops[stop].item))
                found.push_back(std::move(*item));
    return found;
}

bool AttributeSweep::takesKey(const QKeyEvent& event) const
{
    const Qt::KeyboardModifiers modifiers = event.modifiers() & ~Qt::KeypadModifier;
    switch (event.key()) {
    case Qt::Key_Backtab: return true;
    case Qt::Key_Tab: return modifiers == Qt::NoModifier || modifiers == Qt::ShiftModifier;
    case Qt::Key_Space:
    case Qt::Key_Backspace:
    case Qt::Key_Escape: return modifiers == Qt::NoModifier;
    default: return false;
    }
}

void AttributeSweep::act(const QKeyEvent& event)
{
    const bool back = event.key() == Qt::Key_Backspace || event.key() == Qt::Key_Backtab ||
                      (event.key() == Qt::Key_Tab && event.modifiers() == Qt::ShiftModifier);
    if (event.key() == Qt::Key_Escape)
        end();
    else
        step(back ? -1 : 1);
}

bool AttributeSweep::eventFilter(QObject* watched, QEvent* event)
{
    const QEvent::Type type = event->type();
    if ((type != QEvent::ShortcutOverride && type != QEvent::KeyPress) || (!isOn() && !m_bar.isAsking()))
        return false;
    const auto* widget = qobject_cast<QWidget*>(watched);
    if (!widget || widget->window() != m_page->window() || QApplication::activePopupWidget() ||
        QApplication::activeModalWidget() || KeyRouter::isTextField(widget))
        return false;
    const auto& key = *static_cast<QKeyEvent*>(event);
    if (m_bar.isAsking()) {
        // In its fields keys are for them, and no shortcuts; digits would be labels.
        const bool bare =
            m_bar.isAncestorOf(widget) && !(key.modifiers() & (Qt::ControlModifier | Qt::AltModifier));
        if (bare && type == QEvent::ShortcutOverride)
            event->accept();
        return bare &&
               (type == QEvent::ShortcutOverride || (key.key() >= Qt::Key_0 && key.key() <= Qt::Key_9));
    }
    if (!takesKey(key))
        return false;
    event->accept();
    if (type == QEvent::KeyPress)
        act(key);
    return true;
}

} // namespace touchstone
