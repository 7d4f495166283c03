#pragma once

#include <vector>

#include <QAbstractTableModel>

#include "touchstone/formats/format.h"

namespace touchstone {

/// The word for a kind of line: "Skipped".
QString reportKindName(ReportLine::Kind kind);

/// Lines of an import or export: what, where, and the sentence.
class ReportModel : public QAbstractTableModel {
    Q_OBJECT
  public:
    enum Column { Kind, Where, Message, Columns };
    explicit ReportModel(std::vector<ReportLine> lines, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    const ReportLine& line(int row) const { return m_lines[size_t(row)]; }

  private:
    std::vector<ReportLine> m_lines;
};

} // namespace touchstone
