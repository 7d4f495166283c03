#include "app/label/uniform_list_view.h"

#include <algorithm>

#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QStyleOptionViewItem>

#include "app/theme/theme.h"

namespace touchstone {

UniformListView::UniformListView(int rowHeight, QWidget* parent)
    : QAbstractItemView(parent), m_rowHeight(rowHeight)
{
    setFrameShape(QFrame::NoFrame);
    setProperty("role", QStringLiteral("item"));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setSelectionBehavior(SelectRows);
    setFocusPolicy(Qt::TabFocus);
    setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_Hover);
    verticalScrollBar()->setSingleStep(rowHeight);
}

void UniformListView::setEmptyText(const QString& text)
{
    m_emptyText = text;
    viewport()->update();
}

int UniformListView::rows() const
{
    return model() ? model()->rowCount(rootIndex()) : 0;
}

void UniformListView::setModel(QAbstractItemModel* model)
{
    if (const QAbstractItemModel* before = this->model()) {
        disconnect(before, &QAbstractItemModel::rowsInserted, this, &UniformListView::rowsMoved);
        disconnect(before, &QAbstractItemModel::rowsRemoved, this, &UniformListView::rowsMoved);
    }
    QAbstractItemView::setModel(model);
    if (!model)
        return;
    // QAbstractItemView leaves it to lists of its own to paint rows that came or went.
    connect(model, &QAbstractItemModel::rowsInserted, this, &UniformListView::rowsMoved);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &UniformListView::rowsMoved);
}

void UniformListView::rowsMoved()
{
    updateGeometries();
    viewport()->update();
}

QRect UniformListView::visualRect(const QModelIndex& index) const
{
    if (!index.isValid())
        return {};
    // In 64 bits: a million rows of 54 pixels come near the end of an int.
    const qint64 top = qint64(index.row()) * m_rowHeight - verticalOffset();
    if (top > 1'000'000 || top < -1'000'000)
        return {0, top > 0 ? 1'000'000 : -1'000'000, viewport()->width(), m_rowHeight};
    return {0, int(top), viewport()->width(), m_rowHeight};
}

void UniformListView::scrollTo(const QModelIndex& index, ScrollHint hint)
{
    if (!index.isValid())
        return;
    const int height = viewport()->height();
    const int top = index.row() * m_rowHeight;
    const int offset = verticalOffset();
    if (hint == PositionAtCenter)
        verticalScrollBar()->setValue(top - (height - m_rowHeight) / 2);
    else if (hint == PositionAtTop || top < offset)
        verticalScrollBar()->setValue(top);
    else if (hint == PositionAtBottom || top + m_rowHeight > offset + height)
        verticalScrollBar()->setValue(top + m_rowHeight - height);
}

QModelIndex UniformListView::indexAt(const QPoint& point) const
{
    if (!model() || point.y() + verticalOffset() < 0)
        return {};
    const int row = (point.y() + verticalOffset()) / m_rowHeight;
    return row < rows() ? model()->index(row, 0, rootIndex()) : QModelIndex();
}

std::pair<int, int> UniformListView::rowsInSight() const
{
    const int first = verticalOffset() / m_rowHeight;
    const int last = std::min(rows() - 1, (verticalOffset() + viewport()->height() - 1) / m_rowHeight);
    return last < first ? std::pair{0, -1} : std::pair{first, last};
}

QModelIndex UniformListView::moveCursor(CursorAction action, Qt::KeyboardModifiers)
{
    const int count = rows();
    if (count == 0)
        return {};
    int row = currentIndex().isValid() ? currentIndex().row() : 0;
    const int page = std::max(1, viewport()->height() / m_rowHeight - 1);
    switch (action) {
    case MoveUp:
    case MovePrevious: --row; break;
    case MoveDown:
    case MoveNext: ++row; break;
    case MovePageUp: row -= page; break;
    case MovePageDown: row += page; break;
    case MoveHome: row = 0; break;
    case MoveEnd: row = count - 1; break;
    case MoveLeft:
    case MoveRight: break;
    }
    return model()->index(std::clamp(row, 0, count - 1), 0, rootIndex());
}

int UniformListView::verticalOffset() const
{
    return verticalScrollBar()->value();
}

void UniformListView::setSelection(const QRect& rect, QItemSelectionModel::SelectionFlags flags)
{
    if (!model() || rows() == 0)
        return;
    const QRect area = rect.normalized();
    const int first = std::clamp((area.top() + verticalOffset()) / m_rowHeight, 0, rows() - 1);
    const int last = std::clamp((area.bottom() + verticalOffset()) / m_rowHeight, 0, rows() - 1);
    selectionModel()->select(
        QItemSelection(model()->index(first, 0, rootIndex()), model()->index(last, 0, rootIndex())), flags);
}

QRegion UniformListView::visualRegionForSelection(const QItemSelection& selection) const
{
    QRegion region;
    for (const QItemSelectionRange& range : selection)
        region += visualRect(range.topLeft()).united(visualRect(range.bottomRight()));
    return region & viewport()->rect();
}

void UniformListView::updateGeometries()
{
    QAbstractItemView::updateGeometries();
    const qint64 total = qint64(rows()) * m_rowHeight;
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(m_rowHeight);
    verticalScrollBar()->setRange(
        0, int(std::clamp<qint64>(total - viewport()->height(), 0, std::numeric_limits<int>::max() / 2)));
}

void UniformListView::scrollContentsBy(int dx, int dy)
{
    scrollDirtyRegion(dx, dy);
    viewport()->scroll(0, dy);
}

void UniformListView::paintEvent(QPaintEvent* event)
{
    QPainter painter(viewport());
    if (rows() == 0) {
        painter.setPen(theme().secondary);
        painter.drawText(viewport()->rect().adjusted(16, 24, -16, -16),
                         Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap, m_emptyText);
        return;
    }
    QStyleOptionViewItem base;
    initViewItemOption(&base);
    const QModelIndex under = indexAt(viewport()->mapFromGlobal(QCursor::pos()));
    const bool hoverable = viewport()->underMouse();
    const int first = (event->rect().top() + verticalOffset()) / m_rowHeight;
    const int last = std::min(rows() - 1, (event->rect().bottom() + verticalOffset()) / m_rowHeight);
    for (int row = first; row <= last; ++row) {
        const QModelIndex index = model()->index(row, 0, rootIndex());
        QStyleOptionViewItem option = base;
        option.rect = visualRect(index);
        if (selectionModel() && selectionModel()->isSelected(index))
            option.state |= QStyle::State_Selected;
        if (hoverable && index == under)
            option.state |= QStyle::State_MouseOver;
        option.state.setFlag(QStyle::State_HasFocus, hasFocus() && index == currentIndex());
        itemDelegateForIndex(index)->paint(&painter, option, index);
    }
}

void UniformListView::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && state() != EditingState) {
        Q_EMIT left();
        return;
    }
    QAbstractItemView::keyPressEvent(event);
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && state() != EditingState)
        Q_EMIT left();
}

} // namespace touchstone
