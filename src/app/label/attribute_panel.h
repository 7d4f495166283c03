#pragma once

#include <vector>

#include <QWidget>

#include "touchstone/model/attribute.h"
#include "touchstone/model/ontology.h"

class QCheckBox;
class QComboBox;
class QGridLayout;
class QLabel;

namespace touchstone {

class AttributeCommands;
class ProjectSession;

/// Below the list of instances: a row for each attribute that the selected ones have in common, and their
/// flags.
class AttributePanel : public QWidget {
    Q_OBJECT
  public:
    AttributePanel(ProjectSession& session, AttributeCommands& commands, QWidget* parent = nullptr);

    /// Shows what is selected now.
    void refresh();
    /// Gives the keyboard to the field of that attribute.
    void edit(const QString& name);
    /// What is wrong with the attributes that are shown, a sentence each.
    const QStringList& warnings() const { return m_warnings; }
    /// "Part of car 2 · in a group of 3"; empty hides the line.
    void showRelations(const QString& text);

  Q_SIGNALS:
    void left();

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    struct Row {
        AttributeDefinition definition;
        QLabel* name;
        QWidget* field;
        QLabel* warning;
    };
    void build(std::vector<AttributeDefinition> definitions);
    QWidget* makeField(const AttributeDefinition& definition, int number);
    /// Of a kind that has no AnswerField.
    QWidget* makePlainField(const AttributeDefinition& definition);
    void fill(const Row& row, const std::optional<AttributeValue>& value);
    void fillFlags();
    void typed(const AttributeDefinition& definition, const QString& text);

    ProjectSession& m_session;
    AttributeCommands& m_commands;
    QWidget* m_rowsArea;
    QGridLayout* m_grid;
    std::vector<Row> m_rows;
    std::vector<AttributeDefinition> m_built;
    std::vector<std::string> m_texts;
    std::vector<QCheckBox*> m_flags;
    QComboBox* m_alternative;
    QLabel* m_relations;
    QStringList m_warnings;
    bool m_filling = false;
};

} // namespace touchstone
