#include "tools/shape_words.h"

#include "tools/tool_context.h"

namespace touchstone {

QString wordsFor(const ToolContext& context, const std::vector<AnnotationId>& ids)
{
    if (ids.size() != 1)
        return QStringLiteral("%1 shapes").arg(ids.size());
    const Annotation* annotation = context.content().find(ids.front());
    const QString name = annotation ? context.labelName(annotation->label) : QString();
    return name.isEmpty() ? QStringLiteral("shape") : name;
}

} // namespace touchstone
