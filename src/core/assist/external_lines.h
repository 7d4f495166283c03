#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "touchstone/assist/external_tool.h"

namespace touchstone {

// The lines of docs/external_tool_protocol.md.

inline constexpr int externalProtocol = 1;

std::string helloLine();
/// Unsupported when the path is not UTF-8, InvalidInput when a number is none.
Result<std::string> requestLine(std::int64_t id, const ExternalRequest& request);
std::string cancelLine(std::int64_t id);

/// A line that the program wrote.
struct ExternalLine {
    enum class Kind { Hello, Progress, Answer, Failure, Cancelled };
    Kind kind = Kind::Answer;
    std::int64_t id = 0;
    /// Negative when it is not said.
    double fraction = -1;
    /// Of progress and failures.
    std::string text;
    /// Of an answer, or why they cannot be used.
    Result<std::vector<ExternalShape>> shapes = std::vector<ExternalShape>{};
};

/// Checks everything against the protocol and the image's size. An error means that the line is none of the
/// protocol; shapes that cannot be used are an error of theirs.
Result<ExternalLine> readLine(std::string_view line, std::int32_t width, std::int32_t height);

} // namespace touchstone
