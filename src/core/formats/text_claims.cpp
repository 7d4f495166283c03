#include "core/formats/text_claims.h"

#include <algorithm>

#include "touchstone/text/text_offsets.h"

namespace touchstone {

Result<void> sendClaims(const ClaimedText& text, std::size_t document, SinkLabels& labels, ImportSink& sink)
{
    std::vector<AnnotationId> ids(text.claims.size());
    for (std::size_t i = 0; i < text.claims.size(); ++i) {
        const Claim& claim = text.claims[i];
        Annotation annotation;
        annotation.id = AnnotationId::create();
        annotation.attributes = claim.attributes;
        annotation.score = claim.score;
        if (claim.kind == Claim::Kind::Span) {
            annotation.shape = SpanShape{std::vector<TextRange>{claim.range}, 0};
        } else if (claim.kind == Claim::Kind::Relation) {
            if (ids[claim.from].isNull() || ids[claim.to].isNull()) {
                continue;
            }
            annotation.shape = RelationShape{std::vector{ids[claim.from], ids[claim.to]}, true};
        }
        const auto category = labels.of(claim.label);
        if (!category) {
            return category.error();
        }
        SourceRecord record;
        record.order = static_cast<std::int64_t>(i);
        const AnnotationId id = annotation.id;
        const auto taken = sink.annotation(document, *category, std::move(annotation), std::move(record));
        if (!taken) {
            return taken.error();
        }
        if (*taken) {
            ids[i] = id;
        }
    }
    return {};
}

JoinedText joinedText(const Document& document)
{
    JoinedText joined;
    std::int64_t start = 0;
    for (const TextBlock& block : document.blocks) {
        joined.words += joined.starts.empty() ? "" : "\n";
        joined.words += block.text;
        joined.starts.push_back(start);
        start += TextOffsets(block.text).length() + 1;
    }
    return joined;
}

ClaimsNow::ClaimsNow(const ExportSource::Text& text, const JoinedText& joined, const ClaimedText& record,
                     const Labels& labels, const Rules& rules, TextLosses& losses)
    : m_text(text), m_joined(joined), m_labels(labels), m_rules(rules), m_losses(losses)
{
    m_gone.assign(record.claims.size(), true);
    m_nowOf.assign(record.claims.size(), none);
    for (const Claim::Kind kind : {Claim::Kind::Span, Claim::Kind::Tag, Claim::Kind::Relation}) {
        for (const ExportSource::Entry& entry : text.entries) {
            const ShapeKind shape = kindOf(entry.annotation.shape);
            const auto is = shape == ShapeKind::Span  ? Claim::Kind::Span
                            : shape == ShapeKind::Tag ? Claim::Kind::Tag
                                                      : Claim::Kind::Relation;
            One one;
            one.entry = &entry;
            if (is != kind || !describe(entry, one.now) || !join(one)) {
                continue;
            }
            match(one, record);
            m_untouched = m_untouched && one.same;
            m_places.emplace(entry.annotation.id, m_all.size());
            m_all.push_back(std::move(one));
        }
    }
    m_untouched =
        m_untouched && record.mended.empty() && std::find(m_gone.begin(), m_gone.end(), true) == m_gone.end();
}

/// Finds the ends of a relation; false where they are not written.
bool ClaimsNow::join(One& one)
{
    if (one.now.kind != Claim::Kind::Relation) {
        return true;
    }
    const auto& members = *std::get<RelationShape>(one.entry->annotation.shape).members;
    const auto from = m_places.find(members.front()), to = m_places.find(members.back());
    if (from == m_places.end() || to == m_places.end() || m_all[from->second].now.kind != Claim::Kind::Span ||
        m_all[to->second].now.kind != Claim::Kind::Span) {
        lose(*one.entry, m_rules.format + " has relations between spans alone. One was left out.");
        return false;
    }
    one.now.from = from->second;
    one.now.to = to->second;
    return true;
}

/// Finds what the record said of it, and leaves out what is new and has no place.
void ClaimsNow::match(One& one, const ClaimedText& record)
{
    const auto number =
        one.entry->record && m_text.record && one.entry->record->source == m_text.record->source
            ? static_cast<std::size_t>(one.entry->record->order)
            : none;
    if (number < record.claims.size() && m_nowOf[number] == none &&
        record.claims[number].kind == one.now.kind) {
        one.came = number;
        m_nowOf[number] = m_all.size();
        one.now.part = record.claims[number].part;
        one.now.at = record.claims[number].at;
    }
    const auto isSame = [&] {
        if (one.came == none) {
            return false;
        }
        Claim was = record.claims[one.came];
        if (was.kind == Claim::Kind::Relation) {
            was.from = m_nowOf[was.from];
            was.to = m_nowOf[was.to];
        }
        return was == one.now;
    };
    one.same = isSame();
    if (!one.same) {
        const Claim* came = one.came == none ? nullptr : &record.claims[one.came];
        if (std::erase_if(one.now.attributes, [&](const Attribute& attribute) {
                return !m_rules.keeps(one.now, attribute);
            }) > 0) {
            lose(*one.entry, m_rules.format + " has no place for these attributes. They were left out.");
        }
        if (one.now.score && !(m_rules.scores && one.now.kind == Claim::Kind::Tag) &&
            !(came && came->score == one.now.score)) {
            lose(*one.entry, m_rules.format + " has no place for scores there. They were left out.");
            one.now.score = came ? came->score : std::nullopt;
        }
        // What changed may be what cannot be said.
        one.same = isSame();
    }
    if (one.came != none) {
        m_gone[one.came] = !one.same;
    }
}

void ClaimsNow::lose(const ExportSource::Entry& entry, const std::string& what)
{
    m_losses.add(placeOf(m_text, entry.annotation), what);
}

/// What an annotation says, as far as the format has it; false for what has no place.
bool ClaimsNow::describe(const ExportSource::Entry& entry, Claim& now)
{
    const Annotation& annotation = entry.annotation;
    if (const auto label = m_labels.find(annotation.label); label != m_labels.end()) {
        now.label = label->second;
    }
    now.attributes = annotation.attributes;
    now.score = annotation.score;
    if (annotation.unsure) {
        lose(entry, m_rules.format + " has no place for \"unsure\". It was left out.");
    }
    if (const auto* span = std::get_if<SpanShape>(&annotation.shape)) {
        const auto block = static_cast<std::size_t>(span->block);
        const std::int64_t start = block < m_joined.starts.size() ? m_joined.starts[block] : 0;
        now.kind = Claim::Kind::Span;
        now.range = {start + extent(*span).begin, start + extent(*span).end};
        if (span->ranges->size() > 1) {
            lose(entry, m_rules.format +
                            " has no spans of several pieces. It was written from the begin of the first to "
                            "the end of the last.");
        }
        return true;
    }
    if (std::holds_alternative<TagShape>(annotation.shape)) {
        now.kind = Claim::Kind::Tag;
        if (now.label.empty()) {
            lose(entry, m_rules.format + " has no classes without a name. One was left out.");
        }
        return !now.label.empty();
    }
    const auto* bond = std::get_if<RelationShape>(&annotation.shape);
    if (!bond || !bond->directed || bond->members->size() != 2) {
        lose(entry, m_rules.format + " has no place for chains, events and groups. It was left out.");
        return false;
    }
    now.kind = Claim::Kind::Relation;
    return true;
}

Result<ClaimsNow::Labels> labelNames(ExportSource& source)
{
    auto categories = source.categories();
    if (!categories) {
        return categories.error();
    }
    ClaimsNow::Labels labels;
    for (ExportSource::Category& category : *categories) {
        labels.emplace(category.label, std::move(category.name));
    }
    return labels;
}

} // namespace touchstone
