#pragma once

#include <vector>

#include <QColor>
#include <QImage>
#include <QWidget>

namespace touchstone {

/// Where in a document something stands: heights as parts of the whole.
struct MapTick {
    double top = 0;
    double bottom = 0;
    QRgb color = 0;
};

/// The spans of a whole document beside the scroll bar. A press goes there.
class SpanMap : public QWidget {
    Q_OBJECT
  public:
    static constexpr int kWidth = 12;

    explicit SpanMap(QWidget* parent = nullptr);
    /// Later ones cover earlier ones.
    void setTicks(std::vector<MapTick> ticks);
    /// What is in sight.
    void setSight(double top, double bottom);
    void setColors(const QColor& page, const QColor& sight);

  Q_SIGNALS:
    void asked(double part);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

  private:
    void paintTicks();
    void ask(double y);

    std::vector<MapTick> m_ticks;
    QImage m_picture;
    double m_top = 0;
    double m_bottom = 1;
    QColor m_page;
    QColor m_sight;
};

} // namespace touchstone
