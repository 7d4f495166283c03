#pragma once

#include <QStyledItemDelegate>

namespace touchstone {

/// A line of the instance list: colour, "car 2", kind of shape, eye and lock.
class InstanceDelegate : public QStyledItemDelegate {
    Q_OBJECT
  public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    bool editorEvent(QEvent* event, QAbstractItemModel* model, const QStyleOptionViewItem& option,
                     const QModelIndex& index) override;

  Q_SIGNALS:
    /// The eye (0) or the lock (1) of a row was clicked.
    void toggled(const QModelIndex& index, int which);
};

} // namespace touchstone
