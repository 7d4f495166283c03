#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "touchstone/base/progress.h"
#include "touchstone/base/result.h"
#include "touchstone/geometry/mask.h"
#include "touchstone/geometry/polygon.h"

namespace touchstone {

/// A place that a person clicked: on the object, or on what is not part of it.
struct ExternalClick {
    Point place;
    bool object = true;
};

struct ExternalRequest {
    /// As the system names it; the file itself is read by the other program.
    std::filesystem::path image;
    /// The upright size: every coordinate is in its pixels.
    std::int32_t width = 0;
    std::int32_t height = 0;
    std::vector<ExternalClick> clicks;
    std::optional<Rect> box;
};

/// One thing that the program found: inside of the image, not empty.
struct ExternalShape {
    std::variant<Mask, Polygon, Rect> geometry;
    /// 0…1, if the program says how sure it is.
    std::optional<double> score;
};

/// What a person wrote in the preferences, as a program and its arguments: words between spaces; '…' and "…" keep
/// spaces, \ the character after it. No shell sees it. InvalidInput for an open quote and for no word at all.
Result<std::vector<std::string>> splitCommand(std::string_view text);

struct ExternalLimits {
    /// Of one line that the program writes.
    std::size_t lineBytes = std::size_t{16} << 20;
    /// How long the program may take to give up a cancelled request before the next one has it started anew.
    int cancelMs = 2000;
    /// Before a program that died is started again; doubled each time that it dies without an answer.
    int firstPauseMs = 500;
    int longestPauseMs = 30000;
};

/// Speaks docs/external_tool_protocol.md with one program: started at the first request, kept for the next ones,
/// started again after it died. Any thread may call; requests take turns.
class ExternalTool {
  public:
    /// `command` as splitCommand gives it. Nothing is started yet.
    explicit ExternalTool(std::vector<std::string> command, ExternalLimits limits = {});
    /// Ends the program.
    ~ExternalTool();

    /// Work for a worker thread: waits as long as the program takes; `progress` ends it within some 20 ms at
    /// any time. Errors: NotFound and Refused when the program cannot be started; Io when it died, with what it
    /// said to stderr; InvalidInput when what it wrote breaks the protocol; Unsupported when the program says
    /// that it failed, and for an image whose name is not UTF-8; Cancelled.
    Result<std::vector<ExternalShape>> ask(const ExternalRequest& request, Progress& progress);
    /// Ends the program, and with Cancelled the requests that wait. The next request starts it again.
    void stop();

    /// The last 4 KiB that the running or last program said to stderr, printable.
    std::string said() const;

  private:
    class Conversation;
    std::unique_ptr<Conversation> m_conversation;
};

} // namespace touchstone
