#pragma once

#include <vector>

#include "touchstone/model/layer_content.h"
#include "touchstone/model/ontology.h"

namespace touchstone {

/// Whether the label speaks of the whole image: it is in a choice of tags, or may be nothing but a tag.
bool isTagLabel(const Label& label);
/// The tag of that label, or of one merged into it; null: none.
const Annotation* tagOf(const LayerContent& content, const Ontology& ontology, const LabelId& label);

/// Sets the tag, as `tag` (id and attributes of a new one). Other tags of a group of which one holds go, with their
/// place in relations. Empty when it is set already.
std::vector<Change> tagSet(const LayerContent& content, const Ontology& ontology, Annotation tag);
/// What cannot stand beside a tag of that label: the tag itself, and the others of a group of which one holds.
std::vector<AnnotationId> tagsAgainst(const LayerContent& content, const Ontology& ontology, const Label& label);
/// Takes the tag away; empty when it is not set.
std::vector<Change> tagTaken(const LayerContent& content, const Ontology& ontology, const LabelId& label);

} // namespace touchstone
