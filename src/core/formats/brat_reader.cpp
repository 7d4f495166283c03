#include "core/formats/brat_reader.h"

#include <algorithm>
#include <unordered_map>

#include "core/formats/brat_config.h"
#include "core/formats/json_text.h"
#include "core/formats/text_input.h"
#include "core/formats/text_record.h"
#include "touchstone/base/progress.h"
#include "touchstone/base/text.h"

namespace touchstone::brat {

namespace fs = std::filesystem;

namespace {

/// The name of a file's pair: the same for x.txt and x.ann.
std::string stemOf(const fs::path& file)
{
    return pathToUtf8(fs::path(file).replace_extension());
}

} // namespace

Result<void> Reader::read()
{
    if (auto configs = readConfigs(); !configs) {
        return configs;
    }
    struct Pair {
        const fs::path* text = nullptr;
        Files anns;
    };
    std::vector<Pair> pairs;
    std::unordered_map<std::string, std::size_t> byStem;
    for (const fs::path& file : m_files) {
        const bool isText = file.extension() == ".txt", isAnn = file.extension() == ".ann";
        if (isText || isAnn || isPart(file)) {
            const auto [found, added] = byStem.emplace(stemOf(file), pairs.size());
            if (added) {
                pairs.emplace_back();
            }
            if (isText) {
                pairs[found->second].text = &file;
            } else {
                pairs[found->second].anns.push_back(&file);
            }
        }
    }
    for (Pair& pair : pairs) {
        std::sort(pair.anns.begin(), pair.anns.end(),
                  [](const fs::path* a, const fs::path* b) { return a->extension() < b->extension(); });
        const auto ann = std::find_if(pair.anns.begin(), pair.anns.end(),
                                      [](const fs::path* file) { return file->extension() == ".ann"; });
        if (ann != pair.anns.end() && pair.anns.size() > 1) {
            m_sink.line({ReportLine::Kind::Note, displayUtf8(pathBelow(m_root, **ann)),
                         "There are .a1 or .a2 files of this name too. They were left out."});
            pair.anns = {*ann};
        }
    }
    std::int64_t unlabelled = 0;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        if (m_progress.cancelled()) {
            return Error{ErrorCode::Cancelled, "The import was cancelled.", ""};
        }
        m_progress.report(static_cast<double>(i) / static_cast<double>(pairs.size()), "Reading texts");
        const Pair& pair = pairs[i];
        if (!pair.text) {
            const std::string name = pathToUtf8(fs::path(*pair.anns.front()).replace_extension(".txt").filename());
            const std::string message =
                "Its text, " + displayUtf8(name) + ", is missing. Put it beside this file.";
            if (pairs.size() == 1) {
                return Error{ErrorCode::NotFound, message, displayUtf8(pathToUtf8(*pair.anns.front()))};
            }
            m_sink.line({ReportLine::Kind::Skipped, displayUtf8(pathBelow(m_root, *pair.anns.front())), message});
            continue;
        }
        unlabelled += pair.anns.empty() ? 1 : 0;
        auto done = readDocument(*pair.text, pair.anns);
        if (!done && (done.error().code == ErrorCode::InvalidInput || done.error().code == ErrorCode::Io) &&
            pairs.size() > 1) {
            m_sink.line({ReportLine::Kind::Skipped, displayUtf8(pathBelow(m_root, *pair.text)),
                         done.error().message});
        } else if (!done) {
            return done;
        }
    }
    if (m_known == 0 && m_unknown > 0) {
        return Error{ErrorCode::InvalidInput,
                     "None of the lines of its .ann files is one of brat, such as T1, a tab, the type with its offsets, a "
                     "tab, and the words. They are of another format.",
                     displayUtf8(pathToUtf8(m_root))};
    }
    tellAttributes();
    if (unlabelled > 0) {
        m_sink.line({ReportLine::Kind::Note, displayUtf8(pathToUtf8(m_root.filename())),
                     withThousands(unlabelled) + (unlabelled == 1 ? " text has" : " texts have") +
                         " no .ann file beside it and came in as not labelled."});
    }
    return {};
}

