#pragma once

#include <QObject>

class QKeyEvent;

namespace touchstone {

class LabelContext;
class PredictionFeed;
class TextDesk;

/// In a text, while a prediction is current and no span is selected, Enter accepts it, Del rejects it and Tab
/// goes to the next one, besides the keys that predictions have everywhere.
class TextPredictionKeys : public QObject {
    Q_OBJECT
  public:
    TextPredictionKeys(PredictionFeed& feed, LabelContext& context, TextDesk& desk,
                       QObject* parent = nullptr);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    bool key(const QKeyEvent& event, bool act);

    PredictionFeed& m_feed;
    LabelContext& m_context;
    TextDesk& m_desk;
};

} // namespace touchstone
