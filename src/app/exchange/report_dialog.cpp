#include "app/exchange/report_dialog.h"

#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QUrl>
#include <QVBoxLayout>

#include "app/exchange/report_model.h"
#include "app/session/text.h"

namespace touchstone {

using namespace Qt::StringLiterals;

namespace {

QString counted(std::int64_t number, const char* one, const char* many)
{
    return toQt(withThousands(number)) + u' '
           + QCoreApplication::translate("ReportDialog", number == 1 ? one : many);
}

QString troubles(const ExchangeReport& report, const char* one = "record was skipped",
                 const char* many = "records were skipped")
{
    QStringList parts;
    if (report.skipped > 0) {
        parts << counted(report.skipped, one, many);
    }
    if (report.repaired > 0) {
        parts << counted(report.repaired, "was repaired", "were repaired");
    }
    if (report.lost > 0) {
        parts << counted(report.lost, "thing could not be written", "things could not be written");
    }
    if (report.missingFiles > 0) {
        parts << counted(report.missingFiles, "picture is missing", "pictures are missing");
    }
    return parts.isEmpty() ? QString() : u' ' + parts.join(u", "_s) + u'.';
}

/// Rows as high as their wrapped words, with room above and below.
class WrappedRows : public QStyledItemDelegate {
  public:
    explicit WrappedRows(QTableView& table) : QStyledItemDelegate(&table), m_table(table) {}

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const int wide = m_table.columnWidth(index.column()) - 2 * side;
        const QRect words = option.fontMetrics.boundingRect({0, 0, std::max(wide, 40), 10'000},
                                                            Qt::TextWordWrap, index.data().toString());
        return {words.width() + 2 * side, words.height() + 2 * above};
    }
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        QStyleOptionViewItem inner = option;
        inner.rect.adjust(0, above, 0, -above);
        QStyledItemDelegate::paint(painter, inner, index);
    }

  private:
    static constexpr int side = 10;
    static constexpr int above = 5;
    QTableView& m_table;
};

bool isOfTexts(const ExchangeReport& report)
{
    const Format* format = findFormat(report.format);
    return format && format->info().texts;
}

} // namespace

QString importSentence(const ExchangeReport& report)
{
    if (report.nothingNew) {
        return QCoreApplication::translate("ReportDialog",
                                           "This file is in the project already. Nothing was added.");
    }
    const bool texts = isOfTexts(report);
    QString pictures =
        texts ? counted(report.items, "text", "texts") : counted(report.items, "picture", "pictures");
    if (report.newItems < report.items) {
        pictures = QCoreApplication::translate("ReportDialog", "%1 (%2 already here)")
                       .arg(texts ? counted(report.newItems, "new text", "new texts")
                                  : counted(report.newItems, "new picture", "new pictures"),
                            toQt(withThousands(report.items - report.newItems)));
    }
    return QCoreApplication::translate("ReportDialog", "%1, %2 and %3 came in.")
               .arg(pictures, counted(report.annotations, "annotation", "annotations"),
                    counted(report.newLabels, "new label", "new labels"))
           + troubles(report);
}

QString exportSentence(const ExchangeReport& report)
{
    return QCoreApplication::translate("ReportDialog", "%1, %2 and %3 were written.")
               .arg(isOfTexts(report) ? counted(report.items, "text", "texts")
                                      : counted(report.items, "picture", "pictures"),
                    counted(report.annotations, "annotation", "annotations"),
                    counted(report.labels, "label", "labels")) +
           troubles(report);
}

QString additionSentence(const ExchangeReport& report)
{
    const QString rest =
        troubles(report, report.newTexts > 0 ? "file or record was skipped" : "file was skipped",
                 report.newTexts > 0 ? "files or records were skipped" : "files were skipped");
    if (report.nothingNew || report.newItems == 0) {
        return QCoreApplication::translate("ReportDialog", "Nothing new was found.") + rest;
    }
    const std::int64_t pictures = report.newItems - report.newTexts;
    const QString came = pictures == 0          ? counted(report.newTexts, "text", "texts")
                         : report.newTexts == 0 ? counted(pictures, "picture", "pictures")
                                                : QCoreApplication::translate("ReportDialog", "%1 and %2")
                                                      .arg(counted(pictures, "picture", "pictures"),
                                                           counted(report.newTexts, "text", "texts"));
    const QString changed =
        report.changedTexts == 0
            ? QString()
            : QCoreApplication::translate("ReportDialog", " %1 another form before; %2 carried over.")
                  .arg(counted(report.changedTexts, "of them had", "of them had"),
                       counted(report.annotations, "annotation was", "annotations were"));
    return QCoreApplication::translate("ReportDialog", "%1 came in.").arg(came) + changed + rest;
}

