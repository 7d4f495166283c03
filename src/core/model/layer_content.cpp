#include "touchstone/model/layer_content.h"

#include <algorithm>

namespace touchstone {
namespace {

bool isBond(const Annotation& annotation)
{
    return annotation.label.isNull() && std::holds_alternative<RelationShape>(annotation.shape);
}

Error stale()
{
    return {ErrorCode::Refused, "The annotation was changed in between.", {}};
}

} // namespace

void LayerContent::setLayer(Layer layer, std::int64_t revision)
{
    m_layer = std::move(layer);
    m_layerRevision = revision;
}

std::size_t LayerContent::place(std::int32_t z, const AnnotationId& id) const
{
    const auto it = std::lower_bound(m_annotations.begin(), m_annotations.end(), std::pair(z, id),
                                     [](const Annotation& a, const std::pair<std::int32_t, AnnotationId>& key) {
                                         return std::pair(a.z, a.id) < key;
                                     });
    return static_cast<std::size_t>(it - m_annotations.begin());
}

const Annotation* LayerContent::find(const AnnotationId& id) const
{
    const auto known = m_known.find(id);
    if (known == m_known.end() || !known->second.present)
        return nullptr;
    return &m_annotations[place(known->second.z, id)];
}

std::int64_t LayerContent::revision(const AnnotationId& id) const
{
    const auto known = m_known.find(id);
    return known == m_known.end() ? 0 : known->second.revision;
}

void LayerContent::load(std::vector<Annotation> annotations, const std::vector<std::int64_t>& revisions)
{
    m_known.clear();
    m_known.reserve(annotations.size());
    for (std::size_t i = 0; i < annotations.size(); ++i)
        m_known[annotations[i].id] = {i < revisions.size() ? revisions[i] : 1, annotations[i].z, true};
    m_annotations = std::move(annotations);
    std::sort(m_annotations.begin(), m_annotations.end(), [](const Annotation& a, const Annotation& b) {
        return std::pair(a.z, a.id) < std::pair(b.z, b.id);
    });
    m_bonds = static_cast<std::size_t>(std::count_if(m_annotations.begin(), m_annotations.end(), isBond));
}

void LayerContent::setRevision(const AnnotationId& id, std::int64_t revision)
{
    m_known[id].revision = revision;
}

void LayerContent::put(const Annotation& annotation, std::int64_t revision)
{
    Known& known = m_known[annotation.id];
    if (known.present && known.z == annotation.z) {
        Annotation& now = m_annotations[place(known.z, annotation.id)];
        m_bonds -= isBond(now) ? 1 : 0;
        m_bonds += isBond(annotation) ? 1 : 0;
        now = annotation;
        known.revision = revision;
        return;
    }
    remove(annotation.id, revision);
    const auto at = m_annotations.begin() + static_cast<std::ptrdiff_t>(place(annotation.z, annotation.id));
    m_annotations.insert(at, annotation);
    m_bonds += isBond(annotation) ? 1 : 0;
    m_known[annotation.id] = {revision, annotation.z, true};
}

void LayerContent::remove(const AnnotationId& id, std::int64_t revision)
{
    Known& known = m_known[id];
    if (known.present) {
        const auto at = m_annotations.begin() + static_cast<std::ptrdiff_t>(place(known.z, id));
        m_bonds -= isBond(*at) ? 1 : 0;
        m_annotations.erase(at);
    }
    known.present = false;
    known.revision = revision;
}

Change LayerContent::creation(Annotation annotation) const
{
    const std::int64_t base = revision(annotation.id);
    return {std::nullopt, std::move(annotation), m_layer.id, base};
}

Change LayerContent::replacement(Annotation after) const
{
    const Annotation* before = find(after.id);
    const std::int64_t base = revision(after.id);
    Change change{std::nullopt, std::move(after), m_layer.id, base};
    if (before)
        change.before = *before;
    return change;
}

Change LayerContent::removal(const AnnotationId& id) const
{
    Change change{std::nullopt, std::nullopt, m_layer.id, revision(id)};
    if (const Annotation* before = find(id))
        change.before = *before;
    return change;
}

Change LayerContent::flags(bool confirmedEmpty, bool unsure) const
{
    Layer after = m_layer;
    after.confirmedEmpty = confirmedEmpty;
    after.unsure = unsure;
    return {m_layer, after, {}, m_layerRevision};
}

Result<void> LayerContent::apply(const Edit& edit)
{
    for (const Change& change : edit.changes) {
        const ObjectValue* value = change.after ? &*change.after : change.before ? &*change.before : nullptr;
        if (!value)
            return Error{ErrorCode::InvalidInput, "A change without a before and an after.", {}};
        if (const auto* annotation = std::get_if<Annotation>(value)) {
            if (change.layer == m_layer.id && revision(annotation->id) != change.baseRevision)
                return stale();
        } else if (const auto* layer = std::get_if<Layer>(value)) {
            if (layer->id == m_layer.id && m_layerRevision != change.baseRevision)
                return stale();
        }
    }
    for (const Change& change : edit.changes) {
        const ObjectValue& value = change.after ? *change.after : *change.before;
        if (const auto* annotation = std::get_if<Annotation>(&value)) {
            if (change.layer != m_layer.id)
                continue;
            if (change.after)
                put(*annotation, change.baseRevision + 1);
            else
                remove(annotation->id, change.baseRevision + 1);
        } else if (const auto* layer = std::get_if<Layer>(&value); layer && layer->id == m_layer.id) {
            if (change.after)
                m_layer = *layer;
            m_layerRevision = change.baseRevision + 1;
        }
    }
    return {};
}

} // namespace touchstone
