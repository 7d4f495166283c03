#include "touchstone/assist/external_tool.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <mutex>
#include <thread>

#include "core/assist/child_process.h"
#include "core/assist/external_lines.h"
#include "touchstone/base/text.h"

namespace touchstone {

namespace {

using Clock = std::chrono::steady_clock;
using Milliseconds = std::chrono::milliseconds;

constexpr int kTickMs = 20;
constexpr std::size_t kSaidBytes = 4096;
/// What a program gets to end by itself when its stdin is closed.
constexpr int kGraceMs = 100;

Error cancelled()
{
    return {ErrorCode::Cancelled, "The program was not waited for.", {}};
}

} // namespace

class ExternalTool::Conversation {
  public:
    Conversation(std::vector<std::string> command, ExternalLimits limits)
        : m_command(std::move(command)), m_limits(limits)
    {
    }
    ~Conversation() { stop(); }

    Result<std::vector<ExternalShape>> ask(const ExternalRequest& request, Progress& progress);
    void stop();
    std::string said() const
    {
        const std::lock_guard lock(m_saidMutex);
        return displayUtf8(m_said);
    }

  private:
    using Answer = Result<std::vector<ExternalShape>>;

    bool stopAsked(const Progress& progress) const { return m_stops.load() != m_stopsSeen || progress.cancelled(); }
    Result<void> makeReady(Progress& progress);
    Result<void> pauseBeforeStart(Progress& progress);
    Answer converse(const ExternalRequest& request, Progress& progress);
    Result<std::optional<Answer>> handle(const ExternalLine& line, Progress& progress);
    Result<std::optional<Answer>> takeLines(const ExternalRequest& request, Progress& progress);
    ChildProcess::Event exchange(int waitMs);
    void giveUp();
    Error died();
    /// Ends the program, which failed.
    Error lost(Error error);

    const std::vector<std::string> m_command;
    const ExternalLimits m_limits;

    std::mutex m_turn;
    std::optional<ChildProcess> m_child;
    bool m_greeted = false;
    std::string m_outgoing;
    std::string m_incoming;
    /// How much of m_incoming is known to have no end of line.
    std::size_t m_searched = 0;
    std::int64_t m_id = 0;
    /// The last request that was cancelled and that the program has not answered; 0 if there is none.
    std::int64_t m_givenUp = 0;
    Clock::time_point m_givenUpAt;
    int m_deaths = 0;
    Clock::time_point m_diedAt;
    std::uint64_t m_stopsSeen = 0;
    std::atomic<std::uint64_t> m_stops{0};

