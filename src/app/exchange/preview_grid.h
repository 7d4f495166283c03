#pragma once

#include <vector>

#include <QWidget>

#include "app/exchange/preview_painting.h"

namespace touchstone {

/// Up to ten pictures of an import, with their shapes and names.
class PreviewGrid : public QWidget {
    Q_OBJECT
  public:
    explicit PreviewGrid(QWidget* parent = nullptr);
    void setPictures(std::vector<PreviewPicture> pictures);
    /// In the middle while there is nothing to show.
    void setMessage(const QString& message);

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    std::vector<PreviewPicture> m_pictures;
    QString m_message;
};

} // namespace touchstone
