#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "touchstone/workflow/project.h"

namespace touchstone {

/// What a walk over all instances of a label is about.
struct SweepRequest {
    LabelId label;
    std::string attribute;
    bool onlyEmpty = false;
    bool doneToo = false;
    /// Keys of the items, in the order of the walk.
    std::vector<std::int64_t> items;
};

/// An instance of the walk. A layer that is not one's own yet gives it another id each time it is opened, so
/// there it is meant by its place among those of the label; nothing is changed in such a layer.
struct SweepInstance {
    AnnotationId id;
    std::uint32_t place = 0;
    bool filled = false; ///< It has a value.
};

/// An item of the walk.
struct SweepStop {
    std::int64_t item = 0;
    std::vector<SweepInstance> instances;
};

struct SweepPlan {
    std::vector<SweepStop> stops;
    std::int64_t closed = 0; ///< Items that hold the label and are left out: finished, or of others.
};

/// The instances of the label, without relations, in the order of the layer.
std::vector<const Annotation*> instancesOf(const LayerContent& content, const Ontology& ontology,
                                           const LabelId& label);
/// By its id, if it is still of that label; null when it is gone.
const Annotation* instanceOf(const LayerContent& content, const Ontology& ontology, const LabelId& label,
                             const AnnotationId& id);
bool hasValue(const Annotation& annotation, const std::string& attribute);

/// Cancelled with the error of that name.
Result<SweepPlan> planSweep(const Project& project, Reader& reader, const SweepRequest& request,
                            Progress& progress);

} // namespace touchstone
