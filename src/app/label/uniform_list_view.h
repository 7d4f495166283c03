#pragma once

#include <QAbstractItemView>

namespace touchstone {

/// A list of rows of one height. Unlike QListView it does no work for a row that is not painted, so that a
/// million rows cost what twenty do. A click does not take the keyboard away from the item.
class UniformListView : public QAbstractItemView {
    Q_OBJECT
  public:
    explicit UniformListView(int rowHeight, QWidget* parent = nullptr);

    int rowHeight() const { return m_rowHeight; }
    /// Shown in the middle while there are no rows.
    void setEmptyText(const QString& text);

    void setModel(QAbstractItemModel* model) override;
    QRect visualRect(const QModelIndex& index) const override;
    void scrollTo(const QModelIndex& index, ScrollHint hint = EnsureVisible) override;
    QModelIndex indexAt(const QPoint& point) const override;
    /// First and last row in sight; {0, -1} when there is none.
    std::pair<int, int> rowsInSight() const;

  Q_SIGNALS:
    /// Enter, or Esc, in the list: the keyboard goes back to the item.
    void left();

  protected:
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    int horizontalOffset() const override { return 0; }
    int verticalOffset() const override;
    bool isIndexHidden(const QModelIndex&) const override { return false; }
    void setSelection(const QRect& rect, QItemSelectionModel::SelectionFlags flags) override;
    QRegion visualRegionForSelection(const QItemSelection& selection) const override;
    void updateGeometries() override;
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;

  private:
    int rows() const;
    void rowsMoved();

    int m_rowHeight;
    QString m_emptyText;
};

} // namespace touchstone
