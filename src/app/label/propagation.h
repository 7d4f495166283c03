#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <QString>

#include "touchstone/workflow/many_items.h"

namespace touchstone {

/// Shapes that are to be copied to other items, at the same place.
struct Propagation {
    std::vector<Annotation> shapes;
    /// Keys of the items, in the order of the list.
    std::vector<std::int64_t> items;
    /// The name of the item that they come from.
    std::string from;
};

struct PropagationReport {
    std::int64_t items = 0; ///< That got copies.
    std::int64_t shapes = 0;
    std::int64_t there = 0;     ///< Copies that were there already: same label and geometry.
    std::int64_t leftOut = 0;   ///< They do not fit the picture.
    std::int64_t finished = 0;  ///< Items that are done or skipped.
    std::int64_t ofOthers = 0;  ///< Items that somebody else has.
    std::int64_t unknownSize = 0; ///< Items whose picture is missing or unreadable.
    std::vector<StoredEdit> stored;
    std::vector<std::string> refused;
    bool cancelled = false;
};

/// One Edit on each item. A cancelled one keeps what it did so far, which takeBack() undoes.
Result<PropagationReport> propagate(Project& project, Reader& reader, const Propagation& request,
                                    Progress& progress);

/// "3 shapes copied to 8 images. 2 are done and stay as they are."
QString sentenceOf(const PropagationReport& report);

} // namespace touchstone
