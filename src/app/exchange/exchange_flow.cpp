#include "app/exchange/exchange_flow.h"

#include <algorithm>

#include <QAction>
#include <QFileDialog>
#include <QStandardPaths>

#include "app/exchange/columns_dialog.h"
#include "app/exchange/encoding_dialog.h"
#include "app/exchange/export_dialog.h"
#include "app/exchange/import_dialog.h"
#include "app/exchange/locate_dialog.h"
#include "app/exchange/report_dialog.h"
#include "app/jobs/run_job.h"
#include "app/session/media_watch.h"
#include "app/session/project_session.h"
#include "app/session/text.h"
#include "app/shell/preferences.h"
#include "app/theme/theme.h"
#include "touchstone/base/file_system.h"
#include "touchstone/base/text.h"
#include "touchstone/formats/format.h"
#include "touchstone/formats/text_table.h"

namespace touchstone {

using namespace Qt::StringLiterals;
namespace fs = std::filesystem;

ExchangeFlow::ExchangeFlow(ProjectSession& session, JobRunner& jobs, QWidget* window)
    : m_session(session), m_jobs(jobs), m_window(window),
      m_undo(new QAction(themedIcon(u"edit-undo"_s), tr("Undo"), this)),
      m_showReport(new QAction(themedIcon(u"document-preview"_s), tr("Report…"), this)),
      m_locate(new QAction(themedIcon(u"edit-find"_s), tr("Locate…"), this)),
      m_importLabels(new QAction(themedIcon(u"document-import"_s), tr("Import them…"), window)),
      m_addRecords(new QAction(themedIcon(u"list-add"_s), tr("Add them…"), window)),
      m_media(new MediaWatch(session, this))
{
    m_addRecords->setObjectName(u"addRecords"_s);
    m_addRecords->setStatusTip(tr("Choose the columns of the text and add the records"));
    connect(m_addRecords, &QAction::triggered, this,
            [this] { Q_EMIT openWanted(m_records); });
    m_importLabels->setObjectName(u"importLabels"_s);
    m_importLabels->setStatusTip(tr("See what is in the label files, and import it"));
    connect(m_importLabels, &QAction::triggered, this, [this] { import(m_labels); });
    m_undo->setStatusTip(tr("Take back what came in"));
    connect(m_undo, &QAction::triggered, this, [this] {
        // Gone before the answer comes: a second click must not take back what was before it.
        Q_EMIT said({}, {});
        m_session.undoIn({ScopeKind::Data, {}});
    });
    m_showReport->setStatusTip(tr("What was skipped, repaired or lost, line by line"));
    connect(m_showReport, &QAction::triggered, this, &ExchangeFlow::showReport);
    m_locate->setStatusTip(tr("Search for them in a folder"));
    connect(m_locate, &QAction::triggered, this, [this] { locate(); });
    connect(m_media, &MediaWatch::surveyed, this, &ExchangeFlow::tellMedia);
}

ExchangeFlow::~ExchangeFlow()
{
    // What is shown speaks of this project, and some of it holds its jobs.
    for (const QPointer<QDialog>& dialog : m_dialogs) {
        delete dialog.data();
    }
    delete m_importLabels;
    delete m_addRecords;
}

void ExchangeFlow::present(QDialog* dialog)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    std::erase_if(m_dialogs, [](const QPointer<QDialog>& shown) { return !shown; });
    m_dialogs.emplace_back(dialog);
    // At a start it may be waiting for its first picture; a dialog over no window would hold up nothing.
    m_window->show();
    dialog->open();
}

void ExchangeFlow::run(const QString& title, std::function<Result<ExchangeReport>(Progress&)> work,
                       std::function<void(Result<ExchangeReport>)> ended)
{
    m_running.append(title);
    runJob<ExchangeReport>(m_jobs, title, std::move(work), this,
                           [this, title, ended = std::move(ended)](Result<ExchangeReport> report) {
                               m_running.removeOne(title);
                               ended(std::move(report));
                           });
}

