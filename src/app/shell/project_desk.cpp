#include "app/shell/project_desk.h"

#include <algorithm>

#include <QCryptographicHash>
#include <QImage>
#include <QSettings>
#include <QStandardPaths>

#include "app/jobs/image_convert.h"
#include "app/jobs/run_job.h"
#include "app/recovery/backup_keeper.h"
#include "app/session/project_session.h"
#include "app/session/text.h"
#include "app/shell/preferences.h"
#include "app/start/dropped.h"
#include "app/start/recent_projects.h"
#include "touchstone/base/file_system.h"
#include "touchstone/sample/sample.h"
#include "touchstone/workflow/backup.h"
#include "touchstone/workflow/rescue.h"

namespace touchstone {

using namespace Qt::StringLiterals;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kSamplePictures = 36;

/// A new project that `fill` fills; nothing stays when it cannot.
template <class Fill>
Result<std::unique_ptr<Project>> makeProject(const fs::path& path, const std::string& name,
                                             const std::string& member, Fill&& fill)
{
    auto project = Project::create(path, name, member);
    if (!project) {
        return project;
    }
    if (const Result<void> filled = fill(**project); !filled) {
        project->reset();
        std::error_code ignored;
        fs::remove(path, ignored);
        return filled.error();
    }
    return project;
}

std::string whyNothing(const ExchangeReport& report)
{
    const auto skipped = std::find_if(report.lines.begin(), report.lines.end(), [](const ReportLine& line) {
        return line.kind == ReportLine::Kind::Skipped;
    });
    return skipped == report.lines.end()
               ? "There is no picture and no text in it. Drop a folder that holds JPEG, PNG or other picture "
                 "files, or .txt files."
               : "There is no picture and no text in it that can be used. First: " + skipped->where + ": " +
                     skipped->message;
}

constexpr QLatin1StringView kPlaced("placed");
constexpr QLatin1StringView kWarned("warned of sync");

/// What is remembered of one path.
QString keyOf(QLatin1StringView group, const fs::path& path)
{
    const QByteArray name = QByteArray::fromStdString(path.string());
    return group + u'/' +
           QString::fromLatin1(QCryptographicHash::hash(name, QCryptographicHash::Sha256).toHex());
}

/// The window shows a project at once and checks it while it is shown.
OpenOptions watched(Progress& progress)
{
    OpenOptions options;
    options.progress = &progress;
    options.checkLater = true;
    return options;
}

bool isThere(const fs::path& path)
{
    std::error_code ignored;
    return fs::exists(path, ignored);
}

} // namespace

ProjectDesk::ProjectDesk(QObject* parent) : QObject(parent), m_backups(new BackupKeeper(this)) {}

ProjectDesk::~ProjectDesk()
{
    m_projectJobs.reset();
    m_session.reset();
}

void ProjectDesk::start(const QString& title, const fs::path& path,
                        std::function<Result<Opened>(Progress&)> work)
{
    m_jobs.cancel(m_openingJob);
    m_backups->interrupt();
    Q_EMIT opening();
    ++m_openings;
    m_openingJob = runJob<Opened>(m_jobs, title, std::move(work), this, [this, path](Result<Opened> result) {
        --m_openings;
        if (!result || !result->project) {
            Q_EMIT notOpened();
        }
        if (result && !result->project && !result->unread.empty()) {
            Q_EMIT encodingWanted(result->unplaced, result->unread);
        } else if (result && !result->project && !result->records.empty()) {
            Q_EMIT columnsWanted(result->records);
        } else if (result && !result->project) {
            Q_EMIT placeWanted(result->unplaced, result->share);
        } else if (result) {
            leave([this, held = std::make_shared<Opened>(std::move(*result))] { take(std::move(*held)); });
        } else if (result.error().code == ErrorCode::Cancelled) {
            Q_EMIT failed(tr("Stopped. Nothing was changed."));
        } else if (result.error().code == ErrorCode::Corrupt) {
            Q_EMIT failed(toQt(result.error().text()));
            Q_EMIT damaged(pathToQt(path), {toQt(result.error().message)}, false);
        } else {
            Q_EMIT failed(toQt(result.error().text()));
        }
    });
}

void ProjectDesk::take(Opened opened)
{
    close();
    m_session = std::make_unique<ProjectSession>(std::move(opened.project));
    if (!m_session->isUsable()) {
        m_session.reset();
        Q_EMIT failed(tr("The project was opened, but cannot be read. Check the rights of its folder."));
        return;
    }
    m_projectJobs = std::make_unique<JobRunner>();
    Q_EMIT this->opened(opened.fresh, opened.item);
    m_backups->follow(*m_session, *m_projectJobs, opened.report && !opened.report->nothingNew);
    remember(true);
    const Project& project = m_session->project();
    for (const std::string& note : project.notes()) {
        opened.note += (opened.note.isEmpty() ? u""_s : u" "_s) + toQt(note);
    }
    if (!opened.note.isEmpty()) {
        Q_EMIT told(opened.note);
    }
    check();
    if (!project.damage().empty()) {
        tellDamage();
    }
    warnOfSync();
    if (opened.report) {
        Q_EMIT imported(*opened.report, opened.dataSet);
    }
    if (!opened.came.empty()) {
        Q_EMIT picturesCame(opened.came);
    }
    addLater(opened.pictures, opened.options);
}

