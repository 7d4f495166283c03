#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "touchstone/base/ids.h"
#include "touchstone/model/shape.h"

namespace touchstone {

/// JSON text of an attribute that is neither a scalar nor a list of strings; kept as it came.
struct JsonText {
    std::string text;
    friend bool operator==(const JsonText&, const JsonText&) = default;
};

/// monostate is JSON null.
using AttributeValue = std::variant<std::monostate, bool, std::int64_t, double, std::string,
                                    std::vector<std::string>, JsonText>;

struct Attribute {
    std::string name;
    AttributeValue value;
    friend bool operator==(const Attribute&, const Attribute&) = default;
};
/// In the order in which they were given; names are unique.
using Attributes = std::vector<Attribute>;

/// The value as a person reads it: "yes", "3.5", "a, b".
std::string displayText(const AttributeValue& value);

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
    /// Confidence of a model, in [0, 1] by custom; none for people's work.
    std::optional<double> score;

    friend bool operator==(const Annotation&, const Annotation&) = default;
};

} // namespace touchstone
