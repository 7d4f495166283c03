#pragma once

#include <algorithm>

#include "touchstone/store/reader.h"

namespace touchstone {

/// How many edits of a hand are in the journal, undone ones and undoing ones too. The first on a picture also starts
/// its layer, by an edit of its own in the same transaction.
inline std::int64_t gesturesIn(Reader& reader)
{
    const auto rows = reader.log(1'000'000);
    return rows ? std::count_if(rows->begin(), rows->end(), [](const LogRow& row) { return row.text.starts_with("Draw"); })
                : -1;
}

} // namespace touchstone
