#pragma once

#include "touchstone/text/text_range.h"

namespace touchstone {

enum class HighlightKind {
    Found,            ///< A hit of the search.
    FoundCurrent,     ///< The one that is looked at.
    Candidate,        ///< An occurrence that may be labelled.
    CandidateCurrent, ///< The one that is asked about.
};

/// A stretch of text that is shown without being annotated.
struct Highlight {
    int block = 0;
    TextRange range;
    HighlightKind kind = HighlightKind::Found;
    friend bool operator==(const Highlight&, const Highlight&) = default;
};

} // namespace touchstone
