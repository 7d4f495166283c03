#pragma once

#include <vector>

#include <QAbstractScrollArea>
#include <QTimer>

#include "app/label/row_ranges.h"
#include "touchstone/base/ids.h"

namespace touchstone {

class ProjectSession;
class TagsInSight;
class TaskListModel;

/// The items of the task list as thumbnails, with their state and tags, of which several can be selected.
/// Only what is in sight is looked at, so that a million items cost what a hundred do.
class ThumbnailGrid : public QAbstractScrollArea {
    Q_OBJECT
  public:
    ThumbnailGrid(ProjectSession& session, TaskListModel& model, TagsInSight& tags,
                  QWidget* parent = nullptr);

    const RowRanges& selected() const { return m_selected; }
    std::vector<std::int64_t> selectedKeys() const;
    void selectAll();
    int current() const { return m_current; }
    /// Selects one row and brings it in sight; -1 for none.
    void setCurrent(int row);
    /// Larger or smaller.
    void zoom(int steps);
    /// Of a cell, in the viewport.
    QRect cell(int row) const;
    int columns() const;
    std::pair<int, int> rowsInSight() const;

  Q_SIGNALS:
    void selectionChanged();
    void opened(qint64 key);
    void left();

  protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

  private:
    int rows() const;
    int rowAt(QPoint place) const;
    void fitScrollBar();
    void showRow(int row);
    /// With Shift from the anchor on, with Ctrl the row alone is turned over.
    void choose(int row, Qt::KeyboardModifiers modifiers);
    void paintCell(QPainter& painter, int row) const;
    void paintChips(QPainter& painter, const QRect& picture, std::int64_t key) const;
    void refresh();

    ProjectSession& m_session;
    TaskListModel& m_model;
    TagsInSight& m_tags;
    RowRanges m_selected;
    RowRanges m_before; ///< As it was when Shift or a drag began to extend it.
    int m_current = -1;
    int m_anchor = -1;
    int m_side;
    QTimer m_repaint;
};

} // namespace touchstone
