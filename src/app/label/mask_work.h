#pragma once

#include <functional>

#include <QObject>
#include <QString>

#include "tools/mask_commands.h"

namespace touchstone {

class JobRunner;
class LabelContext;

/// Runs work on whole masks: at once where it is short, else in a job, whose outcome is refused with a word
/// when the shapes changed meanwhile.
class MaskWork : public QObject {
    Q_OBJECT
  public:
    using Work = std::function<std::vector<ShapeOutcome>(const std::vector<Annotation>&, Progress&)>;

    MaskWork(LabelContext& context, JobRunner& jobs, QObject* parent = nullptr);

    /// `text` names the step, with %1 for the label. `otherwise` is said when nothing comes of it.
    void run(const QString& text, std::vector<Annotation> annotations, Work work, const QString& otherwise);

  Q_SIGNALS:
    void say(const QString& sentence);

  private:
    void finish(const QString& text, const std::vector<ShapeOutcome>& outcomes, const QString& otherwise);

    LabelContext& m_context;
    JobRunner& m_jobs;
    /// Of the job under way.
    QString m_running;
};

} // namespace touchstone
