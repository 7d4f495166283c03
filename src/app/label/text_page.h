#pragma once

#include <QWidget>

class QAction;
class QHBoxLayout;

namespace touchstone {

class TextView;

/// A text in the middle of the workspace: a bar of what can be done with it, and the view below.
class TextPage : public QWidget {
    Q_OBJECT
  public:
    explicit TextPage(QWidget* parent = nullptr);

    TextView& view() { return *m_view; }
    /// A button at the left end of the bar, after those that are there.
    void addButton(QAction* action);
    void addGap();
    /// At the right end of the bar.
    void addButtonAtEnd(QAction* action);
    /// A bar of its own between the head and the view.
    void addBar(QWidget* bar);

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    TextView* m_view;
    QHBoxLayout* m_bar;
    int m_left = 0; ///< Of what stands at the left end.
};

} // namespace touchstone
