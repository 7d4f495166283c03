#include "core/formats/doccano_writer.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "core/formats/doccano_line.h"
#include "core/formats/doccano_reader.h"
#include "core/formats/labelme_file.h"
#include "core/formats/member_list.h"
#include "core/formats/output_file.h"
#include "core/formats/text_losses.h"
#include "core/formats/text_record.h"
#include "core/formats/text_walk.h"
#include "core/store/annotation_codec.h"
#include "touchstone/base/progress.h"
#include "touchstone/base/text.h"
#include "touchstone/text/text_offsets.h"

namespace touchstone::doccano {

namespace {

std::string jsonString(std::string_view text)
{
    std::string json;
    appendJsonString(json, text);
    return json;
}

std::string idText(const ExternalId& id)
{
    const auto* number = std::get_if<std::int64_t>(&id);
    return number ? std::to_string(*number) : jsonString(std::get<std::string>(id));
}

/// What of one text is written, in the order in which it is.
struct Out {
    Thing thing;
    const ExportSource::Entry* entry = nullptr;
    const Thing* came = nullptr;
};

/// The new value of a member of a line, or a new member; none where it stays.
struct Change {
    std::string name;
    std::string value;
};

class Writer {
  public:
    Writer(ExportSource& source, std::vector<ReportLine>& lines, Progress& progress)
        : m_source(source), m_lines(lines), m_progress(progress)
    {
    }
    Result<void> write(const std::filesystem::path& path);

  private:
    Result<void> findStyle(const std::optional<SourceRecord>& top);
    std::vector<Out> gather(const ExportSource::Text& text, const Line& line);
    bool describe(const ExportSource::Text& text, const ExportSource::Entry& entry, Thing& thing);
    void join(std::vector<Out>& outs);
    std::string lineOf(const ExportSource::Text& text);
    static std::string textOf(const Out& out, SpanStyle style);
    static std::string listOf(const std::vector<Out>& outs, Thing::Kind kind, SpanStyle style, bool& same);
    void lose(const ExportSource::Text& text, const Annotation& annotation, const char* what);

