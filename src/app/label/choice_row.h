#pragma once

#include <vector>

#include "app/label/answer_field.h"

class QToolButton;

namespace touchstone {

/// A row of buttons of which one is pressed: the numbers of a rating, or the item's texts and "equal". A
/// press on the pressed one takes the value away; arrows go on by one.
class ChoiceRow : public AnswerField {
    Q_OBJECT
  public:
    struct Choice {
        QString text;
        AttributeValue value;
    };
    ChoiceRow(AttributeDefinition definition, std::vector<Choice> choices);

    void show(const std::optional<AttributeValue>& value) override;

  protected:
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

  private:
    int pressed() const;

    std::vector<Choice> m_choices;
    std::vector<QToolButton*> m_buttons;
};

} // namespace touchstone
