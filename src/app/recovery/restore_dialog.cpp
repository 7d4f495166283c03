#include "app/recovery/restore_dialog.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "app/jobs/run_job.h"
#include "app/session/text.h"
#include "app/shell/preferences.h"

namespace touchstone {

using namespace Qt::StringLiterals;

namespace {

enum Column { When, Why, Size, Items, Annotations, Done, Edits };

QString tr(const char* text) { return QCoreApplication::translate("RestoreDialog", text); }
QString counted(std::int64_t number) { return toQt(withThousands(number)); }

QString reasonText(BackupReason reason)
{
    switch (reason) {
    case BackupReason::Work:
        return tr("while working");
    case BackupReason::Close:
        return tr("when closed");
    case BackupReason::Update:
        return tr("before an update");
    case BackupReason::Asked:
        break;
    }
    return tr("asked for");
}

/// "2 fewer", "the same", "3 more": of the backup, seen from now.
QString difference(std::int64_t then, std::int64_t today)
{
    return then == today ? tr("the same number")
           : then < today ? tr("%1 fewer").arg(counted(today - then))
                          : tr("%1 more").arg(counted(then - today));
}

QString plural(std::int64_t number, const char* one, const char* many)
{
    return number == 1 ? tr(one) : tr(many).arg(counted(number));
}

} // namespace

QString spokenTime(Timestamp at, Timestamp now)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(at / 1000);
    const qint64 days = time.date().daysTo(QDateTime::fromMSecsSinceEpoch(now / 1000).date());
    const QString clock = time.toString(u"HH:mm"_s);
    const QString day = days == 0   ? tr("Today %1").arg(clock)
                        : days == 1 ? tr("Yesterday %1").arg(clock)
                                    : QLocale().toString(time.date(), u"d MMM yyyy"_s) + u' ' + clock;
    const qint64 minutes = qMax<qint64>(0, (now - at) / 60'000'000);
    const QString ago = minutes < 1         ? tr("just now")
                        : minutes < 60      ? plural(minutes, "1 minute ago", "%1 minutes ago")
                        : minutes < 60 * 24 ? plural(minutes / 60, "1 hour ago", "%1 hours ago")
                                            : plural(minutes / 60 / 24, "1 day ago", "%1 days ago");
    return day + u", "_s + ago;
}

QString spokenSize(std::int64_t bytes)
{
    return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat);
}

RestoreDialog::RestoreDialog(JobRunner& jobs, const std::filesystem::path& project, bool readable,
                             QWidget* parent)
    : QDialog(parent), m_jobs(jobs), m_project(project), m_backups(listBackups(project)),
      m_facts(m_backups.size()), m_list(new QTreeWidget), m_difference(new QLabel), m_every(new QComboBox),
      m_open(new QPushButton(tr("Look at it"))), m_restore(new QPushButton(tr("Restore")))
{
    setWindowTitle(tr("Restore a backup"));
    m_list->setObjectName(u"backups"_s);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setHeaderLabels(
        {tr("Made"), tr("Why"), tr("Size"), tr("Items"), tr("Annotations"), tr("Done"), tr("Edits")});
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setMinimumSectionSize(76);
    m_list->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_list->header()->setSectionResizeMode(When, QHeaderView::Stretch);
    for (int column = Size; column <= Edits; ++column) {
        m_list->headerItem()->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    }
    for (const Backup& backup : m_backups) {
        auto* row = new QTreeWidgetItem(
            m_list, {spokenTime(backup.at, now()), reasonText(backup.reason), spokenSize(backup.bytes)});
        row->setToolTip(When, pathToQt(backup.file));
        for (int column = Size; column <= Edits; ++column) {
            row->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
        }
    }
    m_difference->setObjectName(u"difference"_s);
    m_difference->setWordWrap(true);
    m_difference->setTextFormat(Qt::PlainText);
    m_difference->setMinimumHeight(m_difference->fontMetrics().lineSpacing() * 2);
    m_difference->setAlignment(Qt::AlignTop);
    auto* none =
        new QLabel(tr("There is no backup yet. The first one is made when you close the project after "
                      "changing it, or after the time of work that is set below."));
    none->setObjectName(u"noBackups"_s);
    none->setWordWrap(true);
    none->setAlignment(Qt::AlignCenter);
    none->setProperty("role", u"secondary"_s);

    for (const int minutes : {5, 15, 30, 60}) {
        m_every->addItem(tr("%1 minutes of work").arg(minutes), minutes);
    }
    m_every->addItem(tr("Never"), 0);
    m_every->setCurrentIndex(qMax(0, m_every->findData(Preferences::backupMinutes())));
    connect(m_every, &QComboBox::activated, this,
            [this] { Preferences::setBackupMinutes(m_every->currentData().toInt()); });

    m_restore->setProperty("kind", u"primary"_s);
    m_restore->setObjectName(u"restore"_s);
    m_restore->setToolTip(
        tr("Put it in the place of the project; the file that is there now is kept under another name"));
    m_open->setToolTip(tr("Open it to be read; the project stays as it is"));
    auto* cancel = new QPushButton(tr("Close"));
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_open, &QPushButton::clicked, this, [this] { decide(Choice::Open); });
    connect(m_restore, &QPushButton::clicked, this, [this] { decide(Choice::Restore); });
    connect(m_list, &QTreeWidget::currentItemChanged, this, &RestoreDialog::compare);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 16);
    column->setSpacing(12);
    column->addWidget(m_backups.empty() ? static_cast<QWidget*>(none) : m_list, 1);
    column->addWidget(m_difference);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    auto* every = new QLabel(tr("Back up after"));
    every->setProperty("role", u"secondary"_s);
    row->addWidget(every);
    row->addWidget(m_every);
    row->addStretch();
    row->addWidget(cancel);
    row->addWidget(m_open);
    row->addWidget(m_restore);
    column->addLayout(row);
    (m_backups.empty() ? static_cast<QWidget*>(m_list) : none)->setParent(this);
    (m_backups.empty() ? static_cast<QWidget*>(m_list) : none)->hide();
    m_difference->setVisible(!m_backups.empty());
    if (!m_backups.empty()) {
        m_list->setCurrentItem(m_list->topLevelItem(0));
    }
    m_restore->setDefault(true);
    compare();
    resize(820, 440);
    readAll(readable);
}

