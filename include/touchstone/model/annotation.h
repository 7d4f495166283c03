#pragma once

#include <cstdint>
#include <optional>

#include "touchstone/base/ids.h"
#include "touchstone/model/attribute.h"
#include "touchstone/model/shape.h"

namespace touchstone {

/// Which annotation of a source a person's annotation was taken over from; what they changed since is the
/// difference of the two.
struct Origin {
    SourceId source;
    AnnotationId annotation;
    friend bool operator==(const Origin&, const Origin&) = default;
};

/// One labelled thing in a layer: a value, compared and copied as such.
struct Annotation {
    AnnotationId id;
    /// Annotations of a layer with one instance id are one object in several geometries; null: on its own.
    InstanceId instance;
    LabelId label;
    Shape shape;
    Attributes attributes;
    /// Drawn later when larger; equal ones in order of their ids.
    std::int32_t z = 0;
    /// A group of objects that was not taken apart (COCO iscrowd).
    bool crowd = false;
    /// Partly hidden by something else.
    bool occluded = false;
    /// Partly outside the image.
    bool truncated = false;
    /// The person was not sure, and what else it may be; null: no idea.
    bool unsure = false;
    LabelId alternative;
    /// Confidence of a model, in [0, 1] by custom; none for people's work.
    std::optional<double> score;
    /// The prediction that was accepted; null for what people drew.
    Origin origin;

    friend bool operator==(const Annotation&, const Annotation&) = default;
};

} // namespace touchstone
