#pragma once

#include <QAbstractButton>
#include <QWidget>

class QButtonGroup;
class QVBoxLayout;

namespace touchstone {

/// One workspace in the rail: a picture, a word, and a bar at the left of the one in front.
class RailButton : public QAbstractButton {
    Q_OBJECT
  public:
    RailButton(const QString& iconPath, const QString& title, QWidget* parent = nullptr);
    QSize sizeHint() const override;
    void setWordShown(bool shown);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

  private:
    bool m_word = true;
};

/// The workspaces at the window's left edge.
class Rail : public QWidget {
    Q_OBJECT
  public:
    explicit Rail(QWidget* parent = nullptr);
    void clear();
    void add(const QString& iconPath, const QString& title);
    void setCurrent(int index);
    /// Without words it is 48 px wide.
    void setNarrow(bool narrow);

  Q_SIGNALS:
    void chosen(int index);

  private:
    QVBoxLayout* m_layout;
    QButtonGroup* m_group;
};

} // namespace touchstone
