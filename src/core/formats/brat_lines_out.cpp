#include "core/formats/brat_lines_out.h"

#include <algorithm>

#include "core/formats/brat_page.h"
#include "core/formats/text_input.h"
#include "core/store/annotation_codec.h"

namespace touchstone::brat {

namespace {

/// White space and control characters as "_".
std::string oneWord(std::string_view text)
{
    std::string word;
    for (const char c : text) {
        word += static_cast<unsigned char>(c) <= ' ' || c == '\x7F' ? '_' : c;
    }
    return word.empty() ? "_" : word;
}

bool isOneWord(std::string_view text)
{
    return !text.empty() && oneWord(text) == text;
}

/// The value of an A line: nothing for what holds. None for what such a line cannot say.
std::optional<std::string> wordOf(const AttributeValue& value)
{
    if (const auto* flag = std::get_if<bool>(&value)) {
        return *flag ? std::optional(std::string()) : std::nullopt;
    }
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
        return std::to_string(*number);
    }
    if (const auto* number = std::get_if<double>(&value)) {
        std::string text;
        appendNumber(text, *number);
        return text;
    }
    const auto* text = std::get_if<std::string>(&value);
    return text && isOneWord(*text) ? std::optional(*text) : std::nullopt;
}

/// The texts of notes that say it.
std::vector<std::string> textsOf(const AttributeValue& value)
{
    if (const auto* text = std::get_if<std::string>(&value)) {
        return {*text};
    }
    if (const auto* texts = std::get_if<std::vector<std::string>>(&value)) {
        return *texts;
    }
    const auto* json = std::get_if<JsonText>(&value);
    return json ? std::vector<std::string>{json->text} : std::vector<std::string>();
}

bool isReference(const std::string& name, const std::string& words)
{
    const std::size_t colon = words.find(':');
    return name == "Reference" && isOneWord(words) && colon != std::string::npos && colon > 0 &&
           colon + 1 < words.size();
}

std::vector<TextRange> rangesOf(const Line& line)
{
    std::vector<TextRange> ranges;
    for (const auto& [begin, end] : line.ranges) {
        ranges.push_back({begin, end});
    }
    return inOrder(std::move(ranges));
}

} // namespace

const std::string& TypeNames::add(const LabelId& label, const std::string& name)
{
    const std::string wanted = oneWord(name);
    std::string written = wanted;
    for (int n = 2; !m_taken.insert(written).second; ++n) {
        written = wanted + '_' + std::to_string(n);
    }
    return m_names[label] = std::move(written);
}

std::string TypeNames::of(const LabelId& label) const
{
    const auto found = m_names.find(label);
    return found == m_names.end() ? std::string() : found->second;
}

LinesOut::LinesOut(const ExportSource::Text& text, std::string_view words,
                   const std::vector<std::int64_t>& starts, const TypeNames& names, Types& types,
                   Losses& lost)
    : m_text(text), m_offsets(words), m_starts(starts), m_names(names), m_types(types), m_lost(lost)
{
}

std::string LinesOut::freshId(char letter)
{
    return letter + std::to_string(++m_highest[letter]);
}

std::string LinesOut::idOf(const AnnotationId& id) const
{
    const auto found = m_byAnnotation.find(id);
    return found == m_byAnnotation.end() ? std::string() : m_things[found->second].line.id;
}

/// What kind of line it is, without what it names. False for what has none.
bool LinesOut::describe(const ExportSource::Entry& entry, Line& line)
{
    const Annotation& annotation = entry.annotation;
    line.type = m_names.of(annotation.label);
    if (const auto* span = std::get_if<SpanShape>(&annotation.shape)) {
        if (line.type.empty() || span->block < 0 ||
            static_cast<std::size_t>(span->block) >= m_starts.size()) {
            ++m_lost["spans without a label"];
            return false;
        }
        line.kind = Line::Kind::Span;
        const std::int64_t start = m_starts[static_cast<std::size_t>(span->block)];
        for (const TextRange& range : *span->ranges) {
            line.ranges.emplace_back(start + range.begin, start + range.end);
        }
        return true;
    }
    const auto* bond = std::get_if<RelationShape>(&annotation.shape);
    if (!bond) {
        ++m_lost["classes of texts"];
        return false;
    }
    if (line.type.empty()) {
        ++m_lost["groups without a label"];
        return false;
    }
    const bool isEvent = !bond->directed && !bond->roles->empty() && bond->roles->front().empty();
    line.kind = bond->directed ? Line::Kind::Relation : isEvent ? Line::Kind::Event : Line::Kind::Chain;
    return true;
}