    mutable std::mutex m_saidMutex;
    std::string m_said;
};

Result<std::vector<ExternalShape>> ExternalTool::Conversation::ask(const ExternalRequest& request, Progress& progress)
{
    const std::uint64_t stops = m_stops.load();
    std::unique_lock turn(m_turn, std::try_to_lock);
    while (!turn.owns_lock() && !turn.try_lock()) {
        if (progress.cancelled() || m_stops.load() != stops)
            return cancelled();
        std::this_thread::sleep_for(Milliseconds(kTickMs / 4));
    }
    m_stopsSeen = stops;
    Result<std::string> line = requestLine(++m_id, request);
    if (!line)
        return line.error();
    // Ended meanwhile by itself: that is no failure of this request.
    for (ChildProcess::Event event{}; m_child && event != ChildProcess::Event::Quiet;) {
        event = exchange(0);
        if (event == ChildProcess::Event::Ended || m_incoming.size() > m_limits.lineBytes)
            m_child.reset();
    }
    for (;;) {
        if (Result<void> ready = makeReady(progress); !ready)
            return ready.error();
        m_outgoing += *line;
        progress.report(-1, "Waiting for the program");
        const Answer answer = converse(request, progress);
        if (m_child || answer || answer.error().code != ErrorCode::Refused)
            return answer;
    }
}

/// Starts the program if it does not run.
Result<void> ExternalTool::Conversation::makeReady(Progress& progress)
{
    if (m_child)
        return {};
    if (Result<void> paused = pauseBeforeStart(progress); !paused)
        return paused;
    {
        const std::lock_guard lock(m_saidMutex);
        m_said.clear();
    }
    Result<ChildProcess> child = ChildProcess::start(m_command);
    if (!child)
        return child.error();
    m_child.emplace(std::move(*child));
    m_greeted = false;
    m_outgoing = helloLine();
    m_incoming.clear();
    m_searched = 0;
    m_givenUp = 0;
    return {};
}

Result<void> ExternalTool::Conversation::pauseBeforeStart(Progress& progress)
{
    if (m_deaths < 2)
        return {};
    const int doublings = std::min(m_deaths - 2, 16);
    const std::int64_t pause =
        std::min<std::int64_t>(m_limits.longestPauseMs, std::int64_t{m_limits.firstPauseMs} << doublings);
    const Clock::time_point until = m_diedAt + Milliseconds(pause);
    while (Clock::now() < until) {
        if (stopAsked(progress))
            return cancelled();
        progress.report(-1, "The program ended early. It is started again in a moment");
        std::this_thread::sleep_for(Milliseconds(kTickMs));
    }
    return {};
}

/// Until the answer of the last request is there. Refused asks to be started anew: an earlier request was given
/// up, and the program still has not let go of it.
Result<std::vector<ExternalShape>> ExternalTool::Conversation::converse(const ExternalRequest& request,
                                                                         Progress& progress)
{
    for (;;) {
        if (stopAsked(progress)) {
            giveUp();
            return cancelled();
        }
        if (m_givenUp != 0 && Clock::now() - m_givenUpAt > Milliseconds(m_limits.cancelMs)) {
            m_child.reset();
            return Error{ErrorCode::Refused, "The program does not let itself be cancelled.", {}};
        }
        const ChildProcess::Event event = exchange(kTickMs);
        Result<std::optional<Answer>> taken = takeLines(request, progress);
        if (!taken)
            return lost(taken.error());
        if (*taken) {
            m_deaths = 0;
            // What it said besides before it answered may lie in the other pipe yet.
            if (event != ChildProcess::Event::Ended)
                exchange(0);
            return std::move(**taken);
        }
        if (event == ChildProcess::Event::Ended)
            return died();
    }
}

ChildProcess::Event ExternalTool::Conversation::exchange(int waitMs)
{
    std::string errors;
    const ChildProcess::Event event = m_child->exchange(m_outgoing, m_incoming, errors, waitMs);
    if (!errors.empty()) {
        const std::lock_guard lock(m_saidMutex);
        m_said += errors;
        if (m_said.size() > kSaidBytes)
            m_said.erase(0, m_said.size() - kSaidBytes);
    }
    return event;
}

Result<std::optional<ExternalTool::Conversation::Answer>>
ExternalTool::Conversation::takeLines(const ExternalRequest& request, Progress& progress)
{
    std::size_t begin = 0;
    std::optional<Answer> answer;
    for (;;) {
        const std::size_t end = m_incoming.find('\n', std::max(begin, m_searched));
        const std::size_t length = (end == std::string::npos ? m_incoming.size() : end) - begin;
        if (length > m_limits.lineBytes)
            return Error{ErrorCode::InvalidInput,
                         "The program's answer is too large: one line is at most " +
                             withThousands(std::int64_t(m_limits.lineBytes)) + " bytes.",
                         {}};
        if (end == std::string::npos || answer)
            break;
        const std::string_view text = std::string_view(m_incoming).substr(begin, length);
        begin = end + 1;
        if (text.find_first_not_of(" \t\r") == std::string_view::npos)
            continue;
        const Result<ExternalLine> line = readLine(text, request.width, request.height);
        if (!line)
            return line.error();
        Result<std::optional<Answer>> handled = handle(*line, progress);
        if (!handled)
            return handled;
        answer = std::move(*handled);
    }
    m_incoming.erase(0, begin);
    m_searched = answer ? 0 : m_incoming.size();
    return answer;
}

Result<std::optional<ExternalTool::Conversation::Answer>>
ExternalTool::Conversation::handle(const ExternalLine& line, Progress& progress)
{
    using Kind = ExternalLine::Kind;
    const auto wrong = [](const char* what) {
        return Error{ErrorCode::InvalidInput, std::string("The program does not keep to the protocol: ") + what, {}};
    };
    if ((line.kind == Kind::Hello) == m_greeted)
        return wrong("its first line, and no other, must be its hello.");
    m_greeted = true;
    if (line.kind == Kind::Hello)
        return std::optional<Answer>();
    if (line.id < 1 || line.id > m_id)
        return wrong("it speaks of a request that was never made.");
    if (line.kind == Kind::Progress) {
        if (line.id == m_id)
            progress.report(line.fraction, line.text.empty() ? "The program works" : line.text);
        return std::optional<Answer>();
    }
    if (line.id == m_givenUp)
        m_givenUp = 0;
    // Late: nobody waits for that one any more.
    if (line.id < m_id)
        return std::optional<Answer>();
    if (line.kind == Kind::Cancelled)
        return wrong("it cancelled what nobody asked it to cancel.");
    if (line.kind == Kind::Failure)
        return std::optional<Answer>(Error{ErrorCode::Unsupported,
                                           "The program failed" + (line.text.empty() ? "." : ": " + line.text), {}});
    return std::optional<Answer>(line.shapes);
}

/// Tells the program, without waiting for it.
void ExternalTool::Conversation::giveUp()
{
    if (m_stops.load() != m_stopsSeen) {
        m_child.reset();
        return;
    }
    m_outgoing += cancelLine(m_id);
    m_givenUp = m_id;
    m_givenUpAt = Clock::now();
    exchange(0);
}

Error ExternalTool::Conversation::died()
{
    const std::string how = m_child->end(kGraceMs);
    std::string message = "The program ended (" + how + ") before it answered.";
    std::string last = said();
    last.erase(last.find_last_not_of(" \r\n") + 1);
    if (!last.empty())
        message += " It said: " + last.substr(last.size() > 300 ? last.find_first_of(" \n", last.size() - 300) + 1 : 0);
    return lost({ErrorCode::Io, message, displayUtf8(m_command.empty() ? "" : m_command[0])});
}

Error ExternalTool::Conversation::lost(Error error)
{
    m_child.reset();
    ++m_deaths;
    m_diedAt = Clock::now();
    return error;
}

void ExternalTool::Conversation::stop()
{
    ++m_stops;
    const std::lock_guard turn(m_turn);
    if (m_child)
        m_child->end(kGraceMs);
    m_child.reset();
    m_deaths = 0;
}

ExternalTool::ExternalTool(std::vector<std::string> command, ExternalLimits limits)
    : m_conversation(std::make_unique<Conversation>(std::move(command), limits))
{
}

ExternalTool::~ExternalTool() = default;

Result<std::vector<ExternalShape>> ExternalTool::ask(const ExternalRequest& request, Progress& progress)
{
    return m_conversation->ask(request, progress);
}

void ExternalTool::stop()
{
    m_conversation->stop();
}

std::string ExternalTool::said() const
{
    return m_conversation->said();
}

} // namespace touchstone
