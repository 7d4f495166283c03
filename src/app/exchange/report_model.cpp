#include "app/exchange/report_model.h"

#include <QCoreApplication>

#include "app/session/text.h"
#include "app/theme/theme.h"

namespace touchstone {

QString reportKindName(ReportLine::Kind kind)
{
    const auto tr = [](const char* text) { return QCoreApplication::translate("ReportModel", text); };
    switch (kind) {
    case ReportLine::Kind::Skipped:
        return tr("Skipped");
    case ReportLine::Kind::Repaired:
        return tr("Repaired");
    case ReportLine::Kind::Lost:
        return tr("Lost");
    case ReportLine::Kind::Note:
        break;
    }
    return tr("Note");
}

ReportModel::ReportModel(std::vector<ReportLine> lines, QObject* parent)
    : QAbstractTableModel(parent), m_lines(std::move(lines))
{
}

int ReportModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_lines.size());
}
int ReportModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : Columns; }

QVariant ReportModel::data(const QModelIndex& index, int role) const
{
    const ReportLine& line = m_lines[size_t(index.row())];
    if (role == Qt::ForegroundRole && index.column() == Kind) {
        switch (line.kind) {
        case ReportLine::Kind::Skipped:
        case ReportLine::Kind::Lost:
            return theme().bad;
        case ReportLine::Kind::Repaired:
            return theme().warning;
        case ReportLine::Kind::Note:
            return theme().secondary;
        }
    }
    if (role == Qt::ForegroundRole && index.column() == Where) {
        return theme().secondary;
    }
    if (role == Qt::TextAlignmentRole) {
        return int(Qt::AlignLeft | Qt::AlignTop);
    }
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole) {
        return {};
    }
    switch (index.column()) {
    case Kind:
        return reportKindName(line.kind);
    case Where:
        return toQt(displayUtf8(line.where));
    default:
        return toQt(displayUtf8(line.message));
    }
}

QVariant ReportModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole) {
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    }
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    return section == Kind ? tr("What") : section == Where ? tr("Where") : tr("Why");
}

} // namespace touchstone
