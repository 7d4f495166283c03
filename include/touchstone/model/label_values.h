#pragma once

#include <optional>
#include <string>
#include <vector>

#include "touchstone/base/result.h"
#include "touchstone/model/layer_content.h"
#include "touchstone/model/ontology.h"

namespace touchstone {

/// InvalidInput, with the reason, unless names, choices, range and initial value can be. A finished definition: what a
/// kind does not use (choices of a number) is refused too.
Result<void> validate(const AttributeDefinition& definition);

/// What a new instance of the label starts with: initial values, and what it inherits from `previous`, the instance of
/// the label made before it (null: none). A value that does not fit any more is not inherited.
Attributes attributesForNew(const Label& label, const Annotation* previous);
/// The annotation under another label. What that starts with is filled in where there is no value of the name yet.
Annotation relabelled(Annotation annotation, const LabelId& label, const Attributes& start);
/// The instance of the label, or of one merged into it, that was made last; null: none.
const Annotation* latestOf(const LayerContent& content, const Ontology& ontology, const LabelId& label);

/// A required attribute without a value, or with one that does not fit (any more); or a relation that its label does not
/// allow where it stands.
struct Lack {
    AnnotationId annotation;
    /// Empty for such a relation.
    std::string attribute;
    /// Why what is there does not do; empty when there is no value.
    std::string reason = {};
    friend bool operator==(const Lack&, const Lack&) = default;
};
/// The first annotation, in the order in which they were made, that lacks something. `ranked` are the names that a
/// ranking puts in order (model/ranking.h): a required one is to hold them all.
std::optional<Lack> firstLack(const Ontology& ontology, const LayerContent& content,
                              const std::vector<std::string>& ranked = {});
/// Refused, with the first lack in words.
Result<void> checkComplete(const Ontology& ontology, const LayerContent& content,
                           const std::vector<std::string>& ranked = {});

} // namespace touchstone
