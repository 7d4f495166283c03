#include "app/label/thumbnail_grid.h"

#include <algorithm>

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPixmap>
#include <QScrollBar>
#include <QSettings>

#include "app/label/row_painting.h"
#include "app/label/tags_in_sight.h"
#include "app/label/task_list_model.h"
#include "app/label/task_states.h"
#include "app/session/project_session.h"
#include "app/session/text.h"
#include "app/theme/theme.h"

using namespace Qt::StringLiterals;

namespace touchstone {

namespace {

constexpr int sides[] = {96, 128, 160, 192, 256};
constexpr int usualSide = 160;
constexpr int gap = 12;
constexpr int padding = 6;
constexpr int nameHeight = 22;
constexpr int chipHeight = 18;

int pictureHeight(int side)
{
    return side * 3 / 4;
}

int cellWidth(int side)
{
    return side + 2 * padding;
}

int cellHeight(int side)
{
    return pictureHeight(side) + nameHeight + 2 * padding;
}

int keptSide()
{
    const int kept = QSettings().value(u"label/gridSide"_s, usualSide).toInt();
    return std::ranges::find(sides, kept) != std::end(sides) ? kept : usualSide;
}

QColor textOn(const QColor& ground)
{
    return qGray(ground.rgb()) > 140 ? QColor(20, 20, 20) : QColor(255, 255, 255);
}

} // namespace

ThumbnailGrid::ThumbnailGrid(ProjectSession& session, TaskListModel& model, TagsInSight& tags,
                             QWidget* parent)
    : QAbstractScrollArea(parent), m_session(session), m_model(model), m_tags(tags), m_side(keptSide())
{
    setObjectName(u"thumbnailGrid"_s);
    setAccessibleName(u"Thumbnails"_s);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    verticalScrollBar()->setSingleStep(48);
    m_repaint.setSingleShot(true);
    m_repaint.setInterval(30);
    connect(&m_repaint, &QTimer::timeout, this, &ThumbnailGrid::refresh);
    const auto soon = [this] {
        if (isVisible() && !m_repaint.isActive())
            m_repaint.start();
    };
    connect(&tags, &TagsInSight::ready, this, soon);
    // Also thumbnails: those whose turn did not come are asked for again when the rest is painted.
    connect(&model, &QAbstractItemModel::dataChanged, this, soon);
    connect(&model, &QAbstractItemModel::modelReset, this, [this] {
        m_selected.clear();
        m_before.clear();
        m_current = m_anchor = -1;
        fitScrollBar();
        refresh();
        Q_EMIT selectionChanged();
    });
}

int ThumbnailGrid::rows() const
{
    return m_model.rowCount();
}

int ThumbnailGrid::columns() const
{
    return std::max(1, (viewport()->width() - gap) / (cellWidth(m_side) + gap));
}

QRect ThumbnailGrid::cell(int row) const
{
    const int across = cellWidth(m_side) + gap, down = cellHeight(m_side) + gap;
    const qint64 top = gap + qint64(row / columns()) * down - verticalScrollBar()->value();
    return {gap + row % columns() * across, int(std::clamp<qint64>(top, -1'000'000, 1'000'000)),
            cellWidth(m_side), cellHeight(m_side)};
}

int ThumbnailGrid::rowAt(QPoint place) const
{
    const int across = cellWidth(m_side) + gap, down = cellHeight(m_side) + gap;
    const int column = (place.x() - gap) / across;
    const int line = (place.y() - gap + verticalScrollBar()->value()) / down;
    const int row = line * columns() + column;
    return place.x() >= gap && column < columns() && row >= 0 && row < rows() && cell(row).contains(place)
               ? row
               : -1;
}

std::pair<int, int> ThumbnailGrid::rowsInSight() const
{
    const int down = cellHeight(m_side) + gap;
    const int first = std::max(0, (verticalScrollBar()->value() - gap) / down) * columns();
    const int last = ((verticalScrollBar()->value() + viewport()->height() - 1) / down + 1) * columns() - 1;
    return {first, std::min(last, rows() - 1)};
}

void ThumbnailGrid::fitScrollBar()
{
    const int down = cellHeight(m_side) + gap;
    const qint64 lines = (qint64(rows()) + columns() - 1) / columns();
    const qint64 most = gap + lines * down - viewport()->height();
    verticalScrollBar()->setPageStep(std::max(down, viewport()->height() - down));
    verticalScrollBar()->setSingleStep(down / 3);
    verticalScrollBar()->setRange(0, int(std::clamp<qint64>(most, 0, std::numeric_limits<int>::max() / 2)));
}

void ThumbnailGrid::showRow(int row)
{
    if (row < 0)
        return;
    QScrollBar* bar = verticalScrollBar();
    const int top = row / columns() * (cellHeight(m_side) + gap);
    const int below = top + cellHeight(m_side) + 2 * gap - viewport()->height();
    if (top < bar->value())
        bar->setValue(top);
    else if (below > bar->value())
        bar->setValue(below);
}

void ThumbnailGrid::setCurrent(int row)
{
    fitScrollBar();
    m_selected.clear();
    m_current = m_anchor = row;
    if (row >= 0) {
        m_selected.add(row, row);
        // Far away it is clamped, so its line is gone to directly.
        verticalScrollBar()->setValue(row / columns() * (cellHeight(m_side) + gap) -
                                      viewport()->height() / 2 + cellHeight(m_side) / 2);
    }
    m_before = m_selected;
    refresh();
    Q_EMIT selectionChanged();
}

void ThumbnailGrid::selectAll()
{
    if (rows() == 0)
        return;
    m_selected.clear();
    m_selected.add(0, rows() - 1);
    m_before = m_selected;
    viewport()->update();
    Q_EMIT selectionChanged();
}

std::vector<std::int64_t> ThumbnailGrid::selectedKeys() const
{
    std::vector<std::int64_t> keys;
    for (const RowRanges::Range& range : m_selected.ranges())
        for (int row = range.first; row <= range.last; ++row)
            if (const std::int64_t key = m_model.keyAt(row))
                keys.push_back(key);
    return keys;
}

void ThumbnailGrid::choose(int row, Qt::KeyboardModifiers modifiers)
{
    if (row < 0)
        return;
    m_current = row;
    if (modifiers & Qt::ShiftModifier) {
        if (m_anchor < 0)
            m_anchor = row;
        m_selected = modifiers & Qt::ControlModifier ? m_before : RowRanges{};
        m_selected.add(m_anchor, row);
    } else {
        if (modifiers & Qt::ControlModifier) {
            m_selected.turnOver(row);
        } else {
            m_selected.clear();
            m_selected.add(row, row);
        }
        m_anchor = row;
        m_before = m_selected;
    }
    showRow(row);
    viewport()->update();
    Q_EMIT selectionChanged();
}

void ThumbnailGrid::zoom(int steps)
{
    const auto now = std::ranges::find(sides, m_side);
    const auto next = std::clamp<std::ptrdiff_t>(now - std::begin(sides) + steps, 0, std::ssize(sides) - 1);
    const int kept = m_current >= 0 ? m_current : rowsInSight().first;
    m_side = sides[next];
    QSettings().setValue(u"label/gridSide"_s, m_side);
    fitScrollBar();
    verticalScrollBar()->setValue(kept / columns() * (cellHeight(m_side) + gap) - viewport()->height() / 3);
    refresh();
}

void ThumbnailGrid::refresh()
{
    const auto [first, last] = rowsInSight();
    std::vector<std::int64_t> keys;
    for (int row = first; row <= last; ++row)
        keys.push_back(m_model.keyAt(row));
    if (isVisible())
        m_tags.want(keys);
    viewport()->update();
}

void ThumbnailGrid::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    fitScrollBar();
    refresh();
}

