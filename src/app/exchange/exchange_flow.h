#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include <QDialog>
#include <QObject>
#include <QPointer>

#include "touchstone/formats/exchange.h"
#include "touchstone/workflow/media.h"
#include "touchstone/workflow/relink.h"

class QAction;
class QWidget;

namespace touchstone {

class JobRunner;
class MediaWatch;
class ProjectSession;

/// Import, export, addition, location and copy of the open project: a dialog where something must be asked,
/// a job, and a sentence with a report at its end.
class ExchangeFlow : public QObject {
    Q_OBJECT
  public:
    /// `session` and `jobs` are those of the open project and live longer.
    ExchangeFlow(ProjectSession& session, JobRunner& jobs, QWidget* window);
    /// Closes what it still shows.
    ~ExchangeFlow() override;

    void import(const std::filesystem::path& file = {});
    void exportTo();
    void addPictures();
    void addFolder();
    /// Files of records ask for their columns first.
    void add(const std::vector<std::filesystem::path>& paths);
    /// Searches for missing pictures; with `only`, for that one, whose file was changed.
    void locate(const MediumId& only = {});
    void saveCopy();
    /// The same for a project that can only be read where it lies; then copyToOpen().
    void workOnCopy();
    /// A copy with the changes that are not stored here, where `thenOpen` says so on a disk of this computer.
    void copyTo(const std::filesystem::path& target, bool thenOpen);
    /// Tells what came in, as after an import of its own.
    void tell(const ExchangeReport& report, bool dataSet);
    /// Pictures of these paths came in: where label files lie beside them, offers to import those too.
    void offerLabels(const std::vector<std::filesystem::path>& paths);

    /// What writes now ("Importing"); empty for nothing. Another project waits until it has ended.
    QString underWay() const { return m_running.isEmpty() ? QString() : m_running.back(); }

  Q_SIGNALS:
    /// One sentence; `offers` take back what came in and show the report.
    void said(const QString& sentence, const QList<QAction*>& offers);
    /// As if these were dropped on the window: they may be records or a data set.
    void openWanted(const std::vector<std::filesystem::path>& paths);
    /// The copy that workOnCopy() asked for is complete.
    void copyToOpen(const std::filesystem::path& copy);

  private:
    void run(const QString& title, std::function<Result<ExchangeReport>(Progress&)> work,
             std::function<void(Result<ExchangeReport>)> ended);
    void exportNow(const std::filesystem::path& target, const ExportOptions& options);
    void copyNow(const std::filesystem::path& target, bool thenOpen);
    void present(QDialog* dialog);
    void addNow(const std::vector<std::filesystem::path>& paths, const AddOptions& options);
    void finished(const QString& title, const QString& sentence, const ExchangeReport& report,
                  const std::filesystem::path& written);
    void relink(const RelinkPlan& plan);
    void tellMedia(const MediaSurvey& survey);
    void showReport();

    ProjectSession& m_session;
    JobRunner& m_jobs;
    QWidget* m_window;
    QAction* m_undo;
    QAction* m_showReport;
    QAction* m_locate;
    QAction* m_importLabels;
    QAction* m_addRecords;
    std::vector<std::filesystem::path> m_records; ///< What m_addRecords would add.
    std::filesystem::path m_labels; ///< The folder that m_importLabels speaks of.
    MediaWatch* m_media;
    std::vector<QPointer<QDialog>> m_dialogs;
    QStringList m_running;
    struct Shown {
        QString title;
        QString sentence;
        ExchangeReport report;
        std::filesystem::path written;
    };
    std::optional<Shown> m_last;
    QList<QAction*> m_lastOffers;
};

} // namespace touchstone
