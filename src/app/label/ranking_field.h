#pragma once

#include <string>
#include <vector>

#include "app/label/answer_field.h"
#include "touchstone/model/ranking.h"

class QListWidget;

namespace touchstone {

/// The item's texts in the order of their places, those without one below. Dragged, or moved by Alt+↑ and
/// Alt+↓; Enter gives the next place, "=" joins one to the place above, Backspace takes its place away.
class RankingField : public AnswerField {
    Q_OBJECT
  public:
    RankingField(AttributeDefinition definition, std::vector<std::string> names);

    void show(const std::optional<AttributeValue>& value) override;

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    bool key(int key, Qt::KeyboardModifiers modifiers);
    void dropped();
    std::string current() const;

    std::vector<std::string> m_names;
    Ranking m_ranking;
    QListWidget* m_list;
    bool m_filling = false;
};

} // namespace touchstone
