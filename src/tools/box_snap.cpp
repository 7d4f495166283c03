#include "tools/box_snap.h"

#include <memory>
#include <utility>

#include "touchstone/assist/tight_box.h"

namespace touchstone {
namespace {

using Boxes = std::vector<std::pair<AnnotationId, Rect>>;

Boxes boxesMeant(ToolContext& context)
{
    Boxes boxes;
    const auto take = [&](const Annotation* annotation) {
        if (annotation && !context.isLocked(annotation->id) && !context.isHidden(annotation->id))
            if (const auto* box = std::get_if<BoxShape>(&annotation->shape))
                boxes.emplace_back(annotation->id, box->rect);
    };
    for (const AnnotationId& id : context.selection())
        take(context.content().find(id));
    const auto& all = context.content().annotations();
    if (context.selection().empty())
        for (auto it = all.rbegin(); it != all.rend() && boxes.empty(); ++it)
            take(&*it);
    return boxes;
}

void store(ToolContext& context, const Boxes& before, const Boxes& after)
{
    std::vector<Change> changes;
    QString name;
    for (std::size_t i = 0; i < after.size(); ++i) {
        const Annotation* found = context.content().find(after[i].first);
        // It may have been changed meanwhile.
        if (!found || context.isLocked(found->id) || !(found->shape == Shape(BoxShape{before[i].second})) ||
            after[i].second == before[i].second)
            continue;
        Annotation snapped = *found;
        snapped.shape = BoxShape{after[i].second};
        name = context.labelName(found->label);
        changes.push_back(context.content().replacement(std::move(snapped)));
    }
    if (changes.empty())
        context.say(QStringLiteral("Nothing stands out in the box: it stays as it is."));
    else
        context.apply(QStringLiteral("Snap %1 to edges").arg(name), std::move(changes));
}

} // namespace

void snapBoxes(ToolContext& context)
{
    if (!context.isEditable()) {
        context.say(context.whyNotEditable());
        return;
    }
    const Boxes before = boxesMeant(context);
    if (before.empty()) {
        context.say(QStringLiteral("Select a box that is not locked, or draw one."));
        return;
    }
    auto after = std::make_shared<Boxes>(before);
    context.startWork({QStringLiteral("Snap boxes to edges"),
                       [after](const PixelView& view, Progress& progress, const TellMeanwhile&) -> Result<void> {
                           for (auto& [id, rect] : *after) {
                               const Result<TightBox> tight = tightenBox(view, rect, {}, progress);
                               if (!tight)
                                   return tight.error();
                               if (tight->found)
                                   rect = tight->box;
                           }
                           return {};
                       },
                       [&context, before, after](Result<void> result) {
                           if (result)
                               store(context, before, *after);
                           else if (result.error().code != ErrorCode::Cancelled)
                               context.say(QString::fromStdString(result.error().message));
                       }});
}

} // namespace touchstone
