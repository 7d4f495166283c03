#pragma once

#include <QWidget>

class QAbstractListModel;
class QBoxLayout;
class QLabel;
class QSlider;

namespace touchstone {

class LabelContext;
class PredictionFeed;
class UniformListView;

/// The tab Predictions: from which score on, of which sources, and what became of each.
class PredictionPanel : public QWidget {
    Q_OBJECT
  public:
    PredictionPanel(PredictionFeed& feed, LabelContext& context, QWidget* parent = nullptr);

    UniformListView& view() { return *m_view; }

  Q_SIGNALS:
    void left();

  private:
    void refresh();
    void refreshSources();
    void showCurrent();
    void takeCurrent();

    PredictionFeed& m_feed;
    QAbstractListModel* m_model;
    UniformListView* m_view;
    QSlider* m_slider;
    QLabel* m_score;
    QLabel* m_figure;
    QBoxLayout* m_sources;
    bool m_showing = false;
};

} // namespace touchstone
