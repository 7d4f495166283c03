#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <QString>

#include "touchstone/workflow/many_items.h"

namespace touchstone {

/// What became of a digit that was pressed for many items.
struct TagManyReport {
    bool set = true; ///< Else taken away.
    std::int64_t changed = 0;
    std::int64_t there = 0;    ///< It held, or did not, before.
    std::int64_t finished = 0; ///< Done or skipped: they stay as they are.
    std::int64_t ofOthers = 0;
    std::vector<StoredEdit> stored;
    std::vector<std::string> refused;
    bool cancelled = false;
};

/// Sets the tag on all of them that are open, by one Edit each, or takes it away where all have it. A
/// cancelled one keeps what it did so far, which takeBack() undoes.
Result<TagManyReport> tagMany(Project& project, Reader& reader, const std::vector<std::int64_t>& items,
                              const LabelId& label, Progress& progress);

/// "car is set on 12 images. 2 are done or skipped and stay."
QString sentenceOf(const TagManyReport& report, const QString& label);

} // namespace touchstone
