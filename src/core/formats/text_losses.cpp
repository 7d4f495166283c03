#include "core/formats/text_losses.h"

#include "touchstone/base/text.h"
#include "touchstone/text/text_offsets.h"

namespace touchstone {

void TextLosses::add(const std::string& where, const std::string& what)
{
    Kind& kind = m_kinds[what];
    ++kind.count;
    if (kind.places.size() < kNamed) {
        kind.places.push_back(where);
    }
}

void TextLosses::tell(std::vector<ReportLine>& lines) const
{
    for (const auto& [what, kind] : m_kinds) {
        for (const std::string& place : kind.places) {
            lines.push_back({ReportLine::Kind::Lost, place, what});
        }
        const std::int64_t more = kind.count - static_cast<std::int64_t>(kind.places.size());
        if (more > 0) {
            lines.push_back(
                {ReportLine::Kind::Lost, "", what + " The same holds for " + withThousands(more) + " more."});
        }
    }
}

std::string placeOf(const ExportSource::Text& text)
{
    return displayUtf8(text.path) + (text.part ? ", text " + std::to_string(*text.part) : "");
}

std::string placeOf(const ExportSource::Text& text, const Annotation& annotation)
{
    const auto* span = std::get_if<SpanShape>(&annotation.shape);
    if (!span || span->ranges->empty() ||
        static_cast<std::size_t>(span->block) >= text.document.blocks.size()) {
        return placeOf(text);
    }
    constexpr std::int64_t shown = 40;
    const TextOffsets offsets(text.document.blocks[static_cast<std::size_t>(span->block)].text);
    const TextRange whole = extent(*span);
    const bool isLong = whole.length() > shown;
    const std::string_view words = offsets.slice({whole.begin, isLong ? whole.begin + shown : whole.end});
    return placeOf(text) + ": " + std::to_string(whole.begin) + '-' + std::to_string(whole.end) + " \"" +
           std::string(words) + (isLong ? "…\"" : "\"");
}

} // namespace touchstone
