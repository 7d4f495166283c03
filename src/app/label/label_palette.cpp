#include "app/label/label_palette.h"

#include <algorithm>

#include <QBoxLayout>
#include <QFocusEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QStyledItemDelegate>

#include "app/label/palette_model.h"
#include "app/label/row_painting.h"
#include "app/label/uniform_list_view.h"
#include "app/session/project_session.h"
#include "app/theme/theme.h"

using namespace Qt::StringLiterals;

namespace touchstone {

namespace {

constexpr int rowHeight = 28;
constexpr int shownRows = 9;
constexpr int paletteWidth = 260;
constexpr std::size_t keptRecent = 20;

class PaletteDelegate : public QStyledItemDelegate {
  public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        painter->save();
        paintRowGround(*painter, option);
        const QRect row = option.rect;
        const int middle = row.center().y() + 1;
        if (index.data(PaletteModel::CreateRole).toBool()) {
            paintText(*painter, row.adjusted(12, 0, -12, 0), index.data().toString(), theme().accent,
                      option.font);
        } else {
            const QString whyNot = index.data(PaletteModel::WhyNotRole).toString();
            const QString name = index.data().toString();
            paintSwatch(*painter, index.data(PaletteModel::ColorRole).value<QColor>(), row.left() + 12,
                        middle);
            paintText(*painter, row.adjusted(34, 0, -44, 0), whyNot.isEmpty() ? name : name + u' ' + whyNot,
                      whyNot.isEmpty() ? theme().text : theme().secondary, option.font);
            const QString key = index.data(PaletteModel::KeyRole).toString();
            if (!key.isEmpty())
                paintKeyCap(*painter, key, row.right() - 12, middle, true);
        }
        painter->restore();
    }
};

} // namespace

LabelPalette::LabelPalette(ProjectSession& session, QWidget* parent)
    : QFrame(parent), m_session(session), m_field(new QLineEdit(this)), m_model(new PaletteModel(this)),
      m_view(new UniformListView(rowHeight, this))
{
    setObjectName(u"labelPalette"_s);
    m_field->setObjectName(u"paletteField"_s);
    m_field->setFixedHeight(28);
    m_field->installEventFilter(this);
    m_view->setObjectName(u"paletteList"_s);
    m_view->setModel(m_model);
    m_view->setItemDelegate(new PaletteDelegate(m_view));
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setFocusPolicy(Qt::NoFocus);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setEmptyText(u"Type a name."_s);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 8, 1, 4);
    layout->setSpacing(4);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(8, 0, 8, 0);
    row->addWidget(m_field);
    layout->addLayout(row);
    layout->addWidget(m_view, 1);
    connect(m_field, &QLineEdit::textChanged, this, &LabelPalette::textChanged);
    connect(m_view, &QAbstractItemView::clicked, this, &LabelPalette::choose);
    hide();
}

void LabelPalette::open(const QPoint& place, const QString& heading, const LabelId& preset,
                        const LabelFit& fit)
{
    m_closing = false;
    m_fit = fit;
    m_place = place;
    m_field->setPlaceholderText(heading);
    m_field->setAccessibleName(heading);
    m_field->clear();
    textChanged({});
    int row = std::max(0, m_model->rowOf(preset));
    if (isRefused(row))
        row = 0;
    m_view->setCurrentIndex(m_model->index(row));
    show();
    raise();
    m_field->setFocus(Qt::PopupFocusReason);
}

void LabelPalette::remember(const LabelId& label)
{
    std::erase(m_recent, label);
    m_recent.insert(m_recent.begin(), label);
    if (m_recent.size() > keptRecent)
        m_recent.resize(keptRecent);
}

void LabelPalette::textChanged(const QString& text)
{
    m_model->offer(m_session.ontology(), m_recent, text.trimmed(), m_fit);
    if (m_model->rowCount() > 0)
        m_view->setCurrentIndex(m_model->index(0));
    fitHeight();
}

void LabelPalette::fitHeight()
{
    const int rows = std::clamp(m_model->rowCount(), 1, shownRows);
    const int height = 28 + 8 + 4 + 4 + rows * rowHeight + (m_model->rowCount() == 0 ? 36 : 0);
    const QRect area = parentWidget()->rect().adjusted(4, 4, -4, -4);
    QRect frame(m_place, QSize(paletteWidth, height));
    frame.moveRight(std::min(frame.right(), area.right()));
    frame.moveBottom(std::min(frame.bottom(), area.bottom()));
    frame.moveTopLeft({std::max(frame.left(), area.left()), std::max(frame.top(), area.top())});
    setGeometry(frame);
}

void LabelPalette::step(int by)
{
    const int rows = m_model->rowCount();
    if (rows == 0)
        return;
    const int row = ((m_view->currentIndex().row() + by) % rows + rows) % rows;
    m_view->setCurrentIndex(m_model->index(row));
    m_view->scrollTo(m_model->index(row));
}

void LabelPalette::choose()
{
    const QModelIndex index = m_view->currentIndex();
    // It says itself why not.
    if (!index.isValid() || isRefused(index.row()))
        return;
    const LabelId label = m_model->labelAt(index.row());
    const QString name = m_field->text().trimmed();
    close(false);
    if (label.isNull()) {
        Q_EMIT creationWanted(name);
        return;
    }
    remember(label);
    Q_EMIT chosen(label);
}

bool LabelPalette::isRefused(int row) const
{
    return !m_model->index(row).data(PaletteModel::WhyNotRole).toString().isEmpty();
}

void LabelPalette::close(bool givenUp)
{
    if (m_closing)
        return;
    m_closing = true;
    hide();
    if (givenUp)
        Q_EMIT gaveUp();
}

bool LabelPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_field)
        return QFrame::eventFilter(watched, event);
    if (event->type() == QEvent::FocusOut &&
        static_cast<QFocusEvent*>(event)->reason() != Qt::PopupFocusReason &&
        static_cast<QFocusEvent*>(event)->reason() != Qt::ActiveWindowFocusReason) {
        close(true);
        return false;
    }
    if (event->type() != QEvent::KeyPress)
        return false;
    switch (static_cast<QKeyEvent*>(event)->key()) {
    case Qt::Key_Escape: close(true); return true;
    case Qt::Key_Return:
    case Qt::Key_Enter: choose(); return true;
    case Qt::Key_Up:
    case Qt::Key_Backtab: step(-1); return true;
    case Qt::Key_Down:
    case Qt::Key_Tab: step(1); return true;
    case Qt::Key_PageUp: step(-shownRows); return true;
    case Qt::Key_PageDown: step(shownRows); return true;
    default: return false;
    }
}

void LabelPalette::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme().line);
    painter.setBrush(theme().raised);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
}

} // namespace touchstone