void ProjectDesk::check()
{
    Project* project = &m_session->project();
    if (!project->awaitsCheck()) {
        return;
    }
    runJob<bool>(
        *m_projectJobs, tr("Checking the project"),
        [project](Progress& progress) -> Result<bool> {
            const Result<void> checked = project->check(progress);
            return checked ? Result<bool>(true) : checked.error();
        },
        m_session.get(), [this](const Result<bool>& checked) {
            if (!checked && checked.error().code == ErrorCode::Cancelled) {
                Q_EMIT failed(
                    tr("The check was stopped, so the project can only be read. Open it again to check it."));
                return;
            }
            if (!checked) {
                Q_EMIT failed(toQt(checked.error().text()));
                return;
            }
            m_session->checked();
            if (m_session->project().damage().empty()) {
                Q_EMIT told(tr("The project was checked and is whole."));
            } else {
                tellDamage();
            }
        });
}

void ProjectDesk::tellDamage()
{
    QStringList found;
    for (const std::string& problem : m_session->project().damage()) {
        found << toQt(problem);
    }
    Q_EMIT damaged(pathToQt(m_session->project().path()), found, true);
}

void ProjectDesk::warnOfSync()
{
    const Project& project = m_session->project();
    const QString key = keyOf(kWarned, project.path());
    if (project.syncedBy().empty() || project.isReadOnly() || QSettings().value(key).toBool()) {
        return;
    }
    QSettings().setValue(key, true);
    Q_EMIT told(tr("%1 keeps this folder in step with other computers. Work on the project on one of them at "
                   "a time, and "
                   "let it finish before you go on on another: two versions of the file are not joined.")
                    .arg(toQt(project.syncedBy())));
}

bool ProjectDesk::isOpen(const fs::path& path)
{
    std::error_code ignored;
    return m_session && fs::equivalent(m_session->project().path(), path, ignored);
}

bool ProjectDesk::open(const Dropped& dropped, const QString& item)
{
    const fs::path& first = dropped.paths.front();
    if (dropped.kind == Dropped::Kind::Project) {
        openProject(first, item);
        return true;
    }
    if (dropped.kind != Dropped::Kind::Folder && dropped.kind != Dropped::Kind::Pictures) {
        return false;
    }
    const fs::path project = dropped.besideFolder();
    QString shown = item;
    if (shown.isEmpty() && dropped.kind == Dropped::Kind::Pictures) {
        shown = toQt(pathToUtf8(first.filename()));
    }
    openPictures({project, toQt(displayUtf8(pathToUtf8(project.stem()))), dropped.paths, shown, {}});
    return true;
}

void ProjectDesk::openProject(const fs::path& path, const QString& item)
{
    if (isOpen(path)) {
        Q_EMIT alreadyOpen(item);
        return;
    }
    start(tr("Opening"), path,
          [path, item, member = fromQt(Preferences::memberName())](Progress& progress) -> Result<Opened> {
              auto project = Project::open(path, Project::Mode::ReadWrite, member, watched(progress));
              if (!project) {
                  return project.error();
              }
              Opened opened;
              opened.project = std::move(*project);
              opened.item = item;
              return opened;
          });
}

void ProjectDesk::createProject(const fs::path& path, const QString& name)
{
    start(
        tr("New project"), path,
        [path, name = fromQt(name), member = fromQt(Preferences::memberName())](Progress&) -> Result<Opened> {
            auto project = Project::create(path, name, member);
            if (!project) {
                return project.error();
            }
            Opened opened;
            opened.project = std::move(*project);
            return opened;
        });
}

void ProjectDesk::openPicturesFrom(const Pictures& pictures, const fs::path& place)
{
    QSettings().setValue(keyOf(kPlaced, pictures.project), pathToQt(place));
    openPictures(pictures, place);
}

void ProjectDesk::openPictures(const Pictures& pictures)
{
    const fs::path placed = pathFromQt(QSettings().value(keyOf(kPlaced, pictures.project)).toString());
    openPictures(pictures, placed.empty() || !isThere(placed) ? pictures.project : placed);
}

