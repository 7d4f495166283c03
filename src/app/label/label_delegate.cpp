#include "app/label/label_delegate.h"

#include <QMouseEvent>
#include <QPainter>

#include "app/label/label_list_model.h"
#include "app/label/row_painting.h"
#include "app/theme/theme.h"

using namespace Qt::StringLiterals;

namespace touchstone {

namespace {

constexpr int margin = 12;
constexpr int nameLeft = margin + 18 + 10 + 12 + 10;
constexpr int countWidth = 28;

} // namespace

QRect rowToggleRect(const QRect& row, int which)
{
    return {row.right() - margin - rowTogglesWidth + 4 + which * 24, row.top(), 24, row.height()};
}

void paintRowToggles(QPainter& painter, const QStyleOptionViewItem& option, bool hidden, bool locked,
                     bool quiet)
{
    const bool hover = option.state & QStyle::State_MouseOver;
    const auto sign = [&](int which, bool on, const QString& onIcon, const QString& offIcon) {
        if (!on && !hover && quiet)
            return;
        const QRect area = rowToggleRect(option.rect, which);
        painter.save();
        painter.setOpacity(on ? 1 : hover ? 0.9 : 0.65);
        themedIcon(on ? onIcon : offIcon)
            .paint(&painter, QRect(area.center() - QPoint(7, 7), QSize(16, 16)), Qt::AlignCenter,
                   QIcon::Normal, on ? QIcon::On : QIcon::Off);
        painter.restore();
    };
    sign(0, hidden, u"view-hidden"_s, u"view-visible"_s);
    sign(1, locked, u"object-locked"_s, u"object-unlocked"_s);
}

int rowToggleAt(const QRect& row, const QEvent& event)
{
    if (event.type() != QEvent::MouseButtonPress && event.type() != QEvent::MouseButtonDblClick)
        return -1;
    const auto& mouse = static_cast<const QMouseEvent&>(event);
    if (mouse.button() != Qt::LeftButton)
        return -1;
    for (int which = 0; which < 2; ++which)
        if (rowToggleRect(row, which).contains(mouse.position().toPoint()))
            return which;
    return -1;
}

bool LabelDelegate::editorEvent(QEvent* event, QAbstractItemModel*, const QStyleOptionViewItem& option,
                                const QModelIndex& index)
{
    const int which = rowToggleAt(option.rect.adjusted(0, 0, -countWidth, 0), *event);
    if (which >= 0)
        Q_EMIT toggled(index, which);
    return which >= 0;
}

void LabelDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const
{
    painter->save();
    paintRowGround(*painter, option);
    const QRect row = option.rect;
    const int middle = row.center().y() + 1;
    const QString key = index.data(LabelListModel::KeyRole).toString();
    if (!key.isEmpty())
        paintKeyCap(*painter, key, row.left() + margin, middle);
    paintSwatch(*painter, index.data(LabelListModel::ColorRole).value<QColor>(), row.left() + margin + 28,
                middle);

    const int count = index.data(LabelListModel::CountRole).toInt();
    const QRect countRect(row.right() - margin - countWidth, row.top(), countWidth + 1, row.height());
    if (count > 0)
        paintText(*painter, countRect, QString::number(count), theme().secondary,
                  tabularFont(secondaryFont(option.font)), Qt::AlignRight);

    QStyleOptionViewItem shifted = option;
    shifted.rect.adjust(0, 0, -countWidth, 0);
    paintRowToggles(*painter, shifted, index.data(LabelListModel::HiddenRole).toBool(),
                    index.data(LabelListModel::LockedRole).toBool(), true);

    const bool retired = index.data(LabelListModel::RetiredRole).toBool();
    const QString name = index.data().toString();
    const int left = row.left() + nameLeft;
    paintText(*painter, {left, row.top(), rowToggleRect(shifted.rect, 0).left() - left, row.height()},
              retired ? name + u" (retired)"_s : name,
              retired || !index.data(LabelListModel::WhyNotRole).toString().isEmpty() ? theme().secondary
                                                                                      : theme().text,
              option.font);
    painter->restore();
}

void LabelDelegate::updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option,
                                         const QModelIndex&) const
{
    editor->setGeometry(option.rect.adjusted(nameLeft - 6, 1, -countWidth, -1));
}

} // namespace touchstone
