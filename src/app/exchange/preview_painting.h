#pragma once

#include <string>
#include <vector>

#include <QColor>
#include <QImage>

#include "touchstone/formats/exchange.h"

namespace touchstone {

/// A picture of an import as it is shown before: decoded small, or none when the file is not there.
struct PreviewPicture {
    ImportPreview::Picture picture;
    QImage image;
    std::vector<QColor> colors; ///< One per annotation, by label.
};

/// Decodes the picture and gives each label its colour of the palette. For workers.
PreviewPicture makePreviewPicture(const ImportPreview::Picture& picture,
                                  const std::vector<std::string>& labels);

/// The picture with its shapes, fitted into `rect`.
void paintPreview(QPainter& painter, const QRect& rect, const PreviewPicture& preview);

} // namespace touchstone
