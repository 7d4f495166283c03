#include "app/exchange/locate_dialog.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "app/exchange/form_rows.h"
#include "app/exchange/path_field.h"
#include "app/jobs/run_job.h"
#include "app/session/text.h"

namespace touchstone {

using namespace Qt::StringLiterals;

LocateDialog::LocateDialog(JobRunner& jobs, std::vector<MissingRoot> roots, QWidget* parent)
    : QDialog(parent), m_jobs(jobs), m_roots(std::move(roots)), m_root(new QComboBox), m_told(new QLabel),
      m_chosen(new PathField(PathField::Kind::Folder, tr("Where the pictures are now"))),
      m_found(new QLabel), m_use(new QPushButton(tr("Use this folder")))
{
    setWindowTitle(tr("Locate missing pictures"));
    for (const MissingRoot& root : m_roots) {
        m_root->addItem(pathToQt(root.folder));
    }
    m_found->setObjectName(u"foundPictures"_s);
    m_use->setProperty("kind", u"primary"_s);
    m_use->setDefault(true);
    auto* rows = new FormRows;
    rows->addField(tr("They were in"), m_root);
    rows->addNote(m_told);
    rows->addField(tr("Now they are in"), m_chosen);
    rows->addNote(m_found);
    auto* cancel = new QPushButton(tr("Cancel"));
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_use, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_root, &QComboBox::currentIndexChanged, this, &LocateDialog::rootChosen);
    connect(m_chosen, &PathField::pathChanged, this, &LocateDialog::search);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_use);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 16);
    column->setSpacing(12);
    column->addLayout(rows);
    column->addStretch();
    column->addLayout(buttons);
    rootChosen();
    resize(640, 250);
}

const MissingRoot& LocateDialog::root() const { return m_roots[size_t(m_root->currentIndex())]; }

void LocateDialog::rootChosen()
{
    m_told->setText(tr("%1 of its %2 pictures are not there. Labels are kept.")
                        .arg(toQt(withThousands(std::int64_t(root().missing.size()))),
                             toQt(withThousands(root().items))));
    search();
}

void LocateDialog::search()
{
    m_jobs.cancel(m_job);
    m_use->setEnabled(false);
    const QString typed = m_chosen->path();
    if (typed.isEmpty()) {
        m_found->setText(tr("Choose the folder; it says here how many of them are in it."));
        return;
    }
    m_found->setText(tr("Looking"));
    const std::filesystem::path chosen = pathFromQt(typed);
    m_job = runJob<FoundFolder>(
        m_jobs, tr("Looking for pictures"),
        [root = root(), chosen](Progress& progress) { return searchFolder(root, chosen, progress); }, this,
        [this](Result<FoundFolder> found) {
            if (!found) {
                return;
            }
            m_folder = found->folder;
            const auto missing = std::int64_t(root().missing.size());
            if (found->found == 0) {
                m_found->setText(tr("None of the %1 missing pictures is in this folder.")
                                     .arg(toQt(withThousands(missing))));
                return;
            }
            m_found->setText(tr("%1 of the %2 missing pictures are in %3.")
                                 .arg(toQt(withThousands(found->found)), toQt(withThousands(missing)),
                                      pathToQt(found->folder)));
            m_use->setEnabled(true);
        });
}

} // namespace touchstone
