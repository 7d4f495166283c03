#include "app/exchange/columns_dialog.h"

#include <algorithm>

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "app/exchange/encoding_choice.h"
#include "app/exchange/form_rows.h"
#include "app/exchange/path_field.h"
#include "app/jobs/run_job.h"
#include "app/session/text.h"
#include "touchstone/base/text.h"

namespace touchstone {

using namespace Qt::StringLiterals;
namespace fs = std::filesystem;

namespace {

constexpr int kValues = 3;

fs::path firstTable(const std::vector<fs::path>& paths)
{
    for (const fs::path& path : paths) {
        if (isTextTable(path)) {
            return path;
        }
    }
    return {};
}

/// Records that are made for labelling mostly call it so.
bool isUsualName(const std::string& name)
{
    const std::string lower = asciiLower(name);
    return lower == "text" || lower == "content" || lower == "sentence" || lower == "body";
}

} // namespace

ColumnsDialog::ColumnsDialog(JobRunner& jobs, const std::vector<fs::path>& paths, bool intoNew,
                             QWidget* parent)
    : QDialog(parent), m_jobs(jobs), m_file(firstTable(paths)), m_list(new QTreeWidget),
      m_encoding(makeEncodingChoice({}, true)), m_told(new QLabel), m_add(new QPushButton(tr("Add")))
{
    setWindowTitle(tr("Add records of a file"));
    auto* question = new QLabel(
        tr("Which columns of %1 hold the text?").arg(toQt(displayUtf8(pathToUtf8(m_file.filename())))));
    question->setTextFormat(Qt::PlainText);
    question->setWordWrap(true);

    m_list->setObjectName(u"columns"_s);
    m_list->setAccessibleName(tr("Columns"));
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setHeaderLabels({tr("Column"), tr("First values"), {}, {}});
    m_list->header()->setSectionResizeMode(QHeaderView::Stretch);
    connect(m_list, &QTreeWidget::itemChanged, this, &ColumnsDialog::check);

    connect(m_encoding, &QComboBox::currentIndexChanged, this, &ColumnsDialog::look);

    auto* rows = new FormRows;
    rows->addField(tr("Encoding"), m_encoding);
    if (intoNew) {
        m_project = new PathField(PathField::Kind::SaveFile, tr("The new project file"),
                                  tr("Projects (*.touchstone)"));
        fs::path beside = m_file;
        m_project->setPath(pathToQt(beside.replace_extension(".touchstone")));
        rows->addField(tr("New project"), m_project);
        connect(m_project, &PathField::pathChanged, this, &ColumnsDialog::check);
    }
    m_told->setObjectName(u"told"_s);
    m_told->setTextFormat(Qt::PlainText);
    m_told->setMinimumHeight(2 * m_told->fontMetrics().lineSpacing());
    m_told->setAlignment(Qt::AlignTop);
    rows->addNote(m_told);

    m_add->setProperty("kind", u"primary"_s);
    m_add->setObjectName(u"addRecords"_s);
    m_add->setDefault(true);
    auto* cancel = new QPushButton(tr("Cancel"));
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_add, &QPushButton::clicked, this, &QDialog::accept);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_add);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 16);
    column->setSpacing(12);
    column->addWidget(question);
    column->addWidget(m_list, 1);
    column->addLayout(rows);
    column->addLayout(buttons);
    check();
    resize(760, intoNew ? 480 : 440);
    look();
}

AddOptions ColumnsDialog::options() const
{
    AddOptions options;
    options.encoding = encodingOf(*m_encoding);
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
        const QTreeWidgetItem* row = m_list->topLevelItem(i);
        if (row->checkState(0) == Qt::Checked) {
            options.textColumns.push_back(fromQt(row->data(0, Qt::UserRole).toString()));
        }
    }
    return options;
}

fs::path ColumnsDialog::project() const
{
    return m_project ? pathFromQt(m_project->path()) : fs::path();
}

void ColumnsDialog::look()
{
    m_jobs.cancel(m_job);
    m_job = runJob<std::vector<TextTableColumn>>(
        m_jobs, tr("Looking at the records"),
        [file = m_file, encoding = options().encoding](Progress&) {
            return readTextTableColumns(file, encoding);
        },
        this,
        [this](Result<std::vector<TextTableColumn>> columns) {
            m_problem = columns ? QString() : toQt(columns.error().text());
            present(columns ? *columns : std::vector<TextTableColumn>());
        });
}

void ColumnsDialog::present(const std::vector<TextTableColumn>& columns)
{
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    const auto usual = [](const TextTableColumn& column) { return column.text && isUsualName(column.name); };
    const auto first = std::find_if(columns.begin(), columns.end(), usual);
    for (const TextTableColumn& column : columns) {
        auto* row = new QTreeWidgetItem(m_list, {toQt(displayUtf8(column.name))});
        row->setData(0, Qt::UserRole, toQt(column.name));
        row->setCheckState(0, first != columns.end() && &column == &*first ? Qt::Checked : Qt::Unchecked);
        if (!column.text) {
            row->setFlags(row->flags() & ~Qt::ItemIsEnabled);
        }
        for (int i = 0; i < kValues && i < int(column.values.size()); ++i) {
            row->setText(i + 1, toQt(column.values[std::size_t(i)]));
            row->setToolTip(i + 1, row->text(i + 1));
        }
    }
    if (m_list->topLevelItemCount() > 0) {
        m_list->setCurrentItem(m_list->topLevelItem(0));
    }
    check();
}

void ColumnsDialog::check()
{
    const std::size_t chosen = options().textColumns.size();
    std::error_code ignored;
    const bool there = m_project && fs::exists(project(), ignored);
    m_add->setEnabled(chosen > 0 && !(m_project && project().empty()));
    QString told =
        !m_problem.isEmpty() ? m_problem
        : chosen == 0        ? tr("Tick the column that is to be labelled; several become parts of one item.")
        : chosen == 1        ? tr("Each record becomes an item. The other columns are kept beside it.")
                      : tr("Each record becomes an item of %1 parts. The other columns are kept beside it.")
                            .arg(chosen);
    if (there) {
        told += u' ' + tr("The project is there already; they are added to it.");
    }
    m_told->setText(told);
}

} // namespace touchstone
