#include "app/exchange/preview_text.h"

#include <algorithm>

#include <QPainter>
#include <QTextLayout>

#include "app/session/text.h"
#include "app/theme/theme.h"
#include "touchstone/base/text.h"
#include "touchstone/model/ontology.h"
#include "touchstone/text/text_offsets.h"

namespace touchstone {

namespace {

constexpr std::int64_t kShown = 600;
constexpr int kInset = 8;

QColor colorOf(const std::string& label, const std::vector<std::string>& labels)
{
    const auto at = std::find(labels.begin(), labels.end(), label);
    return QColor::fromRgb(paletteColor(std::size_t(at - labels.begin())));
}

} // namespace

PreviewText makePreviewText(const ImportPreview::Text& text, const std::vector<std::string>& labels)
{
    PreviewText preview;
    preview.name = toQt(displayUtf8(text.read.path));
    if (text.read.part) {
        preview.name += QStringLiteral(" · ") + QString::number(*text.read.part);
    }
    struct Start {
        std::int64_t utf16 = 0;
        TextOffsets offsets;
        std::int64_t shown = 0;
    };
    std::vector<Start> starts;
    for (const TextBlock& block : text.read.document.blocks) {
        if (!preview.text.isEmpty()) {
            preview.text += QChar::LineFeed;
        }
        const TextOffsets offsets(block.text);
        const std::int64_t shown = std::min(kShown, offsets.length());
        starts.push_back({preview.text.size(), offsets, shown});
        preview.text += toQt(std::string(offsets.slice({0, shown})));
    }
    for (const auto& [label, annotation] : text.annotations) {
        if (std::holds_alternative<TagShape>(annotation.shape)) {
            preview.tags +=
                (preview.tags.isEmpty() ? QString() : QStringLiteral(", ")) + toQt(displayUtf8(label));
        }
        const auto* span = std::get_if<SpanShape>(&annotation.shape);
        if (!span || span->block < 0 || span->block >= int(starts.size())) {
            continue;
        }
        const Start& start = starts[std::size_t(span->block)];
        for (const TextRange& range : *span->ranges) {
            const std::int64_t end = std::min(range.end, start.shown);
            if (range.begin < 0 || range.begin >= end) {
                continue;
            }
            const std::int64_t from = start.offsets.utf16Of(range.begin);
            preview.spans.push_back({int(start.utf16 + from), int(start.offsets.utf16Of(end) - from),
                                     colorOf(label, labels)});
        }
    }
    preview.text.replace(QChar::LineFeed, QChar::LineSeparator);
    return preview;
}

void paintPreview(QPainter& painter, const QRect& rect, const PreviewText& preview, const QFont& font)
{
    const Theme& t = theme();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(t.line);
    painter.setBrush(t.panel);
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    const QRect inner = rect.adjusted(kInset, kInset, -kInset, -kInset);
    painter.setClipRect(inner);
    QList<QTextLayout::FormatRange> formats;
    for (const PreviewText::Span& span : preview.spans) {
        QTextLayout::FormatRange range;
        range.start = span.begin;
        range.length = span.length;
        QColor fill = span.color;
        fill.setAlpha(70);
        range.format.setBackground(fill);
        range.format.setUnderlineStyle(QTextCharFormat::SingleUnderline);
        range.format.setUnderlineColor(span.color);
        formats.append(range);
    }
    QTextLayout layout(preview.text, font);
    layout.setFormats(formats);
    QTextOption option;
    option.setTextDirection(Qt::LayoutDirectionAuto);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    layout.beginLayout();
    double y = 0;
    for (QTextLine line = layout.createLine(); line.isValid() && y < inner.height();
         line = layout.createLine()) {
        line.setLineWidth(inner.width());
        line.setPosition({0, y});
        y += line.height() + 2;
    }
    layout.endLayout();
    painter.setPen(t.text);
    layout.draw(&painter, inner.topLeft(), {}, inner);
    painter.restore();
}

} // namespace touchstone
