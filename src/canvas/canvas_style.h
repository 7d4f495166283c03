#pragma once

#include <unordered_map>

#include <QColor>
#include <QString>

#include "touchstone/base/ids.h"

namespace touchstone {

/// How labels look on the canvas.
struct LabelLook {
    QColor color;
    QString name;
    /// A pattern besides the colour, from the eighth label on; dashes are kept for locked shapes.
    Qt::PenStyle line = Qt::SolidLine;
};

/// Everything about painting that is not geometry.
struct CanvasStyle {
    QColor surround;    ///< Around the image.
    QColor text;        ///< Messages on the surround.
    QColor accent;      ///< Rubber band.
    int fillAlpha = 40; ///< Of idle shapes, 0…255.
    bool outlineOnly = false;
    std::unordered_map<LabelId, LabelLook> labels;
    /// Painted dashed; they cannot be picked.
    std::unordered_map<AnnotationId, bool> locked;
};

} // namespace touchstone
