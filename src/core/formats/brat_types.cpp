// What the types of an annotation.conf are as labels.

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "core/formats/brat_config.h"
#include "core/formats/brat_line.h"

namespace touchstone::brat {

namespace {

class TypeReader {
  public:
    explicit TypeReader(const Config& config) : m_config(config) {}
    std::vector<ReadCategory> read();

  private:
    struct Known {
        ReadCategory category;
        std::vector<std::size_t> lines;
    };
    struct Ends {
        std::vector<std::string> names;
        std::unordered_set<std::string> taken;
        bool any = false;
    };
    const std::string* parentOf(std::size_t line) const;
    void place(Known& known);
    void declare(Known& known) const;
    void relate(Known& known);
    void addEnds(Ends& ends, const std::string& part);
    void addName(Ends& ends, const std::string& name);
    std::vector<std::string> finished(Ends ends) const;
    bool standsUnder(const std::string& name, const std::string& above) const;

    const Config& m_config;
    std::vector<Known> m_known;
    std::unordered_map<std::string, std::size_t> m_byName;
    std::unordered_map<std::string, std::vector<std::size_t>> m_under; ///< Lines, by the name of a heading above.
    /// More than any settings mean.
    std::size_t m_left = 1'000'000;
};

/// The nearest type above that is chosen itself.
const std::string* TypeReader::parentOf(std::size_t line) const
{
    const std::string& own = m_config.types[line].name;
    for (std::size_t above = m_config.types[line].above; above != Config::npos; above = m_config.types[above].above) {
        const std::string& name = m_config.types[above].name;
        if (name != own && m_byName.contains(name)) {
            return &name;
        }
    }
    return nullptr;
}

bool TypeReader::standsUnder(const std::string& name, const std::string& above) const
{
    for (auto one = m_byName.find(name); one != m_byName.end();
         one = m_byName.find(m_known[one->second].category.parent)) {
        if (one->first == above) {
            return true;
        }
    }
    return false;
}

void TypeReader::place(Known& known)
{
    for (const std::size_t line : known.lines) {
        const std::string* parent = parentOf(line);
        // Sections may say it the other way round.
        if (parent && !standsUnder(*parent, known.category.name)) {
            known.category.parent = *parent;
            return;
        }
    }
}

void TypeReader::declare(Known& known) const
{
    std::unordered_set<std::string> kinds;
    std::vector<ShapeKind>& shapes = known.category.shapes;
    const auto may = [&](ShapeKind shape) {
        if (std::find(shapes.begin(), shapes.end(), shape) == shapes.end()) {
            shapes.push_back(shape);
        }
    };
    for (const std::size_t line : known.lines) {
        // brat takes each name as it is; only what is said of a heading is meant of those under it.
        kinds.insert(known.category.name);
        for (std::size_t one = m_config.types[line].above; one != Config::npos; one = m_config.types[one].above) {
            if (m_config.types[one].heading) {
                kinds.insert(m_config.types[one].name);
            }
        }
        const Section section = m_config.types[line].section;
        kinds.insert(section == Section::Entities   ? "<ENTITY>"
                     : section == Section::Relations ? "<RELATION>"
                                                     : "<EVENT>");
        // An event is a relation with roles, and its trigger a span with the same label.
        if (section != Section::Relations) {
            may(ShapeKind::Span);
        }
        if (section != Section::Entities) {
            may(ShapeKind::Relation);
        }
    }
    std::set<std::string> names{std::string(kNoteAttribute)};
    for (const Config::Attribute& declared : m_config.attributes) {
        const bool isMeant = std::any_of(declared.targets.begin(), declared.targets.end(), [&](const std::string& one) {
            return one == "<ANY>" || kinds.contains(one);
        });
        if (isMeant && names.insert(declared.definition.name).second) {
            known.category.attributes.push_back(declared.definition);
        }
    }
    known.category.attributes.push_back(noteDefinition());
}

void TypeReader::addName(Ends& ends, const std::string& name)
{
    if (m_left == 0) {
        ends.any = true;
    } else if (ends.taken.insert(name).second) {
        --m_left;
        ends.names.push_back(name);
    }
}

void TypeReader::addEnds(Ends& ends, const std::string& part)
{
    const auto all = [&](Section section) {
        for (const Known& known : m_known) {
            const bool listed = std::any_of(known.lines.begin(), known.lines.end(),
                                            [&](std::size_t line) { return m_config.types[line].section == section; });
            if (listed && known.category.parent.empty()) {
                addName(ends, known.category.name);
            }
        }
    };
    if (part == "<ANY>") {
        ends.any = true;
    } else if (part == "<ENTITY>") {
        all(Section::Entities);
    } else if (part == "<EVENT>") {
        all(Section::Events);
    } else if (part == "<RELATION>") {
        all(Section::Relations);
    } else if (const auto heading = m_under.find(part); heading != m_under.end() && !m_byName.contains(part)) {
        for (const std::size_t line : heading->second) {
            addName(ends, m_config.types[line].name);
        }
    } else if (!part.starts_with('<')) {
        addName(ends, part);
    }
}

/// Without those that stand under another of them.
std::vector<std::string> TypeReader::finished(Ends ends) const
{
    if (ends.any) {
        return {};
    }
    std::erase_if(ends.names, [&](const std::string& name) {
        for (auto one = m_byName.find(name); one != m_byName.end();) {
            const std::string& parent = m_known[one->second].category.parent;
            if (ends.taken.contains(parent)) {
                return true;
            }
            one = m_byName.find(parent);
        }
        return false;
    });
    return ends.names;
}

void TypeReader::relate(Known& known)
{
    Ends from, to;
    bool relates = false;
    for (const std::size_t line : known.lines) {
        if (m_config.types[line].section != Section::Relations) {
            continue;
        }
        relates = true;
        std::size_t place = 0;
        for (const ConfigArgument& argument : argumentsOf(m_config.types[line])) {
            if (argument.isSetting() || place == 2) {
                continue;
            }
            for (const std::string& part : partsOf(argument.values)) {
                addEnds(place == 0 ? from : to, part);
            }
            ++place;
        }
        from.any = from.any || place < 1;
        to.any = to.any || place < 2;
    }
    if (relates) {
        known.category.domain = finished(std::move(from));
        known.category.range = finished(std::move(to));
    }
}

std::vector<ReadCategory> TypeReader::read()
{
    for (std::size_t line = 0; line < m_config.types.size(); ++line) {
        const Config::Type& type = m_config.types[line];
        if (type.heading || type.setting) {
            continue;
        }
        const auto [known, added] = m_byName.emplace(type.name, m_known.size());
        if (added) {
            m_known.emplace_back().category.name = type.name;
        }
        m_known[known->second].lines.push_back(line);
    }
    for (std::size_t line = 0; line < m_config.types.size(); ++line) {
        if (m_config.types[line].heading || m_config.types[line].setting) {
            continue;
        }
        for (std::size_t above = m_config.types[line].above;
             above != Config::npos && !m_byName.contains(m_config.types[above].name);
             above = m_config.types[above].above) {
            m_under[m_config.types[above].name].push_back(line);
        }
    }
    for (Known& known : m_known) {
        place(known);
    }
    std::vector<ReadCategory> categories;
    for (Known& known : m_known) {
        declare(known);
        relate(known);
    }
    for (Known& known : m_known) {
        categories.push_back(std::move(known.category));
    }
    return categories;
}

} // namespace

std::vector<ReadCategory> typesOf(const Config& config)
{
    return TypeReader(config).read();
}

} // namespace touchstone::brat
