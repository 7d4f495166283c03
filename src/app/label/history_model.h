#pragma once

#include <vector>

#include <QAbstractListModel>

#include "touchstone/store/rows.h"

namespace touchstone {

/// Lines of the journal of one item, newest first.
class HistoryModel : public QAbstractListModel {
    Q_OBJECT
  public:
    enum Role { AuthorRole = Qt::UserRole + 1, TimeRole, QuietRole };
    using QAbstractListModel::QAbstractListModel;

    void setRows(std::vector<LogRow> rows);
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

  private:
    std::vector<LogRow> m_rows;
};

} // namespace touchstone
