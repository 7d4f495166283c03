#include "app/label/text_words.h"

#include <algorithm>

#include <QStringList>

#include "app/label/instance_model.h"
#include "app/label/label_context.h"
#include "app/session/text.h"
#include "textview/text_view.h"
#include "touchstone/model/spans.h"

using namespace Qt::StringLiterals;

namespace touchstone {
namespace {

constexpr qsizetype mostCharacters = 40;
constexpr std::int64_t mostRead = 200;
constexpr qsizetype mostMentions = 6;
constexpr int deepestEvent = 4;

bool runsLeft(const QString& words)
{
    return std::ranges::any_of(
        words, [](QChar one) { return one.direction() == QChar::DirR || one.direction() == QChar::DirAL; });
}

QString cut(QString words)
{
    words = words.simplified();
    if (words.size() > mostCharacters) {
        qsizetype end = mostCharacters - 1;
        if (words[end - 1].isHighSurrogate())
            --end;
        words = words.left(end).trimmed() + u'…';
    }
    // First strong isolate and its end, so that what stands beside keeps its place.
    return runsLeft(words) ? QChar(0x2068) + words + QChar(0x2069) : words;
}

} // namespace

bool TextWords::isOn() const
{
    return !m_view.document()->blocks.empty();
}

QString TextWords::of(const SpanShape& span) const
{
    QStringList pieces;
    for (const TextRange& range : *span.ranges)
        pieces << m_view.textOf(span.block, {range.begin, std::min(range.end, range.begin + mostRead)});
    const QString words = cut(pieces.join(u" … "_s));
    if (!words.isEmpty() || span.ranges->empty())
        return words;
    return u"place %1"_s.arg(extent(span).begin);
}

QString TextWords::of(const Annotation& annotation) const
{
    return of(annotation, 0);
}

QString TextWords::ofMember(const AnnotationId& id, int depth) const
{
    const Annotation* member = m_context.content().find(id);
    return member && depth < deepestEvent ? of(*member, depth + 1) : u"…"_s;
}

QString TextWords::of(const Annotation& annotation, int depth) const
{
    if (const auto* span = std::get_if<SpanShape>(&annotation.shape))
        return of(*span);
    const auto* relation = std::get_if<RelationShape>(&annotation.shape);
    if (!relation || relation->members->empty())
        return {};
    if (relation->directed && relation->members->size() == 2)
        return ofMember(relation->members->front(), depth) + u" → "_s +
               ofMember(relation->members->back(), depth);
    std::vector<AnnotationId> members = mentionsInOrder(m_context.content(), annotation.id);
    if (members.empty())
        members = *relation->members;
    QStringList all;
    for (const AnnotationId& id : members) {
        if (all.size() == mostMentions) {
            all << u"…"_s;
            break;
        }
        all << ofMember(id, depth);
    }
    return all.join(u", "_s);
}

QString TextWords::nameOf(const Annotation& annotation) const
{
    const QString label = m_context.labelName(annotation.label);
    if (const auto* span = std::get_if<SpanShape>(&annotation.shape))
        return label + u"  "_s + of(*span);
    const auto* relation = std::get_if<RelationShape>(&annotation.shape);
    if (!relation)
        return label;
    const int number = m_view.chainNumber(annotation.id);
    return (number > 0 ? u"%1 %2"_s.arg(label, QString::number(number)) : label) + u": "_s + of(annotation);
}

QString TextWords::editOf(const Annotation& annotation) const
{
    const QString label = m_context.labelName(annotation.label), words = of(annotation);
    return words.isEmpty() ? label : label + u": "_s + words;
}

QString TextWords::kindOf(const Annotation& annotation) const
{
    const auto* relation = std::get_if<RelationShape>(&annotation.shape);
    if (!relation)
        return shapeWord(touchstone::kindOf(annotation.shape));
    return isChain(annotation) ? u"Chain"_s : relation->roles->empty() ? u"Relation"_s : u"Event"_s;
}

} // namespace touchstone
