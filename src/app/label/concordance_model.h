#pragma once

#include <memory>
#include <vector>

#include <QAbstractListModel>

#include "touchstone/model/ontology.h"
#include "touchstone/workflow/text_hits.h"

namespace touchstone {

/// Hits of the whole project, one a row, with what stands around them; each can be checked.
class ConcordanceModel : public QAbstractListModel {
    Q_OBJECT
  public:
    enum Role { BeforeRole = Qt::UserRole, BehindRole, ItemRole, LabelRole, ColorRole };

    explicit ConcordanceModel(QObject* parent = nullptr) : QAbstractListModel(parent) {}

    void clear(std::shared_ptr<const Ontology> ontology);
    void add(std::vector<TextHit> hits);
    const TextHit& hit(int row) const { return m_hits[std::size_t(row)]; }
    void checkAll(bool on);
    std::int64_t checkedCount() const { return m_checkedCount; }
    /// The places that are checked, by item.
    std::map<std::int64_t, std::vector<TextPlace>> checked() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

  Q_SIGNALS:
    void checkedChanged();

  private:
    std::shared_ptr<const Ontology> m_ontology;
    std::vector<TextHit> m_hits;
    std::vector<bool> m_checked;
    std::int64_t m_checkedCount = 0;
};

} // namespace touchstone
