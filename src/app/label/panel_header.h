#pragma once

#include <QLabel>
#include <QWidget>

namespace touchstone {

/// The heading of a panel: what it is at the left, a figure at the right, one line below.
class PanelHeader : public QWidget {
    Q_OBJECT
  public:
    explicit PanelHeader(const QString& title, QWidget* parent = nullptr);
    void setFigure(const QString& text);
    QString figure() const { return m_figure; }
    QSize sizeHint() const override { return {200, 34}; }

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    QString m_title;
    QString m_figure;
};

} // namespace touchstone
