#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "touchstone/model/ontology.h"

namespace touchstone {

// Labels as a tree of kinds. Every label is taken as what it was merged into.

/// The label above; null: none. A label that would stand above itself (after a merge) has none.
const Label* parentOf(const Ontology& ontology, const Label& label);
/// What they were merged into, each once; those that are not known are left out.
std::vector<LabelId> resolvedLabels(const Ontology& ontology, const std::vector<LabelId>& labels);
/// Whether `label` is `above`, or a kind of it, however far below.
bool isUnder(const Ontology& ontology, const LabelId& label, const LabelId& above);
/// From the topmost one to the label itself; empty for one that is not known.
std::vector<const Label*> lineOf(const Ontology& ontology, const LabelId& label);
/// How many stand above it.
std::size_t depthOf(const Ontology& ontology, const Label& label);
/// "Sport › Football".
std::string pathText(const Ontology& ontology, const LabelId& label);
/// Labels that are not merged away, each followed by those under it, in the order of the list otherwise.
std::vector<const Label*> inTreeOrder(const Ontology& ontology);
/// The label, every kind of it, and all that were merged into one of these; empty for one that is not known.
std::vector<LabelId> allUnder(const Ontology& ontology, const LabelId& above);

} // namespace touchstone
