#pragma once

#include <vector>

#include "touchstone/model/annotation.h"
#include "touchstone/model/document.h"

namespace touchstone {

/// Annotations of a text, brought over to a later form of it.
struct Carried {
    /// Under new ids, in the order of those they come from; none is dropped.
    std::vector<Annotation> annotations;
    /// A span that does not surely stand on what it stood on. It is marked as unsure.
    struct Doubt {
        AnnotationId id; ///< Among `annotations`.
        LabelId label;
        std::string before; ///< The words that it stood on.
        std::string after;  ///< Those on which it stands now; empty where nothing is left of them.
    };
    std::vector<Doubt> doubts;
};

/// Blocks are met by their names, else by their place. Tags, attributes, relations and chains go along. Takes time in
/// proportion to the length of the texts.
Carried carried(const std::vector<Annotation>& annotations, const Document& before, const Document& after);

} // namespace touchstone
