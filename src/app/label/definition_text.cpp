#include "app/label/definition_text.h"

#include <algorithm>

#include <QStringList>

#include "app/session/text.h"
#include "touchstone/model/ranking.h"

using namespace Qt::StringLiterals;

namespace touchstone {

namespace {

Error unreadable(const QString& sentence)
{
    return {ErrorCode::InvalidInput, fromQt(sentence), {}};
}

QStringList rowsOf(const QString& text)
{
    QStringList rows;
    for (const QString& row : text.split(u'\n'))
        if (!row.trimmed().isEmpty())
            rows.append(row.trimmed());
    return rows;
}

Result<std::vector<SkeletonTemplate::Link>> links(const QString& text, const SkeletonTemplate& skeleton)
{
    std::vector<SkeletonTemplate::Link> found;
    for (const QString& row : rowsOf(text)) {
        const QStringList ends = row.split(u" - "_s);
        std::vector<std::size_t> at;
        for (const QString& end : ends) {
            const auto point =
                std::ranges::find(skeleton.points, fromQt(end.trimmed()), &SkeletonTemplate::Node::name);
            if (point == skeleton.points.end())
                return unreadable(u"“%1”: there is no point “%2”."_s.arg(row, end.trimmed()));
            at.push_back(std::size_t(point - skeleton.points.begin()));
        }
        if (at.size() != 2)
            return unreadable(u"“%1” needs two points with “ - ” between them."_s.arg(row));
        found.emplace_back(at[0], at[1]);
    }
    return found;
}

QString textOf(const std::vector<SkeletonTemplate::Link>& links, const SkeletonTemplate& skeleton)
{
    QStringList rows;
    for (const auto& [from, to] : links)
        rows.append(u"%1 - %2"_s.arg(toQt(skeleton.points[from].name), toQt(skeleton.points[to].name)));
    return rows.join(u'\n');
}

} // namespace

SkeletonText textOf(const SkeletonTemplate& skeleton)
{
    QStringList points;
    for (const SkeletonTemplate::Node& node : skeleton.points)
        points.append(toQt(node.name));
    return {points.join(u'\n'), textOf(skeleton.edges, skeleton), textOf(skeleton.pairs, skeleton)};
}

Result<SkeletonTemplate> skeletonFrom(const SkeletonText& text, const SkeletonTemplate& before)
{
    SkeletonTemplate made;
    const QStringList names = rowsOf(text.points);
    for (const QString& name : names)
        made.points.push_back({fromQt(name), {}, 0});
    SkeletonTemplate spread = withPlaces(made);
    const bool renamed = made.points.size() == before.points.size();
    for (std::size_t i = 0; i < made.points.size(); ++i) {
        const auto old = std::ranges::find(before.points, made.points[i].name, &SkeletonTemplate::Node::name);
        made.points[i].place = spread.points[i].place;
        if (old != before.points.end() || renamed) {
            const SkeletonTemplate::Node& from = old != before.points.end() ? *old : before.points[i];
            made.points[i].place = from.place;
            made.points[i].sigma = from.sigma;
        }
    }
    auto edges = links(text.edges, made);
    if (!edges)
        return edges.error();
    made.edges = std::move(*edges);
    auto pairs = links(text.pairs, made);
    if (!pairs)
        return pairs.error();
    made.pairs = std::move(*pairs);
    if (const auto valid = validate(made); !valid)
        return valid.error();
    return made;
}

Result<AttributeValue> valueFrom(const AttributeDefinition& definition, const QString& text)
{
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty())
        return AttributeValue{};
    switch (definition.kind) {
    case AttributeKind::Boolean:
        if (trimmed == u"yes"_s || trimmed == u"1"_s)
            return AttributeValue(true);
        if (trimmed == u"no"_s || trimmed == u"0"_s)
            return AttributeValue(false);
        return unreadable(u"“%1” is neither yes nor no."_s.arg(trimmed));
    case AttributeKind::Number:
    case AttributeKind::Rating: {
        bool whole = false, read = false;
        const qlonglong integer = trimmed.toLongLong(&whole);
        const double number = QString(trimmed).replace(u',', u'.').toDouble(&read);
        if (!read)
            return unreadable(u"“%1” is not a number."_s.arg(trimmed));
        return whole ? AttributeValue(std::int64_t(integer)) : AttributeValue(number);
    }
    case AttributeKind::Choices: {
        std::vector<std::string> values;
        for (const QString& one : trimmed.split(u',', Qt::SkipEmptyParts))
            values.push_back(fromQt(one.trimmed()));
        return AttributeValue(std::move(values));
    }
    case AttributeKind::Ranking: {
        Ranking ranking;
        for (const QString& place : trimmed.split(u'>')) {
            std::vector<std::string>& names = ranking.emplace_back();
            for (const QString& name : place.split(u'=', Qt::SkipEmptyParts))
                names.push_back(fromQt(name.trimmed()));
        }
        return rankingValue(ranking);
    }
    case AttributeKind::Block:
        return AttributeValue(trimmed == u"equal"_s ? std::string(kEqual) : fromQt(trimmed));
    case AttributeKind::Choice:
    case AttributeKind::Entry:
    case AttributeKind::Text: break;
    }
    return AttributeValue(fromQt(trimmed));
}

} // namespace touchstone
