#pragma once

#include <QStyledItemDelegate>

namespace touchstone {

/// A line of the label list: key, colour, name, signs for hidden and locked, count of this item.
class LabelDelegate : public QStyledItemDelegate {
    Q_OBJECT
  public:
    static constexpr int rowHeight = 28;
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    bool editorEvent(QEvent* event, QAbstractItemModel* model, const QStyleOptionViewItem& option,
                     const QModelIndex& index) override;
    void updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option,
                              const QModelIndex& index) const override;

  Q_SIGNALS:
    /// The eye (0) or the lock (1) of a row was clicked.
    void toggled(const QModelIndex& index, int which);
};

/// The eye and the lock at the right end of a row. `which` 0 is the eye, 1 the lock.
QRect rowToggleRect(const QRect& row, int which);
/// Paints both: on always, off faintly, with `quiet` only under the mouse.
void paintRowToggles(QPainter& painter, const QStyleOptionViewItem& option, bool hidden, bool locked,
                     bool quiet);
/// Which of them a left press hits; -1 for neither.
int rowToggleAt(const QRect& row, const QEvent& event);
/// Width that rowToggleRect takes at the right.
constexpr int rowTogglesWidth = 52;

} // namespace touchstone
