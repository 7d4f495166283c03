#include "app/label/helper_program.h"

#include <chrono>
#include <mutex>
#include <optional>

#include "app/jobs/run_job.h"
#include "app/session/project_session.h"
#include "app/session/text.h"
#include "touchstone/store/reader.h"
#include "touchstone/workflow/source_writer.h"

using namespace Qt::StringLiterals;

namespace touchstone {

namespace {

using Clock = std::chrono::steady_clock;

/// Cancelled, too, when the time is over.
class Limited : public Progress {
  public:
    Limited(Progress& inner, int seconds)
        : m_inner(inner),
          m_until(seconds > 0 ? Clock::now() + std::chrono::seconds(seconds) : Clock::time_point::max())
    {
    }
    void report(double fraction, std::string_view what) override { m_inner.report(fraction, what); }
    bool cancelled() const override { return m_inner.cancelled() || isOver(); }
    bool isOver() const { return Clock::now() >= m_until; }

  private:
    Progress& m_inner;
    Clock::time_point m_until;
};

/// The source of what the program finds, made when it first finds something. None while an import holds the
/// project: then its shapes have a score and no source.
std::optional<SourceId> sourceOf(Project& project, const std::string& name)
{
    if (auto reader = project.reader())
        if (const auto sources = (*reader)->sources())
            for (const Source& source : *sources)
                if (source.format == "program" && source.name == name &&
                    source.state == SourceState::Published)
                    return source.id;
    SourceRequest request{"program", name, {}, "{}", name, LayerRole::Prediction, false};
    request.page = ScopeKind::Project;
    auto start = project.beginSource(request);
    if (!start)
        return {};
    if (start->existing)
        return start->existing->id;
    const SourceId id = start->writer->id();
    return start->writer->publish("{}") ? std::optional(id) : std::nullopt;
}

} // namespace

struct HelperProgram::Known {
    std::mutex mutex;
    std::optional<SourceId> source;

    SourceId of(Project& project, const std::string& name)
    {
        const std::lock_guard lock(mutex);
        if (!source)
            source = sourceOf(project, name);
        return source.value_or(SourceId{});
    }
};

HelperProgram::HelperProgram(ProjectSession& session, JobRunner& jobs, QObject* parent)
    : QObject(parent), m_session(session), m_jobs(jobs)
{
}

HelperProgram::~HelperProgram()
{
    forget();
}

QString HelperProgram::name() const
{
    return ProgramSetting::read().name();
}

int HelperProgram::ask(ProgramQuestion question, Size picture)
{
    const ProgramSetting setting = ProgramSetting::read();
    const auto command = setting.command();
    const int number = ++m_last;
    if (!m_tool || setting.program != m_setting.program || setting.arguments != m_setting.arguments) {
        m_tool = std::make_shared<ExternalTool>(command ? *command : std::vector<std::string>{});
        m_known = std::make_shared<Known>();
    }
    m_setting = setting;
    ExternalRequest request;
    if (const WorkingLayer* working = m_session.working())
        request.image = m_session.project().mediaPath(working->item);
    request.width = std::int32_t(picture.width);
    request.height = std::int32_t(picture.height);
    request.clicks = std::move(question.clicks);
    request.box = question.box;
    m_open[number].done = std::move(question.done);
    const QString title = u"Asking %1"_s.arg(setting.name());
    m_open[number].job = runJob<ProgramAnswer>(
        m_jobs, title,
        [tool = m_tool, known = m_known, &project = m_session.project(), request, command,
         setting](Progress& progress) -> Result<ProgramAnswer> {
            if (!command)
                return command.error();
            Limited limited(progress, setting.seconds);
            auto found = tool->ask(request, limited);
            if (!found && found.error().code == ErrorCode::Cancelled && !progress.cancelled() &&
                limited.isOver())
                return Error{
                    ErrorCode::Refused,
                    fromQt(u"%1 did not answer within %2 s, which the preferences allow. The next click asks "
                           u"it again."_s.arg(setting.name())
                               .arg(setting.seconds)),
                    {}};
            if (!found &&
                (found.error().code == ErrorCode::Io || found.error().code == ErrorCode::InvalidInput))
                // It is ended then; who goes on gets a new one.
                return Error{found.error().code, found.error().message + " The next click starts it again.",
                             found.error().where};
            if (!found)
                return found.error();
            const SourceId source = found->empty() ? SourceId{} : known->of(project, fromQt(setting.name()));
            return ProgramAnswer{std::move(*found), source};
        },
        this,
        [this, number](Result<ProgramAnswer> result) {
            const auto open = m_open.find(number);
            if (open == m_open.end())
                return;
            const auto done = std::move(open->second.done);
            m_open.erase(open);
            done(std::move(result));
        });
    return number;
}

void HelperProgram::stop(int number)
{
    const auto found = m_open.find(number);
    if (found == m_open.end())
        return;
    m_jobs.cancel(found->second.job);
    m_open.erase(found);
}

void HelperProgram::forget()
{
    for (const auto& [number, open] : m_open)
        m_jobs.cancel(open.job);
    m_open.clear();
}

} // namespace touchstone
