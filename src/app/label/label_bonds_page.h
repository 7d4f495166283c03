#pragma once

#include <QWidget>

#include "touchstone/model/ontology.h"

class QComboBox;
class QListWidget;

namespace touchstone {

/// What a label says of others: the one it stands under, and what a relation of it may go from and to.
class LabelBondsPage : public QWidget {
    Q_OBJECT
  public:
    LabelBondsPage(const Ontology& ontology, const Label& label);
    void take(Label& label) const;

  private:
    QListWidget* makeEnds(const QString& name, const Ontology& ontology, const Label& label,
                          const std::vector<LabelId>& chosen);

    std::vector<LabelId> m_labels; ///< In the order of both lists.
    std::vector<LabelId> m_parents;
    QComboBox* m_parent;
    QListWidget* m_from;
    QListWidget* m_to;
};

} // namespace touchstone