ReportDialog::ReportDialog(const QString& title, const QString& sentence, const ExchangeReport& report,
                           const std::filesystem::path& written, QWidget* parent)
    : QDialog(parent), m_filtered(new QSortFilterProxyModel(this)), m_table(new QTableView),
      m_filter(new QLineEdit)
{
    setWindowTitle(title);
    auto* model = new ReportModel(report.lines, this);
    m_filtered->setSourceModel(model);
    m_filtered->setFilterKeyColumn(-1);
    m_filtered->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_table->setModel(m_filtered);
    m_table->setItemDelegate(new WrappedRows(*m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setShowGrid(false);
    m_table->setWordWrap(true);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setMinimumSectionSize(28);
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->setColumnWidth(ReportModel::Kind, 90);
    m_table->setColumnWidth(ReportModel::Where, 280);

    auto* said = new QLabel(sentence);
    said->setWordWrap(true);
    said->setProperty("role", u"heading"_s);
    m_filter->setPlaceholderText(tr("Filter: kind, place, words"));
    connect(m_filter, &QLineEdit::textChanged, m_filtered, &QSortFilterProxyModel::setFilterFixedString);
    auto* copyButton = new QPushButton(tr("Copy lines"));
    copyButton->setToolTip(tr("The selected lines, or all that are shown, as text"));
    connect(copyButton, &QPushButton::clicked, this, &ReportDialog::copy);
    auto* close = new QPushButton(tr("Close"));
    close->setProperty("kind", u"primary"_s);
    close->setDefault(true);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 16);
    column->setSpacing(10);
    column->addWidget(said);
    const bool any = !report.lines.empty();
    column->addWidget(m_filter);
    column->addWidget(m_table, 1);
    m_filter->setVisible(any);
    m_table->setVisible(any);
    copyButton->setVisible(any);
    const std::int64_t told = report.skipped + report.repaired + report.lost;
    if (told > std::int64_t(report.lines.size())) {
        auto* cut = new QLabel(tr("The first %1 lines; the counts above cover all.")
                                   .arg(toQt(withThousands(std::int64_t(report.lines.size())))));
        cut->setProperty("role", u"small"_s);
        column->addWidget(cut);
    }
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(copyButton);
    buttons->addStretch();
    if (!written.empty()) {
        auto* show = new QPushButton(tr("Show in folder"));
        connect(show, &QPushButton::clicked, this, [written] {
            QDesktopServices::openUrl(QUrl::fromLocalFile(pathToQt(written.parent_path())));
        });
        buttons->addWidget(show);
    }
    buttons->addWidget(close);
    column->addLayout(buttons);
    resize(any ? QSize(860, 520) : QSize(480, 140));
}

void ReportDialog::copy()
{
    const auto* model = static_cast<const ReportModel*>(m_filtered->sourceModel());
    const QModelIndexList selected = m_table->selectionModel()->selectedRows();
    QString text;
    const auto add = [&](const QModelIndex& index) {
        const ReportLine& line = model->line(m_filtered->mapToSource(index).row());
        text += reportKindName(line.kind) + u'\t' + toQt(displayUtf8(line.where)) + u'\t'
                + toQt(displayUtf8(line.message)) + u'\n';
    };
    if (selected.isEmpty()) {
        for (int row = 0; row < m_filtered->rowCount(); ++row) {
            add(m_filtered->index(row, 0));
        }
    } else {
        for (const QModelIndex& index : selected) {
            add(index);
        }
    }
    QApplication::clipboard()->setText(text);
}

} // namespace touchstone
