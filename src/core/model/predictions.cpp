#include "touchstone/model/predictions.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace touchstone {
namespace {

bool sameFacts(const Annotation& a, const Annotation& b)
{
    return a.attributes == b.attributes && a.crowd == b.crowd && a.occluded == b.occluded &&
           a.truncated == b.truncated && a.unsure == b.unsure && a.alternative == b.alternative;
}

/// The instances of `mine` by the instances of the predictions that they were made of.
std::unordered_map<InstanceId, InstanceId> instancesTaken(const std::vector<PredictionLayer>& layers,
                                                          const LayerContent& mine)
{
    std::unordered_map<AnnotationId, InstanceId> taken;
    for (const Annotation& annotation : mine.annotations())
        if (annotation.origin.annotation && annotation.instance)
            taken.emplace(annotation.origin.annotation, annotation.instance);
    std::unordered_map<InstanceId, InstanceId> instances;
    for (const PredictionLayer& layer : layers)
        for (const Annotation& annotation : layer.annotations)
            if (annotation.instance)
                if (const auto found = taken.find(annotation.id); found != taken.end())
                    instances.emplace(annotation.instance, found->second);
    return instances;
}

} // namespace

std::vector<Prediction> predictionsOf(const std::vector<PredictionLayer>& layers, const LayerContent& mine)
{
    std::unordered_map<AnnotationId, const Annotation*> taken;
    for (const Annotation& annotation : mine.annotations())
        if (annotation.origin.annotation)
            taken.emplace(annotation.origin.annotation, &annotation);
    const std::vector<AnnotationId>& list = mine.layer().rejected;
    const std::unordered_set<AnnotationId> rejected(list.begin(), list.end());
    std::vector<Prediction> predictions;
    for (const PredictionLayer& layer : layers) {
        for (const Annotation& annotation : layer.annotations) {
            if (std::holds_alternative<RelationShape>(annotation.shape))
                continue;
            Prediction prediction;
            prediction.source = layer.source;
            prediction.annotation = &annotation;
            if (const auto found = taken.find(annotation.id); found != taken.end()) {
                const Annotation& now = *found->second;
                prediction.state = PredictionState::Accepted;
                prediction.mine = now.id;
                prediction.otherLabel = now.label != annotation.label;
                prediction.otherShape = now.shape != annotation.shape;
                prediction.otherFacts = !sameFacts(now, annotation);
            } else if (rejected.contains(annotation.id)) {
                prediction.state = PredictionState::Rejected;
            }
            predictions.push_back(prediction);
        }
    }
    return predictions;
}

bool reaches(const Annotation& prediction, double threshold)
{
    return !prediction.score || *prediction.score >= threshold;
}

Acceptance acceptPredictions(const std::vector<Prediction>& predictions, const LayerContent& mine,
                             const std::vector<PredictionLayer>& layers)
{
    Acceptance acceptance;
    std::unordered_map<InstanceId, InstanceId> instances = instancesTaken(layers, mine);
    for (const Prediction& prediction : predictions) {
        if (prediction.state == PredictionState::Accepted)
            continue;
        Annotation copy = *prediction.annotation;
        copy.id = AnnotationId::create();
        copy.origin = {prediction.source, prediction.annotation->id};
        if (copy.instance) {
            InstanceId& instance = instances[copy.instance];
            if (!instance)
                instance = InstanceId::create();
            copy.instance = instance;
        }
        if (!mine.isEmpty())
            copy.z = std::max(copy.z, mine.annotations().back().z);
        acceptance.created.push_back(copy.id);
        acceptance.changes.push_back(mine.creation(std::move(copy)));
    }
    return acceptance;
}

std::vector<Change> rejectPredictions(const std::vector<Prediction>& predictions, const LayerContent& mine)
{
    Layer after = mine.layer();
    for (const Prediction& prediction : predictions)
        if (prediction.state == PredictionState::Open)
            after.rejected.push_back(prediction.annotation->id);
    if (after.rejected.size() == mine.layer().rejected.size())
        return {};
    return {{mine.layer(), std::move(after), {}, mine.layerRevision()}};
}

} // namespace touchstone
