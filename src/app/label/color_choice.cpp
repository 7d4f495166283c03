#include "app/label/color_choice.h"

#include <algorithm>

#include <QActionGroup>
#include <QMenu>
#include <QSettings>

#include "app/label/color_legend.h"
#include "app/label/label_context.h"
#include "app/session/project_session.h"
#include "app/session/text.h"
#include "app/theme/theme.h"

using namespace Qt::StringLiterals;

namespace touchstone {
namespace {

const auto byLabel = u"label"_s, byInstance = u"instance"_s, byAttribute = u"attribute/"_s;
/// So many colours can be told apart; the first of the palette.
constexpr std::size_t mostColors = 24;

bool hasColors(const AttributeDefinition& definition)
{
    return definition.kind == AttributeKind::Boolean || definition.kind == AttributeKind::Choice;
}

/// Of attributes of one name the values of all labels together.
std::vector<std::string> valuesOf(const Ontology& ontology, const std::string& name)
{
    std::vector<std::string> values;
    for (const Label& label : ontology.labels) {
        const AttributeDefinition* definition = label.mergedInto.isNull() ? label.attribute(name) : nullptr;
        if (!definition || !hasColors(*definition))
            continue;
        for (const std::string& value : definition->kind == AttributeKind::Boolean
                                            ? std::vector{displayText(true), displayText(false)}
                                            : definition->choices)
            if (std::ranges::find(values, value) == values.end())
                values.push_back(value);
    }
    return values;
}

} // namespace

ColorChoice::ColorChoice(ProjectSession& session, LabelContext& context, QWidget* owner)
    : QObject(owner), m_session(session), m_menu(new QMenu(u"Colour by"_s, owner)),
      m_group(new QActionGroup(this)), m_patterns(new QAction(u"A line pattern for each label"_s, this)),
      m_legend(new ColorLegend(context.canvas()))
{
    m_patterns->setObjectName(u"linePatterns"_s);
    m_patterns->setStatusTip(u"Tell labels apart by dots and dashes of their outlines, too"_s);
    m_patterns->setCheckable(true);
    m_patterns->setChecked(QSettings().value(u"label/linePatterns"_s, false).toBool());
    connect(m_patterns, &QAction::toggled, this, [this](bool on) {
        QSettings().setValue(u"label/linePatterns"_s, on);
        Q_EMIT changed();
    });
    m_menu->menuAction()->setObjectName(u"colourBy"_s);
    m_menu->menuAction()->setIcon(themedIcon(u"fill-color"_s));
    m_menu->menuAction()->setStatusTip(u"What the colours of shapes say"_s);
    m_wanted =
        QSettings()
            .value(u"projects/%1/colourBy"_s.arg(toQt(session.project().info().id.toString())), byLabel)
            .toString();
    connect(m_menu, &QMenu::aboutToShow, this, &ColorChoice::fill);
    connect(m_group, &QActionGroup::triggered, this,
            [this](QAction* action) { choose(action->data().toString()); });
    connect(&session, &ProjectSession::ontologyChanged, this, &ColorChoice::update);
    fill();
    update();
}

QAction* ColorChoice::menuAction() const
{
    return m_menu->menuAction();
}

bool ColorChoice::patterns() const
{
    return m_patterns->isChecked();
}

void ColorChoice::fill()
{
    qDeleteAll(m_group->actions());
    m_menu->clear();
    const auto add = [this](const QString& text, const QString& wanted, const QString& tip) {
        QAction* action = m_menu->addAction(text);
        action->setObjectName(u"colourBy/"_s + wanted);
        action->setData(wanted);
        action->setStatusTip(tip);
        action->setCheckable(true);
        action->setChecked(wanted == m_wanted);
        m_group->addAction(action);
    };
    add(u"Label"_s, byLabel, u"Each label has its colour"_s);
    add(u"Instance"_s, byInstance,
        u"Each object has a colour of its own, so that neighbours are told apart"_s);
    std::vector<std::string> names;
    for (const Label& label : m_session.ontology().labels)
        for (const AttributeDefinition& definition : label.attributes)
            if (label.mergedInto.isNull() && hasColors(definition) &&
                std::ranges::find(names, definition.name) == names.end())
                names.push_back(definition.name);
    if (!names.empty())
        m_menu->addSeparator();
    for (const std::string& name : names)
        add(toQt(name), byAttribute + toQt(name), u"Each value of “%1” has its colour"_s.arg(toQt(name)));
    m_menu->addSeparator();
    m_menu->addAction(m_patterns);
}

void ColorChoice::choose(const QString& wanted)
{
    m_wanted = wanted;
    QSettings().setValue(u"projects/%1/colourBy"_s.arg(toQt(m_session.project().info().id.toString())),
                         wanted);
    update();
}

void ColorChoice::update()
{
    ColorRule rule;
    if (m_wanted == byInstance) {
        rule.by = ColorRule::By::Instance;
    } else if (m_wanted.startsWith(byAttribute)) {
        rule.attribute = fromQt(m_wanted.mid(byAttribute.size()));
        rule.values = valuesOf(m_session.ontology(), rule.attribute);
        // An attribute that is gone colours nothing.
        if (!rule.values.empty())
            rule.by = ColorRule::By::Attribute;
    }
    if (rule.by != ColorRule::By::Label)
        for (std::size_t i = 0; i < mostColors; ++i)
            rule.colors.push_back(QColor::fromRgb(QRgb(paletteColor(i))));
    if (rule == m_rule)
        return;
    m_rule = std::move(rule);
    m_legend->show(m_rule);
    Q_EMIT changed();
}

} // namespace touchstone
