#pragma once

#include <vector>

#include <QWidget>

#include "app/exchange/preview_painting.h"
#include "app/exchange/preview_text.h"

namespace touchstone {

/// Up to ten pictures or texts of an import, with their labels and names.
class PreviewGrid : public QWidget {
    Q_OBJECT
  public:
    explicit PreviewGrid(QWidget* parent = nullptr);
    void setPictures(std::vector<PreviewPicture> pictures);
    void setTexts(std::vector<PreviewText> texts);
    /// In the middle while there is nothing to show.
    void setMessage(const QString& message);

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    void paintPictures(QPainter& painter);
    void paintTexts(QPainter& painter);
    void paintName(QPainter& painter, const QRect& cell, const QString& name, bool missing);

    std::vector<PreviewPicture> m_pictures;
    std::vector<PreviewText> m_texts;
    QString m_message;
};

} // namespace touchstone
