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

/// An item of the walk. Instances are meant by their place among those of the label there, since a layer that is not
/// one's own yet gives them other ids each time it is opened.
struct SweepStop {
    std::int64_t item = 0;
    std::vector<std::uint32_t> places;
    std::vector<bool> filled; ///< Whether each has a value.
};

struct SweepPlan {
    std::vector<SweepStop> stops;
    std::int64_t closed = 0; ///< Items that hold the label and are left out: finished, or of others.
};

/// The instances of the label, without relations, in the order of the layer.
std::vector<const Annotation*> instancesOf(const LayerContent& content, const Ontology& ontology, const LabelId& label);
bool hasValue(const Annotation& annotation, const std::string& attribute);

/// Cancelled with the error of that name.
Result<SweepPlan> planSweep(const Project& project, Reader& reader, const SweepRequest& request, Progress& progress);

} // namespace touchstone
