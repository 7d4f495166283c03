#pragma once

#include <string>
#include <vector>

#include "touchstone/model/layer_content.h"

namespace touchstone {

/// What a source predicts for an item.
struct PredictionLayer {
    SourceId source;
    std::string name;
    std::vector<Annotation> annotations;
};

enum class PredictionState { Open, Accepted, Rejected };

/// One prediction as a person's layer has it. `annotation` lives as long as its PredictionLayer.
struct Prediction {
    SourceId source;
    const Annotation* annotation = nullptr;
    PredictionState state = PredictionState::Open;
    /// Of an accepted one: the annotation that was made of it, and what the person changed in it since.
    AnnotationId mine;
    bool otherLabel = false;
    bool otherShape = false;
    /// Attributes and flags.
    bool otherFacts = false;

    bool isChanged() const { return otherLabel || otherShape || otherFacts; }
};

/// All predictions of the layers in their order. Relations are left out: they never cross layers.
std::vector<Prediction> predictionsOf(const std::vector<PredictionLayer>& layers, const LayerContent& mine);

/// Without a score always; else from the threshold on.
bool reaches(const Annotation& prediction, double threshold);

/// Copies into `mine`, above all that is there, with origin and score; nothing that is there is touched. Those of
/// one instance stay one, also when they are accepted one by one. A rejected one may be accepted after all; when that
/// is taken back or deleted, it is rejected as before.
struct Acceptance {
    std::vector<Change> changes;
    std::vector<AnnotationId> created;
};
Acceptance acceptPredictions(const std::vector<Prediction>& predictions, const LayerContent& mine,
                             const std::vector<PredictionLayer>& layers);
/// Remembers in `mine` that these are not wanted. Empty when all of them are decided already.
std::vector<Change> rejectPredictions(const std::vector<Prediction>& predictions, const LayerContent& mine);

} // namespace touchstone
