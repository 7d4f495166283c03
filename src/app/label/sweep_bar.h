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
    void fillAttributes();
    void setAsking(bool asking);

    Ontology m_ontology;
    QWidget* m_question;
    QWidget* m_walk;
    QComboBox* m_label;
    QComboBox* m_attribute;
    QCheckBox* m_onlyEmpty;
    QCheckBox* m_doneToo;
    QPushButton* m_start;
    QLabel* m_what;
    QLabel* m_progress;
    QLabel* m_keys;
};

/// Whether a digit can set it: yes or no, one or several of a list.
bool takesDigits(const AttributeDefinition& definition);

} // namespace touchstone
