#include "app/label/prelabel_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "app/label/counted.h"
#include "app/session/text.h"

using namespace Qt::StringLiterals;

namespace touchstone {
namespace {

constexpr int countAfter = 400;
constexpr int mostRules = 2000;

QString placesText(std::int64_t count)
{
    return counted(count, u"1 place"_s, u"%1 places"_s);
}

Result<LabelRules> rulesOf(const QString& file, const QString& typed)
{
    if (!file.trimmed().isEmpty())
        return readLabelRules(pathFromQt(file.trimmed()));
    return parseLabelRules(fromQt(typed), "typed rules");
}

} // namespace

PrelabelDialog::PrelabelDialog(Scene scene, QWidget* parent)
    : QDialog(parent), m_scene(scene), m_file(new QLineEdit), m_typed(new QPlainTextEdit),
      m_ignoreCase(new QCheckBox(u"Capital and small letters are the same"_s)), m_where(new QComboBox),
      m_rules(new QTreeWidget), m_status(new QLabel), m_job(scene.jobs, nullptr)
{
    setObjectName(u"prelabelDialog"_s);
    setWindowTitle(u"Pre-label by rules"_s);
    resize(820, 640);
    m_file->setObjectName(u"prelabelFile"_s);
    m_file->setPlaceholderText(u"A file of rules (.tsv, .csv, .jsonl), or type them below"_s);
    auto* choose = new QPushButton(u"Choose…"_s);
    choose->setAutoDefault(false);
    auto* file = new QHBoxLayout;
    file->addWidget(m_file, 1);
    file->addWidget(choose);
    m_typed->setObjectName(u"prelabelTyped"_s);
    m_typed->setPlaceholderText(
        u"One rule a line: words, a comma, their label. “, regex” behind it makes it an expression:\n"
        u"Ada Lovelace, PERSON\n1[89]\\d\\d, DATE, regex"_s);
    m_typed->setTabChangesFocus(false);
    m_typed->setMaximumHeight(m_typed->fontMetrics().lineSpacing() * 7);
    m_ignoreCase->setObjectName(u"prelabelIgnoreCase"_s);
    m_where->setObjectName(u"prelabelWhere"_s);
    m_where->addItem(u"This text"_s);
    m_where->addItem(u"All texts that are not finished"_s);
    m_where->setCurrentIndex(1);
    m_rules->setObjectName(u"prelabelRules"_s);
    m_rules->setHeaderLabels({u"Rule"_s, u"Label"_s, u"Places"_s});
    m_rules->setUniformRowHeights(true);
    m_rules->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_rules->header()->setStretchLastSection(false);
    m_status->setObjectName(u"prelabelStatus"_s);
    m_status->setWordWrap(true);
    m_status->setTextFormat(Qt::PlainText);
    m_status->setMinimumHeight(m_status->fontMetrics().lineSpacing() * 2);
    m_status->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    m_propose = buttons->button(QDialogButtonBox::Ok);
    m_propose->setObjectName(u"prelabelPropose"_s);
    auto* form = new QFormLayout;
    form->addRow(u"Rules"_s, file);
    form->addRow({}, m_typed);
    form->addRow({}, m_ignoreCase);
    form->addRow(u"In"_s, m_where);
    auto* column = new QVBoxLayout(this);
    column->addLayout(form);
    column->addWidget(m_rules, 1);
    column->addWidget(m_status);
    column->addWidget(buttons);
    connect(choose, &QPushButton::clicked, this, &PrelabelDialog::chooseFile);
    connect(m_file, &QLineEdit::textChanged, this, &PrelabelDialog::countSoon);
    connect(m_typed, &QPlainTextEdit::textChanged, this, &PrelabelDialog::countSoon);
    connect(m_ignoreCase, &QCheckBox::toggled, this, &PrelabelDialog::count);
    connect(m_where, &QComboBox::currentIndexChanged, this, &PrelabelDialog::count);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(this, &QDialog::finished, this, &PrelabelDialog::stop);
    m_soon.setSingleShot(true);
    m_soon.setInterval(countAfter);
    connect(&m_soon, &QTimer::timeout, this, &PrelabelDialog::count);
    count();
    m_typed->setFocus();
}

PrelabelDialog::~PrelabelDialog()
{
    stop();
}

void PrelabelDialog::chooseFile()
{
    auto* dialog =
        new QFileDialog(this, u"Rules"_s, {}, u"Rules (*.tsv *.csv *.jsonl *.ndjson *.txt);;All files (*)"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, m_file, &QLineEdit::setText);
    dialog->open();
}

void PrelabelDialog::stop()
{
    m_soon.stop();
    m_job.cancel();
}

void PrelabelDialog::countSoon()
{
    m_propose->setEnabled(false);
    m_typed->setEnabled(m_file->text().trimmed().isEmpty());
    m_soon.start();
}

void PrelabelDialog::count()
{
    stop();
    m_rules->clear();
    m_propose->setEnabled(false);
    m_propose->setText(u"Propose"_s);
    if (m_file->text().trimmed().isEmpty() && m_typed->toPlainText().trimmed().isEmpty()) {
        m_status->setText(
            u"What the rules find is proposed as predictions; nothing is labelled by itself."_s);
        return;
    }
    m_status->setText(u"Counting…"_s);
    m_job.run<Counted>(
        u"Counting what rules find"_s,
        [project = &m_scene.project, file = m_file->text(), typed = m_typed->toPlainText(),
         ignoreCase = m_ignoreCase->isChecked(),
         front = m_where->currentIndex() == 0 ? m_scene.front : 0](Progress& progress) -> Result<Counted> {
            auto rules = rulesOf(file, typed);
            if (!rules)
                return rules.error();
            auto reader = project->reader();
            if (!reader)
                return reader.error();
            Counted made;
            made.request.rules = std::move(*rules);
            made.request.ignoreCase = ignoreCase;
            if (front != 0) {
                made.request.items = {front};
            } else {
                auto items = unfinishedItems(**reader, &progress);
                if (!items)
                    return items.error();
                made.request.items = std::move(*items);
            }
            auto report = countPrelabels(*project, **reader, made.request, progress);
            if (!report)
                return report.error();
            made.report = std::move(*report);
            return made;
        },
        [this](Result<Counted> made) {
            if (made)
                show(*made);
            else
                m_status->setText(toQt(made.error().text()));
        });
}

void PrelabelDialog::show(const Counted& made)
{
    m_request = made.request;
    const PrelabelReport& report = made.report;
    std::vector<QTreeWidgetItem*> rows;
    for (std::size_t i = 0; i < m_request.rules.rules.size() && i < std::size_t(mostRules); ++i) {
        const LabelRule& rule = m_request.rules.rules[i];
        auto* row = new QTreeWidgetItem({rule.isExpression ? u".*  "_s + toQt(rule.text) : toQt(rule.text),
                                         toQt(rule.label), counted(report.ruleHits[i])});
        row->setTextAlignment(2, Qt::AlignRight | Qt::AlignVCenter);
        rows.push_back(row);
    }
    for (const auto& [rule, hit] : report.samples)
        if (rule < rows.size()) {
            auto* sample = new QTreeWidgetItem(
                {u"…\u2068%1\u2069 【%2】 \u2068%3\u2069…"_s.arg(toQt(hit.before).right(40), toQt(hit.hit),
                                                            toQt(hit.behind).left(40)),
                 {},
                 toQt(hit.name)});
            rows[rule]->addChild(sample);
        }
    // Those that find something first.
    std::ranges::stable_sort(rows, [](const QTreeWidgetItem* a, const QTreeWidgetItem* b) {
        return (a->childCount() > 0) > (b->childCount() > 0);
    });
    for (std::size_t i = 0; i < rows.size(); ++i) {
        m_rules->addTopLevelItem(rows[i]);
        rows[i]->setExpanded(i < 12);
    }
    QStringList lines{u"%1 in %2 of %3 would be proposed."_s.arg(
        placesText(report.hits), counted(report.hitTexts, u"1 text"_s, u"%1 texts"_s),
        counted(report.texts))};
    if (report.known > 0)
        lines << u"%1 labelled so already."_s.arg(placesText(report.known));
    if (!report.newLabels.empty()) {
        QStringList names;
        for (const std::string& name : report.newLabels)
            names << toQt(name);
        lines << u"New labels: %1."_s.arg(names.join(u", "_s));
    }
    if (!m_request.rules.problems.empty())
        lines << u"Left out %1: %2"_s.arg(
            counted(std::int64_t(m_request.rules.problems.size()), u"1 line"_s, u"%1 lines"_s),
            toQt(m_request.rules.problems.front().text()));
    if (!report.problems.empty())
        lines << toQt(report.problems.front());
    m_status->setText(lines.join(u' '));
    m_propose->setText(u"Propose %1"_s.arg(placesText(report.hits)));
    m_propose->setEnabled(report.hits > 0);
}

} // namespace touchstone
