#include "app/exchange/locate_dialog.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include "app/exchange/form_rows.h"
#include "app/exchange/path_field.h"
#include "app/exchange/relink_model.h"
#include "app/jobs/run_job.h"
#include "app/session/text.h"

namespace touchstone {

using namespace Qt::StringLiterals;

LocateDialog::LocateDialog(JobRunner& jobs, RelinkPlan missing, bool changed, QWidget* parent)
    : QDialog(parent), m_jobs(jobs), m_plan(std::move(missing)),
      m_chosen(new PathField(PathField::Kind::Folder, tr("Where the pictures are now"))), m_told(new QLabel),
      m_progress(new QProgressBar), m_stop(new QPushButton(tr("Stop"))), m_model(new RelinkModel(this)),
      m_use(new QPushButton(tr("Use what was found")))
{
    setWindowTitle(changed ? tr("Locate the old picture") : tr("Locate missing pictures"));
    auto* said =
        new QLabel(changed ? tr("Its file was changed. Choose a folder that holds the one that was added.")
                   : m_plan.missing() == 1 ? tr("One picture is missing. Its labels are kept.")
                                           : tr("%1 pictures are missing. Their labels are kept.")
                                                 .arg(toQt(withThousands(m_plan.missing()))));
    said->setProperty("role", u"heading"_s);
    said->setWordWrap(true);
    m_told->setObjectName(u"foundPictures"_s);
    auto* rows = new FormRows;
    rows->addField(tr("Search in"), m_chosen);
    rows->addNote(m_told);

    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(6);
    auto* under = new QHBoxLayout;
    under->setSpacing(8);
    under->addWidget(m_progress, 1);
    under->addWidget(m_stop);

    auto* table = new QTableView;
    table->setObjectName(u"relinkLines"_s);
    table->setModel(m_model);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setShowGrid(false);
    table->setTabKeyNavigation(false);
    table->setWordWrap(false);
    table->setTextElideMode(Qt::ElideMiddle);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(26);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table->horizontalHeader()->setStretchLastSection(true);
    table->setColumnWidth(RelinkModel::Picture, 280);
    m_model->show(m_plan.lines, false);

    m_use->setProperty("kind", u"primary"_s);
    m_use->setObjectName(u"useFound"_s);
    m_use->setDefault(true);
    auto* cancel = new QPushButton(tr("Cancel"));
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_use, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_stop, &QPushButton::clicked, this, [this] { m_jobs.cancel(m_job); });
    connect(m_chosen, &PathField::pathChanged, this, &LocateDialog::search);
    connect(&m_jobs, &JobRunner::changed, this, &LocateDialog::refreshProgress);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_use);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 16);
    column->setSpacing(12);
    column->addWidget(said);
    column->addLayout(rows);
    column->addLayout(under);
    column->addWidget(table, 1);
    column->addLayout(buttons);
    setSearching(false);
    search();
    resize(720, 460);
}

void LocateDialog::setFolder(const QString& folder) { m_chosen->setPath(folder); }

void LocateDialog::setSearching(bool on)
{
    m_progress->setVisible(on);
    m_stop->setVisible(on);
    if (on) {
        m_progress->setRange(0, 0);
    }
}

void LocateDialog::search()
{
    m_jobs.cancel(m_job);
    m_use->setEnabled(false);
    const QString typed = m_chosen->path();
    if (typed.isEmpty()) {
        m_told->setText(
            tr("Pictures are found by name and size, then by content, in the folder and all below it."));
        return;
    }
    m_told->setText(tr("Searching"));
    setSearching(true);
    // The dialog shows one search: the answer of one that was given up is not for it.
    auto asked = std::make_shared<int>(0);
    *asked = m_job = runJob<RelinkPlan>(
        m_jobs, tr("Looking for pictures"),
        [plan = m_plan, folder = pathFromQt(typed)](Progress& progress) {
            return searchFor(plan, folder, progress);
        },
        this,
        [this, asked](Result<RelinkPlan> plan) {
            if (*asked != m_job) {
                return;
            }
            setSearching(false);
            if (!plan) {
                m_told->setText(plan.error().code == ErrorCode::Cancelled ? tr("The search was stopped.")
                                                                          : toQt(plan.error().message));
                return;
            }
            m_plan = std::move(*plan);
            tell();
        });
}

void LocateDialog::refreshProgress()
{
    for (const JobView& job : m_jobs.jobs()) {
        if (job.id == m_job && job.fraction >= 0) {
            m_progress->setRange(0, 1000);
            m_progress->setValue(int(job.fraction * 1000));
        }
    }
}

void LocateDialog::tell()
{
    m_model->show(m_plan.lines, true);
    const std::int64_t left = m_plan.missing() - m_plan.found;
    QString sentence = m_plan.found == 0
                           ? tr("None of them is in this folder or below it.")
                           : tr("%1 of %2 found, %3 not.")
                                 .arg(toQt(withThousands(m_plan.found)),
                                      toQt(withThousands(m_plan.missing())), toQt(withThousands(left)));
    if (!m_plan.problems.empty()) {
        sentence += tr(" %1 folders could not be searched.").arg(m_plan.problems.size());
    }
    m_told->setText(sentence);
    m_use->setEnabled(m_plan.found > 0);
}

void LocateDialog::done(int result)
{
    m_jobs.cancel(m_job);
    QDialog::done(result);
}

} // namespace touchstone