void ThumbnailGrid::scrollContentsBy(int, int)
{
    refresh();
}

void ThumbnailGrid::wheelEvent(QWheelEvent* event)
{
    if (event->modifiers() & Qt::ControlModifier) {
        zoom(event->angleDelta().y() > 0 ? 1 : -1);
        event->accept();
        return;
    }
    QAbstractScrollArea::wheelEvent(event);
}

void ThumbnailGrid::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const int row = rowAt(event->position().toPoint());
    if (row >= 0) {
        choose(row, event->modifiers());
    } else if (!(event->modifiers() & (Qt::ControlModifier | Qt::ShiftModifier))) {
        m_selected.clear();
        m_before.clear();
        viewport()->update();
        Q_EMIT selectionChanged();
    }
}

void ThumbnailGrid::mouseMoveEvent(QMouseEvent* event)
{
    const int row = rowAt(event->position().toPoint());
    if ((event->buttons() & Qt::LeftButton) && row >= 0 && row != m_current)
        choose(row, event->modifiers() | Qt::ShiftModifier);
}

void ThumbnailGrid::mouseDoubleClickEvent(QMouseEvent* event)
{
    const int row = rowAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && row >= 0)
        Q_EMIT opened(m_model.keyAt(row));
}

void ThumbnailGrid::keyPressEvent(QKeyEvent* event)
{
    const int page = std::max(1, viewport()->height() / (cellHeight(m_side) + gap)) * columns();
    const int last = rows() - 1;
    const int from = m_current < 0 ? -1 : m_current;
    int row = from;
    switch (event->key()) {
    case Qt::Key_Left: row = from - 1; break;
    case Qt::Key_Right: row = from + 1; break;
    case Qt::Key_Up: row = from - columns(); break;
    case Qt::Key_Down: row = from < 0 ? 0 : from + columns(); break;
    case Qt::Key_PageUp: row = from - page; break;
    case Qt::Key_PageDown: row = from + page; break;
    case Qt::Key_Home: row = 0; break;
    case Qt::Key_End: row = last; break;
    case Qt::Key_Space: choose(m_current, Qt::ControlModifier); return;
    case Qt::Key_Plus:
    case Qt::Key_Equal: zoom(1); return;
    case Qt::Key_Minus: zoom(-1); return;
    case Qt::Key_Escape: Q_EMIT left(); return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_current >= 0 && !(event->modifiers() & ~Qt::KeypadModifier))
            Q_EMIT opened(m_model.keyAt(m_current));
        return;
    case Qt::Key_A:
        if (event->modifiers() == Qt::ControlModifier) {
            selectAll();
            return;
        }
        [[fallthrough]];
    default: QAbstractScrollArea::keyPressEvent(event); return;
    }
    if (last < 0)
        return;
    row = std::clamp(row, 0, last);
    if ((event->modifiers() & Qt::ControlModifier) && !(event->modifiers() & Qt::ShiftModifier)) {
        // Only the place moves; Space turns it over.
        m_current = m_anchor = row;
        showRow(row);
        viewport()->update();
        return;
    }
    choose(row, event->modifiers());
}

