#include "app/label/replace_dialog.h"

#include <algorithm>
#include <mutex>

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "app/label/counted.h"
#include "app/session/text.h"

using namespace Qt::StringLiterals;

namespace touchstone {

/// What the count has found so far; written by its job.
struct ReplaceDialog::News {
    std::mutex mutex;
    LabelReplacementReport report;
};

namespace {

void fill(QComboBox& box, const Ontology& ontology, bool activeOnly)
{
    for (const Label& label : ontology.labels) {
        if (!label.mergedInto.isNull() || (activeOnly && !label.isActive()))
            continue;
        QPixmap swatch(12, 12);
        swatch.fill(QColor::fromRgb(QRgb(label.color)));
        const QString name = toQt(label.name);
        box.addItem(swatch, label.retired ? name + u" (retired)"_s : name, toQt(label.id.toString()));
    }
}

LabelId chosen(const QComboBox& box)
{
    const auto uuid = Uuid::parse(fromQt(box.currentData().toString()));
    return uuid ? LabelId{*uuid} : LabelId{};
}

} // namespace

QString shapesText(std::int64_t count, bool isText)
{
    return isText ? counted(count, u"1 annotation"_s, u"%1 annotations"_s)
                  : counted(count, u"1 shape"_s, u"%1 shapes"_s);
}

ReplaceDialog::ReplaceDialog(Scene scene, QWidget* parent)
    : QDialog(parent), m_scene(std::move(scene)), m_from(new QComboBox), m_to(new QComboBox),
      m_where(new QComboBox),
      m_done(new QCheckBox(u"Items that are done too; they are in progress again then"_s)),
      m_count(new QLabel), m_counting(m_scene.jobs, nullptr)
{
    setObjectName(u"replaceDialog"_s);
    setWindowTitle(u"Replace a label"_s);
    const auto ontology = m_scene.project.ontology();
    m_from->setObjectName(u"from"_s);
    fill(*m_from, *ontology, false);
    m_from->setCurrentIndex(std::max(0, m_from->findData(toQt(m_scene.from.toString()))));
    m_to->setObjectName(u"to"_s);
    fill(*m_to, *ontology, true);
    m_to->setCurrentIndex(m_to->currentData() == m_from->currentData() && m_to->count() > 1 ? 1 : 0);
    m_where->setObjectName(u"where"_s);
    m_where->addItem(m_scene.isText ? counted(std::int64_t(m_scene.selection.size()), u"What is selected"_s,
                                              u"The %1 that are selected"_s)
                                    : counted(std::int64_t(m_scene.selection.size()), u"The selected shape"_s,
                                              u"The %1 selected shapes"_s),
                     int(Where::Selection));
    m_where->addItem(u"This item"_s, int(Where::Image));
    m_where->addItem(u"The items of the list, as it is filtered"_s, int(Where::List));
    m_where->addItem(u"All items"_s, int(Where::All));
    if (m_scene.selection.empty())
        m_where->removeItem(0);
    m_done->setObjectName(u"doneToo"_s);
    m_count->setObjectName(u"replaceCount"_s);
    m_count->setWordWrap(true);
    m_count->setMinimumWidth(420);
    m_count->setMinimumHeight(m_count->fontMetrics().lineSpacing() * 4);
    m_count->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    auto* form = new QFormLayout;
    form->addRow(u"Label"_s, m_from);
    form->addRow(u"becomes"_s, m_to);
    form->addRow(u"on"_s, m_where);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    m_replace = buttons->button(QDialogButtonBox::Ok);
    m_replace->setText(u"Replace"_s);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    for (QComboBox* box : {m_from, m_to, m_where})
        connect(box, &QComboBox::currentIndexChanged, this, &ReplaceDialog::recount);
    connect(m_done, &QCheckBox::toggled, this, &ReplaceDialog::recount);
    connect(this, &QDialog::finished, this, &ReplaceDialog::stopCounting);
    m_look.setInterval(100);
    connect(&m_look, &QTimer::timeout, this, [this] {
        const std::lock_guard lock(m_news->mutex);
        show(m_news->report, false);
    });
    auto* column = new QVBoxLayout(this);
    column->addLayout(form);
    column->addWidget(m_done);
    column->addWidget(m_count);
    column->addWidget(buttons);
    recount();
}

ReplaceDialog::~ReplaceDialog()
{
    stopCounting();
}

ReplaceDialog::Where ReplaceDialog::where() const
{
    return Where(m_where->currentData().toInt());
}

LabelId ReplaceDialog::from() const
{
    return chosen(*m_from);
}

LabelId ReplaceDialog::to() const
{
    return chosen(*m_to);
}

bool ReplaceDialog::doneToo() const
{
    return m_done->isChecked();
}

LayerReplacement ReplaceDialog::inFront() const
{
    const std::vector<AnnotationId>& ids =
        where() == Where::Selection ? m_scene.selection : m_scene.changeable;
    return replacedIn(m_scene.front, *m_scene.project.ontology(), from(), to(), &ids);
}

void ReplaceDialog::stopCounting()
{
    m_counting.cancel();
    m_look.stop();
}

void ReplaceDialog::recount()
{
    stopCounting();
    m_replace->setEnabled(false);
    if (from() == to()) {
        m_count->setText(u"Choose two different labels."_s);
        return;
    }
    if (where() == Where::List || where() == Where::All) {
        countItems();
        return;
    }
    const LayerReplacement made = inFront();
    LabelReplacementReport report;
    report.shapes = made.shapes;
    report.shapeItems = report.shapes > 0 ? 1 : 0;
    report.doneShapes = m_scene.frontDone ? report.shapes : 0;
    report.doneItems = m_scene.frontDone ? report.shapeItems : 0;
    report.notAllowed = made.notAllowed;
    report.unfit = made.unfit;
    show(report, true);
}

void ReplaceDialog::countItems()
{
    m_news = std::make_shared<News>();
    m_count->setText(u"Counting…"_s);
    m_look.start();
    m_counting.run<LabelReplacementReport>(
        m_scene.isText ? u"Counting annotations"_s : u"Counting shapes"_s,
        [project = &m_scene.project, filter = filter(), from = from(), to = to(),
         news = m_news](Progress& progress) -> Result<LabelReplacementReport> {
            auto reader = project->reader();
            if (!reader)
                return reader.error();
            auto items = itemsWith(**reader, *project->ontology(), filter, from, &progress);
            if (!items)
                return items.error();
            return countReplacement(*project, **reader, {from, to, std::move(*items), true}, progress,
                                    [&news](const LabelReplacementReport& report) {
                                        const std::lock_guard lock(news->mutex);
                                        news->report = report;
                                    });
        },
        [this](Result<LabelReplacementReport> report) {
            m_look.stop();
            if (report)
                show(*report, true);
            else
                m_count->setText(toQt(report.error().text()));
        });
}

void ReplaceDialog::show(const LabelReplacementReport& report, bool complete)
{
    const auto shapes = [this](std::int64_t count) { return shapesText(count, m_scene.isText); };
    const auto items = [](std::int64_t count) { return counted(count, u"1 item"_s, u"%1 items"_s); };
    const std::int64_t count = doneToo() ? report.shapes : report.shapes - report.doneShapes;
    const std::int64_t on = doneToo() ? report.shapeItems : report.shapeItems - report.doneItems;
    QStringList lines{count == 0 ? u"Nothing changes."_s
                                 : u"%1 on %2 will change."_s.arg(shapes(count), items(on))};
    if (!complete)
        lines[0] = u"Counting… %1 on %2 so far."_s.arg(shapes(count), items(on));
    if (report.doneShapes > 0)
        lines.append(
            (doneToo() ? u"Among them are %1 on %2 that are done."_s : u"%1 on %2 that are done stay."_s)
                .arg(shapes(report.doneShapes), items(report.doneItems)));
    if (report.notAllowed > 0)
        lines.append((m_scene.isText ? u"%1 stay: %2 is not for these."_s
                                     : u"%1 stay: %2 does not allow such shapes."_s)
                         .arg(shapes(report.notAllowed), m_to->currentText()));
    if (report.unfit > 0)
        lines.append(
            u"%1 stay: relations between them and others would not fit."_s.arg(shapes(report.unfit)));
    if (report.ofOthers + report.closed > 0)
        lines.append(u"%1 stay on items that are skipped, closed or of other people."_s.arg(
            shapes(report.ofOthers + report.closed)));
    m_count->setText(lines.join(u'\n'));
    m_replace->setEnabled(complete && count > 0);
}

} // namespace touchstone
