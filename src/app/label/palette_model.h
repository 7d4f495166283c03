#pragma once

#include <vector>

#include <QAbstractListModel>
#include <QStringList>

#include "app/label/label_fit.h"
#include "touchstone/model/ontology.h"

namespace touchstone {

/// What the palette offers for a text: labels that begin with it, that have it in a word, that contain it;
/// within each the recent ones first; behind them those that cannot be given now; then creating it.
class PaletteModel : public QAbstractListModel {
    Q_OBJECT
  public:
    enum Role { KeyRole = Qt::UserRole + 1, ColorRole, CreateRole, WhyNotRole };
    using QAbstractListModel::QAbstractListModel;

    void offer(const Ontology& ontology, const std::vector<LabelId>& recent, const QString& text,
               const LabelFit& fit = {});
    /// Null for the row that creates.
    LabelId labelAt(int row) const;
    int rowOf(const LabelId& label) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

  private:
    std::vector<Label> m_rows;
    QStringList m_whyNot; ///< Of each row.
    QString m_newName;    ///< Empty when the text is a label already.
};

} // namespace touchstone