void ThumbnailGrid::paintEvent(QPaintEvent*)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), theme().surround);
    if (rows() == 0) {
        painter.setPen(theme().secondary);
        painter.drawText(viewport()->rect().adjusted(16, 32, -16, -16),
                         Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap,
                         u"Nothing fits the filter of the task list."_s);
        return;
    }
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    const auto [first, last] = rowsInSight();
    for (int row = first; row <= last; ++row)
        paintCell(painter, row);
}

void ThumbnailGrid::paintCell(QPainter& painter, int row) const
{
    const QRect whole = cell(row);
    const bool isSelected = m_selected.contains(row);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(isSelected ? QPen(theme().accent, 2) : QPen(theme().line, 1));
    painter.setBrush(isSelected ? theme().selection : theme().panel);
    painter.drawRoundedRect(QRectF(whole).adjusted(1, 1, -1, -1), 5, 5);
    if (row == m_current && hasFocus()) {
        painter.setPen(QPen(theme().accent, 1, Qt::DotLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(whole).adjusted(-2, -2, 2, 2), 6, 6);
    }
    painter.restore();
    const QRect picture(whole.left() + padding, whole.top() + padding, m_side, pictureHeight(m_side));
    const QModelIndex index = m_model.index(row);
    const auto pixmap = m_model.data(index, TaskListModel::ThumbnailRole).value<QPixmap>();
    if (!pixmap.isNull()) {
        const QSize size = pixmap.size().scaled(picture.size(), Qt::KeepAspectRatio);
        painter.drawPixmap(QRect(picture.center() - QPoint(size.width() / 2, size.height() / 2), size),
                           pixmap);
    } else {
        painter.fillRect(picture, theme().surround);
        const QString problem = m_model.data(index, TaskListModel::MissingRole).toString();
        paintText(painter, picture, problem, theme().warning, secondaryFont(font()), Qt::AlignHCenter);
    }
    const int line = picture.bottom() + 1 + nameHeight / 2 + 2;
    const auto state = SoloState(m_model.data(index, TaskListModel::StateRole).toInt());
    paintDot(painter, soloStateColor(state), picture.left() + 2, line);
    paintText(painter, {picture.left() + 16, line - 10, m_side - 16, 20},
              m_model.data(index, TaskListModel::NameRole).toString(), theme().text, secondaryFont(font()));
    if (state == SoloState::Done || state == SoloState::Skipped) {
        // Seen from afar: these do not change.
        const QString word = soloStateWord(state);
        const QFont small = secondaryFont(font());
        const int width = QFontMetrics(small).horizontalAdvance(word) + 12;
        const QRect chip(picture.right() - width - 3, picture.top() + 4, width, chipHeight);
        painter.fillRect(chip, QColor(0, 0, 0, 150));
        paintText(painter, chip, word, Qt::white, small, Qt::AlignHCenter);
    }
    paintChips(painter, picture, m_model.keyAt(row));
}

void ThumbnailGrid::paintChips(QPainter& painter, const QRect& picture, std::int64_t key) const
{
    const std::vector<LabelId>* tags = m_tags.find(key);
    if (!tags || tags->empty())
        return;
    const QFont small = secondaryFont(font());
    const QFontMetrics metrics(small);
    int x = picture.left() + 3, y = picture.bottom() - chipHeight - 2;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    for (const LabelId& id : *tags) {
        const Label* label = m_session.ontology().resolve(id);
        if (!label)
            continue;
        const QString name = metrics.elidedText(toQt(label->name), Qt::ElideRight, m_side - 20);
        const int width = metrics.horizontalAdvance(name) + 12;
        if (x + width > picture.right() - 2 && x > picture.left() + 3) {
            x = picture.left() + 3;
            y -= chipHeight + 3;
            if (y < picture.top())
                break;
        }
        const QColor ground = QColor::fromRgb(QRgb(label->color));
        painter.setPen(QPen(QColor(0, 0, 0, 120), 1));
        painter.setBrush(ground);
        painter.drawRoundedRect(QRectF(x, y, width, chipHeight).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
        paintText(painter, {x, y, width, chipHeight}, name, textOn(ground), small, Qt::AlignHCenter);
        x += width + 4;
    }
    painter.restore();
}

} // namespace touchstone
