#include "app/label/entry_list_form.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QFileDialog>
#include <QLabel>
#include <QPushButton>

#include "app/jobs/modal_job.h"
#include "app/label/counted.h"
#include "app/session/project_session.h"
#include "app/session/text.h"
#include "touchstone/base/text.h"
#include "touchstone/formats/entry_file.h"
#include "touchstone/store/reader.h"

using namespace Qt::StringLiterals;

namespace touchstone {

namespace {

QString entries(std::int64_t count)
{
    return counted(count, u"1 entry"_s, u"%1 entries"_s);
}

QString sentenceOf(const ExchangeReport& report)
{
    if (report.nothingNew)
        return u"The project has these entries from this file already."_s;
    QString text = u"%1 taken."_s.arg(entries(report.items));
    if (report.skipped > 0)
        text += u" %1 left out; first: %2: %3"_s.arg(counted(report.skipped, u"1 row"_s, u"%1 rows"_s),
                                                     toQt(report.lines.front().where),
                                                     toQt(report.lines.front().message));
    return text;
}

} // namespace

ListAccess listAccess(ProjectSession& session, JobRunner& jobs)
{
    ListAccess access;
    access.lists = [&session] {
        std::vector<std::pair<QString, qint64>> lists;
        if (const auto read = session.reader().lists())
            for (const ListSummary& list : *read)
                lists.emplace_back(toQt(list.name), list.entries);
        return lists;
    };
    access.take = [&session, &jobs](const QString& list, QWidget* over) -> std::optional<ListAccess::Taken> {
        const QString file = QFileDialog::getOpenFileName(
            over, u"Entries from a file"_s, {}, u"Tables (*.csv *.tsv *.jsonl *.ndjson);;All files (*)"_s);
        if (file.isEmpty())
            return std::nullopt;
        const std::filesystem::path path = pathFromUtf8(fromQt(file));
        EntryFileOptions options;
        options.list = list.isEmpty() ? pathToUtf8(path.stem()) : fromQt(list);
        Project* project = &session.project();
        const auto report = runModal<ExchangeReport>(
            jobs, u"Reading the entries"_s, over, [project, path, options](Progress& progress) {
                return importEntries(*project, path, options, progress);
            });
        if (!report)
            return ListAccess::Taken{list, toQt(report.error().text())};
        if (!report->nothingNew)
            Q_EMIT session.itemsChanged();
        return ListAccess::Taken{toQt(options.list), sentenceOf(*report)};
    };
    return access;
}

EntryListForm::EntryListForm(QWidget* parent)
    : QWidget(parent), m_name(new QComboBox), m_take(new QPushButton(u"Entries from a file…"_s)),
      m_note(new QLabel)
{
    m_name->setObjectName(u"attributeList"_s);
    m_name->setEditable(true);
    m_name->setInsertPolicy(QComboBox::NoInsert);
    m_take->setObjectName(u"entriesFromFile"_s);
    m_take->setAutoDefault(false);
    m_take->setEnabled(false);
    m_note->setObjectName(u"listNote"_s);
    m_note->setProperty("role", u"small"_s);
    m_note->setWordWrap(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    auto* line = new QHBoxLayout;
    line->addWidget(m_name, 1);
    line->addWidget(m_take);
    layout->addLayout(line);
    layout->addWidget(m_note);
    setFocusProxy(m_name);
    connect(m_name, &QComboBox::editTextChanged, this, &EntryListForm::tell);
    connect(m_take, &QPushButton::clicked, this, [this] {
        if (const auto taken = m_access.take(name(), window())) {
            refill();
            setName(taken->list);
            m_note->setText(taken->sentence);
            m_note->show();
        }
    });
    tell();
}

void EntryListForm::setAccess(ListAccess access)
{
    m_access = std::move(access);
    m_take->setEnabled(bool(m_access.take));
    refill();
}

void EntryListForm::refill()
{
    const QString kept = m_name->currentText();
    m_name->clear();
    if (m_access.lists)
        for (const auto& [list, count] : m_access.lists())
            m_name->addItem(list, count);
    m_name->setCurrentText(kept);
    tell();
}

void EntryListForm::setName(const QString& name)
{
    m_name->setCurrentText(name);
}

QString EntryListForm::name() const
{
    return m_name->currentText().trimmed();
}

void EntryListForm::tell()
{
    const int known = m_name->findText(name(), Qt::MatchExactly | Qt::MatchCaseSensitive);
    m_note->setText(name().isEmpty() ? QString()
                    : known >= 0     ? entries(m_name->itemData(known).toLongLong())
                                     : u"There is no list of this name yet."_s);
    m_note->setVisible(!m_note->text().isEmpty());
}

} // namespace touchstone
