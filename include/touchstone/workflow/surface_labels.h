#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "touchstone/model/text_places.h"
#include "touchstone/store/reader.h"
#include "touchstone/text/text_offsets.h"

namespace touchstone {

/// Which words are labelled how, and how often.
class SurfaceLabels {
  public:
    /// `by` more, or fewer, of these words with this label. Single characters and whole paragraphs are not remembered.
    void add(std::string_view surface, const LabelId& label, std::int64_t by);

    struct Best {
        std::string surface;
        LabelId label;
        /// Of all times that these words are labelled.
        double share = 0;
        friend bool operator==(const Best&, const Best&) = default;
    };
    /// Of each the label that it has most often, merged ones as what they were merged into; only labels that can be used
    /// for spans.
    std::vector<Best> best(const Ontology& ontology) const;

  private:
    std::map<std::string, std::map<LabelId, std::int64_t>> m_counts;
};

/// Tells the words of spans in one document, which must outlive it.
class Surfaces {
  public:
    explicit Surfaces(const Document& document);
    /// Of a span of one piece; empty for others, and for what does not lie in the document.
    std::string_view of(const Annotation& annotation) const;

  private:
    std::vector<TextOffsets> m_blocks;
};

/// Of the effective layers of all texts. Cancelled.
Result<SurfaceLabels> surfaceLabelsOf(Reader& reader, Progress& progress);

/// Spans that earlier labels suggest for a text: where the words stand and no span lies. The score is the share.
Result<std::vector<Annotation>> suggestedSpans(const std::vector<SurfaceLabels::Best>& best, const SurfaceMatcher& matcher,
                                               const Document& document, const SpanCover& labelled,
                                               const Progress* progress = nullptr);
/// For suggestedSpans(): of these surfaces, as they were written.
SurfaceMatcher matcherOf(const std::vector<SurfaceLabels::Best>& best);

} // namespace touchstone
