#pragma once

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include <QColor>
#include <QString>

#include "touchstone/base/ids.h"
#include "touchstone/model/skeleton_template.h"

namespace touchstone {

/// How labels look on the canvas.
struct LabelLook {
    QColor color;
    QString name;
    /// A pattern besides the colour: Qt::DashLine is that of locked shapes, Qt::CustomDashLine has longer dashes.
    Qt::PenStyle line = Qt::SolidLine;
    /// Of a label that is drawn as a skeleton; else null.
    std::shared_ptr<const SkeletonTemplate> skeleton = nullptr;
};

/// What the colour of a shape says.
struct ColorRule {
    enum class By { Label, Instance, Attribute };
    By by = By::Label;
    std::string attribute;           ///< For By::Attribute: its name.
    std::vector<std::string> values; ///< As displayText() writes them: the first has the first colour, and so on.
    std::vector<QColor> colors;      ///< Of values or instances, from the start again where there are more.
    friend bool operator==(const ColorRule&, const ColorRule&) = default;
};

/// Everything about painting that is not geometry.
struct CanvasStyle {
    QColor surround;    ///< Around the image.
    QColor text;        ///< Messages on the surround.
    QColor accent;      ///< Rubber band.
    QColor bad;         ///< What is not stored.
    int fillAlpha = 40; ///< Of idle shapes, 0…255.
    bool outlineOnly = false;
    std::unordered_map<LabelId, LabelLook> labels;
    ColorRule colorRule;
    /// Painted dashed; they cannot be picked.
    std::unordered_map<AnnotationId, bool> locked;
};

} // namespace touchstone
