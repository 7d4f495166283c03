#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "touchstone/model/annotation.h"
#include "touchstone/store/rows.h"

namespace touchstone {

/// Annotations as an export reads them, some hundred at a time, undecoded: whoever writes them decodes them
/// while the next ones are read.
struct AnnotationRows {
    struct Row {
        std::int64_t item = 0;
        AnnotationId id;
        LabelId label;
        /// Set for masks, whose tiles are not in the body.
        std::optional<Annotation> decoded;
        bool recorded = false;
        /// The shape is still the one that the record came with.
        bool geometryUntouched = false;
        SourceId source;
        std::int64_t order = 0;
        ExternalId externalId;
        std::size_t body = 0, fields = 0, geometry = 0, end = 0; ///< Where they begin in `text`.
    };
    std::string text;
    std::vector<Row> rows;

    std::string_view bodyOf(const Row& row) const { return piece(row.body, row.fields); }
    std::string_view fieldsOf(const Row& row) const { return piece(row.fields, row.geometry); }
    std::string_view geometryOf(const Row& row) const { return piece(row.geometry, row.end); }
    bool full() const { return rows.size() >= 512 || text.size() >= std::size_t{1} << 19; }
    void clear()
    {
        text.clear();
        rows.clear();
    }

  private:
    std::string_view piece(std::size_t from, std::size_t to) const
    {
        return std::string_view(text).substr(from, to - from);
    }
};

/// Takes what was read and leaves an empty set behind, to be filled next; false: enough.
using TakeRows = std::function<bool(AnnotationRows&)>;

} // namespace touchstone