void ExchangeFlow::import(const fs::path& file)
{
    auto* dialog = new ImportDialog(m_jobs, false, m_window);
    if (!file.empty()) {
        dialog->setFile(file);
    }
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        const fs::path chosen = dialog->file();
        run(
        tr("Importing"),
            [&project = m_session.project(), chosen, options = dialog->options()](Progress& progress) {
                return importFile(project, chosen, options, progress);
            },
            [this](Result<ExchangeReport> report) {
                if (report) {
                    m_session.takeAdded(!report->nothingNew);
                    tell(*report, true);
                } else {
                    Q_EMIT said(toQt(report.error().text()), {});
                }
            });
    });
    present(dialog);
}

void ExchangeFlow::tell(const ExchangeReport& report, bool dataSet)
{
    // Beside pictures, tables hold other things than texts.
    const bool textsAlone = report.newTexts > 0 && report.newTexts == report.newItems;
    if (dataSet)
        m_records.clear();
    else if (!report.recordFiles.empty() && (textsAlone || report.items == 0))
        m_records = report.recordFiles;
    finished(dataSet ? tr("Import") : tr("Add files"),
             dataSet ? importSentence(report) : additionSentence(report), report, {});
    if (!report.otherEncodings.empty()) {
        auto* dialog = new EncodingDialog(report.otherEncodings, m_window);
        connect(dialog, &QDialog::accepted, this, [this, dialog, files = report.otherEncodings] {
            AddOptions options;
            options.encoding = dialog->encoding();
            addNow(files, options);
        });
        present(dialog);
    }
    // Pictures that cannot be read are no reason to stand before those that came.
    if (dataSet && !report.isClean()) {
        showReport();
    }
}

void ExchangeFlow::finished(const QString& title, const QString& sentence, const ExchangeReport& report,
                            const fs::path& written)
{
    m_last = Shown{title, sentence, report, written};
    const bool worthReading = !report.lines.empty() || !written.empty();
    QList<QAction*> offers;
    if (written.empty() && report.source && !report.nothingNew) {
        offers << m_undo;
    }
    if (worthReading) {
        offers << m_showReport;
    }
    QString told = sentence;
    if (written.empty() && !m_records.empty()) {
        const QString first = toQt(displayUtf8(pathToUtf8(m_records.front().filename())));
        told += u' ' + (m_records.size() == 1
                            ? tr("%1 holds records.").arg(first)
                            : tr("%1 files beside them hold records.").arg(m_records.size()));
        offers.prepend(m_addRecords);
    }
    m_last->sentence = told;
    m_lastOffers = offers;
    Q_EMIT said(told, offers);
}

void ExchangeFlow::offerLabels(const std::vector<fs::path>& paths)
{
    runJob<fs::path>(
        m_jobs, tr("Looking for label files"),
        [paths](Progress& progress) -> Result<fs::path> {
            for (const fs::path& path : paths) {
                std::error_code ignored;
                const Format* format = progress.cancelled() || !fs::is_directory(path, ignored)
                                           ? nullptr
                                           : recogniseFormat(path);
                if (format && format->info().folders) {
                    return path;
                }
            }
            return fs::path();
        },
        this, [this](Result<fs::path> found) {
            if (!found || found->empty()) {
                return;
            }
            m_labels = *found;
            const QString before = m_last ? m_last->sentence + u' ' : QString();
            Q_EMIT said(before + tr("Label files lie beside them."),
                        QList<QAction*>{m_importLabels} + m_lastOffers);
        });
}

void ExchangeFlow::showReport()
{
    if (m_last) {
        auto* dialog =
            new ReportDialog(m_last->title, m_last->sentence, m_last->report, m_last->written, m_window);
        present(dialog);
    }
}

void ExchangeFlow::exportTo()
{
    auto* dialog = new ExportDialog(m_session.project().path(), m_window);
    runJob<ProjectCounts>(
        m_jobs, tr("Counting"),
        [&project = m_session.project()](Progress&) -> Result<ProjectCounts> {
            auto reader = project.reader();
            return reader ? (*reader)->counts() : reader.error();
        },
        dialog, [dialog](Result<ProjectCounts> counts) {
            if (counts) {
                dialog->setCounts(*counts);
            }
        });
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        // What is on the screen goes into the file, also when the writer is behind.
        m_session.whenSettled(this, [this, target = dialog->file(), options = dialog->options()] {
            exportNow(target, options);
        });
    });
    present(dialog);
}

