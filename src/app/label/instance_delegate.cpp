#include "app/label/instance_delegate.h"

#include <QPainter>

#include "app/label/instance_model.h"
#include "app/label/label_delegate.h"
#include "app/label/row_painting.h"
#include "app/theme/theme.h"

using namespace Qt::StringLiterals;

namespace touchstone {

void InstanceDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                             const QModelIndex& index) const
{
    constexpr int margin = 12;
    painter->save();
    paintRowGround(*painter, option);
    const QRect row = option.rect;
    paintSwatch(*painter, index.data(InstanceModel::ColorRole).value<QColor>(), row.left() + margin,
                row.center().y() + 1);
    const bool hidden = index.data(InstanceModel::HiddenRole).toBool();
    paintRowToggles(*painter, option, hidden, index.data(InstanceModel::LockedRole).toBool(), false);

    QString kind = index.data(InstanceModel::ShapeRole).toString();
    if (index.data(InstanceModel::CrowdRole).toBool())
        kind += u", crowd"_s;
    const bool related = index.data(InstanceModel::RelatedRole).toBool();
    const bool unstored = index.data(InstanceModel::UnstoredRole).toBool();
    if (unstored)
        kind = u"not stored · "_s + kind;
    else if (related)
        kind = u"linked · "_s + kind;
    const QFont small = secondaryFont(option.font);
    const int kindWidth = QFontMetrics(small).horizontalAdvance(kind) + 4;
    const QRect kindRect(rowToggleRect(row, 0).left() - kindWidth - 8, row.top(), kindWidth, row.height());
    paintText(*painter, kindRect, kind, unstored ? theme().bad : theme().secondary, small, Qt::AlignRight);
    const int left = row.left() + margin + 22;
    paintText(*painter, {left, row.top(), kindRect.left() - left - 8, row.height()}, index.data().toString(),
              unstored  ? theme().bad
              : hidden  ? theme().secondary
              : related ? theme().accent
                        : theme().text,
              tabularFont(option.font));
    painter->restore();
}

bool InstanceDelegate::editorEvent(QEvent* event, QAbstractItemModel*, const QStyleOptionViewItem& option,
                                   const QModelIndex& index)
{
    const int which = rowToggleAt(option.rect, *event);
    if (which >= 0)
        Q_EMIT toggled(index, which);
    return which >= 0;
}

} // namespace touchstone
