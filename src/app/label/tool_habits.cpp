#include "app/label/tool_habits.h"

#include <algorithm>

#include <QAction>
#include <QSettings>
#include <QTimer>

#include "app/label/label_actions.h"
#include "app/label/label_context.h"
#include "app/session/project_session.h"
#include "app/session/text.h"
#include "app/theme/theme.h"
#include "tools/tool_box.h"

using namespace Qt::StringLiterals;

namespace touchstone {

namespace {

// A mask goes on stroke by stroke.
bool paintsOn(const QString& tool)
{
    return tool == u"mask"_s || tool == u"erase"_s || tool == u"lasso"_s || tool == u"fill"_s;
}

} // namespace

ToolHabits::ToolHabits(ProjectSession& session, LabelContext& context, ToolBox& tools, LabelActions& actions,
                       QObject* parent)
    : QObject(parent), m_session(session), m_context(context), m_tools(tools), m_actions(actions),
      m_keep(new QAction(u"Keep the tool after a shape"_s, this)),
      m_use(new QAction(u"Use this label for this tool"_s, this))
{
    m_keep->setObjectName(u"keepTool"_s);
    m_keep->setStatusTip(
        u"Go on drawing after each shape; without it, Select comes back with the shape selected"_s);
    m_keep->setCheckable(true);
    m_use->setObjectName(u"useLabelForTool"_s);
    m_use->setIcon(themedIcon(u"tag"_s));
    m_use->setStatusTip(u"Arm this label whenever this tool is taken up"_s);
    m_use->setCheckable(true);
    QSettings settings;
    m_keep->setChecked(settings.value(u"label/keepTool"_s, true).toBool());
    settings.beginGroup(settingsGroup());
    for (const QString& tool : settings.childKeys())
        if (const auto uuid = Uuid::parse(fromQt(settings.value(tool).toString())))
            m_labels[tool] = LabelId{*uuid};
    connect(m_keep, &QAction::toggled, this, [](bool on) { QSettings().setValue(u"label/keepTool"_s, on); });
    connect(m_use, &QAction::triggered, this, &ToolHabits::setLabel);
    connect(&context, &LabelContext::drawn, this, &ToolHabits::drawn);
    connect(&context, &LabelContext::currentLabelChanged, this, &ToolHabits::refresh);
    connect(&session, &ProjectSession::ontologyChanged, this, [this] {
        refresh();
        showTips();
    });
    refresh();
    showTips();
}

QString ToolHabits::settingsGroup() const
{
    return u"projects/%1/toolLabels"_s.arg(toQt(m_session.project().info().id.toString()));
}

bool ToolHabits::draws() const
{
    const auto& infos = toolInfos();
    const auto active = std::ranges::find(infos, m_tools.activeId(), &ToolInfo::id);
    return active != infos.end() && active->draws;
}

LabelId ToolHabits::labelOf(const QString& tool) const
{
    const auto found = m_labels.find(tool);
    const Label* label = found == m_labels.end() ? nullptr : m_session.ontology().resolve(found->second);
    return label && label->isActive() ? label->id : LabelId{};
}

void ToolHabits::toolChanged()
{
    if (const LabelId label = labelOf(m_tools.activeId()); draws() && !label.isNull())
        m_context.setCurrentLabel(label);
    refresh();
}

// The gesture that drew it is not over yet, so the tool goes after it.
void ToolHabits::drawn(const AnnotationId& shape)
{
    if (m_keep->isChecked() || !draws() || paintsOn(m_tools.activeId()))
        return;
    QTimer::singleShot(0, this, [this, shape, tool = m_tools.activeId()] {
        if (m_tools.activeId() != tool || m_tools.active().isBusy() || !m_context.content().find(shape))
            return;
        m_tools.activate(u"select"_s);
        m_context.setSelection({shape});
    });
}

void ToolHabits::setLabel(bool on)
{
    const QString tool = m_tools.activeId();
    const LabelId label = m_context.currentLabel();
    const QAction* action = m_actions.tool(tool);
    if (label.isNull()) {
        Q_EMIT say(u"Choose a label first; / finds one."_s);
    } else if (action) {
        QSettings settings;
        settings.beginGroup(settingsGroup());
        if (on) {
            m_labels[tool] = label;
            settings.setValue(tool, toQt(label.toString()));
            Q_EMIT say(u"%1 begins with %2 from now on."_s.arg(action->text(), m_context.labelName(label)));
        } else {
            m_labels.erase(tool);
            settings.remove(tool);
            Q_EMIT say(u"%1 keeps the label that is armed."_s.arg(action->text()));
        }
    }
    refresh();
    showTips();
}

void ToolHabits::refresh()
{
    const LabelId own = labelOf(m_tools.activeId());
    m_use->setEnabled(draws());
    m_use->setChecked(draws() && !own.isNull() && own == m_context.resolved(m_context.currentLabel()));
}

void ToolHabits::showTips()
{
    for (const ToolInfo& info : toolInfos()) {
        QAction* action = m_actions.tool(info.id);
        const LabelId label = labelOf(info.id);
        if (!action)
            continue;
        const QString tip = label.isNull()
                                ? info.statusTip
                                : u"%1 (begins with %2)"_s.arg(info.statusTip, m_context.labelName(label));
        action->setStatusTip(tip);
        action->setToolTip(tip);
    }
}

} // namespace touchstone