void ProjectDesk::openPictures(const Pictures& given, const fs::path& path)
{
    if (isOpen(path)) {
        Q_EMIT alreadyOpen(given.item);
        addLater(given.paths, given.options);
        return;
    }
    start(tr("Reading files"), path,
          [path, given, member = fromQt(Preferences::memberName())](Progress& progress) -> Result<Opened> {
              const std::vector<fs::path>& pictures = given.paths;
              Opened opened;
              opened.item = given.item;
              if (isThere(path)) {
                  auto project = Project::open(path, Project::Mode::ReadWrite, member, watched(progress));
                  if (!project) {
                      return project.error();
                  }
                  opened.project = std::move(*project);
                  opened.pictures = pictures;
                  opened.options = given.options;
                  return opened;
              }
              if (const std::string share = fileSystemOf(path).share; !share.empty()) {
                  opened.share = toQt(share);
                  opened.unplaced = given;
                  return opened;
              }
              auto project =
                  makeProject(path, fromQt(given.name), member, [&](Project& made) -> Result<void> {
                      auto report = addFiles(made, pictures, progress, given.options);
                      if (!report) {
                          return report.error();
                      }
                      opened.report = std::move(*report);
                      if (opened.report->items == 0) {
                          opened.unread = opened.report->otherEncodings;
                          opened.records = opened.report->recordFiles;
                          return Error{ErrorCode::NotFound, whyNothing(*opened.report),
                                       pathToUtf8(pictures.front())};
                      }
                      return {};
                  });
              if (!project && !(opened.unread.empty() && opened.records.empty())) {
                  opened.unplaced = given;
                  opened.report.reset();
                  return opened;
              }
              if (!project) {
                  return project.error();
              }
              opened.project = std::move(*project);
              opened.fresh = true;
              opened.came = pictures;
              return opened;
          });
}

void ProjectDesk::importNew(const fs::path& path, const fs::path& file, const ImportOptions& options)
{
    start(tr("Importing"), path,
          [=, member = fromQt(Preferences::memberName())](Progress& progress) -> Result<Opened> {
              Opened opened;
              auto project =
                  makeProject(path, pathToUtf8(path.stem()), member, [&](Project& made) -> Result<void> {
                      auto report = importFile(made, file, options, progress);
                      if (!report) {
                          return report.error();
                      }
                      opened.report = std::move(*report);
                      return {};
                  });
              if (!project) {
                  return project.error();
              }
              opened.project = std::move(*project);
              opened.dataSet = true;
              return opened;
          });
}

void ProjectDesk::openSample()
{
    const fs::path folder =
        pathFromQt(QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)) / "touchstone"
        / "sample";
    start(tr("Drawing the sample"), folder / "sample.touchstone",
          [folder, member = fromQt(Preferences::memberName())](Progress& progress) -> Result<Opened> {
              const auto file = makeSampleDataSet(folder, kSamplePictures, progress);
              if (!file) {
                  return file.error();
              }
              Opened opened;
              const fs::path path = folder / "sample.touchstone";
              auto project = isThere(path)
                                 ? Project::open(path, Project::Mode::ReadWrite, member, watched(progress))
                                 : makeProject(path, "Sample", member, [&](Project& made) -> Result<void> {
                                       ImportOptions options;
                                       options.continueFrom = true;
                                       auto report = importFile(made, *file, options, progress);
                                       return report ? Result<void>() : report.error();
                                   });
              if (!project) {
                  return project.error();
              }
              opened.project = std::move(*project);
              return opened;
          });
}

void ProjectDesk::addLater(const std::vector<fs::path>& pictures, const AddOptions& options)
{
    if (pictures.empty() || m_session->project().isReadOnly()) {
        return;
    }
    runJob<ExchangeReport>(
        *m_projectJobs, tr("Looking for new files"),
        [&project = m_session->project(), pictures, options](Progress& progress) {
            return addFiles(project, pictures, progress, options);
        },
        m_session.get(),
        [this, pictures](Result<ExchangeReport> report) {
            if (!report) {
                if (report.error().code != ErrorCode::Cancelled) {
                    Q_EMIT failed(toQt(report.error().text()));
                }
            } else if (report->newItems > 0) {
                m_session->takeAdded(true);
                Q_EMIT imported(*report, false);
                Q_EMIT picturesCame(pictures);
            }
        });
}

