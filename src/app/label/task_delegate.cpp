#include "app/label/task_delegate.h"

#include <QPainter>
#include <QPainterPath>
#include <QPixmap>

#include "app/label/row_painting.h"
#include "app/label/task_list_model.h"
#include "app/label/task_states.h"
#include "app/theme/theme.h"

using namespace Qt::StringLiterals;

namespace touchstone {

namespace {

constexpr int margin = 12;
constexpr QSize thumbSize(64, 44);

// The middle of the picture fills the frame.
QRectF covered(const QSizeF& picture, const QSizeF& frame)
{
    QSizeF part = frame.scaled(picture, Qt::KeepAspectRatio);
    return {QPointF((picture.width() - part.width()) / 2, (picture.height() - part.height()) / 2), part};
}

void paintThumbnail(QPainter& painter, const QRect& frame, const QModelIndex& index)
{
    const auto pixmap = index.data(TaskListModel::ThumbnailRole).value<QPixmap>();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath clip;
    clip.addRoundedRect(frame, 3, 3);
    painter.setClipPath(clip);
    painter.fillRect(frame, theme().surround);
    if (!pixmap.isNull()) {
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.drawPixmap(frame, pixmap, covered(pixmap.size(), frame.size()).toRect());
    } else if (!index.data(TaskListModel::MissingRole).toString().isEmpty()) {
        painter.setPen(QPen(theme().warning, 1.6));
        const QPointF c = QRectF(frame).center();
        painter.drawEllipse(c, 8, 8);
        painter.drawLine(c + QPointF(0, -4), c + QPointF(0, 1));
        painter.drawPoint(c + QPointF(0, 4));
    }
    painter.restore();
}

} // namespace

void TaskDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const
{
    painter->save();
    paintRowGround(*painter, option);
    const QRect row = option.rect;
    const bool text = index.data(TaskListModel::TextRole).toBool();
    const QRect frame(QPoint(row.left() + margin, row.center().y() - thumbSize.height() / 2 + 1), thumbSize);
    if (!text)
        paintThumbnail(*painter, frame, index);

    const QString count = index.data(TaskListModel::CountRole).toString();
    const QFont numbers = tabularFont(secondaryFont(option.font));
    const int countWidth = count.isEmpty() ? 0 : QFontMetrics(numbers).horizontalAdvance(count) + 8;
    const QRect countRect(row.right() - margin - countWidth, row.top(), countWidth + 1, row.height());
    paintText(*painter, countRect, count, theme().secondary, numbers, Qt::AlignRight);

    const int left = text ? row.left() + margin : frame.right() + 10;
    const int width = countRect.left() - left - 4;
    const QString name = index.data(TaskListModel::NameRole).toString();
    paintText(*painter, {left, row.top() + 7, width, 20}, name, theme().text, option.font, Qt::AlignLeft,
              text ? Qt::ElideRight : Qt::ElideMiddle);

    const QString missing = index.data(TaskListModel::MissingRole).toString();
    const auto state = SoloState(index.data(TaskListModel::StateRole).toInt());
    const int line = row.top() + 37;
    paintDot(*painter, soloStateColor(state), left, line);
    const QString word = missing.isEmpty() ? soloStateWord(state) : soloStateWord(state) + u", "_s + missing;
    const QFont small = secondaryFont(option.font);
    paintText(*painter, {left + 14, line - 10, width - 14, 20}, word,
              missing.isEmpty() ? theme().secondary : theme().warning, small);
    // Files of one name may lie in several folders: the end of the folder's name tells them apart.
    const QFontMetrics metrics(small);
    const int used = 14 + metrics.horizontalAdvance(word + u"  "_s);
    const QString folder = index.data(TaskListModel::FolderRole).toString();
    const int room = row.right() - margin - left - used;
    if (!folder.isEmpty() && room > 24)
        paintText(*painter, {left + used, line - 10, room, 20},
                  metrics.elidedText(folder, Qt::ElideLeft, room), theme().secondary, small);
    painter->restore();
}

} // namespace touchstone
