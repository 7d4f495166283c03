// What it takes to make an ontology what a file says.

#include <algorithm>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "core/workflow/label_rules.h"
#include "touchstone/base/text.h"
#include "touchstone/workflow/ontology_file.h"

namespace touchstone {
namespace {

using Kind = OntologyChange::Line::Kind;

std::string inQuotes(std::string_view text)
{
    return '"' + displayUtf8(text) + '"';
}

std::string counted(std::size_t count, const std::string& one)
{
    return std::to_string(count) + ' ' + one + (count == 1 ? "" : "s");
}

class Application {
  public:
    Application(const OntologyFile& file, const Ontology& now, const OntologyApplication& application)
        : m_file(file), m_now(now), m_application(application)
    {
    }
    OntologyChange make();

  private:
    void meetLabels();
    void takeDefinitions();
    void giveKeys();
    void nameOthers();
    void alignGroups();
    void checkRings();
    void order();
    void tellDifferences(const Label& before, const Label& after);
    void tellAttributes(const Label& before, const Label& after);
    void tell(Kind kind, const Label& label, std::string what);
    LabelId named(const std::string& name, const std::string& place);
    std::vector<LabelId> namedAll(const std::vector<std::string>& names, const std::string& place);
    std::string nameOf(const LabelId& id) const;
    std::int64_t usesOf(const LabelId& id) const
    {
        const auto uses = m_application.uses.find(id);
        return uses == m_application.uses.end() ? 0 : uses->second;
    }

