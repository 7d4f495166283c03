#pragma once

#include <cstddef>
#include <vector>

#include "touchstone/model/document.h"
#include "touchstone/model/layer_content.h"
#include "touchstone/model/ontology.h"
#include "touchstone/text/search.h"
#include "touchstone/text/surface_matcher.h"

namespace touchstone {

/// A stretch of a document.
struct TextPlace {
    int block = 0;
    TextRange range;
    friend auto operator<=>(const TextPlace&, const TextPlace&) = default;
};

struct TextPlaces {
    /// In reading order, apart.
    std::vector<TextPlace> places;
    /// False when there may be more than the limit let through.
    bool complete = true;
};

/// Where the pattern is found in all blocks.
Result<TextPlaces> placesOf(const Document& document, const TextSearch& search, const SearchLimits& limits = {});
/// Likewise of surfaces; `surfaces`, if it is given, gets one more entry for each place: which one it is.
Result<TextPlaces> placesOf(const Document& document, const SurfaceMatcher& matcher, const Progress* progress = nullptr,
                            std::vector<std::uint32_t>* surfaces = nullptr);

/// Which stretches of a document the spans of a label lie over, or those of any label.
class SpanCover {
  public:
    /// A null label stands for any. Merged labels count as what they were merged into.
    SpanCover(const LayerContent& content, const Ontology& ontology, const LabelId& label);
    /// A span shares a character with it.
    bool overlaps(const TextPlace& place) const;

  private:
    /// Of each block, ascending, neighbours that overlap joined.
    std::vector<std::vector<TextRange>> m_blocks;
};

} // namespace touchstone
