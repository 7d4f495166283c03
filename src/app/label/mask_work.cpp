#include "app/label/mask_work.h"

#include "app/jobs/run_job.h"
#include "app/label/label_context.h"

using namespace Qt::StringLiterals;

namespace touchstone {
namespace {

/// Some milliseconds: masks of a picture of 24 MP with plain outlines are below it.
constexpr std::uint64_t atOnce = 64 * 1024;

} // namespace

MaskWork::MaskWork(LabelContext& context, JobRunner& jobs, QObject* parent)
    : QObject(parent), m_context(context), m_jobs(jobs)
{
}

void MaskWork::run(const QString& text, std::vector<Annotation> annotations, Work work,
                   const QString& otherwise)
{
    if (workOf(annotations) <= atOnce) {
        SilentProgress progress;
        finish(text, work(annotations, progress), otherwise);
        return;
    }
    if (!m_running.isEmpty()) {
        Q_EMIT say(u"“%1” is still under way; the status bar can cancel it."_s.arg(m_running));
        return;
    }
    m_running = text.arg(annotations.size() == 1 ? m_context.labelName(annotations.front().label)
                                                 : u"%1 shapes"_s.arg(annotations.size()));
    runJob<std::vector<ShapeOutcome>>(
        m_jobs, m_running,
        [annotations = std::move(annotations),
         work = std::move(work)](Progress& progress) -> Result<std::vector<ShapeOutcome>> {
            std::vector<ShapeOutcome> outcomes = work(annotations, progress);
            if (progress.cancelled())
                return Error{ErrorCode::Cancelled, "Cancelled.", {}};
            return outcomes;
        },
        this,
        [this, text, otherwise](Result<std::vector<ShapeOutcome>> outcomes) {
            const QString name = std::exchange(m_running, {});
            if (outcomes)
                finish(text, *outcomes, otherwise);
            else if (outcomes.error().code == ErrorCode::Cancelled)
                Q_EMIT say(u"“%1” was cancelled; nothing changed."_s.arg(name));
            else
                Q_EMIT say(QString::fromStdString(outcomes.error().message));
        });
}

void MaskWork::finish(const QString& text, const std::vector<ShapeOutcome>& outcomes,
                      const QString& otherwise)
{
    if (outcomes.empty()) {
        Q_EMIT say(otherwise);
        return;
    }
    const QString name = text.arg(m_context.labelName(outcomes.front().before.label));
    auto changes = changesOf(m_context.content(), outcomes);
    if (!changes)
        Q_EMIT say(u"“%1” was not done: its shapes changed meanwhile. Do it again."_s.arg(name));
    else if (!m_context.isEditable())
        Q_EMIT say(m_context.whyNotEditable());
    else
        m_context.apply(name, std::move(*changes));
}

} // namespace touchstone
