#pragma once

#include <vector>

#include "touchstone/model/layer_content.h"

namespace touchstone {

/// The annotations of `content` that are spans, in reading order: by block, begin, the longer one first, id.
std::vector<const Annotation*> spansInOrder(const LayerContent& content);

/// A relation with a label from one span to another, under the id `relation`. Empty when there is the same one, or both
/// are one.
std::vector<Change> spansRelated(const LayerContent& content, const AnnotationId& from, const AnnotationId& to,
                                 const LabelId& label, const AnnotationId& relation);

/// Whether it is a chain of mentions: a relation with a label, not directed, without roles.
bool isChain(const Annotation& annotation);
/// Puts `mentions` into the chain `chain`, made with `label` when there is none of that id. They leave other chains of that
/// label; one that is left without mentions goes. Empty when nothing changes.
std::vector<Change> chained(const LayerContent& content, const AnnotationId& chain, const LabelId& label,
                            const std::vector<AnnotationId>& mentions);
/// Takes the mentions out of their chains.
std::vector<Change> unchained(const LayerContent& content, const std::vector<AnnotationId>& mentions);

/// One span in place of several of one block: the first in reading order, over all their pieces; pieces that touch become
/// one. What related to the others relates to it. Empty for fewer than two spans, or of several blocks.
std::vector<Change> spansJoined(const LayerContent& content, const std::vector<AnnotationId>& ids);
/// Cuts a span at a place inside it: it keeps what is before, and a copy under the id `rest` takes what is behind. Empty
/// where nothing would be left on one side.
std::vector<Change> spanCut(const LayerContent& content, const AnnotationId& id, std::int64_t at,
                            const AnnotationId& rest);

} // namespace touchstone
