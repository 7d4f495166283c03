#pragma once

#include <string>
#include <vector>

#include "touchstone/model/layer_content.h"
#include "touchstone/model/ontology.h"

namespace touchstone {

/// What an item is still asked: a choice of tags of which none holds, or a required attribute of a tag that does.
struct OpenQuestion {
    /// The choice ("sentiment"); empty for an attribute.
    std::string group;
    AnnotationId tag;
    std::string attribute;
    friend bool operator==(const OpenQuestion&, const OpenQuestion&) = default;
};

/// In the order in which they are asked: choices of which one holds, by their first label, each followed by the attributes of
/// what was chosen; then attributes of other tags. Choices of which several may hold have no last answer: they are asked in
/// their turn while they are named in `several`, whatever holds of them. `ranked` are the names that a ranking puts in order
/// (model/ranking.h).
std::vector<OpenQuestion> openQuestions(const Ontology& ontology, const LayerContent& content,
                                        const std::vector<std::string>& ranked = {},
                                        const std::vector<std::string>& several = {});

} // namespace touchstone
