#pragma once

#include <vector>

#include <QWidget>

class QToolButton;

namespace touchstone {

enum class ListedKinds;

/// At the head of the list of a text: all of it, its spans, its relations or its chains.
class KindFilter : public QWidget {
    Q_OBJECT
  public:
    explicit KindFilter(QWidget* parent = nullptr);
    void choose(ListedKinds kinds);

  Q_SIGNALS:
    void chosen(touchstone::ListedKinds kinds);

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    std::vector<QToolButton*> m_buttons;
};

} // namespace touchstone
