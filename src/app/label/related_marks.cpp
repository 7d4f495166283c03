#include "app/label/related_marks.h"

#include "app/label/label_context.h"
#include "canvas/canvas.h"
#include "touchstone/model/relations.h"

namespace touchstone {

RelatedMarks::RelatedMarks(LabelContext& context, QObject* parent) : QObject(parent), m_context(context)
{
    connect(&context.canvas(), &Canvas::hoverChanged, this, &RelatedMarks::refresh);
    connect(&context, &LabelContext::selectionChanged, this, &RelatedMarks::refresh);
}

void RelatedMarks::refresh()
{
    Canvas& canvas = m_context.canvas();
    const LayerContent& content = m_context.content();
    // The walk below is spared where nothing is grouped, which is nearly always.
    if (content.thingCount() == content.annotations().size()) {
        canvas.setRelated({});
        return;
    }
    const AnnotationId hovered = canvas.hovered();
    std::vector<AnnotationId> related =
        relatedTo(content, hovered.isNull() ? m_context.selection() : std::vector{hovered});
    std::erase_if(related, [this](const AnnotationId& id) { return m_context.isHidden(id); });
    canvas.setRelated(std::move(related));
}

} // namespace touchstone
