#include "core/formats/brat_settings.h"

#include <algorithm>
#include <unordered_map>

#include "core/formats/brat_line.h"

namespace touchstone::brat {

namespace {

/// Whether a line of settings can hold it: "|", "," and the like part what they stand in.
bool canBeNamed(std::string_view name)
{
    return !name.empty() && name.find_first_of(" \t\r\n|,<>[]{}?*+") == std::string_view::npos &&
           name.find_first_of("!#") != 0 && name.find_first_not_of('-') != std::string_view::npos;
}

bool canBeValue(std::string_view value)
{
    return !value.empty() && value.find_first_of(" \t\r\n|,<>") == std::string_view::npos;
}

/// Roles are numbered where they come more than once: "Theme2" is a Theme.
std::string roleOf(const std::string& name)
{
    const std::size_t last = name.find_last_not_of("0123456789");
    return last == std::string::npos ? std::string() : name.substr(0, last + 1);
}

bool allows(const LabelOut& label, ShapeKind kind)
{
    return std::find(label.shapes.begin(), label.shapes.end(), kind) != label.shapes.end();
}

class Settings {
  public:
    Settings(Config config, const std::vector<LabelOut>& labels, const Types& types)
        : m_config(std::move(config)), m_labels(labels), m_types(types), m_cameTypes(m_config.types.size())
    {
        for (const LabelOut& label : labels) {
            m_byName.emplace(label.name, &label);
        }
        for (ReadCategory& said : typesOf(m_config)) {
            for (std::vector<std::string>* ends : {&said.domain, &said.range}) {
                std::erase_if(*ends, [&](const std::string& one) { return !m_byName.contains(one); });
            }
            std::string name = said.name;
            m_said.emplace(std::move(name), std::move(said));
        }
    }
    /// `came`: the settings are those of a folder, which its own lines need not keep to.
    void complete(bool came);
    bool isChanged() const { return m_changed; }
    std::string text() const { return configText(m_config); }

  private:
    void addTypes(const LabelOut& label, bool came);
    void add(const std::string& name, Section section);
    void place(const LabelOut& label, Section section);
    void relate(const LabelOut& label, bool came);
    std::string endText(const std::vector<std::string>& wanted, const std::set<std::string>& used,
                        const std::vector<std::string>& said, bool isKnown) const;
    void giveRoles(const std::string& name, const std::set<std::string>& roles);
    void giveAttributes(bool came);
    bool declares(const std::string& type, const std::string& attribute) const;
    void need(const std::string& attribute, bool isFlag, const std::vector<std::string>& values,
              const std::vector<std::string>& types);

