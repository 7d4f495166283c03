#pragma once

#include <QStyledItemDelegate>

namespace touchstone {

/// A line of the task list: thumbnail, name, state as dot and word, count.
class TaskDelegate : public QStyledItemDelegate {
    Q_OBJECT
  public:
    static constexpr int rowHeight = 54;
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
};

} // namespace touchstone