    ExportSource& m_source;
    std::vector<ReportLine>& m_lines;
    Progress& m_progress;
    TextLosses m_losses;
    std::unordered_map<LabelId, std::string> m_labels;
    std::string m_style;
    std::int64_t m_highest = 0;
    std::vector<std::int64_t> m_starts; ///< Of the blocks of a text in its one text.
};

void Writer::lose(const ExportSource::Text& text, const Annotation& annotation, const char* what)
{
    m_losses.add(placeOf(text, annotation), what);
}

/// How new lines look: as the first file had it, else as all that is there needs it.
Result<void> Writer::findStyle(const std::optional<SourceRecord>& top)
{
    m_style = textMember(top, kStyleMember);
    if (!m_style.empty()) {
        return {};
    }
    bool spans = false, relations = false, classes = false;
    auto looked = m_source.forEachText([&](const ExportSource::Text& text) -> Result<void> {
        if (m_progress.cancelled()) {
            return Error{ErrorCode::Cancelled, "The export was cancelled.", ""};
        }
        for (const ExportSource::Entry& entry : text.entries) {
            spans = spans || kindOf(entry.annotation.shape) == ShapeKind::Span;
            classes = classes || kindOf(entry.annotation.shape) == ShapeKind::Tag;
            const auto* bond = std::get_if<RelationShape>(&entry.annotation.shape);
            relations = relations || (bond && bond->directed && entry.annotation.label);
        }
        return {};
    });
    m_style = relations ? "objects" : spans && classes ? "mixed" : classes ? "classes" : "lists";
    return looked;
}

/// What an annotation is here; false for what has no place.
bool Writer::describe(const ExportSource::Text& text, const ExportSource::Entry& entry, Thing& thing)
{
    const Annotation& annotation = entry.annotation;
    const auto label = m_labels.find(annotation.label);
    if (label == m_labels.end()) {
        lose(text, annotation, "doccano has no place for what has no label. It was left out.");
        return false;
    }
    thing.label = label->second;
    if (const auto* span = std::get_if<SpanShape>(&annotation.shape)) {
        thing.kind = Thing::Kind::Span;
        const auto block = static_cast<std::size_t>(span->block);
        const std::int64_t start = block < m_starts.size() ? m_starts[block] : 0;
        thing.begin = start + extent(*span).begin;
        thing.end = start + extent(*span).end;
        if (span->ranges->size() > 1) {
            lose(text, annotation,
                 "doccano has no spans of several pieces. It was written from the begin of the first "
                 "to the end of the last.");
        }
    } else if (std::holds_alternative<TagShape>(annotation.shape)) {
        thing.kind = Thing::Kind::Class;
    } else {
        const auto* bond = std::get_if<RelationShape>(&annotation.shape);
        if (!bond || !bond->directed) {
            lose(text, annotation, "doccano has no place for chains, events and groups. It was left out.");
            return false;
        }
        thing.kind = Thing::Kind::Relation;
    }
    if (!annotation.attributes.empty()) {
        lose(text, annotation, "doccano has no place for attributes. They were left out.");
    }
    if (annotation.score || annotation.unsure) {
        lose(text, annotation, "doccano has no place for scores and \"unsure\". They were left out.");
    }
    return true;
}

/// Gives spans their ids where relations need them, and relations their ends.
void Writer::join(std::vector<Out>& outs)
{
    std::map<AnnotationId, std::size_t> spans;
    std::map<ExternalId, std::size_t> taken;
    bool bonds = false;
    for (std::size_t i = 0; i < outs.size(); ++i) {
        Out& out = outs[i];
        bonds = bonds || out.thing.kind == Thing::Kind::Relation;
        if (out.thing.kind == Thing::Kind::Span) {
            spans.emplace(out.entry->annotation.id, i);
            if (!std::holds_alternative<std::monostate>(out.thing.id)) {
                taken.emplace(out.thing.id, i);
            }
        }
    }
    for (std::size_t i = 0; bonds && i < outs.size(); ++i) {
        Out& out = outs[i];
        const auto known = taken.find(out.thing.id);
        if (out.thing.kind == Thing::Kind::Span && (known == taken.end() || known->second != i)) {
            out.thing.id = ++m_highest;
        }
    }
    std::erase_if(outs, [&](Out& out) {
        if (out.thing.kind != Thing::Kind::Relation) {
            return false;
        }
        const auto& members = *std::get<RelationShape>(out.entry->annotation.shape).members;
        const auto from = spans.find(members.front()), to = spans.find(members.back());
        if (from == spans.end() || to == spans.end()) {
            return true;
        }
        out.thing.from = outs[from->second].thing.id;
        out.thing.to = outs[to->second].thing.id;
        if (std::holds_alternative<std::monostate>(out.thing.id)) {
            out.thing.id = ++m_highest;
        }
        return false;
    });
}

std::vector<Out> Writer::gather(const ExportSource::Text& text, const Line& line)
{
    std::vector<Out> outs;
    std::vector<bool> met(line.things.size());
    for (const ExportSource::Entry& entry : text.entries) {
        Out out;
        out.entry = &entry;
        if (!describe(text, entry, out.thing)) {
            continue;
        }
        if (entry.record && text.record && entry.record->source == text.record->source) {
            const auto number = static_cast<std::size_t>(entry.record->order);
            if (number < line.things.size() && !met[number] && line.things[number].kind == out.thing.kind) {
                met[number] = true;
                out.came = &line.things[number];
                out.thing.id = out.came->id;
            }
        }
        outs.push_back(std::move(out));
    }
    const std::size_t bonds = static_cast<std::size_t>(std::count_if(
        outs.begin(), outs.end(), [](const Out& out) { return out.thing.kind == Thing::Kind::Relation; }));
    join(outs);
    const std::size_t left = static_cast<std::size_t>(std::count_if(
        outs.begin(), outs.end(), [](const Out& out) { return out.thing.kind == Thing::Kind::Relation; }));
    for (std::size_t i = left; i < bonds; ++i) {
        m_losses.add(placeOf(text), "doccano has relations between spans alone. One was left out.");
    }
    return outs;
}

std::string Writer::textOf(const Out& out, SpanStyle style)
{
    const Thing& thing = out.thing;
    const Thing* came = out.came;
    const bool styled = came && (thing.kind != Thing::Kind::Span ||
                                 (came->raw.front() == '{') == (style == SpanStyle::Objects));
    if (styled && came->label == thing.label && came->begin == thing.begin && came->end == thing.end &&
        came->from == thing.from && came->to == thing.to && came->id == thing.id) {
        return std::string(came->raw);
    }
    const std::string label = jsonString(thing.label);
    if (thing.kind == Thing::Kind::Class) {
        return label;
    }
    if (thing.kind == Thing::Kind::Span && style != SpanStyle::Objects) {
        return '[' + std::to_string(thing.begin) + ", " + std::to_string(thing.end) + ", " + label + ']';
    }
    const bool isSpan = thing.kind == Thing::Kind::Span;
    std::vector<std::pair<std::string, std::string>> fresh;
    if (!std::holds_alternative<std::monostate>(thing.id)) {
        fresh.emplace_back("id", idText(thing.id));
    }
    if (isSpan) {
        fresh.emplace_back("label", label);
        fresh.emplace_back("start_offset", std::to_string(thing.begin));
        fresh.emplace_back("end_offset", std::to_string(thing.end));
    } else {
        fresh.emplace_back("from_id", idText(thing.from));
        fresh.emplace_back("to_id", idText(thing.to));
        fresh.emplace_back("type", label);
    }
    std::string text = "{";
    for (const auto& [name, value] : fresh) {
        text += (text.size() > 1 ? ", \"" : "\"") + name + "\": " + value;
    }
    // What else the file said of it stays.
    if (styled && came->raw.front() == '{') {
        const std::string raw(came->raw);
        std::vector<JsonPlace> members;
        std::string problem;
        membersOf(raw, members, problem);
        for (const JsonPlace& member : members) {
            const bool known = std::any_of(fresh.begin(), fresh.end(),
                                           [&](const auto& one) { return one.first == member.name; });
            if (!known) {
                text += ", " + raw.substr(member.from, member.to - member.from);
            }
        }
    }
    return text + '}';
}

std::string Writer::listOf(const std::vector<Out>& outs, Thing::Kind kind, SpanStyle style, bool& same)
{
    std::string list;
    for (const Out& out : outs) {
        if (out.thing.kind == kind) {
            const std::string one = textOf(out, style);
            same = same && out.came && one == out.came->raw;
            list += (list.empty() ? "" : ", ") + one;
        }
    }
    return '[' + list + ']';
}

std::string Writer::lineOf(const ExportSource::Text& text)
{
    const std::string raw = textMember(text.record, kRawMember);
    Line line;
    if (!raw.empty()) {
        MemberList members;
        members.read(text.record->fields);
        parseLine(raw, members.has(kAnswersMember), line);
    }
    const std::vector<Out> outs = gather(text, line);
    const auto count = [&](const auto& all, Thing::Kind kind) {
        return std::count_if(all.begin(), all.end(), [&](const auto& one) {
            if constexpr (std::is_same_v<std::decay_t<decltype(one)>, Out>) {
                return one.thing.kind == kind;
            } else {
                return one.kind == kind;
            }
        });
    };
    const bool bonds = count(outs, Thing::Kind::Relation) > 0;
    const SpanStyle style = bonds || (line.style == SpanStyle::None && m_style == "objects")
                                ? SpanStyle::Objects
                            : line.style == SpanStyle::None ? SpanStyle::Lists
                                                            : line.style;
    // The member by its place in the line, and what takes its place.
    std::map<std::size_t, Change> changes;
    std::vector<Change> added;
    const auto put = [&](Thing::Kind kind, std::size_t member, const std::string& name) {
        bool same = count(outs, kind) == count(line.things, kind);
        std::string list = listOf(outs, kind, style, same);
        if (same) {
            return;
        }
        if (member == Line::none) {
            added.push_back({name, std::move(list)});
            return;
        }
        const bool renamed =
            kind == Thing::Kind::Span && style == SpanStyle::Objects && line.style != SpanStyle::Objects;
        changes[member] = {renamed ? "entities" : line.members[member].name, std::move(list)};
    };
    // An empty list is of whichever kind comes.
    std::size_t spans = line.spans, classes = line.classes;
    const bool freeList = spans != Line::none && line.style == SpanStyle::None;
    if (freeList && classes == Line::none && count(outs, Thing::Kind::Span) == 0 && m_style != "mixed") {
        std::swap(spans, classes);
    }
    put(Thing::Kind::Span, spans, style == SpanStyle::Objects || m_style == "mixed" ? "entities" : "label");
    put(Thing::Kind::Relation, line.relations, "relations");
    put(Thing::Kind::Class, classes, m_style == "classes" && spans == Line::none ? "label" : "cats");
    if (!raw.empty()) {
        std::string out = raw;
        const std::size_t close = out.rfind('}');
        std::string tail;
        for (const Change& change : added) {
            tail += (line.members.empty() && tail.empty() ? "" : ", ") + jsonString(change.name) + ": " +
                    change.value;
        }
        out.insert(close, tail);
        for (auto change = changes.rbegin(); change != changes.rend(); ++change) {
            const JsonPlace& place = line.members[change->first];
            if (change->second.name == place.name) {
                out.replace(place.value, place.to - place.value, change->second.value);
            } else {
                out.replace(place.from, place.to - place.from,
                            jsonString(change->second.name) + ": " + change->second.value);
            }
        }
        return out;
    }
    std::string words;
    for (const TextBlock& block : text.document.blocks) {
        words += (&block == &text.document.blocks.front() ? "" : "\n") + block.text;
    }
    std::string out = "{\"text\": " + jsonString(words);
    if (added.empty() && text.labelled) {
        added.push_back({style == SpanStyle::Objects ? "entities" : "label", "[]"});
    }
    for (const Change& change : added) {
        out += ", " + jsonString(change.name) + ": " + change.value;
    }
    MemberList metadata;
    metadata.read(text.document.metadata);
    for (const auto& member : metadata.all()) {
        const auto is = [&](std::string_view name) { return member.name == name; };
        if (is("text") || is("label") || is("labels") || is("entities") || is("relations") || is("cats")) {
            m_losses.add(placeOf(text), "Metadata with a name that doccano uses itself was left out.");
        } else {
            out += ", " + jsonString(member.name) + ": " + std::string(member.json);
        }
    }
    return out + '}';
}

Result<void> Writer::write(const std::filesystem::path& path)
{
    const auto top = m_source.top();
    auto categories = m_source.categories();
    const auto highest = m_source.highestAnnotationId();
    if (!categories || !highest) {
        return categories ? highest.error() : categories.error();
    }
    m_highest = *highest;
    for (const ExportSource::Category& category : *categories) {
        m_labels.emplace(category.label, category.name);
    }
    if (auto found = findStyle(top); !found) {
        return found;
    }
    auto file = OutputFile::create(path);
    if (!file) {
        return file.error();
    }
    MemberList members;
    const std::string fields = top ? top->fields : std::string();
    members.read(fields);
    if (members.has(kMarkMember)) {
        file->text() += "\xEF\xBB\xBF";
    }
    std::int64_t count = 0;
    auto done = walkTexts(m_source, m_progress, [&](const ExportSource::Text& text) {
        m_starts.clear();
        std::int64_t start = 0;
        for (const TextBlock& block : text.document.blocks) {
            m_starts.push_back(start);
            start += TextOffsets(block.text).length() + 1;
            if (!block.tokens.empty()) {
                m_losses.add(placeOf(text), "doccano has no place for tokens. They were left out.");
            }
        }
        if (m_starts.size() > 1) {
            m_losses.add(placeOf(text),
                         "doccano has one text in an item. The texts were joined by line ends.");
        }
        file->text() += (count++ == 0 ? "" : "\n") + lineOf(text);
        return file->flushed();
    });
    if (!done) {
        return done;
    }
    if (count > 0 && !members.has(kOpenMember)) {
        file->text() += '\n';
    }
    m_losses.tell(m_lines);
    return file->finish();
}

} // namespace

Result<void> writeFile(ExportSource& source, const std::filesystem::path& path,
                       std::vector<ReportLine>& lines, Progress& progress)
{
    return Writer(source, lines, progress).write(path);
}

} // namespace touchstone::doccano
