#include "app/label/instance_model.h"

#include <algorithm>

#include <QColor>

#include "app/label/label_context.h"
#include "app/label/view_marks.h"
#include "app/session/project_session.h"
#include "app/session/text.h"

using namespace Qt::StringLiterals;

namespace touchstone {

QString shapeWord(ShapeKind kind)
{
    switch (kind) {
    case ShapeKind::Tag: return u"Tag"_s;
    case ShapeKind::Box: return u"Box"_s;
    case ShapeKind::Polygon: return u"Polygon"_s;
    case ShapeKind::Mask: return u"Mask"_s;
    }
    return {};
}

InstanceModel::InstanceModel(ProjectSession& session, LabelContext& context, ViewMarks& marks, QObject* parent)
    : QAbstractListModel(parent), m_session(session), m_context(context), m_marks(marks)
{
    connect(&marks, &ViewMarks::changed, this, [this] {
        if (!m_rows.empty())
            Q_EMIT dataChanged(index(0), index(rowCount() - 1));
    });
}

void InstanceModel::reload()
{
    struct Place {
        std::int32_t order;
        LabelId label;
        const Annotation* annotation;
    };
    const Ontology& ontology = m_session.ontology();
    std::vector<Place> places;
    for (const Annotation& annotation : m_context.content().annotations()) {
        const Label* label = ontology.resolve(annotation.label);
        places.push_back({label ? label->order : std::numeric_limits<std::int32_t>::max(),
                          label ? label->id : annotation.label, &annotation});
    }
    std::ranges::sort(places, [](const Place& a, const Place& b) {
        return std::tie(a.order, a.label, a.annotation->id) < std::tie(b.order, b.label, b.annotation->id);
    });

    beginResetModel();
    m_rows.clear();
    m_rowOf.clear();
    int number = 0;
    for (std::size_t i = 0; i < places.size(); ++i) {
        number = i > 0 && places[i].label == places[i - 1].label ? number + 1 : 1;
        const Annotation& annotation = *places[i].annotation;
        const Label* label = ontology.find(places[i].label);
        m_rowOf.emplace(annotation.id, int(i));
        m_rows.push_back({annotation.id, u"%1 %2"_s.arg(m_context.labelName(annotation.label)).arg(number),
                          label ? QColor::fromRgb(QRgb(label->color)) : QColor(Qt::gray),
                          kindOf(annotation.shape), annotation.crowd});
    }
    endResetModel();
}

AnnotationId InstanceModel::idAt(int row) const
{
    return row >= 0 && row < rowCount() ? m_rows[std::size_t(row)].id : AnnotationId{};
}

int InstanceModel::rowOf(const AnnotationId& id) const
{
    const auto it = m_rowOf.find(id);
    return it == m_rowOf.end() ? -1 : it->second;
}

QString InstanceModel::nameOf(const AnnotationId& id) const
{
    const int row = rowOf(id);
    return row < 0 ? QString() : m_rows[std::size_t(row)].name;
}

int InstanceModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant InstanceModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Row& row = m_rows[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole: return row.name;
    case ColorRole: return row.color;
    case ShapeRole: return shapeWord(row.kind);
    case CrowdRole: return row.crowd;
    case HiddenRole: return m_marks.isHidden(row.id);
    case LockedRole: return m_marks.isLocked(row.id);
    default: return {};
    }
}

} // namespace touchstone