void ExchangeFlow::exportNow(const fs::path& target, const ExportOptions& options)
{
    run(
        tr("Exporting"),
        [&project = m_session.project(), target, options](Progress& progress) {
            return exportFile(project, target, options, progress);
        },
        [this, target](Result<ExchangeReport> report) {
            if (report) {
                finished(tr("Export"), exportSentence(*report), *report, target);
                if (!report->isClean()) {
                    showReport();
                }
            } else {
                Q_EMIT said(toQt(report.error().text()), {});
            }
        });
}

void ExchangeFlow::addPictures()
{
    const QStringList files =
        QFileDialog::getOpenFileNames(m_window, tr("Add pictures or texts"), Preferences::lastFolder(),
                                      tr("Pictures and texts (*.jpg *.jpeg *.png *.bmp *.tif *.tiff *.webp "
                                         "*.gif *.pgm *.ppm *.pnm *.txt *.jsonl "
                                         "*.ndjson *.csv *.tsv);;All files (*)"));
    std::vector<fs::path> paths;
    for (const QString& file : files) {
        paths.push_back(pathFromQt(file));
    }
    add(paths);
}

void ExchangeFlow::addFolder()
{
    const QString folder =
        QFileDialog::getExistingDirectory(m_window, tr("Add a folder"), Preferences::lastFolder());
    if (!folder.isEmpty()) {
        add({pathFromQt(folder)});
    }
}

void ExchangeFlow::add(const std::vector<fs::path>& paths)
{
    if (paths.empty()) {
        return;
    }
    Preferences::setLastFolder(
        pathToQt(fs::is_directory(paths.front()) ? paths.front() : paths.front().parent_path()));
    if (std::none_of(paths.begin(), paths.end(), isTextTable)) {
        addNow(paths, {});
        return;
    }
    auto* dialog = new ColumnsDialog(m_jobs, paths, false, m_window);
    connect(dialog, &QDialog::accepted, this, [this, dialog, paths] { addNow(paths, dialog->options()); });
    present(dialog);
}

void ExchangeFlow::addNow(const std::vector<fs::path>& paths, const AddOptions& options)
{
    run(
        tr("Adding files"),
        [&project = m_session.project(), paths, options](Progress& progress) {
            return addFiles(project, paths, progress, options);
        },
        [this, paths](Result<ExchangeReport> report) {
            if (report) {
                if (paths == m_records)
                    m_records.clear();
                m_session.takeAdded(!report->nothingNew);
                tell(*report, false);
                if (report->newItems > 0) {
                    offerLabels(paths);
                }
            } else {
                Q_EMIT said(toQt(report.error().text()), {});
            }
        });
}

void ExchangeFlow::locate(const MediumId& only)
{
    runJob<RelinkPlan>(
        m_jobs, tr("Looking for missing pictures"),
        [&project = m_session.project(), only](Progress& progress) {
            return findMissing(project, only ? std::optional(only) : std::nullopt, progress);
        },
        this, [this, only](Result<RelinkPlan> missing) {
            if (!missing) {
                Q_EMIT said(toQt(missing.error().text()), {});
                return;
            }
            if (missing->lines.empty()) {
                Q_EMIT said(tr("No picture is missing."), {});
                return;
            }
            auto* dialog = new LocateDialog(m_jobs, std::move(*missing), bool(only), m_window);
            connect(dialog, &QDialog::accepted, this, [this, dialog] { relink(dialog->plan()); });
            present(dialog);
        });
}

