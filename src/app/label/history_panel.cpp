#include "app/label/history_panel.h"

#include <QBoxLayout>
#include <QPainter>
#include <QStyledItemDelegate>

#include "app/label/history_model.h"
#include "app/label/row_painting.h"
#include "app/label/uniform_list_view.h"
#include "app/session/project_session.h"
#include "app/theme/theme.h"

using namespace Qt::StringLiterals;

namespace touchstone {

namespace {

constexpr int rowHeight = 46;
constexpr std::int64_t shownRows = 200;

class HistoryDelegate : public QStyledItemDelegate {
  public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        painter->save();
        paintRowGround(*painter, option);
        const QRect row = option.rect.adjusted(12, 4, -12, -4);
        const QFont small = tabularFont(secondaryFont(option.font));
        const bool quiet = index.data(HistoryModel::QuietRole).toBool();
        paintText(*painter, {row.left(), row.top(), row.width() - 72, 20}, index.data().toString(),
                  quiet ? theme().secondary : theme().text, option.font);
        paintText(*painter, {row.right() - 72, row.top(), 73, 20},
                  index.data(HistoryModel::TimeRole).toString(), theme().secondary, small, Qt::AlignRight);
        paintText(*painter, {row.left(), row.top() + 19, row.width(), 18},
                  index.data(HistoryModel::AuthorRole).toString(), theme().secondary, small);
        painter->restore();
    }
};

} // namespace

HistoryPanel::HistoryPanel(ProjectSession& session, QWidget* parent)
    : QWidget(parent), m_session(session), m_model(new HistoryModel(this)),
      m_view(new UniformListView(rowHeight, this))
{
    m_view->setObjectName(u"historyList"_s);
    m_view->setAccessibleName(u"History"_s);
    m_view->setModel(m_model);
    m_view->setItemDelegate(new HistoryDelegate(m_view));
    m_view->setSelectionMode(QAbstractItemView::NoSelection);
    m_view->setEmptyText(u"Nothing happened here yet."_s);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 4, 0, 0);
    layout->addWidget(m_view);
    connect(m_view, &UniformListView::left, this, &HistoryPanel::left);
}

void HistoryPanel::invalidate()
{
    m_stale = true;
    if (isVisible())
        reload();
}

void HistoryPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_stale)
        reload();
}

void HistoryPanel::reload()
{
    m_stale = false;
    std::vector<LogRow> rows;
    if (const WorkingLayer* working = m_session.working())
        if (auto read = m_session.reader().logOf(working->item.id, shownRows))
            rows = std::move(*read);
    m_model->setRows(std::move(rows));
}

} // namespace touchstone
