#pragma once

#include <vector>

#include "app/label/answer_field.h"

class QFrame;
class QLabel;
class QLineEdit;
class QListWidget;

namespace touchstone {

class EntryLists;

/// An entry of a list: what is typed is looked for while one types, arrows choose among what is found, Enter
/// takes it. Empty and Enter take the value away.
class EntryField : public AnswerField {
    Q_OBJECT
  public:
    EntryField(AttributeDefinition definition, EntryLists& lists);

    void show(const std::optional<AttributeValue>& value) override;

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void look();
    void place();
    bool key(int key);
    void take(int row);
    void restore();

    EntryLists& m_lists;
    QLineEdit* m_line;
    QFrame* m_popup;
    QListWidget* m_found;
    QLabel* m_note;
    std::optional<AttributeValue> m_value;
};

} // namespace touchstone
