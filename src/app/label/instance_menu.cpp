#include "app/label/instance_menu.h"

#include <algorithm>

#include <QMenu>

#include "app/label/attribute_commands.h"
#include "app/label/label_context.h"
#include "app/label/selection_commands.h"
#include "app/label/view_marks.h"
#include "app/session/project_session.h"
#include "app/session/text.h"
#include "app/theme/theme.h"

using namespace Qt::StringLiterals;

namespace touchstone {

namespace {

QString menuText(const std::string& text)
{
    return toQt(text).replace(u'&', u"&&"_s);
}

} // namespace

InstanceMenu::InstanceMenu(ProjectSession& session, LabelContext& context, ViewMarks& marks,
                           SelectionCommands& selection, AttributeCommands& attributes,
                           std::vector<QAction*> actions, QObject* parent)
    : QObject(parent), m_session(session), m_context(context), m_marks(marks), m_selection(selection),
      m_attributes(attributes), m_actions(std::move(actions))
{
}

void InstanceMenu::open(const QPoint& place)
{
    const std::vector<AnnotationId> ids = m_context.selection();
    if (ids.empty())
        return;
    auto* menu = new QMenu;
    menu->setObjectName(u"instanceMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    addLabels(*menu);
    addFlags(*menu);
    addAttributes(*menu);
    menu->addSeparator();
    if (std::ranges::any_of(ids, [this](const AnnotationId& id) { return m_marks.isHidden(id); }))
        menu->addAction(themedIcon(u"view-visible"_s), u"Show selection"_s, this,
                        [this, ids] { m_marks.setHidden(ids, false); });
    for (QAction* action : m_actions)
        if (action)
            menu->addAction(action);
        else
            menu->addSeparator();
    menu->popup(place);
}

void InstanceMenu::addLabels(QMenu& menu)
{
    QMenu* labels = menu.addMenu(themedIcon(u"tag"_s), u"Label"_s);
    for (const Label& label : m_session.ontology().labels) {
        if (!label.isActive())
            continue;
        QPixmap swatch(12, 12);
        swatch.fill(QColor::fromRgb(QRgb(label.color)));
        labels->addAction(swatch, menuText(label.name), this,
                          [this, id = label.id] { m_selection.relabel(id); });
    }
}

void InstanceMenu::addFlags(QMenu& menu)
{
    using Flag = AttributeCommands::Flag;
    const std::vector<Annotation> all = m_attributes.instances();
    QMenu* flags = menu.addMenu(themedIcon(u"flag"_s), u"Flags"_s);
    flags->setEnabled(!all.empty());
    const auto add = [&](const QString& text, Flag flag, bool Annotation::*member) {
        QAction* action = flags->addAction(text);
        action->setCheckable(true);
        action->setChecked(std::ranges::all_of(all, member));
        connect(action, &QAction::triggered, this, [this, flag](bool on) { m_attributes.setFlag(flag, on); });
    };
    if (std::ranges::any_of(all, [](const Annotation& one) { return bounds(one.shape).has_value(); })) {
        add(u"Occluded"_s, Flag::Occluded, &Annotation::occluded);
        add(u"Truncated"_s, Flag::Truncated, &Annotation::truncated);
        add(u"Crowd"_s, Flag::Crowd, &Annotation::crowd);
    }
    add(u"Unsure"_s, Flag::Unsure, &Annotation::unsure);
}

// Numbers and texts are typed in the panel below the list.
void InstanceMenu::addAttributes(QMenu& menu)
{
    const std::vector<Annotation> all = m_attributes.instances();
    for (const AttributeDefinition& definition : m_attributes.definitions()) {
        std::vector<AttributeValue> values;
        if (definition.kind == AttributeKind::Boolean)
            values = {true, false};
        else if (definition.kind == AttributeKind::Choice)
            values.assign(definition.choices.begin(), definition.choices.end());
        else
            continue;
        QMenu* choices = menu.addMenu(menuText(definition.name));
        const auto common = commonValue(all, definition.name);
        for (const AttributeValue& value : values) {
            QAction* action = choices->addAction(menuText(displayText(value)));
            action->setCheckable(true);
            action->setChecked(common && *common == value);
            connect(action, &QAction::triggered, this,
                    [this, definition, value] { m_attributes.set(definition, value); });
        }
    }
}

} // namespace touchstone