/// The settings of brat are kept as they are, and their types become labels.
Result<void> Reader::readConfigs()
{
    std::string members;
    std::vector<ReadCategory> types;
    for (const fs::path& file : m_files) {
        if (file.extension() != ".conf") {
            continue;
        }
        const std::string name = pathBelow(m_root, file);
        const auto config = readTextFile(file, {});
        if (!config) {
            m_sink.line({ReportLine::Kind::Skipped, displayUtf8(name), config.error().message});
            continue;
        }
        appendTextMember(members, name, config->text);
        if (file.filename() == "annotation.conf") {
            for (ReadCategory& type : typesOf(parseConfig(config->text))) {
                for (const AttributeDefinition& attribute : type.attributes) {
                    m_declared[type.name].insert(attribute.name);
                }
                types.push_back(std::move(type));
            }
        }
    }
    closeObject(members);
    SourceRecord top;
    top.fields = std::move(members);
    if (auto told = m_sink.top(std::move(top)); !told) {
        return told;
    }
    for (ReadCategory& type : types) {
        if (const auto category = m_labels.of(std::move(type)); !category) {
            return category.error();
        }
    }
    return {};
}

Result<void> Reader::readDocument(const fs::path& text, const Files& anns)
{
    auto file = readTextFile(text, m_options);
    if (!file) {
        return file.error();
    }
    if (file->text.size() > kLargestText) {
        return Error{ErrorCode::InvalidInput, "The text is larger than 64 MB. Split it.",
                     displayUtf8(pathToUtf8(text))};
    }
    std::string lines;
    std::vector<Page::Part> parts;
    for (const fs::path* ann : anns) {
        auto read = readTextFile(*ann, {});
        if (!read) {
            return Error{read.error().code,
                         displayUtf8(pathToUtf8(ann->filename())) + ": " + read.error().message,
                         read.error().where};
        }
        lines += lines.empty() || lines.ends_with('\n') ? "" : "\n";
        parts.push_back({displayUtf8(pathBelow(m_root, *ann)), std::count(lines.begin(), lines.end(), '\n')});
        lines += read->text;
    }
    if (parts.empty()) {
        parts.push_back({displayUtf8(pathBelow(m_root, text)), 0});
    }
    const Page page(file->text, lines, std::move(parts), m_options.realign, m_sink);
    m_known += page.known();
    m_unknown += page.unknown();
    const std::string name = pathBelow(m_root, text);
    ReadDocument document;
    document.path = name;
    document.labelled = !anns.empty();
    document.record.order = static_cast<std::int64_t>(m_documents);
    appendTextMember(document.record.fields, kFileMember, stemOf(pathFromUtf8(name)));
    if (!anns.empty()) {
        appendTextMember(document.record.fields, kLinesMember, page.kept());
    }
    if (!anns.empty() && isPart(*anns.front())) {
        const std::vector<std::int64_t> kept = page.keptOfParts();
        std::string said;
        for (std::size_t i = 0; i < anns.size(); ++i) {
            said += (i == 0 ? "" : " ") + pathToUtf8(anns[i]->extension()).substr(1) + ' ' + std::to_string(kept[i]);
        }
        appendTextMember(document.record.fields, kPartsMember, said);
    }
    closeObject(document.record.fields);
    document.document.encoding = file->encoding;
    document.document.blocks.push_back({"", file->text});
    if (auto told = m_sink.document(std::move(document)); !told) {
        return told;
    }
    ++m_documents;
    return send(page);
}

Annotation Reader::annotationOf(const Entry& entry, const std::vector<AnnotationId>& taken,
                                const Page& page) const
{
    Annotation annotation;
    annotation.id = AnnotationId::create();
    annotation.attributes = entry.attributes;
    if (entry.line.kind == Line::Kind::Span) {
        annotation.shape = SpanShape{entry.ranges, 0};
        return annotation;
    }
    std::vector<AnnotationId> members;
    std::vector<std::string> roles;
    for (const Argument& argument : entry.line.arguments) {
        const AnnotationId& member = taken[page.ids().at(argument.id)];
        if (!member.isNull()) {
            members.push_back(member);
            roles.push_back(argument.role);
        }
    }
    const bool directed = entry.line.kind == Line::Kind::Relation;
    if (entry.line.kind != Line::Kind::Event) {
        roles.clear();
    }
    annotation.shape = RelationShape{std::move(members), directed, std::move(roles)};
    return annotation;
}

