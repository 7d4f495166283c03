// What the menu of texts asks for: relations, chains, and spans of several pieces.

#include <algorithm>

#include <QApplication>
#include <QClipboard>

#include "app/label/label_context.h"
#include "app/label/text_desk.h"
#include "app/label/token_tagger.h"
#include "app/session/project_session.h"
#include "app/session/text.h"
#include "textview/text_view.h"
#include "touchstone/model/relation_rules.h"
#include "touchstone/model/spans.h"

using namespace Qt::StringLiterals;

namespace touchstone {

void TextDesk::relate()
{
    const Annotation* span = selectedSpan();
    if (!span) {
        Q_EMIT say(u"Select the span that the relation begins at; Tab goes to it."_s);
        return;
    }
    if (!mayEdit())
        return;
    const Ontology& ontology = m_session.ontology();
    const bool begins = std::ranges::any_of(ontology.labels, [&](const Label& label) {
        return label.isActive() && label.allows(ShapeKind::Relation) &&
               mayBegin(ontology, label, span->label);
    });
    if (!begins) {
        Q_EMIT say(u"No label of a relation begins at %1."_s.arg(m_context.labelName(span->label)));
        return;
    }
    m_from = span->id;
    wait(Waiting::Target);
}

void TextDesk::nameRelation(const AnnotationId& from, const AnnotationId& to)
{
    if (!mayEdit())
        return;
    if (from == to) {
        Q_EMIT say(u"A relation needs two spans."_s);
        return;
    }
    m_from = from;
    m_to = to;
    const std::vector<LabelId> fitting = fittingRelations();
    if (fitting.empty()) {
        const Annotation* begin = m_context.content().find(from);
        const Annotation* end = m_context.content().find(to);
        wait(Waiting::Nothing);
        if (begin && end)
            Q_EMIT say(u"No label of a relation goes from %1 to %2."_s.arg(m_context.labelName(begin->label),
                                                                           m_context.labelName(end->label)));
        return;
    }
    wait(Waiting::Relation);
    if (fitting.size() == 1)
        take(fitting.front());
    else
        Q_EMIT labelWanted();
}

// Whether the label may stand on a relation, as it is or turned round; anything else is not concerned.
bool TextDesk::joins(const Label& label, const Annotation& relation, bool turned) const
{
    const auto* shape = std::get_if<RelationShape>(&relation.shape);
    if (!shape || !shape->directed || shape->members->size() != 2)
        return true;
    const Annotation* from = m_context.content().find((*shape->members)[turned ? 1 : 0]);
    const Annotation* to = m_context.content().find((*shape->members)[turned ? 0 : 1]);
    return !from || !to || mayRelate(m_session.ontology(), label, from->label, to->label);
}

QString TextDesk::endOf(const Annotation& relation, std::size_t end) const
{
    const Annotation* found =
        m_context.content().find((*std::get<RelationShape>(relation.shape).members)[end]);
    return found ? m_context.labelName(found->label) : QString();
}

// Labels that the relation which waits may have.
std::vector<LabelId> TextDesk::fittingRelations() const
{
    const Annotation* from = m_context.content().find(m_from);
    const Annotation* to = m_context.content().find(m_to);
    return from && to ? relationLabels(m_session.ontology(), from->label, to->label) : std::vector<LabelId>();
}

// Says what would fit where the label does not.
bool TextDesk::fitsRelation(const Label& label)
{
    const std::vector<LabelId> fitting = fittingRelations();
    if (std::ranges::find(fitting, label.id) != fitting.end())
        return true;
    QStringList names;
    for (const LabelId& id : fitting)
        names << m_context.labelName(id);
    Q_EMIT say(u"%1 does not fit here. What fits: %2."_s.arg(toQt(label.name), names.join(u", "_s)));
    return false;
}

void TextDesk::turnRelations()
{
    if (!mayEdit())
        return;
    for (const AnnotationId& id : m_context.selection()) {
        const Annotation* one = m_context.content().find(id);
        const Label* label = one ? m_session.ontology().resolve(one->label) : nullptr;
        if (label && !joins(*label, *one, true)) {
            Q_EMIT say(
                u"%1 does not go from %2 to %3."_s.arg(toQt(label->name), endOf(*one, 1), endOf(*one, 0)));
            return;
        }
    }
    const QString what = m_context.selection().empty() ? QString() : wordsOf(m_context.selection().front());
    if (!m_context.apply(u"Turn round "_s + what,
                         relationsTurned(m_context.content(), m_context.selection())))
        Q_EMIT say(u"Select a relation; where there is the same one back already, it stays."_s);
}

std::vector<AnnotationId> TextDesk::selectedMentions() const
{
    std::vector<AnnotationId> mentions;
    for (const AnnotationId& id : m_context.selection())
        if (const Annotation* one = m_context.content().find(id);
            one && std::holds_alternative<SpanShape>(one->shape))
            mentions.push_back(id);
    return mentions;
}

void TextDesk::addToChain()
{
    std::vector<AnnotationId> mentions = selectedMentions();
    if (mentions.empty()) {
        Q_EMIT say(u"Select a mention first; Tab goes to it."_s);
        return;
    }
    if (!mayEdit())
        return;
    const Annotation* chain = m_context.content().find(m_chainId);
    if (!chain || !isChain(*chain)) {
        m_mentions = std::move(mentions);
        wait(Waiting::Chain);
        Q_EMIT labelWanted();
        return;
    }
    const QString name = u"%1 %2"_s.arg(m_context.labelName(chain->label),
                                        QString::number(m_view.chainNumber(m_chainId)));
    if (!m_context.apply(u"Add to chain %1: %2"_s.arg(name, wordsOf(mentions.front())),
                         chained(m_context.content(), m_chainId, chain->label, mentions)))
        Q_EMIT say(u"It is in this chain already."_s);
}

void TextDesk::beginChain()
{
    m_chainId = {};
    addToChain();
}

void TextDesk::leaveChain()
{
    const std::vector<AnnotationId> mentions = selectedMentions();
    const QString what = mentions.empty() ? QString() : wordsOf(mentions.front());
    if (mayEdit() && !m_context.apply(u"Take out of the chain: "_s + what,
                                      unchained(m_context.content(), m_context.selection())))
        Q_EMIT say(u"Select a mention of a chain first."_s);
}

void TextDesk::uniteChains()
{
    if (mayEdit() && !m_context.apply(u"Unite chains of %1"_s.arg(joinedWords()),
                                      chainsUnited(m_context.content(), m_context.selection())))
        Q_EMIT say(u"Select mentions of two chains of one label, with Shift and a click."_s);
}

void TextDesk::splitChain()
{
    const Annotation* mention = selectedSpan();
    if (mention && !mayEdit())
        return;
    const std::vector<AnnotationId> chains =
        mention ? chainsOf(m_context.content(), mention->id) : std::vector<AnnotationId>();
    if (chains.empty()) {
        Q_EMIT say(u"Select the mention that the new chain is to begin with."_s);
        return;
    }
    const AnnotationId rest = AnnotationId::create();
    if (m_context.apply(u"Split the chain at "_s + wordsOf(mention->id),
                        chainSplit(m_context.content(), chains.front(), mention->id, rest)))
        m_chainId = rest;
    else
        Q_EMIT say(u"The chain begins here already."_s);
}

void TextDesk::goToMention(int by)
{
    const std::vector<AnnotationId>& ids = m_context.selection();
    AnnotationId next;
    if (ids.size() == 1) {
        // Of a chain that is selected itself, its first mention or its last.
        const auto mentions = mentionsInOrder(m_context.content(), ids.front());
        next = mentions.empty() ? mentionBeside(m_context.content(), ids.front(), by)
               : by > 0         ? mentions.front()
                                : mentions.back();
    }
    if (next.isNull())
        Q_EMIT say(u"Select a mention of a chain that has others."_s);
    else
        m_context.setSelection({next});
}

void TextDesk::joinSpans()
{
    if (mayEdit() &&
        !m_context.apply(u"Join "_s + joinedWords(), spansJoined(m_context.content(), m_context.selection())))
        Q_EMIT say(u"Select two spans or more with Shift and a click to join them."_s);
}

void TextDesk::cutSpan()
{
    const TextSelection at = m_view.selection();
    const Annotation* span = selectedSpan();
    span = span ? span : m_context.content().find(m_lastSpan);
    const auto* shape = span ? std::get_if<SpanShape>(&span->shape) : nullptr;
    if (shape && shape->block == at.block && mayEdit() &&
        m_context.apply(u"Cut "_s + m_words.editOf(*span),
                        spanCut(m_context.content(), span->id, at.range().begin, AnnotationId::create())))
        return;
    Q_EMIT say(u"Put the caret into the span that was selected last, where it is to be cut."_s);
}

/// A discontinuous span: what is marked belongs to the one before.
void TextDesk::addPiece()
{
    const TextSelection marked = m_view.selection();
    const Annotation* span = m_context.content().find(m_lastSpan);
    const auto* shape = span ? std::get_if<SpanShape>(&span->shape) : nullptr;
    if (!shape || marked.isEmpty() || marked.block != shape->block) {
        Q_EMIT say(u"Mark more of the text; then F adds it to the span that was selected or made last."_s);
        return;
    }
    if (!mayEdit())
        return;
    std::vector<TextRange> ranges = *shape->ranges;
    const TextRange added = trimmed(marked.block, marked.range());
    if (std::ranges::any_of(ranges, [&](const TextRange& one) { return one.overlaps(added); })) {
        Q_EMIT say(u"This belongs to the span already."_s);
        return;
    }
    ranges.push_back(added);
    Annotation after = *span;
    after.shape = SpanShape{asPieces(std::move(ranges)), shape->block};
    if (m_context.apply(u"Add a piece to "_s + m_words.editOf(after),
                        {m_context.content().replacement(after)}))
        m_view.setSelection({marked.block, added.end, added.end});
}

void TextDesk::copyWords()
{
    QString words = m_view.selectedText();
    if (const Annotation* span = words.isEmpty() ? selectedSpan() : nullptr)
        for (const auto& shape = std::get<SpanShape>(span->shape); const TextRange& range : *shape.ranges)
            words += (words.isEmpty() ? QString() : u" "_s) + m_view.textOf(shape.block, range);
    if (words.isEmpty())
        Q_EMIT say(u"Mark words, or select a span, to copy them."_s);
    else
        QApplication::clipboard()->setText(words);
}

void TextDesk::markPlace()
{
    if (m_context.currentLabel().isNull()) {
        Q_EMIT say(u"Arm a label first: its digit, while nothing is marked or selected."_s);
        return;
    }
    if (const Annotation* span = selectedSpan()) {
        const auto& shape = std::get<SpanShape>(span->shape);
        m_view.setSelection({shape.block, extent(shape).begin, extent(shape).begin});
    }
    const TextSelection at = m_view.selection();
    m_context.setSelection({});
    m_view.setSelection({at.block, at.head, at.head});
    mark(m_context.currentLabel());
}

void TextDesk::tagTokens()
{
    if (m_waiting != Waiting::Nothing)
        wait(Waiting::Nothing);
    if (m_tagger->isOn())
        m_tagger->end();
    else
        m_tagger->start();
}

bool TextDesk::isTagging() const
{
    return m_tagger->isOn();
}

// “Ada”, or “Ada and 2 more”.
QString TextDesk::joinedWords() const
{
    const std::vector<AnnotationId> mentions = selectedMentions();
    if (mentions.empty())
        return {};
    const QString first = wordsOf(mentions.front());
    return mentions.size() == 1 ? first
                                : u"%1 and %2 more"_s.arg(first, QString::number(mentions.size() - 1));
}

} // namespace touchstone