void ExchangeFlow::relink(const RelinkPlan& plan)
{
    runJob<Edit>(
        m_jobs, tr("Locating pictures"),
        [&project = m_session.project(), plan](Progress&) { return relinkEdit(project, plan); }, this,
        [this, found = plan.found](Result<Edit> edit) {
            if (!edit) {
                Q_EMIT said(toQt(edit.error().text()), {});
                return;
            }
            m_session.applyElsewhere(std::move(*edit), [this, found](const Result<Receipt>& receipt) {
                if (receipt) {
                    Q_EMIT said(found == 1 ? tr("The picture is shown from where it is now.")
                                           : tr("%1 pictures are shown from where they are now.")
                                                 .arg(toQt(withThousands(found))),
                                {m_undo});
                }
            });
        });
}

void ExchangeFlow::tellMedia(const MediaSurvey& survey)
{
    if (survey.missing + survey.changed == 0) {
        return;
    }
    const QString missing = survey.missing == 1
                                ? tr("1 picture is missing")
                                : tr("%1 pictures are missing").arg(toQt(withThousands(survey.missing)));
    const QString changed =
        survey.changed == 1
            ? tr("1 was changed after it was added")
            : tr("%1 were changed after they were added").arg(toQt(withThousands(survey.changed)));
    const QString both = survey.missing == 0 ? tr("Of the pictures, %1").arg(changed)
                         : survey.changed == 0 ? missing
                                               : tr("%1, %2").arg(missing, changed);
    QList<QAction*> offers;
    if (survey.missing > 0 && !m_session.project().isReadOnly()) {
        offers << m_locate;
    }
    Q_EMIT said(tr("%1. Labels are kept.").arg(both), offers);
}

void ExchangeFlow::saveCopy()
{
    const fs::path own = m_session.project().path();
    fs::path proposed = own.parent_path() / own.stem();
    proposed += " copy.touchstone";
    const QString chosen = QFileDialog::getSaveFileName(m_window, tr("Save a copy"), pathToQt(proposed),
                                                        tr("Projects (*.touchstone)"));
    if (!chosen.isEmpty()) {
        copyTo(pathFromQt(chosen), false);
    }
}

void ExchangeFlow::workOnCopy()
{
    const fs::path folder = pathFromQt(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    const QString chosen = QFileDialog::getSaveFileName(
        m_window, tr("Copy to this computer and open"),
        pathToQt(folder / m_session.project().path().filename()), tr("Projects (*.touchstone)"));
    if (!chosen.isEmpty()) {
        copyTo(pathFromQt(chosen), true);
    }
}

void ExchangeFlow::copyTo(const fs::path& target, bool thenOpen)
{
    // What is on its way is stored or refused; what is refused goes into the copy.
    m_session.whenSettled(this, [this, target, thenOpen] { copyNow(target, thenOpen); });
}

void ExchangeFlow::copyNow(const fs::path& target, bool thenOpen)
{
    runJob<SavedCopy>(
        m_jobs, tr("Saving a copy"),
        [&project = m_session.project(), target, thenOpen,
         unstored = m_session.unstored()](Progress& progress) -> Result<SavedCopy> {
            if (const std::string share = fileSystemOf(target).share; thenOpen && !share.empty()) {
                return Error{ErrorCode::Refused,
                             "This folder is on a network share (" + share +
                                 ") too. Choose one on a disk of this computer.",
                             pathToUtf8(target)};
            }
            return project.saveCopy(target, progress, unstored);
        },
        this, [this, target, thenOpen](const Result<SavedCopy>& saved) {
            if (!saved) {
                Q_EMIT said(toQt(saved.error().text()), {});
                return;
            }
            QString text = tr("The copy is complete: %1").arg(pathToQt(target));
            if (saved->added == 1) {
                text += tr(". The change that is not stored here is in it.");
            } else if (saved->added > 1) {
                text += tr(". The %1 changes that are not stored here are in it.").arg(saved->added);
            }
            if (!saved->lacking.empty()) {
                text += (saved->added > 0 ? u" "_s : u". "_s) + toQt(saved->lacking.front());
                if (saved->lacking.size() > 1) {
                    text += tr(" (and %1 more)").arg(saved->lacking.size() - 1);
                }
            }
            Q_EMIT said(text, {});
            if (thenOpen) {
                Q_EMIT copyToOpen(target);
            }
        });
}

} // namespace touchstone
