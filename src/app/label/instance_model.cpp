#include "app/label/instance_model.h"

#include <algorithm>
#include <unordered_map>

#include <QColor>

#include "app/label/label_context.h"
#include "app/label/text_words.h"
#include "app/label/view_marks.h"
#include "app/session/project_session.h"
#include "app/session/text.h"
#include "touchstone/model/spans.h"

using namespace Qt::StringLiterals;

namespace touchstone {

QString shapeWord(ShapeKind kind)
{
    switch (kind) {
    case ShapeKind::Tag: return u"Tag"_s;
    case ShapeKind::Box: return u"Box"_s;
    case ShapeKind::Polygon: return u"Polygon"_s;
    case ShapeKind::Mask: return u"Mask"_s;
    case ShapeKind::RotatedBox: return u"Rotated box"_s;
    case ShapeKind::Ellipse: return u"Ellipse"_s;
    case ShapeKind::Polyline: return u"Polyline"_s;
    case ShapeKind::Point: return u"Point"_s;
    case ShapeKind::Skeleton: return u"Skeleton"_s;
    case ShapeKind::Relation: return u"Group"_s;
    case ShapeKind::Span: return u"Span"_s;
    }
    return {};
}

InstanceModel::InstanceModel(ProjectSession& session, LabelContext& context, ViewMarks& marks,
                             QObject* parent)
    : QAbstractListModel(parent), m_session(session), m_context(context), m_marks(marks)
{
    connect(&marks, &ViewMarks::changed, this, [this] {
        if (m_rows > 0)
            Q_EMIT dataChanged(index(0), index(rowCount() - 1));
    });
}

// A group or a bond without a label shows at its members.
bool InstanceModel::isRow(const Annotation& annotation) const
{
    const bool relation = std::holds_alternative<RelationShape>(annotation.shape);
    if (relation && annotation.label.isNull())
        return false;
    switch (isOfText() ? m_listed : ListedKinds::All) {
    case ListedKinds::All: return true;
    case ListedKinds::Spans: return std::holds_alternative<SpanShape>(annotation.shape);
    case ListedKinds::Relations: return relation && !isChain(annotation);
    case ListedKinds::Chains: return relation && isChain(annotation);
    }
    return true;
}

const TextWords* InstanceModel::words() const
{
    return m_words && m_words->isOn() ? m_words : nullptr;
}

void InstanceModel::setListed(ListedKinds kinds)
{
    m_listed = kinds;
    reload();
}

InstanceModel::Group InstanceModel::groupFor(const LabelId& label) const
{
    const Label* found = m_session.ontology().resolve(label);
    return {found ? found->order : std::numeric_limits<std::int32_t>::max(), found ? found->id : label, {}};
}

std::vector<InstanceModel::Group>::iterator InstanceModel::lowerBound(const Group& wanted)
{
    return std::ranges::lower_bound(m_groups, wanted, [](const Group& a, const Group& b) {
        return std::tie(a.order, a.label) < std::tie(b.order, b.label);
    });
}

void InstanceModel::countRows()
{
    m_rows = 0;
    for (Group& group : m_groups) {
        group.first = m_rows;
        m_rows += int(group.ids.size());
    }
}

void InstanceModel::setRelated(std::vector<AnnotationId> ids)
{
    if (ids == m_related)
        return;
    m_related = std::move(ids);
    if (m_rows > 0)
        Q_EMIT dataChanged(index(0), index(m_rows - 1), {RelatedRole});
}

void InstanceModel::setUnstored(std::vector<AnnotationId> ids)
{
    if (ids == m_unstored)
        return;
    m_unstored = std::move(ids);
    if (m_rows > 0)
        Q_EMIT dataChanged(index(0), index(m_rows - 1), {UnstoredRole});
}

void InstanceModel::reload()
{
    beginResetModel();
    m_groups.clear();
    std::unordered_map<LabelId, std::vector<AnnotationId>> byLabel;
    for (const Annotation& annotation : m_context.content().annotations())
        if (isRow(annotation))
            byLabel[annotation.label].push_back(annotation.id);
    for (auto& [label, ids] : byLabel) {
        Group group = groupFor(label);
        auto at = lowerBound(group);
        if (at == m_groups.end() || at->label != group.label)
            at = m_groups.insert(at, std::move(group));
        at->ids.insert(at->ids.end(), ids.begin(), ids.end());
    }
    for (Group& group : m_groups)
        if (!std::ranges::is_sorted(group.ids))
            std::ranges::sort(group.ids);
    countRows();
    endResetModel();
}

void InstanceModel::follow(const Change& change)
{
    const Annotation* before = change.before ? std::get_if<Annotation>(&*change.before) : nullptr;
    const Annotation* after = change.after ? std::get_if<Annotation>(&*change.after) : nullptr;
    if (before && after && before->id == after->id &&
        m_context.resolved(before->label) == m_context.resolved(after->label)) {
        if (const auto place = placeOf(after->id, after->label)) {
            const QModelIndex row = index(place->group->first + place->number);
            Q_EMIT dataChanged(row, row);
        }
        return;
    }
    if (before && isRow(*before))
        remove(before->id, before->label);
    if (after && isRow(*after))
        insert(after->id, after->label);
}

void InstanceModel::insert(const AnnotationId& id, const LabelId& label)
{
    Group wanted = groupFor(label);
    const auto at = lowerBound(wanted);
    const bool there = at != m_groups.end() && at->label == wanted.label;
    std::size_t number = 0;
    if (there) {
        const auto place = std::ranges::lower_bound(at->ids, id);
        if (place != at->ids.end() && *place == id)
            return;
        number = std::size_t(place - at->ids.begin());
    }
    const int row = (at == m_groups.end() ? m_rows : at->first) + int(number);
    beginInsertRows({}, row, row);
    const auto group = there ? at : m_groups.insert(at, std::move(wanted));
    group->ids.insert(group->ids.begin() + std::ptrdiff_t(number), id);
    countRows();
    const int last = group->first + int(group->ids.size()) - 1;
    endInsertRows();
    if (last > row)
        Q_EMIT dataChanged(index(row + 1), index(last)); // They are counted anew.
}

void InstanceModel::remove(const AnnotationId& id, const LabelId& label)
{
    const auto group = lowerBound(groupFor(label));
    const auto place = placeOf(id, label);
    if (!place)
        return;
    const int row = place->group->first + place->number;
    beginRemoveRows({}, row, row);
    group->ids.erase(group->ids.begin() + place->number);
    const int last = group->first + int(group->ids.size()) - 1;
    if (group->ids.empty())
        m_groups.erase(group);
    countRows();
    endRemoveRows();
    if (last >= row)
        Q_EMIT dataChanged(index(row), index(last));
}

std::optional<InstanceModel::Place> InstanceModel::placeAt(int row) const
{
    if (row < 0 || row >= m_rows)
        return std::nullopt;
    const auto after = std::ranges::upper_bound(m_groups, row, {}, &Group::first);
    const Group& group = *(after - 1);
    return Place{&group, row - group.first};
}

std::optional<InstanceModel::Place> InstanceModel::placeOf(const AnnotationId& id, const LabelId& label) const
{
    const LabelId wanted = m_context.resolved(label);
    const auto group = std::ranges::find(m_groups, wanted, &Group::label);
    if (group == m_groups.end())
        return std::nullopt;
    const auto place = std::ranges::lower_bound(group->ids, id);
    if (place == group->ids.end() || *place != id)
        return std::nullopt;
    return Place{&*group, int(place - group->ids.begin())};
}

AnnotationId InstanceModel::idAt(int row) const
{
    const auto place = placeAt(row);
    return place ? place->group->ids[std::size_t(place->number)] : AnnotationId{};
}

int InstanceModel::rowOf(const AnnotationId& id) const
{
    const Annotation* found = m_context.content().find(id);
    const auto place = found ? placeOf(id, found->label) : std::nullopt;
    return place ? place->group->first + place->number : -1;
}

QString InstanceModel::nameAt(const Place& place) const
{
    if (isOfText())
        if (const Annotation* found = m_context.content().find(place.group->ids[std::size_t(place.number)]))
            return m_words->nameOf(*found);
    return u"%1 %2"_s.arg(m_context.labelName(place.group->label)).arg(place.number + 1);
}

QString InstanceModel::nameOf(const AnnotationId& id) const
{
    const Annotation* found = m_context.content().find(id);
    const auto place = found ? placeOf(id, found->label) : std::nullopt;
    return place ? nameAt(*place) : QString();
}

int InstanceModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

QVariant InstanceModel::data(const QModelIndex& index, int role) const
{
    const auto place = index.isValid() ? placeAt(index.row()) : std::nullopt;
    if (!place)
        return {};
    const AnnotationId id = place->group->ids[std::size_t(place->number)];
    const Annotation* annotation = m_context.content().find(id);
    switch (role) {
    case Qt::DisplayRole: return nameAt(*place);
    case ColorRole: {
        const Label* label = m_session.ontology().find(place->group->label);
        return label ? QColor::fromRgb(QRgb(label->color)) : QColor(Qt::gray);
    }
    case ShapeRole:
        return !annotation  ? QString()
               : isOfText() ? m_words->kindOf(*annotation)
                            : shapeWord(kindOf(annotation->shape));
    case RelatedRole: return std::ranges::find(m_related, id) != m_related.end();
    case UnstoredRole: return std::ranges::binary_search(m_unstored, id);
    case CrowdRole: return annotation && annotation->crowd;
    case HiddenRole: return m_marks.isHidden(id);
    case LockedRole: return m_marks.isLocked(id);
    default: return {};
    }
}

} // namespace touchstone
