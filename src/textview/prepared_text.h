#pragma once

#include "textview/piece_table.h"
#include "textview/span_set.h"

namespace touchstone {

/// What the view works out of a text and its annotations before it can lay anything out; made on any thread.
struct PreparedText {
    PreparedText() = default;
    explicit PreparedText(std::shared_ptr<const Document> document, std::vector<Annotation> annotations = {})
        : document(std::move(document)), source(this->document), pieces(piecesOf(source))
    {
        spans.reset(std::move(annotations), {});
    }

    std::shared_ptr<const Document> document = std::make_shared<Document>();
    TextSource source;
    std::vector<TextPiece> pieces;
    SpanSet spans;
};

} // namespace touchstone
