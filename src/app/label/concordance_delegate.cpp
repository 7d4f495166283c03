#include "app/label/concordance_delegate.h"

#include <QApplication>
#include <QMouseEvent>
#include <QPainter>

#include "app/label/concordance_model.h"
#include "app/label/row_painting.h"
#include "app/theme/theme.h"

namespace touchstone {
namespace {

constexpr int margin = 10;
constexpr int boxWidth = 26;
constexpr int labelWidth = 130;
constexpr int itemWidth = 170;

/// One line without an ellipsis: it is cut where it is farthest from the hit.
void paintContext(QPainter& painter, const QRect& rect, const QString& text, Qt::Alignment side)
{
    painter.save();
    painter.setClipRect(rect);
    QTextOption option(side | Qt::AlignVCenter);
    option.setWrapMode(QTextOption::NoWrap);
    option.setTextDirection(text.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    // Alignment is of the eye, whatever the direction.
    option.setAlignment(side | Qt::AlignAbsolute | Qt::AlignVCenter);
    const qreal width = QFontMetricsF(painter.font()).horizontalAdvance(text) + 2;
    QRectF line(rect);
    if (width > line.width() && side == Qt::AlignRight)
        line.setLeft(line.right() - width);
    else if (width > line.width())
        line.setWidth(width);
    painter.drawText(line, text, option);
    painter.restore();
}

} // namespace

void ConcordanceDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                                const QModelIndex& index) const
{
    painter->save();
    paintRowGround(*painter, option);
    const QRect row = option.rect;
    QStyleOptionButton box;
    box.rect = QRect(row.left() + margin, row.center().y() - 7, 16, 16);
    box.state =
        QStyle::State_Enabled |
        (index.data(Qt::CheckStateRole).toInt() == Qt::Checked ? QStyle::State_On : QStyle::State_Off);
    QApplication::style()->drawPrimitive(QStyle::PE_IndicatorCheckBox, &box, painter);
    // The style's border is hardly seen on the dark ground of a list.
    if (!(box.state & QStyle::State_On)) {
        painter->setPen(theme().secondary);
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(box.rect).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    }

    const QRect item(row.right() - margin - itemWidth, row.top(), itemWidth, row.height());
    const QRect label(item.left() - labelWidth, row.top(), labelWidth - 8, row.height());
    const QFont small = secondaryFont(option.font);
    paintText(*painter, item, index.data(ConcordanceModel::ItemRole).toString(), theme().secondary, small,
              Qt::AlignRight);
    if (const QString name = index.data(ConcordanceModel::LabelRole).toString(); !name.isEmpty()) {
        paintSwatch(*painter, index.data(ConcordanceModel::ColorRole).value<QColor>(), label.left(),
                    row.center().y() + 1);
        paintText(*painter, label.adjusted(18, 0, 0, 0), name, theme().text, small, Qt::AlignLeft,
                  Qt::ElideRight);
    }

    const QRect text(row.left() + margin + boxWidth, row.top(),
                     label.left() - 12 - row.left() - margin - boxWidth, row.height());
    const QString hit = index.data().toString();
    QFont bold = option.font;
    bold.setBold(true);
    const int width = std::min(text.width() / 2, int(QFontMetricsF(bold).horizontalAdvance(hit)) + 4);
    const QRect middle(text.center().x() - width / 2, text.top(), width, text.height());
    QRect left(text.left(), text.top(), middle.left() - text.left(), text.height());
    QRect right(middle.right() + 1, text.top(), text.right() - middle.right(), text.height());
    const QString before = index.data(ConcordanceModel::BeforeRole).toString();
    const QString behind = index.data(ConcordanceModel::BehindRole).toString();
    // In a text that runs to the left, what comes before stands at the right.
    const bool turned = QString(hit + before + behind).isRightToLeft();
    painter->setPen(theme().secondary);
    painter->setFont(option.font);
    paintContext(*painter, left, turned ? behind : before, Qt::AlignRight);
    paintContext(*painter, right, turned ? before : behind, Qt::AlignLeft);
    paintText(*painter, middle, hit, theme().text, bold, Qt::AlignHCenter);
    painter->restore();
}

bool ConcordanceDelegate::editorEvent(QEvent* event, QAbstractItemModel* model,
                                      const QStyleOptionViewItem& option, const QModelIndex& index)
{
    if (event->type() != QEvent::MouseButtonRelease)
        return false;
    const auto* released = static_cast<QMouseEvent*>(event);
    if (released->button() != Qt::LeftButton ||
        released->position().x() > option.rect.left() + margin + boxWidth)
        return false;
    const bool on = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
    return model->setData(index, on ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
}

} // namespace touchstone
