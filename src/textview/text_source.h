#pragma once

#include <memory>
#include <vector>

#include <QString>

#include "touchstone/model/document.h"
#include "touchstone/text/text_offsets.h"

namespace touchstone {

/// A document as Qt takes it: UTF-16 of each block, and the way between that and code points.
class TextSource {
  public:
    TextSource() = default;
    explicit TextSource(std::shared_ptr<const Document> document);

    int blockCount() const { return static_cast<int>(m_blocks.size()); }
    const TextBlock& block(int block) const { return m_document->blocks[static_cast<std::size_t>(block)]; }
    const QString& text(int block) const { return m_blocks[static_cast<std::size_t>(block)].text; }
    /// In code points.
    std::int64_t length(int block) const { return offsets(block).length(); }
    /// Places beyond the ends count as the ends; one inside a surrogate pair as its begin.
    int utf16(int block, std::int64_t codePoint) const;
    std::int64_t codePoint(int block, int utf16) const;
    std::string_view slice(int block, const TextRange& range) const { return offsets(block).slice(range); }
    /// The range with both ends inside the block and in order.
    TextRange clamped(int block, TextRange range) const;

  private:
    struct Block {
        QString text;
        TextOffsets offsets;
    };
    const TextOffsets& offsets(int block) const { return m_blocks[static_cast<std::size_t>(block)].offsets; }

    std::shared_ptr<const Document> m_document = std::make_shared<Document>();
    std::vector<Block> m_blocks;
};

} // namespace touchstone
