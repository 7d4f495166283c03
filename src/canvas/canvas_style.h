#pragma once

#include <memory>
#include <unordered_map>

#include <QColor>
#include <QString>

#include "touchstone/base/ids.h"
#include "touchstone/model/skeleton_template.h"

namespace touchstone {

/// How labels look on the canvas.
struct LabelLook {
    QColor color;
    QString name;
    /// A pattern besides the colour, from the eighth label on; dashes are kept for locked shapes.
    Qt::PenStyle line = Qt::SolidLine;
    /// Of a label that is drawn as a skeleton; else null.
    std::shared_ptr<const SkeletonTemplate> skeleton = nullptr;
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
