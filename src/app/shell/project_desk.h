#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include <QObject>
#include <QString>

#include "app/jobs/job_runner.h"
#include "touchstone/formats/exchange.h"
#include "touchstone/workflow/project.h"

namespace touchstone {

class ProjectSession;

/// Opens and makes projects on workers, and holds the one that is open with its jobs. At most one at a time.
class ProjectDesk : public QObject {
    Q_OBJECT
  public:
    explicit ProjectDesk(QObject* parent = nullptr);
    ~ProjectDesk() override;

    /// Null while none is open.
    ProjectSession* session() { return m_session.get(); }
    /// Jobs of the open project: they end before it is closed.
    JobRunner* projectJobs() { return m_projectJobs.get(); }
    /// Jobs of the window.
    JobRunner& jobs() { return m_jobs; }

    void openProject(const std::filesystem::path& path, const QString& item = {});
    void createProject(const std::filesystem::path& path, const QString& name);
    /// The project beside the folder: opened, and looked through for new pictures, or made.
    void openPictures(const std::filesystem::path& project, const QString& name,
                      const std::vector<std::filesystem::path>& pictures, const QString& item);
    /// A new project of a data set.
    void importNew(const std::filesystem::path& project, const std::filesystem::path& file,
                   const ImportOptions& options);
    /// The sample in the user's data folder, drawn and imported when it is not there.
    void openSample();
    void close();

  Q_SIGNALS:
    /// Something is being opened.
    void opening();
    /// `fresh`: just made of pictures. `item`: to be shown first.
    void opened(bool fresh, const QString& item);
    /// The session is about to go.
    void closing();
    void closed();
    void failed(const QString& sentence);
    /// What was asked for is open already.
    void alreadyOpen(const QString& item);
    /// What came in while it was opened.
    void imported(const touchstone::ExchangeReport& report, bool dataSet);

  private:
    struct Opened {
        std::unique_ptr<Project> project;
        std::optional<ExchangeReport> report;
        bool dataSet = false;
        bool fresh = false;
        QString item;
        /// Looked through again after opening.
        std::vector<std::filesystem::path> pictures;
    };
    void start(const QString& title, std::function<Result<Opened>(Progress&)> work);
    void take(Opened opened);
    void addLater(const std::vector<std::filesystem::path>& pictures);
    void remember(bool withThumbnail);
    bool isOpen(const std::filesystem::path& path);

    JobRunner m_jobs;
    int m_openingJob = 0;
    std::unique_ptr<ProjectSession> m_session;
    std::unique_ptr<JobRunner> m_projectJobs;
};

} // namespace touchstone
