#pragma once

#include <QAbstractListModel>

namespace touchstone {

class LabelContext;
class PredictionFeed;

/// The predictions that are shown, a row each, in the feed's order.
class PredictionModel : public QAbstractListModel {
    Q_OBJECT
  public:
    enum Role { ColorRole = Qt::UserRole + 1, ScoreRole, StateRole, OpenRole };

    PredictionModel(PredictionFeed& feed, LabelContext& context, QObject* parent = nullptr);

    /// The feed shows others.
    void reload();
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

  private:
    PredictionFeed& m_feed;
    LabelContext& m_context;
};

} // namespace touchstone
