#pragma once

#include <vector>

#include <QAbstractTableModel>

#include "touchstone/workflow/relink.h"

namespace touchstone {

/// The missing pictures and what was found for each.
class RelinkModel : public QAbstractTableModel {
    Q_OBJECT
  public:
    enum Column { Picture, Found, Columns };
    explicit RelinkModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

    /// `searched` is false while nothing was looked for.
    void show(const std::vector<RelinkLine>& lines, bool searched);
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

  private:
    std::vector<RelinkLine> m_lines;
    bool m_searched = false;
};

} // namespace touchstone
