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
/// The chains that it is a mention of, oldest first; the chain itself when it is one.
std::vector<AnnotationId> chainsOf(const LayerContent& content, const AnnotationId& mention);
/// Its mentions in the order of the text; those that are no spans of this layer are left out.
std::vector<AnnotationId> mentionsInOrder(const LayerContent& content, const AnnotationId& chain);
/// The mention after (+1) or before (-1) this one in its oldest chain, on from the other end; null where there is no other.
AnnotationId mentionBeside(const LayerContent& content, const AnnotationId& mention, int step);
/// One chain of each label in place of those that the mentions are in: the oldest, with the mentions of all. Empty where no
/// label has two.
std::vector<Change> chainsUnited(const LayerContent& content, const std::vector<AnnotationId>& mentions);
/// The mention and those behind it in the text leave the chain and make one of their own under the id `rest`. Empty where
/// nothing would be left of the chain.
std::vector<Change> chainSplit(const LayerContent& content, const AnnotationId& chain, const AnnotationId& mention,
                               const AnnotationId& rest);

/// The directed relations of `ids` the other way round; not where there is such a one already.
std::vector<Change> relationsTurned(const LayerContent& content, const std::vector<AnnotationId>& ids);

/// Ranges as a span may have them: in order, those that touch as one, without the empty ones; of nothing but empty ones the
/// first.
std::vector<TextRange> asPieces(std::vector<TextRange> ranges);
/// One span in place of several of one block: the first in reading order, over all their pieces; pieces that touch become
/// one. What related to the others relates to it. Empty for fewer than two spans, or of several blocks.
std::vector<Change> spansJoined(const LayerContent& content, const std::vector<AnnotationId>& ids);
/// Cuts a span at a place inside it: it keeps what is before, and a copy under the id `rest` takes what is behind. Empty
/// where nothing would be left on one side.
std::vector<Change> spanCut(const LayerContent& content, const AnnotationId& id, std::int64_t at,
                            const AnnotationId& rest);

} // namespace touchstone
