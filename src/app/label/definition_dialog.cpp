#include "app/label/definition_dialog.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QColorDialog>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>

#include "app/exchange/form_rows.h"
#include "app/label/definition_text.h"
#include "app/label/instance_model.h"
#include "app/label/label_bonds_page.h"
#include "app/label/skeleton_preview.h"
#include "app/session/text.h"
#include "app/theme/theme.h"

using namespace Qt::StringLiterals;

namespace touchstone {

namespace {

constexpr ShapeKind drawn[] = {ShapeKind::Box,     ShapeKind::RotatedBox, ShapeKind::Polygon,
                               ShapeKind::Mask,    ShapeKind::Ellipse,    ShapeKind::Polyline,
                               ShapeKind::Point,   ShapeKind::Skeleton,   ShapeKind::Span,
                               ShapeKind::Relation, ShapeKind::Tag};
/// In the order of LinePattern.
const QString lineWords[] = {u"Automatic, by its place in the list"_s, u"Solid"_s,    u"Dashes"_s, u"Dots"_s,
                             u"Dash and dot"_s,                        u"Dash and two dots"_s};
const QString kindWords[] = {
    u"Yes or no"_s, u"One of a list"_s,   u"Several of a list"_s,    u"Number"_s,          u"Text"_s,
    u"Rating"_s,    u"Entry of a list"_s, u"Ranking of the texts"_s, u"One of the texts"_s};

QString numberText(const std::optional<double>& value)
{
    return value ? toQt(displayText(AttributeValue(*value))) : QString();
}

void showColor(QPushButton& button, Rgb color)
{
    QPixmap swatch(14, 14);
    swatch.fill(QColor::fromRgb(QRgb(color)));
    button.setIcon(swatch);
    button.setText(QColor::fromRgb(QRgb(color)).name());
}

QPlainTextEdit* rowsField(const QString& name, const QString& placeholder)
{
    auto* field = new QPlainTextEdit;
    field->setObjectName(name);
    field->setTabChangesFocus(true);
    field->setPlaceholderText(placeholder);
    return field;
}

} // namespace

DefinitionDialog::DefinitionDialog(const Ontology& ontology, const Label& label,
                                   std::function<Result<void>(const Label&)> take, QWidget* parent)
    : QDialog(parent), m_label(label), m_take(std::move(take)), m_tabs(new QTabWidget(this)),
      m_problem(new QLabel(this))
{
    setObjectName(u"definitionDialog"_s);
    setWindowTitle(u"Definition of %1"_s.arg(toQt(label.name)));
    resize(640, 520);
    m_tabs->setObjectName(u"definitionTabs"_s);
    m_tabs->addTab(makeGeneral(ontology), u"Label"_s);
    m_tabs->addTab(makeAttributes(), u"Attributes"_s);
    m_tabs->addTab(makeSkeleton(), u"Skeleton"_s);
    m_bonds = new LabelBondsPage(ontology, label);
    m_tabs->addTab(m_bonds, u"Bonds"_s);
    m_problem->setObjectName(u"definitionProblem"_s);
    m_problem->setWordWrap(true);
    m_problem->hide();
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    connect(buttons, &QDialogButtonBox::accepted, this, &DefinitionDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addWidget(m_tabs, 1);
    layout->addWidget(m_problem);
    layout->addWidget(buttons);
    m_name->setFocus();
}

QWidget* DefinitionDialog::makeGeneral(const Ontology& ontology)
{
    auto* page = new QWidget;
    auto* whole = new QVBoxLayout(page);
    auto* rows = new FormRows;
    m_name = new QLineEdit(toQt(m_label.name));
    m_name->setObjectName(u"definitionName"_s);
    rows->addField(u"Name"_s, m_name);
    m_color = new QPushButton;
    showColor(*m_color, m_label.color);
    m_color->setAutoDefault(false);
    connect(m_color, &QPushButton::clicked, this, [this] {
        const QColor color = QColorDialog::getColor(QColor::fromRgb(QRgb(m_label.color)), this, u"Colour"_s);
        if (color.isValid())
            m_label.color = Rgb(color.rgb() & 0xffffffU);
        showColor(*m_color, m_label.color);
    });
    rows->addField(u"Colour"_s, m_color);
    m_line = new QComboBox;
    m_line->setObjectName(u"definitionLine"_s);
    for (const QString& word : lineWords)
        m_line->addItem(word);
    m_line->setCurrentIndex(int(m_label.line));
    m_line->setToolTip(u"Seen with View, Colour by, A line pattern for each label"_s);
    rows->addField(u"Line"_s, m_line);
    m_key = new QComboBox;
    m_key->addItem(u"none"_s, QString());
    for (const QChar digit : u"1234567890"_s) {
        const Label* owner = ontology.findByKey(fromQt(QString(digit)));
        m_key->addItem(owner && owner->id != m_label.id ? u"%1, now %2"_s.arg(digit).arg(toQt(owner->name))
                                                        : QString(digit),
                       QString(digit));
    }
    m_key->setCurrentIndex(std::max(0, m_key->findData(toQt(m_label.key))));
    rows->addField(u"Key"_s, m_key);
    auto* shapes = new QWidget;
    auto* grid = new QGridLayout(shapes);
    grid->setContentsMargins(0, 0, 0, 0);
    for (const ShapeKind kind : drawn) {
        auto* box = new QCheckBox(kind == ShapeKind::Relation ? u"Relation or chain"_s : shapeWord(kind));
        box->setObjectName(u"shape"_s + QString::fromUtf8(shapeKindName(kind).data()));
        box->setChecked(std::ranges::find(m_label.shapes, kind) != m_label.shapes.end());
        const int at = int(m_shapes.size());
        grid->addWidget(box, at / 3, at % 3);
        m_shapes.emplace_back(kind, box);
    }
    rows->addField(u"Drawn as"_s, shapes);
    rows->addNote(new QLabel(u"None ticked: anything."_s));
    m_tagGroup = new QComboBox;
    m_tagGroup->setObjectName(u"definitionTagGroup"_s);
    m_tagGroup->setEditable(true);
    m_tagGroup->addItem(QString());
    for (const Label& other : ontology.labels)
        if (!other.tagGroup.empty() && m_tagGroup->findText(toQt(other.tagGroup)) < 0)
            m_tagGroup->addItem(toQt(other.tagGroup));
    m_tagGroup->setCurrentText(toQt(m_label.tagGroup));
    rows->addField(u"Choice of tags"_s, m_tagGroup);
    rows->addNote(new QLabel(u"Tags of one choice, such as “weather”, stand together; one of them holds."_s));
    m_tagMany = new QCheckBox(u"Several tags of the choice may hold"_s);
    m_tagMany->setChecked(m_label.tagGroupMany);
    rows->addField(QString(), m_tagMany);
    whole->addLayout(rows);
    whole->addStretch(1);
    return page;
}

QWidget* DefinitionDialog::makeAttributes()
{
    auto* page = new QWidget;
    auto* whole = new QHBoxLayout(page);
    auto* left = new QVBoxLayout;
    m_list = new QListWidget;
    m_list->setObjectName(u"definitionAttributes"_s);
    m_list->setFixedWidth(180);
    for (const AttributeDefinition& attribute : m_label.attributes)
        m_list->addItem(toQt(attribute.name));
    left->addWidget(m_list, 1);
    auto* buttons = new QGridLayout;
    const auto button = [&](const QString& text, const QString& name, int row, int column, auto&& run) {
        auto* made = new QPushButton(text);
        made->setObjectName(name);
        made->setAutoDefault(false);
        connect(made, &QPushButton::clicked, this, std::forward<decltype(run)>(run));
        buttons->addWidget(made, row, column);
    };
    button(u"Add"_s, u"addAttribute"_s, 0, 0, [this] { addAttribute(); });
    button(u"Remove"_s, u"removeAttribute"_s, 0, 1, [this] {
        if (m_row < 0)
            return;
        m_label.attributes.erase(m_label.attributes.begin() + m_row);
        const int row = std::exchange(m_row, -1);
        delete m_list->takeItem(row);
        m_row = m_list->currentRow();
        showAttribute();
    });
    button(u"Up"_s, u"attributeUp"_s, 1, 0, [this] { moveAttribute(-1); });
    button(u"Down"_s, u"attributeDown"_s, 1, 1, [this] { moveAttribute(1); });
    left->addLayout(buttons);
    whole->addLayout(left);

    m_form = new QWidget;
    auto* form = new QVBoxLayout(m_form);
    form->setContentsMargins(8, 0, 0, 0);
    auto* rows = new FormRows;
    m_attributeName = new QLineEdit;
    m_attributeName->setObjectName(u"attributeName"_s);
    rows->addField(u"Name"_s, m_attributeName);
    m_kind = new QComboBox;
    m_kind->setObjectName(u"attributeKind"_s);
    for (const QString& word : kindWords)
        m_kind->addItem(word);
    rows->addField(u"Kind"_s, m_kind);
    m_choices = rowsField(u"attributeChoices"_s, u"A value per row; their keys are 1, 2, 3 …"_s);
    rows->addField(u"Values"_s, m_choices);
    m_least = new QLineEdit;
    m_most = new QLineEdit;
    m_unit = new QLineEdit;
    rows->addField(u"Least"_s, m_least);
    rows->addField(u"Most"_s, m_most);
    rows->addField(u"Unit"_s, m_unit);
    m_entries = new EntryListForm;
    rows->addField(u"List"_s, m_entries);
    m_initial = new QLineEdit;
    m_initial->setObjectName(u"attributeInitial"_s);
    rows->addField(u"Starts as"_s, m_initial);
    m_required = new QCheckBox(u"Required before an item is done"_s);
    m_required->setObjectName(u"attributeRequired"_s);
    m_inherits = new QCheckBox(u"A new one takes the value of the one before"_s);
    rows->addField(QString(), m_required);
    rows->addField(QString(), m_inherits);
    form->addLayout(rows);
    form->addStretch(1);
    whole->addWidget(m_form, 1);

    connect(m_attributeName, &QLineEdit::textEdited, this, [this](const QString& text) {
        if (m_row >= 0)
            m_list->item(m_row)->setText(text);
    });
    connect(m_kind, &QComboBox::currentIndexChanged, this, &DefinitionDialog::kindChanged);
    connect(m_list, &QListWidget::currentRowChanged, this, [this](int row) {
        if (m_filling || row == m_row)
            return;
        if (m_row >= 0)
            if (const auto taken = takeAttribute(); !taken) {
                fail(toQt(taken.error().message));
                m_filling = true;
                m_list->setCurrentRow(m_row);
                m_filling = false;
                return;
            }
        m_row = row;
        showAttribute();
    });
    m_list->setCurrentRow(m_label.attributes.empty() ? -1 : 0);
    showAttribute();
    return page;
}

void DefinitionDialog::setLists(ListAccess access)
{
    m_entries->setAccess(std::move(access));
}

void DefinitionDialog::kindChanged()
{
    const auto kind = AttributeKind(m_kind->currentIndex());
    m_choices->setEnabled(kind == AttributeKind::Choice || kind == AttributeKind::Choices);
    for (QLineEdit* field : {m_least, m_most})
        field->setEnabled(kind == AttributeKind::Number || kind == AttributeKind::Rating);
    m_least->setPlaceholderText(kind == AttributeKind::Rating ? u"1"_s : QString());
    m_most->setPlaceholderText(kind == AttributeKind::Rating ? u"5"_s : QString());
    m_unit->setEnabled(kind == AttributeKind::Number);
    m_entries->setEnabled(kind == AttributeKind::Entry);
    m_initial->setPlaceholderText(kind == AttributeKind::Boolean   ? u"yes, no, or nothing"_s
                                  : kind == AttributeKind::Choices ? u"values with commas between"_s
                                  : kind == AttributeKind::Entry   ? u"an id"_s
                                                                   : u"nothing"_s);
}

void DefinitionDialog::showAttribute()
{
    m_form->setEnabled(m_row >= 0);
    const AttributeDefinition shown =
        m_row >= 0 ? m_label.attributes[std::size_t(m_row)] : AttributeDefinition{};
    m_attributeName->setText(toQt(shown.name));
    m_kind->setCurrentIndex(int(shown.kind));
    QStringList choices;
    for (const std::string& choice : shown.choices)
        choices.append(toQt(choice));
    m_choices->setPlainText(choices.join(u'\n'));
    m_least->setText(numberText(shown.least));
    m_most->setText(numberText(shown.most));
    m_unit->setText(toQt(shown.unit));
    m_entries->setName(toQt(shown.list));
    m_initial->setText(std::holds_alternative<std::monostate>(shown.initial)
                           ? QString()
                           : toQt(displayText(shown, shown.initial)));
    m_required->setChecked(shown.required);
    m_inherits->setChecked(shown.inherits);
    kindChanged();
}

Result<void> DefinitionDialog::takeAttribute()
{
    if (m_row < 0)
        return {};
    AttributeDefinition made;
    made.name = fromQt(m_attributeName->text().trimmed());
    made.kind = AttributeKind(m_kind->currentIndex());
    if (m_choices->isEnabled())
        for (const QString& row : m_choices->toPlainText().split(u'\n'))
            if (!row.trimmed().isEmpty())
                made.choices.push_back(fromQt(row.trimmed()));
    if (made.kind == AttributeKind::Entry)
        made.list = fromQt(m_entries->name());
    if (made.kind == AttributeKind::Number || made.kind == AttributeKind::Rating) {
        AttributeDefinition number;
        number.kind = AttributeKind::Number;
        for (const auto& [field, border] : {std::pair(m_least, &made.least), std::pair(m_most, &made.most)}) {
            const auto read = valueFrom(number, field->text());
            if (!read)
                return read.error();
            if (const auto* whole = std::get_if<std::int64_t>(&*read))
                *border = double(*whole);
            else if (const auto* real = std::get_if<double>(&*read))
                *border = *real;
        }
        if (made.kind == AttributeKind::Number)
            made.unit = fromQt(m_unit->text().trimmed());
    }
    const auto initial = valueFrom(made, m_initial->text());
    if (!initial)
        return initial.error();
    made.initial = *initial;
    made.required = m_required->isChecked();
    made.inherits = m_inherits->isChecked();
    m_label.attributes[std::size_t(m_row)] = std::move(made);
    return {};
}

void DefinitionDialog::addAttribute()
{
    if (const auto taken = takeAttribute(); !taken) {
        fail(toQt(taken.error().message));
        return;
    }
    m_label.attributes.emplace_back();
    m_list->addItem(QString());
    m_row = int(m_label.attributes.size()) - 1;
    m_list->setCurrentRow(m_row);
    showAttribute();
    m_attributeName->setFocus();
}

void DefinitionDialog::moveAttribute(int by)
{
    const int to = m_row + by;
    if (m_row < 0 || to < 0 || to >= int(m_label.attributes.size()))
        return;
    if (const auto taken = takeAttribute(); !taken) {
        fail(toQt(taken.error().message));
        return;
    }
    std::swap(m_label.attributes[std::size_t(m_row)], m_label.attributes[std::size_t(to)]);
    m_filling = true;
    m_list->insertItem(to, m_list->takeItem(m_row));
    m_row = to;
    m_list->setCurrentRow(to);
    m_filling = false;
    showAttribute();
}

QWidget* DefinitionDialog::makeSkeleton()
{
    auto* page = new QWidget;
    auto* whole = new QHBoxLayout(page);
    auto* fields = new QVBoxLayout;
    auto* person = new QPushButton(u"Person (COCO 17)"_s);
    person->setObjectName(u"cocoPerson"_s);
    person->setAutoDefault(false);
    fields->addWidget(person);
    const auto add = [fields](const QString& name, QPlainTextEdit* field, int stretch) {
        auto* label = new QLabel(name);
        label->setProperty("role", u"secondary"_s);
        label->setBuddy(field);
        fields->addWidget(label);
        fields->addWidget(field, stretch);
    };
    m_points = rowsField(u"skeletonPoints"_s, u"A name per row, in the order of drawing"_s);
    m_edges = rowsField(u"skeletonEdges"_s, u"left_hip - left_knee"_s);
    m_pairs = rowsField(u"skeletonPairs"_s, u"left_hip - right_hip"_s);
    add(u"Points"_s, m_points, 3);
    add(u"Lines between them"_s, m_edges, 3);
    add(u"Pairs, left first"_s, m_pairs, 2);
    whole->addLayout(fields, 1);
    m_preview = new SkeletonPreview;
    whole->addWidget(m_preview, 1);
    const auto typed = [this] {
        if (m_filling)
            return;
        // While a row is half typed the last picture stays.
        const SkeletonText text{m_points->toPlainText(), m_edges->toPlainText(), m_pairs->toPlainText()};
        if (const auto made = skeletonFrom(text, m_label.skeleton)) {
            m_label.skeleton = *made;
            m_preview->setSkeleton(*made);
        }
    };
    for (QPlainTextEdit* field : {m_points, m_edges, m_pairs})
        connect(field, &QPlainTextEdit::textChanged, this, typed);
    connect(m_preview, &SkeletonPreview::moved, this, [this] { m_label.skeleton = m_preview->skeleton(); });
    connect(person, &QPushButton::clicked, this, [this] {
        m_label.skeleton = cocoPerson();
        showSkeleton();
        for (const auto& [kind, box] : m_shapes)
            if (kind == ShapeKind::Skeleton &&
                std::ranges::any_of(m_shapes, [](const auto& shape) { return shape.second->isChecked(); }))
                box->setChecked(true);
    });
    showSkeleton();
    return page;
}

void DefinitionDialog::showSkeleton()
{
    m_filling = true;
    const SkeletonText text = textOf(m_label.skeleton);
    m_points->setPlainText(text.points);
    m_edges->setPlainText(text.edges);
    m_pairs->setPlainText(text.pairs);
    m_preview->setSkeleton(m_label.skeleton);
    m_filling = false;
}

Result<void> DefinitionDialog::takeSkeleton()
{
    const SkeletonText text{m_points->toPlainText(), m_edges->toPlainText(), m_pairs->toPlainText()};
    auto made = skeletonFrom(text, m_label.skeleton);
    if (!made)
        return made.error();
    m_label.skeleton = std::move(*made);
    return {};
}

void DefinitionDialog::fail(const QString& sentence)
{
    m_problem->setText(
        u"<span style=\"color:%1\">%2</span>"_s.arg(theme().bad.name(), sentence.toHtmlEscaped()));
    m_problem->setToolTip(sentence);
    m_problem->show();
}

void DefinitionDialog::accept()
{
    if (const auto taken = takeAttribute(); !taken) {
        m_tabs->setCurrentIndex(1);
        fail(toQt(taken.error().message));
        return;
    }
    if (const auto taken = takeSkeleton(); !taken) {
        m_tabs->setCurrentIndex(2);
        fail(toQt(taken.error().message));
        return;
    }
    m_label.name = fromQt(m_name->text().trimmed());
    m_label.key = fromQt(m_key->currentData().toString());
    m_label.line = LinePattern(m_line->currentIndex());
    m_label.shapes.clear();
    for (const auto& [kind, box] : m_shapes)
        if (box->isChecked())
            m_label.shapes.push_back(kind);
    m_label.tagGroup = fromQt(m_tagGroup->currentText().trimmed());
    m_label.tagGroupMany = m_tagMany->isChecked();
    m_bonds->take(m_label);
    if (const auto taken = m_take(m_label); !taken) {
        fail(toQt(taken.error().message));
        return;
    }
    QDialog::accept();
}

} // namespace touchstone
