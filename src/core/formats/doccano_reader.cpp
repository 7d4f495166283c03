#include "core/formats/doccano_reader.h"

#include <algorithm>
#include <map>

#include "core/formats/doccano_line.h"
#include "core/formats/json_text.h"
#include "core/formats/line_reader.h"
#include "core/formats/offset_reading.h"
#include "core/formats/sink_labels.h"
#include "core/formats/text_record.h"
#include "touchstone/base/file.h"
#include "touchstone/base/progress.h"
#include "touchstone/base/text.h"

namespace touchstone::doccano {

namespace {

class Reader {
  public:
    Reader(const std::filesystem::path& path, LineReader lines, ImportSink& sink, Progress& progress)
        : m_path(path), m_lines(std::move(lines)), m_sink(sink), m_progress(progress), m_labels(sink)
    {
    }
    Result<void> read();

  private:
    Result<void> survey();
    Result<void> readLine(const std::string& text);
    Result<void> send(const Line& line);
    std::optional<TextRange> rangeOf(const Thing& thing, const OffsetReader& offsets, OffsetReading reading);
    Result<bool> give(const Thing& thing, std::size_t number, Annotation annotation);
    void tell(ReportLine::Kind kind, std::string message)
    {
        m_sink.line({kind, m_lines.where(), std::move(message)});
    }

