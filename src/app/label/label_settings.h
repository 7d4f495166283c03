#pragma once

#include <cstdint>
#include <vector>

#include <QByteArray>

#include "touchstone/base/ids.h"

namespace touchstone {

/// What the workspace remembers of the user.
struct LabelSettings {
    bool askEachTime = false;
    bool outlineOnly = false;
    int fillAlpha = 40;
    QByteArray panes; ///< State of the splitter.
    int tab = 0;

    static LabelSettings read();
    void write() const;
};

/// What it remembers of the user in one project.
struct LabelPlace {
    std::int64_t item = 0; ///< Key of the item in front last; 0 for none.
    LabelId label;
    std::vector<LabelId> recent;

    static LabelPlace read(const ProjectId& project);
    void write(const ProjectId& project) const;
};

} // namespace touchstone
