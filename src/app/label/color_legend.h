#pragma once

#include <vector>

#include <QColor>
#include <QString>
#include <QWidget>

#include "canvas/canvas_style.h"

namespace touchstone {

class Canvas;

/// In the canvas' lower left corner: which colour stands for which value of an attribute. Takes no events.
class ColorLegend : public QWidget {
    Q_OBJECT
  public:
    explicit ColorLegend(Canvas& canvas);
    /// Hidden unless the rule is by attribute.
    void show(const ColorRule& rule);
    struct Row {
        QColor color;
        QString text;
    };
    const std::vector<Row>& rows() const { return m_rows; }

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

  private:
    void place();

    Canvas& m_canvas;
    QString m_title;
    std::vector<Row> m_rows;
};

} // namespace touchstone
