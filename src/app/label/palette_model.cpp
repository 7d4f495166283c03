#include "app/label/palette_model.h"

#include <algorithm>

#include <QColor>

#include "app/session/text.h"

using namespace Qt::StringLiterals;

namespace touchstone {

namespace {

// 0 begins with it, 1 a word begins with it, 2 contains it, 3 does not fit.
int fit(const QString& name, const QString& text)
{
    const qsizetype at = name.indexOf(text, 0, Qt::CaseInsensitive);
    if (at < 0)
        return 3;
    if (at == 0)
        return 0;
    return name.contains(u' ' + text, Qt::CaseInsensitive) ? 1 : 2;
}

} // namespace

void PaletteModel::offer(const Ontology& ontology, const std::vector<LabelId>& recent, const QString& text,
                         const LabelFit& why)
{
    struct Candidate {
        bool refused;
        int fit;
        std::ptrdiff_t age;
        const Label* label;
        QString whyNot;
    };
    std::vector<Candidate> candidates;
    for (const Label& label : ontology.labels) {
        const int how = fit(toQt(label.name), text);
        if (!label.isActive() || how > 2)
            continue;
        QString whyNot = why ? why(label) : QString();
        candidates.push_back({!whyNot.isEmpty(), how, std::ranges::find(recent, label.id) - recent.begin(),
                              &label, std::move(whyNot)});
    }
    std::ranges::stable_sort(candidates, [](const Candidate& a, const Candidate& b) {
        return std::tie(a.refused, a.fit, a.age) < std::tie(b.refused, b.fit, b.age);
    });
    beginResetModel();
    m_rows.clear();
    m_whyNot.clear();
    for (const Candidate& candidate : candidates) {
        m_rows.push_back(*candidate.label);
        m_whyNot.push_back(candidate.whyNot);
    }
    m_newName = !text.isEmpty() && !ontology.findByName(fromQt(text)) ? text : QString();
    endResetModel();
}

LabelId PaletteModel::labelAt(int row) const
{
    return row >= 0 && row < int(m_rows.size()) ? m_rows[std::size_t(row)].id : LabelId{};
}

int PaletteModel::rowOf(const LabelId& label) const
{
    const auto it = std::ranges::find(m_rows, label, &Label::id);
    return it == m_rows.end() ? -1 : int(it - m_rows.begin());
}

int PaletteModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size()) + (m_newName.isEmpty() ? 0 : 1);
}

QVariant PaletteModel::data(const QModelIndex& index, int role) const
{
    const bool creates = index.row() == int(m_rows.size());
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    if (role == CreateRole)
        return creates;
    if (creates)
        return role == Qt::DisplayRole ? QVariant(u"Create “%1”"_s.arg(m_newName)) : QVariant();
    const Label& label = m_rows[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole: return toQt(label.name);
    case KeyRole: return toQt(label.key);
    case ColorRole: return QColor::fromRgb(QRgb(label.color));
    case WhyNotRole: return m_whyNot[index.row()];
    default: return {};
    }
}

} // namespace touchstone