/// The arguments, once all have their ids. False when too few are left.
bool LinesOut::describeBond(const RelationShape& shape, Line& line)
{
    for (std::size_t i = 0; i < shape.members->size(); ++i) {
        Argument argument{shape.roles->empty() ? std::string() : (*shape.roles)[i],
                          idOf((*shape.members)[i])};
        if (argument.id.empty()) {
            m_lost["members of events and chains that cannot be written"] +=
                line.kind == Line::Kind::Relation ? 0 : 1;
            if (i == 0 && line.kind == Line::Kind::Event) {
                return false;
            }
            continue;
        }
        if (line.kind == Line::Kind::Relation) {
            argument.role = argument.role.empty() ? "Arg" + std::to_string(i + 1) : oneWord(argument.role);
        } else if (line.kind == Line::Kind::Chain) {
            m_lost["roles of members of a chain"] += argument.role.empty() ? 0 : 1;
            argument.role.clear();
        } else if (i > 0) {
            argument.role = argument.role.empty() ? "Arg" : oneWord(argument.role);
        }
        line.arguments.push_back(std::move(argument));
    }
    return line.kind == Line::Kind::Relation ? line.arguments.size() == 2 : !line.arguments.empty();
}

void LinesOut::nameThings(std::string_view kept)
{
    std::unordered_map<std::int64_t, Line> came;
    for (std::int64_t number = 1; !kept.empty(); ++number) {
        Line line = parseLine(takeLine(kept));
        if (!line.id.empty()) {
            std::int64_t& most = m_highest[line.id.front()];
            most = std::max(most, numberOf(line.id));
        }
        came.emplace(number, std::move(line));
    }
    for (const ExportSource::Entry& entry : m_text.entries) {
        Thing thing;
        thing.entry = &entry;
        if (!describe(entry, thing.line)) {
            continue;
        }
        const std::int64_t number =
            entry.record && m_text.record && entry.record->source == m_text.record->source
                ? entry.record->order
                : 0;
        const auto line = came.find(number);
        thing.isKept = line != came.end() && line->second.kind == thing.line.kind &&
                       m_byLine.emplace(number, m_things.size()).second;
        if (thing.isKept) {
            thing.line.id = line->second.id;
        }
        m_byAnnotation.emplace(entry.annotation.id, m_things.size());
        m_things.push_back(std::move(thing));
    }
    for (Thing& thing : m_things) {
        constexpr std::string_view letters = "TRE*";
        if (thing.line.id.empty()) {
            const char letter = letters[static_cast<std::size_t>(thing.line.kind)];
            thing.line.id = letter == '*' ? std::string("*") : freshId(letter);
        }
    }
    // A bond of bonds, and an event without a span as its trigger, have no place.
    const auto unsay = [&](Thing& thing) { m_byAnnotation.erase(thing.entry->annotation.id); };
    for (Thing& thing : m_things) {
        const auto* bond = std::get_if<RelationShape>(&thing.entry->annotation.shape);
        if (!bond) {
            continue;
        }
        const auto trigger = m_byAnnotation.find(bond->members->front());
        const bool hasTrigger =
            trigger != m_byAnnotation.end() && m_things[trigger->second].line.kind == Line::Kind::Span;
        if (thing.line.kind != Line::Kind::Event || !hasTrigger) {
            unsay(thing);
        }
    }
    for (Thing& thing : m_things) {
        const auto* bond = std::get_if<RelationShape>(&thing.entry->annotation.shape);
        if (bond &&
            ((thing.line.kind == Line::Kind::Event && !m_byAnnotation.contains(thing.entry->annotation.id)) ||
             !describeBond(*bond, thing.line))) {
            ++m_lost["relations, events and chains between what cannot be written"];
            thing.entry = nullptr;
        }
    }
    for (std::size_t i = 0; i < m_things.size(); ++i) {
        Thing& thing = m_things[i];
        if (!thing.entry) {
            continue;
        }
        if (thing.isKept && thing.line.id != "*") {
            m_byId.emplace(thing.line.id, i);
        }
        const Annotation& annotation = thing.entry->annotation;
        m_lost["scores"] += annotation.score ? 1 : 0;
        m_lost["\"unsure\""] += annotation.unsure ? 1 : 0;
        for (const Attribute& attribute : annotation.attributes) {
            thing.left[attribute.name] = textsOf(attribute.value);
        }
    }
}