Result<void> Reader::send(const Page& page)
{
    // What the sink left out: the project lacks its label.
    std::vector<AnnotationId> taken(page.entries().size());
    for (const std::size_t i : page.order()) {
        const Entry& entry = page.entries()[i];
        ReadCategory type;
        type.name = entry.line.type;
        if (!m_labels.knows(type.name)) {
            type.attributes = {noteDefinition()};
        }
        const auto category = m_labels.of(std::move(type));
        if (!category) {
            return category.error();
        }
        Annotation annotation = annotationOf(entry, taken, page);
        const AnnotationId id = annotation.id;
        if (entry.line.kind != Line::Kind::Span) {
            const auto& members = *std::get<RelationShape>(annotation.shape).members;
            const bool trigger = entry.line.kind == Line::Kind::Event;
            const std::size_t least = trigger ? 1 : 2;
            if (members.size() < std::min(least, entry.line.arguments.size()) ||
                (entry.line.kind == Line::Kind::Relation && members.size() != 2) ||
                (trigger && taken[page.ids().at(entry.line.arguments.front().id)].isNull())) {
                m_sink.line({ReportLine::Kind::Skipped, page.whereOf(entry),
                             "What it connects was left out, and so was it."});
                continue;
            }
        }
        SourceRecord record;
        record.order = entry.place;
        if (entry.line.kind != Line::Kind::Chain) {
            record.externalId = entry.line.id;
        }
        const auto kept =
            m_sink.annotation(m_documents - 1, *category, std::move(annotation), std::move(record));
        if (!kept) {
            return kept.error();
        }
        if (*kept) {
            taken[i] = id;
            seeAttributes(page, entry, *category);
        }
    }
    return {};
}

/// A value more than anybody chooses among makes it a text.
constexpr std::size_t kMostChoices = 100;

void Reader::seeAttributes(const Page& page, const Entry& entry, std::size_t category)
{
    const auto declared = m_declared.find(entry.line.type);
    for (const Attribute& attribute : entry.attributes) {
        if (attribute.name == kNoteAttribute ||
            (declared != m_declared.end() && declared->second.contains(attribute.name))) {
            continue;
        }
        Seen& seen = m_seen[category][attribute.name];
        const auto* text = std::get_if<std::string>(&attribute.value);
        const bool isChosen = page.isChosen(attribute.name);
        seen.flags = seen.flags || std::holds_alternative<bool>(attribute.value);
        seen.lists = seen.lists || std::holds_alternative<std::vector<std::string>>(attribute.value);
        seen.words = seen.words || (text && isChosen);
        seen.texts = seen.texts || (text && !isChosen);
        if (text && isChosen && seen.values.size() <= kMostChoices) {
            seen.values.insert(*text);
        }
    }
}

/// What never has a value holds or not; what always has one is one of those that were met. What is used in two ways is
/// left without a definition, since any would misread some of it.
void Reader::tellAttributes()
{
    for (const auto& [category, attributes] : m_seen) {
        std::vector<AttributeDefinition> learned;
        for (const auto& [name, seen] : attributes) {
            AttributeDefinition definition;
            definition.name = name;
            if (seen.lists || seen.flags + seen.words + seen.texts != 1) {
                continue;
            }
            definition.kind = seen.flags                                        ? AttributeKind::Boolean
                              : seen.words && seen.values.size() <= kMostChoices ? AttributeKind::Choice
                                                                                 : AttributeKind::Text;
            if (definition.kind == AttributeKind::Choice) {
                definition.choices.assign(seen.values.begin(), seen.values.end());
            }
            learned.push_back(std::move(definition));
        }
        m_sink.learned(category, std::move(learned));
    }
}

} // namespace touchstone::brat
