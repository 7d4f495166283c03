#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "touchstone/assist/external_tool.h"
#include "touchstone/base/ids.h"
#include "touchstone/base/result.h"
#include "touchstone/model/shape.h"

namespace touchstone {

/// What the user's own program found, and under which source the project knows that program; null when it does not.
struct ProgramAnswer {
    std::vector<ExternalShape> shapes;
    SourceId source;
};

/// A question about the picture in front, to the program that the preferences name.
struct ProgramQuestion {
    std::vector<ExternalClick> clicks;
    std::optional<Rect> box;
    /// On the interface thread; never after ToolContext::stopProgram or when another item came to the front.
    std::function<void(Result<ProgramAnswer>)> done;
};

/// A new shape that a program made, not a hand.
struct FoundShape {
    Shape shape;
    std::optional<double> score;
    SourceId source;
};

} // namespace touchstone