const Backup& RestoreDialog::backup() const
{
    return m_backups[size_t(m_list->indexOfTopLevelItem(m_list->currentItem()))];
}

void RestoreDialog::readAll(bool readable)
{
    if (readable) {
        runJob<ProjectFacts>(
            m_jobs, tr("Looking at the project"),
            [project = m_project](Progress& progress) { return readFacts(project, progress); }, this,
            [this](const Result<ProjectFacts>& facts) {
                if (facts) {
                    m_now = *facts;
                    compare();
                }
            });
    }
    for (std::size_t i = 0; i < m_backups.size(); ++i) {
        runJob<ProjectFacts>(
            m_jobs, tr("Looking at the backups"),
            [file = m_backups[i].file](Progress& progress) { return readFacts(file, progress); }, this,
            [this, i](const Result<ProjectFacts>& facts) { fill(i, facts); });
    }
}

void RestoreDialog::fill(std::size_t index, const Result<ProjectFacts>& facts)
{
    QTreeWidgetItem* row = m_list->topLevelItem(int(index));
    if (!facts) {
        row->setText(Items, tr("damaged"));
        row->setToolTip(Items, toQt(facts.error().text()));
        row->setDisabled(true);
        compare();
        return;
    }
    m_facts[index] = *facts;
    row->setText(Items, counted(facts->items));
    row->setText(Annotations, counted(facts->annotations));
    row->setText(Done, counted(facts->doneTasks));
    row->setText(Edits, counted(facts->edits));
    compare();
}

void RestoreDialog::compare()
{
    QTreeWidgetItem* row = m_list->currentItem();
    const bool usable = row && !row->isDisabled();
    m_restore->setEnabled(usable);
    m_open->setEnabled(usable);
    if (!usable) {
        m_difference->setText(row ? tr("This backup cannot be read.") : QString());
        return;
    }
    const auto& then = m_facts[size_t(m_list->indexOfTopLevelItem(row))];
    if (!then) {
        m_difference->setText(tr("Looking at it"));
        return;
    }
    if (!m_now) {
        m_difference->setText(tr("Its newest edit: %1.").arg(spokenTime(then->lastEdit, now())));
        return;
    }
    const std::int64_t later = m_now->edits - then->edits;
    const QString counts = tr("Against now it has %1 of items, %2 of annotations and %3 of done tasks.")
                               .arg(difference(then->items, m_now->items),
                                    difference(then->annotations, m_now->annotations),
                                    difference(then->doneTasks, m_now->doneTasks));
    m_difference->setText(
        later == 0  ? tr("It holds all that the project holds now.")
        : later < 0 ? counts
                    : counts + u' ' +
                          plural(later, "1 edit was made since; it stays in the file that is kept aside.",
                                 "%1 edits were made since; they stay in the file that is kept aside."));
}

void RestoreDialog::decide(Choice choice)
{
    m_choice = choice;
    accept();
}

} // namespace touchstone
