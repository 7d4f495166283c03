#include "app/label/label_list_model.h"

#include <QColor>

#include "app/label/label_context.h"
#include "app/label/view_marks.h"
#include "app/session/project_session.h"
#include "app/session/text.h"

using namespace Qt::StringLiterals;

namespace touchstone {

void LabelCounts::assign(const LabelContext& context)
{
    m_counts.clear();
    m_geometries.clear();
    for (const Annotation& annotation : context.content().annotations())
        add(context, annotation, 1);
}

void LabelCounts::follow(const LabelContext& context, const Change& change)
{
    if (const auto* before = change.before ? std::get_if<Annotation>(&*change.before) : nullptr)
        add(context, *before, -1);
    if (const auto* after = change.after ? std::get_if<Annotation>(&*change.after) : nullptr)
        add(context, *after, 1);
}

void LabelCounts::add(const LabelContext& context, const Annotation& annotation, int by)
{
    const LabelId label = context.resolved(annotation.label);
    if (!annotation.instance.isNull()) {
        const auto of = m_geometries.try_emplace({label, annotation.instance}, 0).first;
        const bool before = of->second > 0;
        of->second += by;
        by = int(of->second > 0) - int(before);
        if (of->second <= 0)
            m_geometries.erase(of);
    }
    m_counts[label] += by;
}

int LabelCounts::of(const LabelId& label) const
{
    const auto it = m_counts.find(label);
    return it == m_counts.end() ? 0 : it->second;
}

LabelListModel::LabelListModel(ProjectSession& session, LabelContext& context, ViewMarks& marks,
                               QObject* parent)
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
    readRows();
}

void LabelListModel::reload()
{
    m_counts.assign(m_context);
    readRows();
}

void LabelListModel::readRows()
{
    beginResetModel();
    m_rows.clear();
    const auto fits = [this](const Label& label) {
        return toQt(label.name).contains(m_text, Qt::CaseInsensitive);
    };
    for (const Label& label : m_session.ontology().labels)
        if (label.isActive() && fits(label))
            m_rows.push_back(label);
    for (const Label& label : m_session.ontology().labels)
        if (label.retired && label.mergedInto.isNull() && fits(label))
            m_rows.push_back(label);
    m_whyNot = reasons();
    endResetModel();
}

QStringList LabelListModel::reasons() const
{
    const LabelFit fit = m_fit ? m_fit() : LabelFit();
    QStringList found;
    if (fit)
        for (const Label& label : m_rows)
            found << fit(label);
    return found;
}

void LabelListModel::refit()
{
    QStringList now = reasons();
    if (now == m_whyNot)
        return;
    m_whyNot = std::move(now);
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1), {WhyNotRole});
}

void LabelListModel::recount()
{
    m_counts.assign(m_context);
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

void LabelListModel::follow(const Change& change)
{
    m_counts.follow(m_context, change);
    for (const auto* value : {&change.before, &change.after})
        if (const auto* annotation = *value ? std::get_if<Annotation>(&**value) : nullptr)
            if (const int row = rowOf(m_context.resolved(annotation->label)); row >= 0)
                Q_EMIT dataChanged(index(row), index(row), {CountRole});
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
    const QString whyNot = index.row() < m_whyNot.size() ? m_whyNot[index.row()] : QString();
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole: return toQt(label.name);
    case Qt::ToolTipRole: return whyNot.isEmpty() ? toQt(label.name) : toQt(label.name) + u' ' + whyNot;
    case WhyNotRole: return whyNot;
    case KeyRole: return toQt(label.key);
    case ColorRole: return QColor::fromRgb(QRgb(label.color));
    case CountRole: return m_counts.of(label.id);
    case HiddenRole: return m_marks.isHidden(label.id);
    case LockedRole: return m_marks.isLocked(label.id);
    case RetiredRole: return label.retired;
    default: return {};
    }
}

bool LabelListModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    const QString name = value.toString().trimmed();
    if (role != Qt::EditRole || !index.isValid() || name.isEmpty() ||
        name == data(index, Qt::EditRole).toString())
        return false;
    Q_EMIT renameWanted(labelAt(index.row()), name);
    return true;
}

Qt::ItemFlags LabelListModel::flags(const QModelIndex& index) const
{
    return QAbstractListModel::flags(index) | Qt::ItemIsEditable | Qt::ItemNeverHasChildren;
}

} // namespace touchstone
