#pragma once

#include <QStyledItemDelegate>

namespace touchstone {

/// A hit in the middle of its row, what stands around it on both sides, its label and its text's name.
class ConcordanceDelegate : public QStyledItemDelegate {
    Q_OBJECT
  public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    bool editorEvent(QEvent* event, QAbstractItemModel* model, const QStyleOptionViewItem& option,
                     const QModelIndex& index) override;
};

} // namespace touchstone