    const OntologyFile& m_file;
    const Ontology& m_now;
    const OntologyApplication& m_application;
    OntologyChange m_change;
    std::vector<Label> m_labels;         ///< As they are to be: those of the file first, in its order.
    std::vector<const Label*> m_before;  ///< What each of them was; null for a new one.
    std::unordered_map<std::string, std::size_t> m_byName; ///< Those that are not merged.
    std::unordered_map<LabelId, std::size_t> m_byId;
};

void Application::tell(Kind kind, const Label& label, std::string what)
{
    m_change.lines.push_back({kind, label.name, std::move(what), usesOf(label.id)});
}

std::string Application::nameOf(const LabelId& id) const
{
    const auto found = m_byId.find(id);
    return found == m_byId.end() ? "?" : displayUtf8(m_labels[found->second].name);
}

/// Labels that were merged are met by their name and what they were merged into.
void Application::meetLabels()
{
    std::unordered_map<std::string, const Label*> byName;
    std::map<std::pair<std::string, std::string>, const Label*> aliases;
    for (const Label& label : m_now.labels) {
        const Label* into = m_now.resolve(label.id);
        if (label.mergedInto.isNull())
            byName.emplace(label.name, &label);
        else if (into)
            aliases.emplace(std::pair(label.name, into->name), &label);
    }
    std::unordered_set<LabelId> met;
    for (const OntologyFile::Entry& entry : m_file.labels) {
        const Label* before = nullptr;
        if (const auto alias = aliases.find({entry.label.name, entry.mergedInto}); alias != aliases.end())
            before = alias->second;
        if (const auto same = byName.find(entry.label.name); !before && same != byName.end())
            before = same->second;
        before = before && met.insert(before->id).second ? before : nullptr;
        m_before.push_back(before);
        m_labels.push_back(before ? *before : entry.label);
    }
    for (const Label& label : m_now.labels) {
        if (!met.contains(label.id)) {
            m_before.push_back(&label);
            m_labels.push_back(label);
        }
    }
    for (std::size_t i = 0; i < m_labels.size(); ++i) {
        m_byId.emplace(m_labels[i].id, i);
        const bool isMerged = i < m_file.labels.size() && m_file.labels[i].isWhole ? !m_file.labels[i].mergedInto.empty()
                                                                                   : !m_labels[i].mergedInto.isNull();
        if (!isMerged)
            m_byName.emplace(m_labels[i].name, i);
    }
}

LabelId Application::named(const std::string& name, const std::string& place)
{
    if (name.empty())
        return {};
    const auto found = m_byName.find(name);
    if (found == m_byName.end()) {
        m_change.problems.push_back({place, "There is no label named " + inQuotes(name) + '.'});
        return {};
    }
    return m_labels[found->second].id;
}

std::vector<LabelId> Application::namedAll(const std::vector<std::string>& names, const std::string& place)
{
    std::vector<LabelId> labels;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const std::string here = place + '[' + std::to_string(i) + ']';
        const LabelId label = named(names[i], here);
        if (names[i].empty())
            m_change.problems.push_back({here, "The name is empty."});
        else if (!label.isNull() && std::ranges::find(labels, label) != labels.end())
            m_change.problems.push_back({here, "This label comes twice."});
        else if (!label.isNull())
            labels.push_back(label);
    }
    return labels;
}

void Application::takeDefinitions()
{
    std::size_t fresh = 0;
    for (std::size_t i = 0; i < m_file.labels.size(); ++i) {
        const OntologyFile::Entry& entry = m_file.labels[i];
        Label& label = m_labels[i];
        const Label* before = m_before[i];
        if (before && !entry.isWhole)
            continue;
        const LabelId id = label.id;
        const std::int32_t order = label.order;
        label = entry.label;
        label.id = id;
        label.order = order;
        if (!entry.hasColor)
            label.color = before ? before->color : paletteColor(m_now.labels.size() + fresh);
        fresh += before ? 0 : 1;
        if (!entry.hasKey)
            label.key = before ? before->key : std::string();
        label.parent = named(entry.parent, entry.place + ".parent");
        label.domain = namedAll(entry.domain, entry.place + ".domain");
        label.range = namedAll(entry.range, entry.place + ".range");
        label.mergedInto = named(entry.mergedInto, entry.place + ".merged_into");
        if (!label.isActive())
            label.key.clear();
        if (!(label.domain.empty() && label.range.empty()) && !label.allows(ShapeKind::Relation))
            m_change.problems.push_back({entry.place, displayUtf8(label.name) + " says what it goes from or to, so it must be "
                                                                            "allowed as a relation."});
    }
}

/// A key that the file gives leaves the label that had it; new labels get those that are left, in their order.
void Application::giveKeys()
{
    std::set<std::string> given;
    for (std::size_t i = 0; i < m_file.labels.size(); ++i)
        if (m_file.labels[i].hasKey && !m_file.labels[i].label.key.empty())
            given.insert(m_file.labels[i].label.key);
    std::set<std::string> taken = given;
    for (std::size_t i = 0; i < m_labels.size(); ++i) {
        const bool isGiven = i < m_file.labels.size() && m_file.labels[i].hasKey;
        if (isGiven || m_labels[i].key.empty() || !m_labels[i].isActive())
            continue;
        if (!taken.insert(m_labels[i].key).second)
            m_labels[i].key.clear();
    }
    for (std::size_t i = 0; i < m_file.labels.size(); ++i) {
        if (m_before[i] || m_file.labels[i].hasKey || !m_labels[i].isActive())
            continue;
        for (const char digit : std::string_view("1234567890")) {
            if (taken.insert(std::string(1, digit)).second) {
                m_labels[i].key = std::string(1, digit);
                break;
            }
        }
    }
}

void Application::nameOthers()
{
    for (std::size_t i = m_file.labels.size(); i < m_labels.size(); ++i) {
        Label& label = m_labels[i];
        if (!label.isActive())
            continue;
        if (m_application.retireOthers) {
            label.retired = true;
            label.key.clear();
        } else {
            tell(Kind::Stays, label, {});
        }
    }
}

/// Whether several of a group hold is said of all its labels.
void Application::alignGroups()
{
    std::unordered_map<std::string, bool> many;
    for (std::size_t i = 0; i < m_file.labels.size(); ++i)
        if (m_file.labels[i].isWhole && !m_labels[i].tagGroup.empty())
            many.emplace(m_labels[i].tagGroup, m_labels[i].tagGroupMany);
    for (Label& label : m_labels)
        if (const auto said = many.find(label.tagGroup); said != many.end())
            label.tagGroupMany = said->second;
}

void Application::checkRings()
{
    const auto resolved = [&](const LabelId& id) {
        auto found = m_byId.find(id);
        for (std::size_t steps = 0; found != m_byId.end() && !m_labels[found->second].mergedInto.isNull(); ++steps) {
            if (steps > m_labels.size())
                return m_byId.end();
            found = m_byId.find(m_labels[found->second].mergedInto);
        }
        return found;
    };
    // What is known to end stays known, so that every label is passed a few times at most.
    std::vector<char> isFine(m_labels.size(), 0);
    for (std::size_t i = 0; i < m_labels.size(); ++i) {
        std::vector<std::size_t> line;
        std::unordered_set<std::size_t> seen;
        std::size_t one = i;
        bool ring = false;
        while (!isFine[one]) {
            if (!seen.insert(one).second) {
                ring = true;
                break;
            }
            line.push_back(one);
            const auto above = m_labels[one].parent.isNull() ? m_byId.end() : resolved(m_labels[one].parent);
            if (above == m_byId.end())
                break;
            one = above->second;
        }
        for (const std::size_t passed : line)
            isFine[passed] = 1;
        if (ring)
            m_change.problems.push_back({one < m_file.labels.size() ? m_file.labels[one].place + ".parent" : std::string(),
                                         displayUtf8(m_labels[one].name) +
                                             " would stand under itself, by way of the labels above it."});
    }
}

/// The file's order, then the others; numbers change only where the order does.
void Application::order()
{
    std::int32_t last = -1;
    for (Label& label : m_labels) {
        const auto before = m_byId.find(label.id);
        const bool isNew = !m_before[before->second];
        const bool inOrder = !isNew && label.order > last;
        label.order = inOrder ? label.order : last + 1;
        last = label.order;
    }
}

void Application::tellAttributes(const Label& before, const Label& after)
{
    for (const AttributeDefinition& old : before.attributes) {
        const AttributeDefinition* now = after.attribute(old.name);
        const std::string named = "the attribute " + inQuotes(old.name);
        if (!now) {
            tell(Kind::Removes, after, named);
            continue;
        }
        if (*now == old)
            continue;
        if (now->kind != old.kind)
            tell(Kind::Removes, after, named + " as " + std::string(attributeKindName(old.kind)) + "; it is " +
                                           std::string(attributeKindName(now->kind)) + " now");
        else if (now->list != old.list)
            tell(Kind::Removes, after, named + " as an entry of " + inQuotes(old.list) + "; it is one of " + inQuotes(now->list) + " now");
        else if (std::ranges::all_of(old.choices, [&](const std::string& choice) {
                     return std::ranges::find(now->choices, choice) != now->choices.end();
                 }))
            tell(Kind::Changes, after, named);
        for (const std::string& choice : now->kind == old.kind ? old.choices : std::vector<std::string>())
            if (std::ranges::find(now->choices, choice) == now->choices.end())
                tell(Kind::Removes, after, "the value " + inQuotes(choice) + " of " + named);
    }
    for (const AttributeDefinition& now : after.attributes)
        if (!before.attribute(now.name))
            tell(Kind::Changes, after, "the attribute " + inQuotes(now.name) + " comes");
    const auto isOld = [&](const AttributeDefinition& one) { return before.attribute(one.name) != nullptr; };
    std::vector<std::string> was, is;
    for (const AttributeDefinition& one : before.attributes)
        if (after.attribute(one.name))
            was.push_back(one.name);
    for (const AttributeDefinition& one : after.attributes)
        if (isOld(one))
            is.push_back(one.name);
    if (was != is)
        tell(Kind::Changes, after, "the order of its attributes");
}

void Application::tellDifferences(const Label& before, const Label& after)
{
    const auto differs = [&](bool different, std::string what) {
        if (different)
            tell(Kind::Changes, after, std::move(what));
    };
    differs(before.color != after.color, "its colour");
    differs(before.key != after.key, (after.key.empty() ? std::string("no key") : "key " + after.key) +
                                         (before.key.empty() ? "" : ", was " + before.key));
    differs(before.line != after.line, "line " + std::string(linePatternName(after.line)));
    differs(before.parent != after.parent,
            after.parent.isNull() ? std::string("stands under no other") : "stands under " + nameOf(after.parent));
    differs(before.domain != after.domain || before.range != after.range, "what it goes from and to");
    differs(before.tagGroup != after.tagGroup || before.tagGroupMany != after.tagGroupMany,
            after.tagGroup.empty() ? std::string("in no group")
                                   : "in the group " + inQuotes(after.tagGroup) +
                                         (after.tagGroupMany ? ", of which several hold" : ", of which one holds"));
    differs(before.order != after.order, "its place in the list");
    differs(before.retired && !after.retired, "is not retired any more");
    if (!before.retired && after.retired)
        tell(Kind::Removes, after, "it is retired");
    if (before.mergedInto != after.mergedInto)
        tell(Kind::Removes, after,
             after.mergedInto.isNull() ? std::string("it is one of its own again")
                                       : "it is merged into " + nameOf(after.mergedInto));
    if (before.shapes != after.shapes) {
        std::string gone;
        for (std::size_t kind = 0; kind <= static_cast<std::size_t>(ShapeKind::Span); ++kind) {
            const auto shape = static_cast<ShapeKind>(kind);
            const auto lists = [&](const Label& label) {
                return label.shapes.empty() || std::ranges::find(label.shapes, shape) != label.shapes.end();
            };
            if (lists(before) && !lists(after) && !before.shapes.empty())
                gone += (gone.empty() ? "" : ", ") + std::string(shapeKindName(shape));
        }
        if (before.shapes.empty())
            tell(Kind::Removes, after, "shapes that it does not list");
        else if (!gone.empty())
            tell(Kind::Removes, after, "the shapes " + gone);
        else
            tell(Kind::Changes, after, "the shapes that it may have");
    }
    if (before.skeleton != after.skeleton) {
        const bool goOn = before.skeleton.points.size() <= after.skeleton.points.size() &&
                          std::equal(before.skeleton.points.begin(), before.skeleton.points.end(),
                                     after.skeleton.points.begin(),
                                     [](const auto& a, const auto& b) { return a.name == b.name; });
        const bool same = goOn && before.skeleton.points.size() == after.skeleton.points.size();
        if (same || before.skeleton.points.empty())
            tell(Kind::Changes, after, "its skeleton");
        else
            tell(Kind::Removes, after, "the points of its skeleton as they are");
    }
    tellAttributes(before, after);
}

OntologyChange Application::make()
{
    meetLabels();
    takeDefinitions();
    nameOthers();
    giveKeys();
    alignGroups();
    checkRings();
    if (!m_change.problems.empty())
        return std::move(m_change);
    order();
    m_change.edit.id = EditId::create();
    m_change.edit.scope.kind = ScopeKind::Ontology;
    std::size_t added = 0;
    for (std::size_t i = 0; i < m_labels.size(); ++i) {
        const Label* before = m_before[i];
        if (before && *before == m_labels[i])
            continue;
        if (before) {
            tellDifferences(*before, m_labels[i]);
        } else {
            tell(Kind::Adds, m_labels[i], {});
            ++added;
        }
        Change change;
        if (before) {
            change.before = *before;
            const auto revision = m_application.revisions.find(before->id);
            change.baseRevision = revision == m_application.revisions.end() ? 0 : revision->second;
        }
        change.after = m_labels[i];
        m_change.edit.changes.push_back(std::move(change));
    }
    m_change.edit.text = m_now.labels.empty() ? "Add " + counted(added, "label")
                                              : "Take " + counted(m_change.edit.changes.size(), "label") + " from a file";
    return std::move(m_change);
}

} // namespace

bool OntologyChange::removesFromUse() const
{
    return std::ranges::any_of(lines, [](const Line& line) { return line.kind == Line::Kind::Removes && line.uses > 0; });
}

OntologyChange applyOntology(const OntologyFile& file, const Ontology& now, const OntologyApplication& application)
{
    return Application(file, now, application).make();
}

} // namespace touchstone