    Config m_config;
    const std::vector<LabelOut>& m_labels;
    const Types& m_types;
    std::size_t m_cameTypes;
    std::unordered_map<std::string, const LabelOut*> m_byName;
    std::unordered_map<std::string, ReadCategory> m_said; ///< What the settings made of each type.
    bool m_changed = false;
};

void Settings::add(const std::string& name, Section section)
{
    if (!canBeNamed(name) || m_config.find(name, section) != Config::npos ||
        (section == Section::Entities && m_config.find(name, Section::Events) != Config::npos)) {
        return;
    }
    Config::Type type;
    type.name = name;
    type.section = section;
    m_config.types.push_back(std::move(type));
    m_changed = true;
}

/// In the sections that its lines need; what no line has yet, in the one that its shapes mean.
void Settings::addTypes(const LabelOut& label, bool came)
{
    const bool isEvent = m_types.fresh.events.contains(label.name);
    const bool isRelation = m_types.fresh.relations.contains(label.name);
    const bool isSpan = m_types.fresh.entities.contains(label.name);
    const bool wasUsed = m_types.kept.events.contains(label.name) || m_types.kept.relations.contains(label.name) ||
                         m_types.kept.entities.contains(label.name);
    // An event is both, and has no ends that a rule could name.
    const bool both = allows(label, ShapeKind::Span) && allows(label, ShapeKind::Relation) && label.domain.empty() &&
                      label.range.empty() && !isRelation;
    const auto stands = [&](Section section) { return m_config.find(label.name, section) != Config::npos; };
    if (isEvent || (isSpan && both && !(stands(Section::Entities) && stands(Section::Relations)))) {
        add(label.name, Section::Events);
    }
    if (isRelation) {
        add(label.name, Section::Relations);
    }
    if (isSpan) {
        add(label.name, Section::Entities);
    }
    if (isEvent || isRelation || isSpan || wasUsed || label.retired) {
        return;
    }
    if (both && !(stands(Section::Entities) && stands(Section::Relations))) {
        add(label.name, Section::Events);
        return;
    }
    if (allows(label, ShapeKind::Relation)) {
        add(label.name, Section::Relations);
    }
    if (allows(label, ShapeKind::Span) || (label.shapes.empty() && !came)) {
        add(label.name, Section::Entities);
    }
}

/// Under the nearest label above it that stands in the same section.
void Settings::place(const LabelOut& label, Section section)
{
    const std::size_t own = m_config.find(label.name, section);
    const auto said = m_said.find(label.name);
    if (own == Config::npos || label.parent.empty() || (said != m_said.end() && said->second.parent == label.parent)) {
        return;
    }
    std::size_t above = Config::npos;
    std::set<std::string> seen{label.name};
    for (std::string name = label.parent; above == Config::npos && !name.empty() && seen.insert(name).second;) {
        above = m_config.find(name, section);
        const auto next = m_byName.find(name);
        name = next == m_byName.end() ? std::string() : next->second->parent;
    }
    if (above == Config::npos || m_config.types[own].above == above) {
        return;
    }
    for (std::size_t one = above; one != Config::npos; one = m_config.types[one].above) {
        if (one == own) {
            m_config.types[above].above = Config::npos;
            break;
        }
    }
    m_config.types[own].above = above;
    m_changed = true;
}

/// "A|B" with all that stand under them, for brat takes each name as it is. Empty where what came goes on to hold.
std::string Settings::endText(const std::vector<std::string>& wanted, const std::set<std::string>& used,
                              const std::vector<std::string>& said, bool isKnown) const
{
    if (isKnown && wanted == said) {
        return {};
    }
    if (wanted.empty()) {
        const bool holds = isKnown && std::all_of(used.begin(), used.end(), [&](const std::string& name) {
                               return std::find(said.begin(), said.end(), name) != said.end();
                           });
        return holds ? std::string() : "<ANY>";
    }
    std::set<std::string> taken;
    std::string text;
    const auto put = [&](const std::string& name) {
        const bool isThere = m_config.find(name, Section::Entities) != Config::npos ||
                             m_config.find(name, Section::Events) != Config::npos ||
                             m_config.find(name, Section::Relations) != Config::npos;
        if (isThere && taken.insert(name).second) {
            text += (text.empty() ? "" : "|") + name;
        }
    };
    for (const std::string& name : wanted) {
        put(name);
        for (const LabelOut& label : m_labels) {
            const LabelOut* one = &label;
            for (std::size_t steps = 0; one && steps <= m_labels.size() && one->name != name; ++steps) {
                const auto above = m_byName.find(one->parent);
                one = above == m_byName.end() ? nullptr : above->second;
            }
            if (one && one->name == name) {
                put(label.name);
            }
        }
    }
    return text.empty() ? "<ANY>" : text;
}

void Settings::relate(const LabelOut& label, bool came)
{
    const std::size_t line = m_config.find(label.name, Section::Relations);
    if (line == Config::npos) {
        return;
    }
    const auto said = m_said.find(label.name);
    const bool isKnown = came && said != m_said.end() && line < m_cameTypes;
    const auto fresh = m_types.fresh.relations.find(label.name);
    const TypeUse::Ends used = fresh == m_types.fresh.relations.end() ? TypeUse::Ends() : fresh->second;
    const std::vector<std::string> none;
    const std::string from = endText(label.domain, used.from, isKnown ? said->second.domain : none, isKnown);
    const std::string to = endText(label.range, used.to, isKnown ? said->second.range : none, isKnown);
    if (isKnown && from.empty() && to.empty()) {
        return;
    }
    std::vector<ConfigArgument> arguments = argumentsOf(m_config.types[line]);
    for (const auto& [key, values, place] :
         {std::tuple("Arg1", from, std::size_t{0}), std::tuple("Arg2", to, std::size_t{1})}) {
        std::size_t seen = 0;
        auto one = std::find_if(arguments.begin(), arguments.end(),
                                [&, at = place](const ConfigArgument& argument) { return !argument.isSetting() && seen++ == at; });
        if (one == arguments.end()) {
            arguments.insert(arguments.begin() + static_cast<std::ptrdiff_t>(std::min(place, arguments.size())),
                             {key, values.empty() ? "<ANY>" : values});
        } else if (!values.empty()) {
            one->values = values;
        }
    }
    const bool isMarked = std::any_of(arguments.begin(), arguments.end(),
                                      [](const ConfigArgument& argument) { return argument.key == "<REL-TYPE>"; });
    if (used.chains && !isMarked) {
        arguments.push_back({"<REL-TYPE>", "symmetric-transitive"});
    }
    std::string text;
    for (const ConfigArgument& argument : arguments) {
        text += (text.empty() ? "" : ", ") + argument.key + ':' + argument.values;
    }
    m_config.types[line].arguments = std::move(text);
    // Its other lines said more of the same.
    for (std::size_t other = line + 1; other < m_config.types.size(); ++other) {
        Config::Type& type = m_config.types[other];
        if (type.section == Section::Relations && type.name == label.name && !type.heading) {
            type.heading = true;
            type.arguments.clear();
        }
    }
    m_changed = true;
}

void Settings::giveRoles(const std::string& name, const std::set<std::string>& roles)
{
    const std::size_t line = m_config.find(name, Section::Events);
    if (line == Config::npos) {
        return;
    }
    std::set<std::string> known;
    for (const ConfigArgument& argument : argumentsOf(m_config.types[line])) {
        known.emplace(argument.role());
    }
    for (const std::string& numbered : roles) {
        const std::string role = known.contains(numbered) ? numbered : roleOf(numbered);
        if (!canBeNamed(role) || role.find(':') != std::string::npos || !known.insert(role).second) {
            continue;
        }
        std::string& arguments = m_config.types[line].arguments;
        arguments += (arguments.empty() ? "" : ", ") + role + "*:<ANY>";
        m_changed = true;
    }
}

bool Settings::declares(const std::string& type, const std::string& attribute) const
{
    const auto said = m_said.find(type);
    return said != m_said.end() &&
           std::any_of(said->second.attributes.begin(), said->second.attributes.end(),
                       [&](const AttributeDefinition& one) { return one.name == attribute; });
}

void Settings::need(const std::string& attribute, bool isFlag, const std::vector<std::string>& values,
                    const std::vector<std::string>& types)
{
    if (!canBeNamed(attribute) || attribute.find(':') != std::string::npos) {
        return;
    }
    auto known = std::find_if(m_config.attributes.begin(), m_config.attributes.end(),
                              [&](const Config::Attribute& one) { return one.definition.name == attribute; });
    if (known == m_config.attributes.end()) {
        known = m_config.attributes.emplace(m_config.attributes.end());
        known->definition.name = attribute;
        known->definition.kind = isFlag ? AttributeKind::Boolean : AttributeKind::Choice;
        m_changed = true;
    }
    auto& choices = known->definition.choices;
    for (const std::string& value : values) {
        if (canBeValue(value) && std::find(choices.begin(), choices.end(), value) == choices.end()) {
            choices.push_back(value);
            m_changed = true;
        }
    }
    auto& targets = known->targets;
    for (const std::string& type : types) {
        if (canBeNamed(type) && !declares(type, attribute) &&
            std::find(targets.begin(), targets.end(), type) == targets.end()) {
            targets.push_back(type);
            m_changed = true;
        }
    }
}

void Settings::giveAttributes(bool came)
{
    const auto isIn = [&](const std::string& type) {
        return m_config.find(type, Section::Entities) != Config::npos ||
               m_config.find(type, Section::Events) != Config::npos ||
               m_config.find(type, Section::Relations) != Config::npos;
    };
    for (const LabelOut& label : m_labels) {
        for (const AttributeDefinition& attribute : isIn(label.name) ? label.attributes
                                                                     : std::vector<AttributeDefinition>()) {
            std::vector<std::string> values = attribute.choices;
            if (attribute.kind == AttributeKind::Rating) {
                const RatingRange range = ratingRange(attribute);
                for (std::int64_t value = range.least; value <= range.most; ++value) {
                    values.push_back(std::to_string(value));
                }
            } else if (attribute.kind != AttributeKind::Boolean && attribute.kind != AttributeKind::Choice) {
                continue; // Said by values that are used, or by notes.
            }
            const auto kept = m_types.kept.attributes.find(attribute.name);
            if (came && kept != m_types.kept.attributes.end() && kept->second.types.contains(label.name) &&
                std::all_of(values.begin(), values.end(),
                            [&](const std::string& value) { return kept->second.values.contains(value); })) {
                continue; // The lines that came say as much, and the settings of their folder did not.
            }
            need(attribute.name, attribute.kind == AttributeKind::Boolean, values, {label.name});
        }
    }
    for (const auto& [name, use] : m_types.fresh.attributes) {
        need(name, use.values.empty(), {use.values.begin(), use.values.end()}, {use.types.begin(), use.types.end()});
    }
}

void Settings::complete(bool came)
{
    for (const LabelOut& label : m_labels) {
        addTypes(label, came);
    }
    for (const LabelOut& label : m_labels) {
        for (const Section section : {Section::Entities, Section::Relations, Section::Events}) {
            place(label, section);
        }
    }
    for (const LabelOut& label : m_labels) {
        relate(label, came);
    }
    for (const auto& [name, roles] : m_types.fresh.events) {
        giveRoles(name, roles);
    }
    giveAttributes(came);
}

/// As if every line were new.
Types allFresh(const Types& types)
{
    Types all{{}, types.fresh};
    all.fresh.entities.insert(types.kept.entities.begin(), types.kept.entities.end());
    for (const auto& [name, ends] : types.kept.relations) {
        TypeUse::Ends& own = all.fresh.relations[name];
        own.from.insert(ends.from.begin(), ends.from.end());
        own.to.insert(ends.to.begin(), ends.to.end());
        own.chains = own.chains || ends.chains;
    }
    for (const auto& [name, roles] : types.kept.events) {
        all.fresh.events[name].insert(roles.begin(), roles.end());
    }
    for (const auto& [name, values] : types.kept.attributes) {
        TypeUse::Values& own = all.fresh.attributes[name];
        own.values.insert(values.values.begin(), values.values.end());
        own.types.insert(values.types.begin(), values.types.end());
    }
    return all;
}

} // namespace

std::string newSettings(const std::vector<LabelOut>& labels, const Types& types)
{
    Config config;
    Config::Type overlap;
    overlap.name = "<OVERLAP>";
    overlap.section = Section::Relations;
    overlap.setting = true;
    overlap.arguments = "Arg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>";
    config.types.push_back(std::move(overlap));
    const Types all = allFresh(types);
    Settings settings(std::move(config), labels, all);
    settings.complete(false);
    return settings.text();
}

std::optional<std::string> changedSettings(std::string_view came, const std::vector<LabelOut>& labels,
                                           const Types& types)
{
    Settings settings(parseConfig(came), labels, types);
    settings.complete(true);
    if (!settings.isChanged()) {
        return std::nullopt;
    }
    // Once they are written anew, they say all that is there.
    const Types all = allFresh(types);
    Settings whole(parseConfig(came), labels, all);
    whole.complete(true);
    return whole.text();
}

bool isPlainName(std::string_view name)
{
    return canBeNamed(name) && std::all_of(name.begin(), name.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
           });
}

} // namespace touchstone::brat
