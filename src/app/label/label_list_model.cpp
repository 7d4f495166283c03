#include "app/label/label_list_model.h"

#include <set>

#include <QColor>

#include "app/label/label_context.h"
#include "app/label/view_marks.h"
#include "app/session/project_session.h"
#include "app/session/text.h"

using namespace Qt::StringLiterals;

namespace touchstone {

std::unordered_map<LabelId, int> countByLabel(const LabelContext& context)
{
    std::unordered_map<LabelId, int> counts;
    std::set<std::pair<LabelId, InstanceId>> seen;
    for (const Annotation& annotation : context.content().annotations()) {
        const LabelId label = context.resolved(annotation.label);
        if (annotation.instance.isNull() || seen.emplace(label, annotation.instance).second)
            ++counts[label];
    }
    return counts;
}

LabelListModel::LabelListModel(ProjectSession& session, LabelContext& context, ViewMarks& marks, QObject* parent)
    : QAbstractListModel(parent), m_session(session), m_context(context), m_marks(marks)
{
    connect(&marks, &ViewMarks::changed, this, [this] {
        if (!m_rows.empty())
            Q_EMIT dataChanged(index(0), index(rowCount() - 1));
    });
}

void LabelListModel::setText(const QString& text)
{
    m_text = text.trimmed();
    reload();
}

void LabelListModel::reload()
{
    beginResetModel();
    m_rows.clear();
    m_counts = countByLabel(m_context);
    const auto fits = [this](const Label& label) { return toQt(label.name).contains(m_text, Qt::CaseInsensitive); };
    for (const Label& label : m_session.ontology().labels)
        if (label.isActive() && fits(label))
            m_rows.push_back(label);
    for (const Label& label : m_session.ontology().labels)
        if (label.retired && label.mergedInto.isNull() && fits(label))
            m_rows.push_back(label);
    endResetModel();
}

void LabelListModel::recount()
{
    auto counts = countByLabel(m_context);
    if (counts == m_counts)
        return;
    m_counts = std::move(counts);
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

LabelId LabelListModel::labelAt(int row) const
{
    return row >= 0 && row < rowCount() ? m_rows[std::size_t(row)].id : LabelId{};
}

int LabelListModel::rowOf(const LabelId& label) const
{
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        if (m_rows[i].id == label)
            return int(i);
    return -1;
}

int LabelListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant LabelListModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Label& label = m_rows[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
    case Qt::ToolTipRole: return toQt(label.name);
    case KeyRole: return toQt(label.key);
    case ColorRole: return QColor::fromRgb(QRgb(label.color));
    case CountRole: {
        const auto it = m_counts.find(label.id);
        return it == m_counts.end() ? 0 : it->second;
    }
    case HiddenRole: return m_marks.isHidden(label.id);
    case LockedRole: return m_marks.isLocked(label.id);
    case RetiredRole: return label.retired;
    default: return {};
    }
}

bool LabelListModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    const QString name = value.toString().trimmed();
    if (role != Qt::EditRole || !index.isValid() || name.isEmpty() || name == data(index, Qt::EditRole).toString())
        return false;
    Q_EMIT renameWanted(labelAt(index.row()), name);
    return true;
}

Qt::ItemFlags LabelListModel::flags(const QModelIndex& index) const
{
    return QAbstractListModel::flags(index) | Qt::ItemIsEditable | Qt::ItemNeverHasChildren;
}

} // namespace touchstone
