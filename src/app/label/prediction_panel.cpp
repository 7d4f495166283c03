#include "app/label/prediction_panel.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QLabel>
#include <QPainter>
#include <QSlider>
#include <QStyledItemDelegate>

#include "app/label/label_delegate.h"
#include "app/label/prediction_feed.h"
#include "app/label/prediction_model.h"
#include "app/label/row_painting.h"
#include "app/label/uniform_list_view.h"
#include "app/session/text.h"
#include "app/theme/theme.h"

using namespace Qt::StringLiterals;

namespace touchstone {
namespace {

class PredictionDelegate : public QStyledItemDelegate {
  public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        constexpr int margin = 12;
        painter->save();
        paintRowGround(*painter, option);
        const QRect row = option.rect;
        const bool open = index.data(PredictionModel::OpenRole).toBool();
        paintSwatch(*painter, index.data(PredictionModel::ColorRole).value<QColor>(), row.left() + margin,
                    row.center().y() + 1);
        const QRect score(row.right() - margin - 36, row.top(), 37, row.height());
        paintText(*painter, score, index.data(PredictionModel::ScoreRole).toString(), theme().secondary,
                  tabularFont(secondaryFont(option.font)), Qt::AlignRight);
        const QFont small = secondaryFont(option.font);
        const QString state = index.data(PredictionModel::StateRole).toString();
        const int width = std::min(QFontMetrics(small).horizontalAdvance(state) + 4, row.width() / 2);
        const QRect stateRect(score.left() - width - 8, row.top(), width, row.height());
        paintText(*painter, stateRect, state, theme().secondary, small, Qt::AlignRight);
        const int left = row.left() + margin + 22;
        paintText(*painter, {left, row.top(), stateRect.left() - left - 8, row.height()},
                  index.data().toString(), open ? theme().text : theme().secondary, option.font);
        painter->restore();
    }
};

} // namespace

PredictionPanel::PredictionPanel(PredictionFeed& feed, LabelContext& context, QWidget* parent)
    : QWidget(parent), m_feed(feed), m_model(new PredictionModel(feed, context, this)),
      m_view(new UniformListView(LabelDelegate::rowHeight, this)),
      m_slider(new QSlider(Qt::Horizontal, this)), m_score(new QLabel(this)), m_figure(new QLabel(this)),
      m_sources(new QVBoxLayout)
{
    m_view->setObjectName(u"predictionList"_s);
    m_view->setAccessibleName(u"Predictions"_s);
    m_view->setModel(m_model);
    m_view->setItemDelegate(new PredictionDelegate(m_view));
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setEmptyText(u"No prediction from this score on."_s);
    m_slider->setObjectName(u"predictionThreshold"_s);
    m_slider->setAccessibleName(u"Least score of predictions"_s);
    m_slider->setRange(0, 100);
    m_slider->setPageStep(5);
    m_slider->setFocusPolicy(Qt::TabFocus);
    m_score->setMinimumWidth(112);
    m_figure->setWordWrap(true);

    auto* line = new QHBoxLayout;
    line->addWidget(m_score);
    line->addWidget(m_slider, 1);
    m_sources->setSpacing(2);
    auto* head = new QVBoxLayout;
    head->setContentsMargins(12, 8, 12, 8);
    head->setSpacing(6);
    head->addLayout(line);
    head->addLayout(m_sources);
    head->addWidget(m_figure);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(m_view, 1);

    connect(m_slider, &QSlider::valueChanged, &feed, &PredictionFeed::setThreshold);
    connect(&feed, &PredictionFeed::changed, this, &PredictionPanel::refresh);
    connect(&feed, &PredictionFeed::currentChanged, this, &PredictionPanel::showCurrent);
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &PredictionPanel::takeCurrent);
    connect(m_view, &QAbstractItemView::doubleClicked, &feed, &PredictionFeed::edit);
    connect(m_view, &UniformListView::left, this, &PredictionPanel::left);
    refresh();
}

void PredictionPanel::refreshSources()
{
    const std::vector<PredictionLayer>& layers = m_feed.layers();
    while (m_sources->count() > int(layers.size()))
        delete m_sources->itemAt(m_sources->count() - 1)->widget();
    while (m_sources->count() < int(layers.size())) {
        auto* box = new QCheckBox(this);
        box->setObjectName(u"predictionSource"_s);
        box->setFocusPolicy(Qt::TabFocus);
        m_sources->addWidget(box);
        connect(box, &QCheckBox::toggled, this,
                [this, number = std::size_t(m_sources->count() - 1)](bool on) {
                    if (!m_showing && number < m_feed.layers().size())
                        m_feed.setOn(m_feed.layers()[number].source, on);
                });
    }
    for (int i = 0; i < m_sources->count(); ++i) {
        auto* box = static_cast<QCheckBox*>(m_sources->itemAt(i)->widget());
        const PredictionLayer& layer = layers[std::size_t(i)];
        box->setText(u"%1 (%2)"_s.arg(toQt(layer.name).replace(u'&', u"&&"_s)).arg(layer.annotations.size()));
        box->setChecked(m_feed.isOn(layer.source));
    }
}

void PredictionPanel::refresh()
{
    m_showing = true;
    refreshSources();
    m_slider->setValue(m_feed.threshold());
    m_score->setText(u"Score from %1"_s.arg(m_feed.threshold() / 100.0, 0, 'f', 2));
    m_figure->setText(m_feed.layers().empty() && m_feed.shown().empty() ? u"No predictions for this item."_s
                      : m_feed.heldBack() == 0 ? u"%1 open"_s.arg(m_feed.openCount())
                                               : u"%1 open, %2 below the score or switched off"_s
                                                     .arg(m_feed.openCount())
                                                     .arg(m_feed.heldBack()));
    static_cast<PredictionModel*>(m_model)->reload();
    m_showing = false;
    showCurrent();
}

void PredictionPanel::showCurrent()
{
    if (m_showing)
        return;
    m_showing = true;
    m_view->selectionModel()->clear();
    for (std::size_t i = 0; i < m_feed.shown().size(); ++i) {
        if (m_feed.shown()[i].annotation->id != m_feed.current())
            continue;
        const QModelIndex row = m_model->index(int(i));
        m_view->selectionModel()->setCurrentIndex(row, QItemSelectionModel::ClearAndSelect);
        m_view->scrollTo(row);
    }
    m_showing = false;
}

void PredictionPanel::takeCurrent()
{
    if (m_showing)
        return;
    const QModelIndexList rows = m_view->selectionModel()->selectedIndexes();
    m_showing = true;
    m_feed.setCurrent(rows.isEmpty() ? AnnotationId{}
                                     : m_feed.shown()[std::size_t(rows.front().row())].annotation->id);
    m_showing = false;
}

} // namespace touchstone