    std::filesystem::path m_path;
    LineReader m_lines;
    ImportSink& m_sink;
    Progress& m_progress;
    SinkLabels m_labels;
    bool m_answers = false;
    std::size_t m_documents = 0;
    std::int64_t m_empty = 0;
};

/// The first lines tell what strings are and how a new line looks.
Result<void> Reader::survey()
{
    auto lines = LineReader::open(m_path, "UTF-8", LineReader::kLongestJson);
    if (!lines) {
        return lines.error();
    }
    std::vector<std::string> strings;
    std::string style, text;
    Line line;
    constexpr int sample = 1000;
    for (int i = 0; i < sample; ++i) {
        const auto more = lines->next(text);
        if (!more) {
            return more.error();
        }
        if (!*more) {
            break;
        }
        if (isValidUtf8(text)) {
            parseLine(text, false, line);
            strings.insert(strings.end(), line.strings.begin(), line.strings.end());
            const bool objects = line.style == SpanStyle::Objects || line.relations != Line::none;
            if (objects || (style.empty() && line.style == SpanStyle::Lists)) {
                style = objects ? "objects" : line.classes != Line::none ? "mixed" : "lists";
            } else if (style.empty() && !line.strings.empty()) {
                style = "classes";
            }
        }
    }
    m_answers = areAnswers(strings);
    SourceRecord top;
    if (m_lines.hasMark()) {
        appendMember(top.fields, kMarkMember, "true");
    }
    if (!m_lines.hasLastEnd()) {
        appendMember(top.fields, kOpenMember, "true");
    }
    if (!style.empty()) {
        appendTextMember(top.fields, kStyleMember, style);
    }
    closeObject(top.fields);
    if (m_answers) {
        m_sink.line(
            {ReportLine::Kind::Note, m_lines.name(),
             "The strings in \"label\" are texts that people wrote and no classes. They were kept as they "
             "are, beside the texts."});
    }
    return m_sink.top(std::move(top));
}

std::optional<TextRange> Reader::rangeOf(const Thing& thing, const OffsetReader& offsets,
                                         OffsetReading reading)
{
    const auto range =
        offsets.range(std::min(thing.begin, thing.end), std::max(thing.begin, thing.end), reading);
    const std::string name =
        displayUtf8(thing.label) + ' ' + std::to_string(thing.begin) + '-' + std::to_string(thing.end);
    if (!range) {
        tell(ReportLine::Kind::Skipped,
             "The span " + name + " reaches past the end of its text. It was left out.");
    } else if (thing.end < thing.begin) {
        tell(ReportLine::Kind::Repaired,
             "The span " + name + " ended before it began. The two were swapped.");
    }
    return range;
}

Result<bool> Reader::give(const Thing& thing, std::size_t number, Annotation annotation)
{
    const auto category = m_labels.of(thing.label);
    if (!category) {
        return category.error();
    }
    SourceRecord record;
    record.order = static_cast<std::int64_t>(number);
    record.externalId = thing.id;
    return m_sink.annotation(m_documents - 1, *category, std::move(annotation), std::move(record));
}

Result<void> Reader::send(const Line& line)
{
    const OffsetReader offsets(line.text);
    OffsetReading reading = OffsetReading::CodePoints;
    const auto allFit = [&](OffsetReading how) {
        return std::all_of(line.things.begin(), line.things.end(), [&](const Thing& thing) {
            return thing.kind != Thing::Kind::Span || !thing.problem.empty() ||
                   offsets.range(std::min(thing.begin, thing.end), std::max(thing.begin, thing.end), how);
        });
    };
    const bool astral = offsets.offsets().utf16Length() != offsets.offsets().length();
    if (astral && !allFit(reading) && allFit(OffsetReading::Utf16)) {
        reading = OffsetReading::Utf16;
        tell(ReportLine::Kind::Repaired,
             "A span reaches past the end of the text, and all fit when UTF-16 code units "
             "are counted, as old versions did. They were moved so; look at them.");
    }
    std::map<ExternalId, AnnotationId> known;
    for (std::size_t i = 0; i < line.things.size(); ++i) {
        const Thing& thing = line.things[i];
        if (!thing.problem.empty()) {
            tell(ReportLine::Kind::Skipped,
                 thing.problem + " It was left out: " + displayUtf8(thing.raw.substr(0, 80)));
            continue;
        }
        Annotation annotation;
        annotation.id = AnnotationId::create();
        if (thing.kind == Thing::Kind::Span) {
            const auto range = rangeOf(thing, offsets, reading);
            if (!range) {
                continue;
            }
            annotation.shape = SpanShape{std::vector<TextRange>{*range}, 0};
        } else if (thing.kind == Thing::Kind::Relation) {
            const auto from = known.find(thing.from), to = known.find(thing.to);
            if (from == known.end() || to == known.end()) {
                tell(ReportLine::Kind::Skipped, "A relation \"" + displayUtf8(thing.label) +
                                                    "\" names a span that is not there. It was left out.");
                continue;
            }
            annotation.shape = RelationShape{std::vector{from->second, to->second}, true};
        } else {
            annotation.shape = TagShape{};
        }
        const AnnotationId id = annotation.id;
        const auto kept = give(thing, i, std::move(annotation));
        if (!kept) {
            return kept.error();
        }
        if (*kept && thing.kind == Thing::Kind::Span && !std::holds_alternative<std::monostate>(thing.id) &&
            !known.emplace(thing.id, id).second) {
            tell(ReportLine::Kind::Note, "Two spans have one id. Relations that name it mean the first.");
        }
    }
    return {};
}

Result<void> Reader::readLine(const std::string& text)
{
    if (text.find_first_not_of(" \t\r") == std::string::npos) {
        ++m_empty;
        return {};
    }
    if (!isValidUtf8(text)) {
        tell(ReportLine::Kind::Skipped,
             "It is not text in UTF-8. Save the file as UTF-8. The line was left out.");
        return {};
    }
    Line line;
    parseLine(text, m_answers, line);
    if (line.problem.empty() && line.text.size() > kLargestText) {
        line.problem = "Its text is larger than 64 MB.";
    }
    if (!line.problem.empty()) {
        tell(ReportLine::Kind::Skipped, line.problem + " The line was left out.");
        return {};
    }
    ReadDocument document;
    document.path = safeRelativePath(pathToUtf8(m_path.filename())).value_or("texts");
    document.part = m_lines.number();
    document.record.order = m_lines.number();
    document.record.externalId = line.id;
    appendTextMember(document.record.fields, kRawMember, text);
    if (m_answers) {
        appendMember(document.record.fields, kAnswersMember, "true");
    }
    closeObject(document.record.fields);
    document.document.blocks.push_back({"", line.text});
    document.document.metadata = line.metadata;
    if (auto told = m_sink.document(std::move(document)); !told) {
        return told;
    }
    ++m_documents;
    return send(line);
}

Result<void> Reader::read()
{
    if (auto looked = survey(); !looked) {
        return looked;
    }
    std::string text;
    for (;;) {
        const auto more = m_lines.next(text);
        if (!more) {
            return more.error();
        }
        if (!*more) {
            break;
        }
        if (m_lines.number() % 256 == 0) {
            if (m_progress.cancelled()) {
                return Error{ErrorCode::Cancelled, "The import was cancelled.", ""};
            }
            m_progress.report(m_lines.done(), "Reading texts");
        }
        if (auto done = readLine(text); !done) {
            return done;
        }
    }
    if (m_empty > 0) {
        m_sink.line({ReportLine::Kind::Note, m_lines.name(),
                     withThousands(m_empty) +
                         (m_empty == 1 ? " line is empty and was" : " lines are empty and were") +
                         " passed over."});
    }
    return {};
}

} // namespace

Result<void> readFile(const std::filesystem::path& path, ImportSink& sink, Progress& progress)
{
    const auto file = openForReading(path);
    char first[64]{};
    const auto got = file ? readAt(*file, 0, first, sizeof first) : Result<std::size_t>(std::size_t{0});
    const std::string_view head(first, got ? *got : 0);
    const std::size_t start = head.find_first_not_of("\xEF\xBB\xBF \t\r\n");
    if (start != std::string_view::npos && head[start] == '[') {
        return Error{ErrorCode::InvalidInput,
                     "The file is one JSON list. doccano's texts are read from JSON lines, an object on each: choose JSONL "
                     "where it exports them, or write the elements of the list as lines.",
                     displayUtf8(pathToUtf8(path.filename()))};
    }
    auto lines = LineReader::open(path, "UTF-8", LineReader::kLongestJson);
    if (!lines) {
        return lines.error();
    }
    return Reader(path, std::move(*lines), sink, progress).read();
}

} // namespace touchstone::doccano
