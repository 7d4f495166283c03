#include "core/formats/spacy_format.h"

#include "core/formats/json_scanner.h"
#include "core/formats/record_reader.h"
#include "core/formats/spacy_record.h"
#include "core/formats/spacy_writer.h"
#include "touchstone/base/text.h"
#include "touchstone/formats/format.h"

namespace touchstone {

namespace fs = std::filesystem;

namespace {

/// Of the first object of a file.
int scoreOfObject(std::string_view object)
{
    const std::string copy(object);
    JsonScanner scanner(copy.data(), copy.data() + copy.size());
    if (scanner.peek() != '{') {
        return 0;
    }
    int score = 0;
    bool text = false;
    std::string_view name;
    for (auto members = scanner.object(); scanner.key(members, name);) {
        const std::string key(name);
        const char first = scanner.peek();
        if (key == "paragraphs" && first == '[') {
            return 95;
        }
        const std::string_view value = scanner.value();
        text = text || (key == "text" && first == '"');
        const bool isDoc = key == "ents" && first == '[';
        const bool isOurs = (key == "cats" || key == "spans") && first == '{';
        const bool isTokens = key == "tokens" && first == '[' && value.find("\"tag\"") != value.npos;
        score = std::max(score, isDoc || isOurs || isTokens         ? 90
                                : key == "entities" && first == '[' ? 50
                                                                    : 0);
    }
    return text ? score : 0;
}

int scoreOf(std::string_view head)
{
    if (head.starts_with("\xEF\xBB\xBF")) {
        head.remove_prefix(3);
    }
    const auto skip = [&] {
        const std::size_t start = head.find_first_not_of(" \t\r\n");
        head.remove_prefix(start == std::string_view::npos ? head.size() : start);
    };
    skip();
    // Lists of records, or of texts with an object each.
    for (int depth = 0; depth < 2 && head.starts_with('['); ++depth) {
        head.remove_prefix(1);
        skip();
    }
    if (head.starts_with('"')) {
        const std::string copy(head);
        JsonScanner scanner(copy.data(), copy.data() + copy.size());
        std::string text;
        if (!scanner.string(text) || !scanner.take(',') || scanner.peek() != '{') {
            return 0;
        }
        const std::string_view rest = std::string_view(copy).substr(scanner.offset());
        return rest.find("\"entities\"") != rest.npos || rest.find("\"cats\"") != rest.npos ||
                       rest.find("\"spans\"") != rest.npos || rest.find("\"heads\"") != rest.npos ||
                       rest.find("\"tags\"") != rest.npos
                   ? 90
                   : 0;
    }
    return scoreOfObject(head);
}

class SpacyFormat final : public Format {
  public:
    const FormatInfo& info() const override
    {
        static const FormatInfo info{"spacy",
                                     "spaCy (JSON and JSON lines)",
                                     {"jsonl", "json", "spacy"},
                                     true,
                                     true,
                                     {"Texts that did not come from such a file are written as JSON lines "
                                      "that Doc.from_json of spaCy 3 reads; "
                                      "Example takes the Doc from there.",
                                      "Entities do not overlap and have no white space at their ends: spans "
                                      "that do go to the group \"sc\".",
                                      "Words with a part of speech and their heads are words of the record; "
                                      "other relations stand in \"relations\", as Prodigy has them. Chains, "
                                      "events and groups are lost. Spans of several pieces are written as one; spans "
                                      "without characters are lost.",
                                      "The binary form (DocBin) is not read. Links of a record "
                                      "are kept beside the text; ids of entities are the attribute kb_id."},
                                     false,
                                     true};
        return info;
    }
    int recognise(const fs::path& path, std::string_view head) const override
    {
        const std::string ending = asciiLower(pathToUtf8(path.extension()));
        if (ending == ".spacy") {
            return 90;
        }
        const bool fits = ending == ".jsonl" || ending == ".json" || ending == ".ndjson";
        return fits ? scoreOf(head) : 0;
    }
    Result<void> read(const fs::path& path, ImportSink& sink, Progress& progress,
                      const ReadOptions&) const override
    {
        if (asciiLower(pathToUtf8(path.extension())) == ".spacy") {
            return Error{
                ErrorCode::Unsupported,
                "This is spaCy's binary form (DocBin), which only spaCy reads. Write it as JSON lines there: "
                "docs = DocBin().from_disk(\"x.spacy\").get_docs(nlp.vocab), then "
                "srsly.write_jsonl(\"x.jsonl\", (doc.to_json() for doc in docs)).",
                displayUtf8(pathToUtf8(path))};
        }
        static const RecordParsers parsers{
            [](std::string_view raw) { return spacy::readRecord(raw).text; },
            [](std::string_view raw) { return spacy::readParagraph(raw).text; }};
        return readRecords(path, parsers, sink, progress);
    }
    Result<void> write(ExportSource& source, const fs::path& path, std::vector<ReportLine>& lines,
                       Progress& progress) const override
    {
        return spacy::writeFile(source, path, lines, progress);
    }
};

} // namespace

const Format& spacyFormat()
{
    static const SpacyFormat format;
    return format;
}

} // namespace touchstone
