#include "app/label/concordance_model.h"

#include <QColor>

#include "app/session/text.h"

using namespace Qt::StringLiterals;

namespace touchstone {

void ConcordanceModel::clear(std::shared_ptr<const Ontology> ontology)
{
    beginResetModel();
    m_ontology = std::move(ontology);
    m_hits.clear();
    m_checked.clear();
    m_checkedCount = 0;
    endResetModel();
    Q_EMIT checkedChanged();
}

void ConcordanceModel::add(std::vector<TextHit> hits)
{
    if (hits.empty())
        return;
    beginInsertRows({}, int(m_hits.size()), int(m_hits.size() + hits.size()) - 1);
    m_hits.insert(m_hits.end(), std::make_move_iterator(hits.begin()), std::make_move_iterator(hits.end()));
    m_checked.resize(m_hits.size(), false);
    endInsertRows();
}

void ConcordanceModel::checkAll(bool on)
{
    if (m_hits.empty())
        return;
    m_checked.assign(m_hits.size(), on);
    m_checkedCount = on ? std::int64_t(m_hits.size()) : 0;
    Q_EMIT dataChanged(index(0), index(int(m_hits.size()) - 1), {Qt::CheckStateRole});
    Q_EMIT checkedChanged();
}

std::map<std::int64_t, std::vector<TextPlace>> ConcordanceModel::checked() const
{
    std::map<std::int64_t, std::vector<TextPlace>> places;
    for (std::size_t i = 0; i < m_hits.size(); ++i)
        if (m_checked[i])
            places[m_hits[i].item].push_back(m_hits[i].place);
    return places;
}

int ConcordanceModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_hits.size());
}

QVariant ConcordanceModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || std::size_t(index.row()) >= m_hits.size())
        return {};
    const TextHit& hit = m_hits[std::size_t(index.row())];
    const Label* label = m_ontology ? m_ontology->resolve(hit.label) : nullptr;
    switch (role) {
    case Qt::DisplayRole: return toQt(hit.hit);
    case Qt::CheckStateRole: return m_checked[std::size_t(index.row())] ? Qt::Checked : Qt::Unchecked;
    case Qt::AccessibleTextRole:
        return QString(toQt(hit.before) + toQt(hit.hit) + toQt(hit.behind) + u", "_s + toQt(hit.name));
    case BeforeRole: return toQt(hit.before);
    case BehindRole: return toQt(hit.behind);
    case ItemRole: return toQt(hit.name);
    case LabelRole: return label ? toQt(label->name) : QString();
    case ColorRole: return label ? QColor::fromRgb(QRgb(label->color)) : QColor();
    default: return {};
    }
}

bool ConcordanceModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::CheckStateRole || !index.isValid())
        return false;
    const bool on = value.toInt() == Qt::Checked;
    const auto row = std::size_t(index.row());
    if (m_checked[row] == on)
        return false;
    m_checked[row] = on;
    m_checkedCount += on ? 1 : -1;
    Q_EMIT dataChanged(index, index, {Qt::CheckStateRole});
    Q_EMIT checkedChanged();
    return true;
}

Qt::ItemFlags ConcordanceModel::flags(const QModelIndex& index) const
{
    return QAbstractListModel::flags(index) | Qt::ItemIsUserCheckable;
}

} // namespace touchstone