void LinesOut::use(const Thing& thing, bool fresh)
{
    TypeUse& types = fresh ? m_types.fresh : m_types.kept;
    const Line& line = thing.line;
    if (line.kind == Line::Kind::Span) {
        types.entities.insert(line.type);
    } else if (line.kind == Line::Kind::Event) {
        auto& roles = types.events[line.type];
        for (const Argument& argument : line.arguments) {
            if (!argument.role.empty()) {
                roles.insert(argument.role);
            }
        }
    } else {
        TypeUse::Ends& ends = types.relations[line.type];
        ends.chains = ends.chains || line.kind == Line::Kind::Chain;
        const auto& members = *std::get<RelationShape>(thing.entry->annotation.shape).members;
        for (std::size_t i = 0; i < members.size(); ++i) {
            const auto member = m_byAnnotation.find(members[i]);
            if (member != m_byAnnotation.end()) {
                const std::string& type = m_things[member->second].line.type;
                if (i == 0 || ends.chains) {
                    ends.from.insert(type);
                }
                if (i > 0 || ends.chains) {
                    ends.to.insert(type);
                }
            }
        }
    }
}

/// `value`: of an A line; empty for what holds.
void LinesOut::useAttribute(const Thing& thing, const std::string& name, const std::string& value, bool fresh)
{
    TypeUse::Values& use = (fresh ? m_types.fresh : m_types.kept).attributes[name];
    use.types.insert(thing.line.type);
    if (!value.empty()) {
        use.values.insert(value);
    }
}

/// The line as it is now; empty where the one that came still says it.
std::string LinesOut::lineOf(Thing& thing, const Line* came)
{
    Line& line = thing.line;
    if (line.kind == Line::Kind::Span) {
        const std::vector<TextRange> ranges = rangesOf(line);
        const bool same = came && came->type == line.type && rangesOf(*came) == ranges;
        return same ? std::string() : spanLine(line.id, line.type, ranges, m_offsets);
    }
    if (came && line.kind == Line::Kind::Relation) {
        // The names of the ends are those of the file.
        for (std::size_t i = 0; i < line.arguments.size(); ++i) {
            line.arguments[i].role = came->arguments[i].role;
        }
    }
    return came && came->type == line.type && came->arguments == line.arguments ? std::string()
                                                                                : bondLine(line);
}

/// Whether a statement about a thing still holds; `changed` gets what it says now, or stays empty.
bool LinesOut::stillSays(Thing& thing, const Line& came, std::string& changed)
{
    const std::string name = attributeOf(came);
    const AttributeValue* value = valueOf(thing.entry->annotation.attributes, name);
    if (!value || thing.said.contains(name)) {
        return false;
    }
    if (came.kind == Line::Kind::Attribute) {
        const auto word = wordOf(*value);
        if (!word) {
            return false;
        }
        thing.said.insert(name);
        useAttribute(thing, came.type, *word, *word != came.value);
        if (*word != came.value) {
            changed = came.id + '\t' + came.type + ' ' + came.target + (word->empty() ? "" : ' ' + *word);
        }
        return true;
    }
    const bool isNote = came.kind == Line::Kind::Note;
    auto& left = thing.left[name];
    const auto same = std::find(left.begin(), left.end(), isNote ? came.text : came.value);
    if (same != left.end()) {
        left.erase(same);
    } else if (std::holds_alternative<std::string>(*value) && left.size() == 1 &&
               (isNote || isOneWord(left.front()))) {
        changed = came.id + '\t' + came.type + ' ' + came.target + (isNote ? "\t" : " ") +
                  oneLine(left.front()) + (isNote ? "" : "\t");
        left.clear();
    } else {
        return false;
    }
    if (left.empty()) {
        thing.said.insert(name);
    }
    return true;
}

