#pragma once

#include <optional>

#include <QWidget>

#include "touchstone/model/attribute.h"

namespace touchstone {

class AttributeCommands;

/// The field of an attribute whose value is given in a way of its own: ratings, entries, rankings, texts of
/// the item.
class AnswerField : public QWidget {
    Q_OBJECT
  public:
    explicit AnswerField(AttributeDefinition definition) : m_definition(std::move(definition)) {}
    const AttributeDefinition& definition() const { return m_definition; }
    /// The value that all selected instances have; none when they differ.
    virtual void show(const std::optional<AttributeValue>& value) = 0;

  Q_SIGNALS:
    void chosen(const touchstone::AttributeValue& value);
    /// It has the keyboard: digits are for it.
    void entered();
    /// Done with it: the keyboard goes back to the item.
    void left();

  protected:
    void focusInEvent(QFocusEvent* event) override
    {
        QWidget::focusInEvent(event);
        Q_EMIT entered();
    }

  private:
    AttributeDefinition m_definition;
};

/// Null for a kind that has no such field.
AnswerField* makeAnswerField(const AttributeDefinition& definition, AttributeCommands& commands);

} // namespace touchstone
