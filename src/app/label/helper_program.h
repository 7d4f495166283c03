#pragma once

#include <map>
#include <memory>

#include <QObject>

#include "app/session/program_setting.h"
#include "tools/program_question.h"
#include "touchstone/model/objects.h"

namespace touchstone {

class JobRunner;
class ProjectSession;

/// The program that the preferences name, as the helper tool asks it: started at the first question, kept,
/// and started again after it died. Each question is a job.
class HelperProgram : public QObject {
    Q_OBJECT
  public:
    HelperProgram(ProjectSession& session, JobRunner& jobs, QObject* parent = nullptr);
    /// Ends the program.
    ~HelperProgram() override;

    /// Of the program; empty for none.
    QString name() const;
    /// About the item in front, whose picture has this size.
    int ask(ProgramQuestion question, Size picture);
    /// Its end is told to nobody.
    void stop(int number);
    /// Another item is in front.
    void forget();

  private:
    struct Known;
    struct Open {
        int job = 0;
        std::function<void(Result<ProgramAnswer>)> done;
    };

    ProjectSession& m_session;
    JobRunner& m_jobs;
    ProgramSetting m_setting;
    std::shared_ptr<ExternalTool> m_tool;
    /// Under which source the project knows it.
    std::shared_ptr<Known> m_known;
    std::map<int, Open> m_open;
    int m_last = 0;
};

} // namespace touchstone
