#pragma once

#include <QObject>

#include "canvas/canvas.h"

namespace touchstone {

class LabelContext;
class PredictionFeed;

/// Open predictions over the picture: dashed and without a fill, the current one filled and named. A click in
/// Select where no shape of one's own lies makes a prediction the current one.
class PredictionOverlay : public QObject, public LivePainter {
    Q_OBJECT
  public:
    PredictionOverlay(PredictionFeed& feed, LabelContext& context, QObject* parent = nullptr);

    void paintLive(QPainter& painter, const ViewTransform& view) override;

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void pick(Point point);

    PredictionFeed& m_feed;
    LabelContext& m_context;
};

} // namespace touchstone
