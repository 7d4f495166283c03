#include "core/formats/spacy_writer.h"

#include <algorithm>

#include "core/formats/record_writer.h"
#include "core/formats/spacy_record.h"
#include "core/formats/token_spans.h"
#include "core/store/annotation_codec.h"
#include "touchstone/text/text_offsets.h"

namespace touchstone::spacy {

namespace {

class Writer {
  public:
    Writer(const ClaimsNow::Labels& labels, TextLosses& losses)
        : m_labels(labels),
          m_losses(losses), m_rules{"spaCy", true, [](const Claim& now, const Attribute& attribute) {
                                        const auto is = [&](std::string_view name) {
                                            return attribute.name == name;
                                        };
                                        return now.kind == Claim::Kind::Span &&
                                               (is("kb_id") || is("id") || is("lemma") || is("xpos") ||
                                                is("feats")) &&
                                               std::holds_alternative<std::string>(attribute.value);
                                    }}
    {
    }
    std::string recordOf(const ExportSource::Text& text, const std::string& raw, bool isParagraph);

  private:
    void tellLeft(const ExportSource::Text& text, const ClaimsNow& now);

    const ClaimsNow::Labels& m_labels;
    TextLosses& m_losses;
    ClaimsNow::Rules m_rules;
};

/// A paragraph without labels, as spaCy's own converter writes one.
std::string bareParagraph(const Document& document, const JoinedText& joined)
{
    TextBlock block = joined.starts.size() == 1 ? document.blocks.front() : TextBlock{};
    block.text = joined.words;
    const TokenLayer layer = tokenLayerOf(block);
    const TextOffsets offsets(block.text);
    std::string json = "{\"raw\": ";
    appendJsonString(json, block.text);
    json += ", \"sentences\": [";
    for (const TokenSentence& sentence : layer.sentences) {
        json += (&sentence == &layer.sentences.front() ? "" : ", ") + std::string("{\"tokens\": [");
        for (std::size_t i = sentence.first; i < sentence.end; ++i) {
            json += (i == sentence.first ? "" : ", ") + std::string("{\"id\": ") + std::to_string(i) +
                    ", \"orth\": ";
            appendJsonString(json, offsets.slice(layer.tokens[i]));
            json += ", \"ner\": \"O\"}";
        }
        json += "], \"brackets\": []}";
    }
    return json + "], \"cats\": []}";
}

/// What found no place in the record.
void Writer::tellLeft(const ExportSource::Text& text, const ClaimsNow& now)
{
    for (const ClaimsNow::One& one : now.all()) {
        const bool saysOfAWord = std::any_of(
            one.now.attributes.begin(), one.now.attributes.end(),
            [](const Attribute& a) { return a.name == "lemma" || a.name == "xpos" || a.name == "feats"; });
        if (one.now.kind == Claim::Kind::Span && !one.same && one.now.part != kWords && saysOfAWord) {
            m_losses.add(placeOf(text, one.entry->annotation),
                         "spaCy has lemma, xpos and feats of words alone, one of each. They were left out.");
        }
        if (one.now.kind == Claim::Kind::Relation && one.now.part.empty()) {
            m_losses.add(
                placeOf(text, one.entry->annotation),
                "This record has relations from the head of a word to it alone, one to each. One was left out.");
        }
    }
}

std::string Writer::recordOf(const ExportSource::Text& text, const std::string& raw, bool isParagraph)
{
    const JoinedText joined = joinedText(text.document);
    if (joined.starts.size() > 1) {
        m_losses.add(placeOf(text), "spaCy has one text in an item. The texts were joined by line ends.");
    }
    const bool isNew = raw.empty();
    const std::string was = isNew && isParagraph ? bareParagraph(text.document, joined) : raw;
    const Record record = was.empty() ? Record() : isParagraph ? readParagraph(was) : readRecord(was);
    ClaimsNow now(text, joined, record.text, m_labels, m_rules, m_losses);
    std::string out;
    if (was.empty()) {
        out = newRecord(text, joined, now, m_losses);
    } else if (now.isUntouched()) {
        return was;
    } else {
        out = isParagraph ? rewriteParagraph(was, record, now, m_losses, placeOf(text))
                          : rewriteRecord(was, record, now, m_losses, placeOf(text));
    }
    tellLeft(text, now);
    return out;
}

} // namespace

Result<void> writeFile(ExportSource& source, const std::filesystem::path& path,
                       std::vector<ReportLine>& lines, Progress& progress)
{
    const auto labels = labelNames(source);
    if (!labels) {
        return labels.error();
    }
    TextLosses losses;
    Writer writer(*labels, losses);
    const RecordOf recordOf = [&](const ExportSource::Text& text, const std::string& raw, bool isParagraph) {
        return writer.recordOf(text, raw, isParagraph);
    };
    auto written = writeRecords(source, path, recordOf, losses, progress);
    losses.tell(lines);
    return written;
}

} // namespace touchstone::spacy
