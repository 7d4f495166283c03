#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "touchstone/base/result.h"
#include "touchstone/model/edit.h"

namespace touchstone {

/// The annotations of one layer in memory, with their revisions, in drawing order (z, then id).
/// Edits are applied to it at once, before they are stored. Used from one thread.
class LayerContent {
  public:
    LayerContent() = default;
    explicit LayerContent(Layer layer) : m_layer(std::move(layer)) {}

    const Layer& layer() const { return m_layer; }
    /// Revision of the layer object itself (its flags); 0 while only its birth is stored.
    std::int64_t layerRevision() const { return m_layerRevision; }
    void setLayer(Layer layer, std::int64_t revision);

    const std::vector<Annotation>& annotations() const { return m_annotations; }
    bool isEmpty() const { return m_annotations.empty(); }
    /// How many things are labelled: groups and bonds without a label say something of them and are none.
    std::size_t thingCount() const { return m_annotations.size() - m_bonds; }
    const Annotation* find(const AnnotationId& id) const;
    /// The stored or expected revision of an annotation that ever was in this layer; 0 for an unknown one.
    std::int64_t revision(const AnnotationId& id) const;

    /// Fills the layer when it is read: `revision` is the head's. Deleted ones come by setRevision alone.
    void load(std::vector<Annotation> annotations, const std::vector<std::int64_t>& revisions);
    void setRevision(const AnnotationId& id, std::int64_t revision);

    /// Change values that fit this layer as it is now.
    Change creation(Annotation annotation) const;
    Change replacement(Annotation after) const;
    Change removal(const AnnotationId& id) const;
    Change flags(bool confirmedEmpty, bool unsure) const;

    /// Applies the changes of annotations of this layer and of the layer itself; others are ignored.
    /// Refused when a base revision does not fit; then nothing changed.
    Result<void> apply(const Edit& edit);

  private:
    struct Known {
        std::int64_t revision = 0;
        std::int32_t z = 0; ///< Of the annotation while it is present: its place is found by (z, id).
        bool present = false;
    };
    std::size_t place(std::int32_t z, const AnnotationId& id) const;
    void put(const Annotation& annotation, std::int64_t revision);
    void remove(const AnnotationId& id, std::int64_t revision);

    Layer m_layer;
    std::int64_t m_layerRevision = 0;
    std::vector<Annotation> m_annotations;
    std::size_t m_bonds = 0; ///< Relations without a label.
    std::unordered_map<AnnotationId, Known> m_known;
};

} // namespace touchstone