void ProjectDesk::remember(bool withThumbnail)
{
    struct Facts {
        RecentProject recent;
        QImage picture;
    };
    Project* project = &m_session->project();
    const auto gather = [project, withThumbnail]() -> Result<Facts> {
        Facts facts;
        facts.recent.path = pathToQt(project->path());
        facts.recent.name = toQt(project->info().name);
        auto reader = project->reader();
        if (!reader) {
            return reader.error();
        }
        const auto states = (*reader)->tasksByState();
        const auto first = (*reader)->itemPage({}, 0, 1);
        if (!states || !first) {
            return states ? first.error() : states.error();
        }
        for (const auto& [state, count] : *states) {
            const bool done = state == TaskState::Submitted || state == TaskState::InReview
                || state == TaskState::Approved || state == TaskState::Skipped;
            facts.recent.items += count;
            facts.recent.done += done ? count : 0;
        }
        if (withThumbnail && !first->empty()) {
            if (const auto item = (*reader)->item(first->front())) {
                if (const auto picture = decodeImage(project->mediaPath(*item), 192)) {
                    facts.picture =
                        toImage(*picture).scaled(192, 192, Qt::KeepAspectRatio, Qt::SmoothTransformation);
                }
            }
        }
        return facts;
    };
    const auto keep = [](const Result<Facts>& facts) {
        if (facts) {
            RecentProjects::touch(facts->recent);
            if (!facts->picture.isNull()) {
                RecentProjects::setThumbnail(facts->recent.path, facts->picture);
            }
        }
    };
    if (withThumbnail) {
        runJob<Facts>(*m_projectJobs, tr("Looking at the project"), [gather](Progress&) { return gather(); },
                      m_session.get(), [keep](Result<Facts> facts) { keep(facts); });
    } else {
        keep(gather());
    }
}

bool ProjectDesk::mayLeave()
{
    if (m_session && m_session->refusedCount() > 0) {
        m_session->retry();
    }
    return !m_session || !m_session->wouldLose();
}

void ProjectDesk::leave(std::function<void()> then)
{
    if (mayLeave()) {
        then();
        return;
    }
    m_leaving = std::move(then);
    Q_EMIT leaveAsked();
}

void ProjectDesk::leaveNow()
{
    if (const std::function<void()> then = std::exchange(m_leaving, nullptr)) {
        then();
    }
}

void ProjectDesk::close()
{
    if (!m_session) {
        return;
    }
    Q_EMIT closing();
    m_projectJobs.reset();
    // Counting is quick up to here; beyond, the counts of the opening stay.
    const std::vector<RecentProject> recent = RecentProjects::all();
    if (!recent.empty() && recent.front().items <= 100'000) {
        remember(false);
    }
    const fs::path path = m_session->project().path();
    const bool backedUp = !m_session->project().isReadOnly();
    m_session.reset();
    if (backedUp) {
        m_backups->projectClosed(path);
    }
    Q_EMIT closed();
}

void ProjectDesk::restore(const fs::path& project, const Backup& backup, bool damaged)
{
    leave([=, this] {
        close();
        start(tr("Restoring"), project,
              [=, member = fromQt(Preferences::memberName())](Progress& progress) -> Result<Opened> {
                  const auto restored = restoreBackup(project, backup.file, damaged, progress);
                  if (!restored && damaged) {
                      return restored.error();
                  }
                  // What was open, and is untouched, comes back with the reason.
                  auto opened = Project::open(project, Project::Mode::ReadWrite, member, watched(progress));
                  if (!opened) {
                      return restored ? opened.error() : restored.error();
                  }
                  Opened result;
                  result.project = std::move(*opened);
                  if (!restored) {
                      result.note = tr("Nothing was restored. %1").arg(toQt(restored.error().message));
                      return result;
                  }
                  result.note = restored->aside.empty()
                                    ? tr("The backup was restored.")
                                    : tr("The backup was restored. The file that was there is %1 now.")
                                          .arg(toQt(displayUtf8(pathToUtf8(restored->aside.filename()))));
                  return result;
              });
    });
}

void ProjectDesk::openBackup(const fs::path& project, const Backup& backup)
{
    start(tr("Opening"), backup.file,
          [=, member = fromQt(Preferences::memberName())](Progress& progress) -> Result<Opened> {
              OpenOptions options = watched(progress);
              options.home = project.parent_path();
              auto opened = Project::open(backup.file, Project::Mode::ReadOnly, member, options);
              if (!opened) {
                  return opened.error();
              }
              Opened result;
              result.project = std::move(*opened);
              result.note = tr("This is a backup, to be looked at. The project itself is as it was.");
              return result;
          });
}

void ProjectDesk::rescue(const fs::path& project, const fs::path& target)
{
    leave([=, this] {
        close();
        start(tr("Saving what can be read"), project,
              [=, member = fromQt(Preferences::memberName())](Progress& progress) -> Result<Opened> {
                  const auto rescued = rescueProject(project, target, progress);
                  if (!rescued) {
                      return rescued.error();
                  }
                  auto opened = Project::open(target, Project::Mode::ReadWrite, member, watched(progress));
                  if (!opened) {
                      return opened.error();
                  }
                  Opened result;
                  result.project = std::move(*opened);
                  result.note = toQt(rescued->sentence());
                  return result;
              });
    });
}

} // namespace touchstone
