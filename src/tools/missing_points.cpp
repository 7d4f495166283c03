#include "tools/missing_points.h"

#include <algorithm>

#include <QFontMetricsF>
#include <QPainter>

#include "canvas/canvas.h"
#include "tools/shape_words.h"

namespace touchstone {
namespace {

constexpr double rowHeight = 18, gap = 16, padding = 6, dot = 8;

QFont rowFont()
{
    QFont font;
    font.setPixelSize(11);
    return font;
}

std::shared_ptr<const SkeletonTemplate> templateOf(ToolContext& context, const LabelId& label)
{
    const auto& labels = context.canvas().style().labels;
    const auto look = labels.find(label);
    return look == labels.end() ? nullptr : look->second.skeleton;
}

} // namespace

std::vector<MissingPoint> missingPoints(ToolContext& context, const Annotation& annotation)
{
    const auto* shape = std::get_if<SkeletonShape>(&annotation.shape);
    const auto skeleton = templateOf(context, annotation.label);
    const std::optional<Rect> box = shape ? bounds(*shape->points) : std::nullopt;
    if (!box || !skeleton)
        return {};
    std::vector<MissingPoint> missing;
    double width = 0;
    const QFontMetricsF metrics(rowFont());
    for (std::size_t i = 0; i < std::min(shape->points->size(), skeleton->points.size()); ++i) {
        if ((*shape->points)[i].visibility != Visibility::Absent)
            continue;
        missing.push_back({i, QString::fromStdString(skeleton->points[i].name), {}});
        width = std::max(width, metrics.horizontalAdvance(missing.back().name));
    }
    width += 3 * padding + dot;
    const QRectF around = context.canvas().view().toWidget(*box);
    const QRectF sight = context.canvas().rect();
    // Beside the shape, but where people see it.
    const double tall = rowHeight * double(missing.size());
    const double x = std::clamp(around.right() + gap, 0.0, std::max(0.0, sight.width() - width));
    double y = std::clamp(around.top(), 0.0, std::max(0.0, sight.height() - tall));
    for (MissingPoint& point : missing) {
        point.at = QRectF(x, y, width, rowHeight);
        y += rowHeight;
    }
    return missing;
}

void paintMissingPoints(QPainter& painter, const std::vector<MissingPoint>& points)
{
    if (points.empty())
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(0x0c, 0x0e, 0x12, 190));
    painter.drawRoundedRect(points.front().at.united(points.back().at), 4, 4);
    painter.setFont(rowFont());
    for (const MissingPoint& point : points) {
        painter.setPen(QPen(Qt::white, 1.2));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(QRectF(point.at.x() + padding, point.at.center().y() - dot / 2, dot, dot));
        painter.drawText(point.at.adjusted(2 * padding + dot, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, point.name);
    }
    painter.restore();
}

bool swapSides(ToolContext& context, const AnnotationId& id)
{
    const Annotation* annotation = context.content().find(id);
    const auto* shape = annotation ? std::get_if<SkeletonShape>(&annotation->shape) : nullptr;
    if (!shape)
        return false;
    const auto skeleton = templateOf(context, annotation->label);
    if (!skeleton || skeleton->pairs.empty()) {
        context.say(QStringLiteral("The skeleton of “%1” names no left and right points.")
                        .arg(context.labelName(annotation->label)));
        return false;
    }
    Annotation after = *annotation;
    after.shape = SkeletonShape{withSidesSwapped(*skeleton, *shape->points)};
    return after.shape != annotation->shape &&
           context.apply(QStringLiteral("Swap left and right of %1").arg(wordsFor(context, {id})),
                         {context.content().replacement(std::move(after))});
}

} // namespace touchstone
