#include "app/label/concordance_dialog.h"

#include <mutex>

#include <QBoxLayout>
#include <QComboBox>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QToolButton>

#include "app/label/concordance_delegate.h"
#include "app/label/concordance_model.h"
#include "app/label/counted.h"
#include "app/label/uniform_list_view.h"
#include "app/session/text.h"
#include "app/theme/theme.h"

using namespace Qt::StringLiterals;

namespace touchstone {
namespace {

constexpr std::size_t mostHits = 200'000;
constexpr int rowHeight = 28;

} // namespace

/// What the search has found since it was looked at last; written by its job.
struct ConcordanceDialog::News {
    std::mutex mutex;
    std::vector<TextHit> hits;
};

ConcordanceDialog::ConcordanceDialog(Project& project, JobRunner& jobs, QWidget* parent)
    : QDialog(parent), m_project(project), m_model(new ConcordanceModel(this)),
      m_view(new UniformListView(rowHeight)), m_field(new QLineEdit), m_search(new QPushButton(u"Search"_s)),
      m_status(new QLabel), m_labels(new QComboBox), m_label(new QPushButton), m_job(jobs, nullptr)
{
    setObjectName(u"concordanceDialog"_s);
    setWindowTitle(u"Everywhere in the project"_s);
    resize(1100, 640);
    m_field->setObjectName(u"concordanceField"_s);
    m_field->setPlaceholderText(u"Words, or a regular expression"_s);
    m_view->setObjectName(u"concordanceList"_s);
    m_view->setModel(m_model);
    m_view->setItemDelegate(new ConcordanceDelegate(m_view));
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setFocusPolicy(Qt::StrongFocus);
    m_view->setEmptyText(u"Nothing was found yet."_s);
    m_view->installEventFilter(this);
    m_field->installEventFilter(this);
    m_status->setObjectName(u"concordanceStatus"_s);
    m_labels->setObjectName(u"concordanceLabels"_s);
    m_label->setObjectName(u"concordanceLabel"_s);
    m_search->setObjectName(u"concordanceSearch"_s);
    fillLabels();
    auto* head = new QHBoxLayout;
    head->addWidget(m_field, 1);
    m_case = toggle("concordanceCase", u"Aa"_s, u"Capital and small letters are different"_s);
    m_words = toggle("concordanceWords", u"Word"_s, u"Whole words only"_s);
    m_words->setChecked(true);
    m_expression = toggle("concordanceExpression", u".*"_s, u"A regular expression"_s);
    for (QToolButton* button : {m_case, m_words, m_expression})
        head->addWidget(button);
    head->addWidget(m_search);
    auto* all = new QPushButton(u"Check all"_s);
    all->setObjectName(u"concordanceAll"_s);
    auto* none = new QPushButton(u"None"_s);
    auto* foot = new QHBoxLayout;
    foot->addWidget(all);
    foot->addWidget(none);
    foot->addWidget(m_status, 1);
    foot->addWidget(new QLabel(u"Label"_s));
    foot->addWidget(m_labels);
    foot->addWidget(m_label);
    auto* column = new QVBoxLayout(this);
    column->addLayout(head);
    column->addWidget(m_view, 1);
    column->addLayout(foot);
    for (QPushButton* button : {m_search, all, none, m_label})
        button->setAutoDefault(false);
    connect(all, &QPushButton::clicked, m_model, [this] { m_model->checkAll(true); });
    connect(none, &QPushButton::clicked, m_model, [this] { m_model->checkAll(false); });
    connect(m_search, &QPushButton::clicked, this, [this] { m_job.isRunning() ? stop() : look(); });
    connect(m_label, &QPushButton::clicked, this, &ConcordanceDialog::askLabel);
    connect(m_labels, &QComboBox::currentIndexChanged, this, &ConcordanceDialog::showChecked);
    connect(m_model, &ConcordanceModel::checkedChanged, this, &ConcordanceDialog::showChecked);
    connect(m_view, &QAbstractItemView::doubleClicked, this,
            [this](const QModelIndex& at) { openRow(at.row()); });
    connect(this, &QDialog::finished, this, &ConcordanceDialog::stop);
    m_take.setInterval(50);
    connect(&m_take, &QTimer::timeout, this, &ConcordanceDialog::takeNews);
    showChecked();
}

ConcordanceDialog::~ConcordanceDialog()
{
    stop();
}

QToolButton* ConcordanceDialog::toggle(const char* name, const QString& text, const QString& tip)
{
    auto* button = new QToolButton;
    button->setObjectName(QString::fromLatin1(name));
    button->setText(text);
    button->setToolTip(tip);
    button->setAccessibleName(tip);
    button->setCheckable(true);
    button->setMinimumHeight(28);
    return button;
}

// The window behind goes on: labels come and go while this is open.
void ConcordanceDialog::fillLabels()
{
    const QVariant kept = m_labels->currentData();
    const QSignalBlocker quiet(m_labels);
    m_labels->clear();
    const auto ontology = m_project.ontology();
    for (const Label& label : ontology->labels) {
        if (!label.isActive() || !label.allows(ShapeKind::Span))
            continue;
        QPixmap swatch(12, 12);
        swatch.fill(QColor::fromRgb(QRgb(label.color)));
        m_labels->addItem(swatch, toQt(label.name), toQt(label.id.toString()));
    }
    if (const int row = m_labels->findData(kept); kept.isValid() && row >= 0)
        m_labels->setCurrentIndex(row);
}

void ConcordanceDialog::setLabel(const LabelId& label)
{
    if (const int row = m_labels->findData(toQt(label.toString())); row >= 0)
        m_labels->setCurrentIndex(row);
}

void ConcordanceDialog::look(const QString& words)
{
    stop();
    if (!words.isEmpty()) {
        m_field->setText(words.simplified());
        m_expression->setChecked(false);
    }
    fillLabels();
    m_model->clear(m_project.ontology());
    const auto search = TextSearch::compile(
        {fromQt(m_field->text()), m_expression->isChecked(), m_case->isChecked(), m_words->isChecked()});
    if (!search) {
        if (!m_field->text().isEmpty())
            m_status->setText(toQt(search.error().text()));
        m_field->setFocus();
        return;
    }
    m_news = std::make_shared<News>();
    m_status->setText(u"Searching…"_s);
    m_search->setText(u"Cancel"_s);
    m_take.start();
    m_job.run<TextHitReport>(
        u"Searching all texts"_s,
        [project = &m_project, search = *search, news = m_news](Progress& progress) -> Result<TextHitReport> {
            auto reader = project->reader();
            if (!reader)
                return reader.error();
            const auto items = (*reader)->itemKeys({}, &progress);
            if (!items)
                return items.error();
            return findTexts(*project, **reader, *items, search, mostHits, progress,
                             [&](std::vector<TextHit> hits) {
                                 const std::lock_guard lock(news->mutex);
                                 std::ranges::move(hits, std::back_inserter(news->hits));
                             });
        },
        [this](Result<TextHitReport> report) { ended(report); });
}

void ConcordanceDialog::takeNews()
{
    std::vector<TextHit> hits;
    {
        const std::lock_guard lock(m_news->mutex);
        hits.swap(m_news->hits);
    }
    if (hits.empty())
        return;
    m_model->add(std::move(hits));
    m_status->setText(
        u"Searching… %1 so far"_s.arg(counted(m_model->rowCount(), u"1 place"_s, u"%1 places"_s)));
    if (!m_view->currentIndex().isValid())
        m_view->setCurrentIndex(m_model->index(0));
}

void ConcordanceDialog::ended(const Result<TextHitReport>& report)
{
    m_take.stop();
    m_search->setText(u"Search"_s);
    takeNews();
    if (!report) {
        m_status->setText(toQt(report.error().text()));
        return;
    }
    QString text = u"%1 in %2"_s.arg(counted(report->hits, u"1 place"_s, u"%1 places"_s),
                                     counted(report->hitTexts, u"1 text"_s, u"%1 texts"_s));
    if (!report->complete)
        text += u"; there are more"_s;
    if (!report->problems.empty())
        text += u". "_s + toQt(report->problems.front());
    m_status->setText(text);
}

void ConcordanceDialog::stop()
{
    if (m_job.isRunning())
        m_status->setText(u"Stopped."_s);
    m_job.cancel();
    m_take.stop();
    m_search->setText(u"Search"_s);
}

void ConcordanceDialog::showChecked()
{
    const std::int64_t count = m_model->checkedCount();
    m_label->setText(count == 0 ? u"Label the checked ones"_s
                                : u"Label %1"_s.arg(counted(count, u"1 place"_s, u"%1 places"_s)));
    m_label->setEnabled(count > 0 && m_labels->currentIndex() >= 0);
}

void ConcordanceDialog::openRow(int row)
{
    if (row < 0 || row >= m_model->rowCount())
        return;
    const TextHit& hit = m_model->hit(row);
    Q_EMIT openWanted(hit.item, hit.place);
}

void ConcordanceDialog::askLabel()
{
    PlaceLabelling request;
    if (const auto uuid = Uuid::parse(fromQt(m_labels->currentData().toString())))
        request.label = LabelId{*uuid};
    request.places = m_model->checked();
    Q_EMIT labelWanted(request);
}

bool ConcordanceDialog::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    const bool enter = key == Qt::Key_Return || key == Qt::Key_Enter;
    if (watched == m_field && enter) {
        look();
        return true;
    }
    if (watched == m_field && key == Qt::Key_Down) {
        m_view->setFocus();
        return true;
    }
    if (watched != m_view)
        return QDialog::eventFilter(watched, event);
    const QModelIndex at = m_view->currentIndex();
    if (enter)
        openRow(at.row());
    else if (key == Qt::Key_Space && at.isValid())
        m_model->setData(at, at.data(Qt::CheckStateRole).toInt() == Qt::Checked ? Qt::Unchecked : Qt::Checked,
                         Qt::CheckStateRole);
    else if (key == Qt::Key_Escape)
        reject();
    else
        return QDialog::eventFilter(watched, event);
    return true;
}

void ConcordanceDialog::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        reject();
    else
        event->ignore();
}

} // namespace touchstone
