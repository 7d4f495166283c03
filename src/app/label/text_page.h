#pragma once

#include <utility>
#include <vector>

#include <QString>
#include <QWidget>

class QAction;
class QHBoxLayout;
class QToolButton;

namespace touchstone {

class TextView;

/// A text in the middle of the workspace: a bar of what can be done with it, and the view below.
class TextPage : public QWidget {
    Q_OBJECT
  public:
    explicit TextPage(QWidget* parent = nullptr);

    TextView& view() { return *m_view; }
    QSize minimumSizeHint() const override;
    /// A button at the left end of the bar, after those that are there. Where there is no room, keys behind
    /// two spaces of its text go first, then the last buttons; the menu has them all.
    void addButton(QAction* action);
    void addGap();
    /// At the right end of the bar.
    void addButtonAtEnd(QAction* action);
    /// A bar of its own between the head and the view.
    void addBar(QWidget* bar);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

  private:
    void fitBar();

    TextView* m_view;
    QHBoxLayout* m_bar;
    int m_left = 0; ///< Of what stands at the left end.
    std::vector<std::pair<QToolButton*, QString>> m_buttons; ///< At the left end, with their whole texts.
};

} // namespace touchstone
