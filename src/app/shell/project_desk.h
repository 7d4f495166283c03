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

class BackupKeeper;
class ProjectSession;
struct Backup;
struct Dropped;

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

    /// Opens a project, or that of a folder or of pictures; false for the kinds that need an answer first.
    bool open(const Dropped& dropped, const QString& item = {});
    /// A project is being opened or made.
    bool isOpening() const { return m_openings > 0; }
    void openProject(const std::filesystem::path& path, const QString& item = {});
    void createProject(const std::filesystem::path& path, const QString& name);
    /// Pictures, and the project beside their folder.
    struct Pictures {
        std::filesystem::path project;
        QString name;
        std::vector<std::filesystem::path> paths;
        QString item;
        AddOptions options{}; ///< Of records.
    };
    /// That project is opened, and looked through for new pictures, or made.
    void openPictures(const Pictures& pictures);
    /// The same with a project in another place, which is remembered.
    void openPicturesFrom(const Pictures& pictures, const std::filesystem::path& place);
    /// A new project of a data set.
    void importNew(const std::filesystem::path& project, const std::filesystem::path& file,
                   const ImportOptions& options);
    /// The sample in the user's data folder, drawn and imported when it is not there.
    void openSample();
    void close();
    /// False when closing would lose something that is on the screen, also after one more try to store it.
    bool mayLeave();
    /// Calls `then` at once, or, where closing would lose something, after leaveAsked() and leaveNow().
    void leave(std::function<void()> then);
    void leaveNow();
    /// Keeps the project open and forgets what was to be done instead.
    void stay() { m_leaving = nullptr; }

    /// Puts the backup in the place of the project and opens it.
    void restore(const std::filesystem::path& project, const Backup& backup, bool damaged);
    /// Opens a backup to be read; the pictures are found as the project finds them.
    void openBackup(const std::filesystem::path& project, const Backup& backup);
    /// Saves what can be read of a damaged project as `target`, and opens that.
    void rescue(const std::filesystem::path& project, const std::filesystem::path& target);
    BackupKeeper& backups() { return *m_backups; }

  Q_SIGNALS:
    /// Something is being opened.
    void opening();
    /// `fresh`: just made of pictures. `item`: to be shown first.
    void opened(bool fresh, const QString& item);
    /// What was being opened does not open: the reason or a question follows.
    void notOpened();
    /// Something of the open project is not stored: leaveNow(), or stay().
    void leaveAsked();
    /// The session is about to go.
    void closing();
    void closed();
    void failed(const QString& sentence);
    /// What opening did besides: brought up to date, restored, rescued.
    void told(const QString& sentence);
    /// The project is damaged; `open`: it was opened to be read all the same.
    void damaged(const QString& project, const QStringList& damage, bool open);
    /// What was asked for is open already.
    void alreadyOpen(const QString& item);
    /// The pictures lie on a network share of this kind: openPicturesFrom() with a place for their project.
    void placeWanted(const touchstone::ProjectDesk::Pictures& pictures, const QString& share);
    /// There are but texts that are not UTF-8: openPictures() with their encoding among the options.
    void encodingWanted(const touchstone::ProjectDesk::Pictures& pictures,
                        const std::vector<std::filesystem::path>& texts);
    /// There are but these files of records: openPictures() with them and their columns among the options.
    void columnsWanted(const std::vector<std::filesystem::path>& records);
    /// What came in while it was opened.
    void imported(const touchstone::ExchangeReport& report, bool dataSet);
    /// After imported(): the pictures of these paths came in.
    void picturesCame(const std::vector<std::filesystem::path>& paths);

  private:
    struct Opened {
        QString note;
        std::unique_ptr<Project> project;
        std::optional<ExchangeReport> report;
        bool dataSet = false;
        bool fresh = false;
        QString item;
        /// Of a new project: where its pictures came from.
        std::vector<std::filesystem::path> came;
        /// Looked through again after opening.
        std::vector<std::filesystem::path> pictures;
        AddOptions options;
        /// Nothing was opened: a project is not made on this kind of share.
        QString share;
        Pictures unplaced;
        /// Nothing was opened: these texts are all there is, and their encoding is not known.
        std::vector<std::filesystem::path> unread;
        /// Nothing was opened: these files of records are all there is, and their columns are not chosen.
        std::vector<std::filesystem::path> records;
    };
    void start(const QString& title, const std::filesystem::path& path,
               std::function<Result<Opened>(Progress&)> work);
    void take(Opened opened);
    void openPictures(const Pictures& pictures, const std::filesystem::path& project);
    void addLater(const std::vector<std::filesystem::path>& pictures, const AddOptions& options);
    void remember(bool withThumbnail);
    void check();
    void tellDamage();
    void warnOfSync();
    bool isOpen(const std::filesystem::path& path);

    JobRunner m_jobs;
    int m_openingJob = 0;
    int m_openings = 0; ///< Those that were given up and still run among them.
    BackupKeeper* m_backups;
    std::unique_ptr<ProjectSession> m_session;
    std::unique_ptr<JobRunner> m_projectJobs;
    std::function<void()> m_leaving;
};

} // namespace touchstone