std::string LinesOut::nameOf(const std::string& attribute)
{
    m_lost["spaces in names of attributes; \"_\" was written"] += isOneWord(attribute) ? 0 : 1;
    return oneWord(attribute);
}

/// Notes have one line.
std::string LinesOut::oneLine(std::string words)
{
    const auto breaks = [](char c) { return c == '\n' || c == '\r' || c == '\t'; };
    if (std::any_of(words.begin(), words.end(), breaks)) {
        ++m_lost["line ends and tabs in attributes; spaces were written"];
        std::replace_if(words.begin(), words.end(), breaks, ' ');
    }
    return words;
}

void LinesOut::note(const Thing& thing, const std::string& name, const std::string& words, std::string& out)
{
    if (isReference(name, words)) {
        out += freshId('N') + '\t' + name + ' ' + thing.line.id + ' ' + words + '\t' + m_end;
        return;
    }
    out += freshId('#') + '\t' + (name == kNoteAttribute ? std::string(kNotesType) : nameOf(name)) + ' ' + thing.line.id + '\t' + oneLine(words) + m_end;
}

void LinesOut::addAttribute(Thing& thing, const Attribute& attribute, std::string& out)
{
    if (thing.said.contains(attribute.name) || std::holds_alternative<std::monostate>(attribute.value)) {
        return;
    }
    if (thing.line.id == "*") {
        ++m_lost["attributes of chains"];
        return;
    }
    const auto word = wordOf(attribute.value);
    const auto* text = std::get_if<std::string>(&attribute.value);
    const bool isNote = attribute.name == kNoteAttribute && text;
    if (word && !isNote && !(text && isReference(attribute.name, *text))) {
        const std::string name = nameOf(attribute.name);
        out += freshId('A') + '\t' + name + ' ' + thing.line.id + (word->empty() ? "" : ' ' + *word) + m_end;
        useAttribute(thing, name, *word, true);
    } else if (std::holds_alternative<bool>(attribute.value)) {
        ++m_lost["attributes that do not hold (\"no\")"];
    } else {
        for (const std::string& words : thing.left[attribute.name]) {
            note(thing, attribute.name, words, out);
        }
    }
}

void LinesOut::addNew(std::string& out)
{
    for (Thing& thing : m_things) {
        if (thing.entry && !thing.isKept) {
            out += lineOf(thing, nullptr) + m_end;
            use(thing, true);
        }
    }
    for (Thing& thing : m_things) {
        if (thing.entry) {
            for (const Attribute& attribute : thing.entry->annotation.attributes) {
                addAttribute(thing, attribute, out);
            }
        }
    }
}

std::size_t LinesOut::placeAfter(std::int64_t keptLines) const
{
    return m_places[std::min(static_cast<std::size_t>(std::max<std::int64_t>(0, keptLines)), m_places.size() - 1)];
}

std::string LinesOut::write(std::string_view kept)
{
    nameThings(kept);
    if (kept.find("\r\n") != std::string_view::npos) {
        m_end = "\r\n";
    }
    std::string out;
    std::set<std::string> gone;
    for (std::int64_t number = 1; !kept.empty(); ++number) {
        m_places.push_back(out.size());
        const std::string_view from = kept;
        const Line came = parseLine(takeLine(kept));
        const std::string_view raw = from.substr(0, from.size() - kept.size());
        std::string changed;
        bool stays = true;
        if (came.kind <= Line::Kind::Chain) {
            const auto thing = m_byLine.find(number);
            stays = thing != m_byLine.end() && m_things[thing->second].entry;
            changed = stays ? lineOf(m_things[thing->second], &came) : std::string();
            if (stays) {
                use(m_things[thing->second], !changed.empty());
            }
        } else if (came.kind <= Line::Kind::Note) {
            const auto thing = m_byId.find(came.target);
            stays = thing == m_byId.end() ? !gone.contains(came.target)
                                          : stillSays(m_things[thing->second], came, changed);
        }
        if (!stays) {
            gone.insert(came.id);
        } else if (changed.empty()) {
            out += raw;
        } else {
            out += changed + std::string(lineEndOf(raw));
        }
    }
    m_places.push_back(out.size());
    std::string added;
    addNew(added);
    if (!added.empty() && !out.empty() && !out.ends_with('\n')) {
        out += m_end;
    }
    return out + added;
}

} // namespace touchstone::brat
