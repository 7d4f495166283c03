#pragma once

#include <QFrame>

#include "touchstone/model/ontology.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;

namespace touchstone {

/// The bar above the item: asks once which attribute of which label is set, then tells how far the walk is.
class SweepBar : public QFrame {
    Q_OBJECT
  public:
    explicit SweepBar(QWidget* parent = nullptr);

    /// Shows the question; false when no label has an attribute that digits can set.
    bool ask(const Ontology& ontology, const LabelId& suggested);
    void tell(const QString& what, const QString& progress, const QString& keys);
    bool isAsking() const;

    LabelId label() const;
    QString attribute() const;
    bool onlyEmpty() const;
    bool doneToo() const;

  Q_SIGNALS:
    void started();
    void left();

  protected:
    void keyPressEvent(QKeyEvent* event) override;

  private:
    void make();
    void fillAttributes();
    void setAsking(bool asking);

    Ontology m_ontology;
    // Made when it is first asked.
    QWidget* m_question = nullptr;
    QWidget* m_walk = nullptr;
    QComboBox* m_label = nullptr;
    QComboBox* m_attribute = nullptr;
    QCheckBox* m_onlyEmpty = nullptr;
    QCheckBox* m_doneToo = nullptr;
    QPushButton* m_start = nullptr;
    QLabel* m_what = nullptr;
    QLabel* m_progress = nullptr;
    QLabel* m_keys = nullptr;
};

/// Whether a digit can set it: yes or no, one or several of a list.
bool takesDigits(const AttributeDefinition& definition);

} // namespace touchstone
