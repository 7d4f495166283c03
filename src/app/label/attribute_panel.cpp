#include "app/label/attribute_panel.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QPushButton>

#include "app/label/answer_field.h"
#include "app/label/attribute_commands.h"
#include "app/label/definition_text.h"
#include "app/session/project_session.h"
#include "app/session/text.h"
#include "app/theme/theme.h"

using namespace Qt::StringLiterals;

namespace touchstone {

namespace {

const QString several = u"several"_s;

// Two of a kind are of one size; a menu button shows what is ticked.
QStringList chosen(const std::optional<AttributeValue>& value)
{
    QStringList names;
    if (const auto* list = value ? std::get_if<std::vector<std::string>>(&*value) : nullptr)
        for (const std::string& entry : *list)
            names.append(toQt(entry));
    return names;
}

} // namespace

AttributePanel::AttributePanel(ProjectSession& session, AttributeCommands& commands, QWidget* parent)
    : QWidget(parent), m_session(session), m_commands(commands), m_rowsArea(new QWidget(this)),
      m_grid(new QGridLayout(m_rowsArea)), m_alternative(new QComboBox(this)), m_relations(new QLabel(this))
{
    setObjectName(u"attributePanel"_s);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(8);
    m_grid->setVerticalSpacing(4);
    m_grid->setColumnStretch(1, 1);
    m_grid->setColumnMinimumWidth(0, 96);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(6);
    layout->addWidget(m_rowsArea);
    auto* flags = new QGridLayout;
    flags->setHorizontalSpacing(12);
    flags->setVerticalSpacing(2);
    const QString names[] = {u"Occluded"_s, u"Truncated"_s, u"Crowd"_s, u"Unsure"_s};
    for (int i = 0; i < 4; ++i) {
        auto* box = new QCheckBox(names[i], this);
        box->setObjectName(u"flag"_s + names[i]);
        flags->addWidget(box, i / 2, i % 2);
        m_flags.push_back(box);
        connect(box, &QCheckBox::clicked, this, [this, i](bool on) {
            if (!m_filling)
                m_commands.setFlag(AttributeCommands::Flag(i), on);
        });
        box->installEventFilter(this);
    }
    layout->addLayout(flags);
    m_alternative->setObjectName(u"alternativeLabel"_s);
    m_alternative->setAccessibleName(u"What it may be instead"_s);
    m_alternative->installEventFilter(this);
    layout->addWidget(m_alternative);
    m_relations->setObjectName(u"relationLine"_s);
    m_relations->setProperty("role", u"small"_s);
    m_relations->setWordWrap(true);
    layout->addWidget(m_relations);
    m_relations->hide();
    connect(m_alternative, &QComboBox::activated, this, [this](int index) {
        const auto& labels = m_session.ontology().labels;
        const int at = m_alternative->itemData(index).toInt();
        m_commands.setAlternative(at < 0 || at >= int(labels.size()) ? LabelId{}
                                                                     : labels[std::size_t(at)].id);
    });
}

void AttributePanel::showRelations(const QString& text)
{
    m_relations->setText(text);
    m_relations->setVisible(!text.isEmpty());
}

QWidget* AttributePanel::makePlainField(const AttributeDefinition& definition)
{
    QWidget* field = nullptr;
    switch (definition.kind) {
    case AttributeKind::Rating:
    case AttributeKind::Ranking:
    case AttributeKind::Block:
        break; // Those have such a field.
    case AttributeKind::Boolean: {
        auto* box = new QCheckBox;
        connect(box, &QCheckBox::clicked, this,
                [this, definition](bool on) { m_commands.set(definition, on); });
        field = box;
        break;
    }
    case AttributeKind::Choice: {
        auto* box = new QComboBox;
        box->addItem(QString());
        for (const std::string& choice : definition.choices)
            box->addItem(toQt(choice));
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        connect(box, &QComboBox::activated, this, [this, definition](int at) {
            if (at > int(definition.choices.size()))
                return; // The value that is not in the list: it stays.
            m_commands.set(definition, at <= 0 ? AttributeValue{}
                                               : AttributeValue(definition.choices[std::size_t(at - 1)]));
        });
        field = box;
        break;
    }
    case AttributeKind::Choices: {
        auto* button = new QPushButton;
        button->setAutoDefault(false);
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        auto* menu = new QMenu(button);
        for (std::size_t i = 0; i < definition.choices.size(); ++i) {
            QAction* action = menu->addAction(toQt(definition.choices[i]).replace(u'&', u"&&"_s));
            action->setCheckable(true);
            connect(action, &QAction::triggered, this, [this, definition, i] {
                const auto common = commonValue(m_commands.instances(), definition.name);
                const auto* had = common ? std::get_if<std::vector<std::string>>(&*common) : nullptr;
                std::vector<std::string> now = had ? *had : std::vector<std::string>{};
                if (std::erase(now, definition.choices[i]) == 0)
                    now.push_back(definition.choices[i]);
                m_commands.set(definition, now.empty() ? AttributeValue{} : AttributeValue(std::move(now)));
                refresh();
            });
        }
        button->setMenu(menu);
        field = button;
        break;
    }
    case AttributeKind::Number:
    case AttributeKind::Text:
    case AttributeKind::Entry: { // Typed as it is where no lists are at hand.
        auto* line = new QLineEdit;
        connect(line, &QLineEdit::editingFinished, this, [this, line, definition] {
            if (line->isModified())
                typed(definition, line->text());
        });
        connect(line, &QLineEdit::returnPressed, this, &AttributePanel::left);
        field = line;
        break;
    }
    }
    return field;
}

QWidget* AttributePanel::makeField(const AttributeDefinition& definition, int number)
{
    QWidget* field = nullptr;
    if (AnswerField* answer = makeAnswerField(definition, m_commands)) {
        connect(answer, &AnswerField::chosen, this, [this, definition](const AttributeValue& value) {
            m_commands.set(definition, value);
            refresh();
        });
        connect(answer, &AnswerField::entered, this, [this, definition] {
            if (!m_filling && m_commands.picked() != toQt(definition.name) &&
                definition.kind != AttributeKind::Entry)
                m_commands.pick(toQt(definition.name));
        });
        connect(answer, &AnswerField::left, this, &AttributePanel::left);
        field = answer;
    } else {
        field = makePlainField(definition);
    }
    field->setObjectName(u"attribute"_s + QString::number(number));
    field->setAccessibleName(toQt(definition.name));
    field->installEventFilter(this);
    return field;
}

void AttributePanel::build(std::vector<AttributeDefinition> definitions)
{
    for (const Row& row : m_rows)
        for (QWidget* widget :
             {static_cast<QWidget*>(row.name), row.field, static_cast<QWidget*>(row.warning)}) {
            m_grid->removeWidget(widget);
            widget->hide();
            widget->deleteLater(); // Its own signal may be on the way.
        }
    m_rows.clear();
    m_built = std::move(definitions);
    int line = 0;
    for (const AttributeDefinition& definition : m_built) {
        const int number = int(m_rows.size()) + 1;
        Row row{definition, new QLabel, makeField(definition, number), new QLabel};
        row.name->setToolTip(number <= 9 ? u"Alt+%1"_s.arg(number) : QString());
        row.name->setBuddy(row.field);
        row.warning->setObjectName(u"attributeWarning%1"_s.arg(number));
        row.warning->setWordWrap(true);
        m_grid->addWidget(row.name, line, 0);
        m_grid->addWidget(row.field, line, 1);
        if (definition.kind == AttributeKind::Number && !definition.unit.empty())
            static_cast<QLineEdit*>(row.field)->setToolTip(toQt(definition.unit));
        m_grid->addWidget(row.warning, line + 1, 0, 1, 2);
        row.warning->hide();
        m_rows.push_back(std::move(row));
        line += 2;
    }
    m_rowsArea->setVisible(!m_rows.empty());
}

void AttributePanel::fill(const Row& row, const std::optional<AttributeValue>& value)
{
    const bool none = value && std::holds_alternative<std::monostate>(*value);
    const QString text = !value ? several : none ? QString() : toQt(displayText(row.definition, *value));
    if (auto* answer = qobject_cast<AnswerField*>(row.field)) {
        answer->show(value);
        return;
    }
    switch (row.definition.kind) {
    case AttributeKind::Rating:
    case AttributeKind::Ranking:
    case AttributeKind::Block:
        break;
    case AttributeKind::Boolean: {
        auto* box = static_cast<QCheckBox*>(row.field);
        const bool* on = value ? std::get_if<bool>(&*value) : nullptr;
        box->setTristate(!on);
        box->setCheckState(!on ? Qt::PartiallyChecked : *on ? Qt::Checked : Qt::Unchecked);
        box->setText(on ? (*on ? u"yes"_s : u"no"_s) : none ? u"not set"_s : text);
        break;
    }
    case AttributeKind::Choice: {
        auto* box = static_cast<QComboBox*>(row.field);
        const int listed = int(row.definition.choices.size()) + 1;
        while (box->count() > listed)
            box->removeItem(box->count() - 1);
        int at = none ? 0 : -1;
        for (int i = 1; value && i < listed; ++i)
            if (box->itemText(i) == text)
                at = i;
        if (at < 0) {
            box->addItem(text); // As it is, until another is chosen.
            at = box->count() - 1;
        }
        box->setCurrentIndex(at);
        break;
    }
    case AttributeKind::Choices: {
        auto* button = static_cast<QPushButton*>(row.field);
        button->setText(text.isEmpty() ? u"none"_s : QString(text).replace(u'&', u"&&"_s));
        const QStringList names = chosen(value);
        const QList<QAction*> actions = button->menu()->actions();
        for (qsizetype i = 0; i < actions.size(); ++i)
            actions[i]->setChecked(names.contains(toQt(row.definition.choices[std::size_t(i)])));
        break;
    }
    case AttributeKind::Number:
    case AttributeKind::Text:
    case AttributeKind::Entry: { // Typed as it is where no lists are at hand.
        auto* line = static_cast<QLineEdit*>(row.field);
        if (line->hasFocus() && line->isModified())
            break;
        const auto border = [](const std::optional<double>& at) {
            return at ? QLocale::c().toString(*at) : u"…"_s;
        };
        QString empty = row.definition.least || row.definition.most
                            ? u"%1 to %2"_s.arg(border(row.definition.least), border(row.definition.most))
                            : QString();
        if (!row.definition.unit.empty())
            empty = empty.isEmpty() ? toQt(row.definition.unit) : empty + u' ' + toQt(row.definition.unit);
        line->setPlaceholderText(value ? empty : several);
        line->setText(value ? text : QString());
        break;
    }
    }
}

void AttributePanel::refresh()
{
    if (m_filling)
        return;
    m_filling = true;
    std::vector<AttributeDefinition> wanted = m_commands.definitions();
    // Rankings and choices among texts are about those of the item in front.
    const std::vector<std::string> texts = m_commands.texts();
    if (wanted != m_built || texts != m_texts) {
        m_texts = texts;
        build(std::move(wanted));
    }
    const std::vector<Annotation> all = m_commands.instances();
    m_warnings.clear();
    int number = 0;
    for (const Row& row : m_rows) {
        fill(row, commonValue(all, row.definition.name));
        QString warning;
        bool lacks = false;
        for (const Annotation& one : all) {
            const AttributeValue* value = valueOf(one.attributes, row.definition.name);
            lacks = lacks || !value;
            if (const auto reason = value ? misfit(row.definition, *value) : std::nullopt)
                warning = toQt(*reason);
        }
        if (warning.isEmpty() && lacks && row.definition.required)
            warning = u"Required, and not set."_s;
        if (!warning.isEmpty())
            m_warnings.append(warning);
        ++number;
        const bool isPicked = m_commands.picked() == toQt(row.definition.name);
        const QString key = number <= 9 ? u"<span style=\"color:%1\">%2</span>&nbsp; "_s.arg(
                                              (isPicked ? theme().accent : theme().secondary).name(),
                                              QString::number(number))
                                        : QString();
        QString name = toQt(row.definition.name).toHtmlEscaped();
        if (!row.definition.unit.empty())
            name += u" (%1)"_s.arg(toQt(row.definition.unit).toHtmlEscaped());
        if (row.definition.required)
            name += u" *"_s;
        row.name->setText(key + (isPicked ? u"<b>%1</b>"_s.arg(name) : name));
        row.warning->setText(
            u"<span style=\"color:%1\">%2</span>"_s.arg(theme().warning.name(), warning.toHtmlEscaped()));
        row.warning->setVisible(!warning.isEmpty());
    }
    fillFlags();
    m_filling = false;
    updateGeometry();
}

void AttributePanel::fillFlags()
{
    const std::vector<Annotation> all = m_commands.instances();
    static constexpr bool Annotation::*members[] = {&Annotation::occluded, &Annotation::truncated,
                                                    &Annotation::crowd, &Annotation::unsure};
    // Nothing hides a tag or a span.
    const bool inPicture =
        std::ranges::any_of(all, [](const Annotation& one) { return bounds(one.shape).has_value(); });
    for (std::size_t i = 0; i < m_flags.size(); ++i) {
        const auto set = std::ranges::count_if(all, [&](const Annotation& one) { return one.*members[i]; });
        const bool mixed = set != 0 && set != std::ptrdiff_t(all.size());
        m_flags[i]->setVisible(inPicture || set != 0 || members[i] == &Annotation::unsure);
        m_flags[i]->setTristate(mixed);
        m_flags[i]->setCheckState(mixed ? Qt::PartiallyChecked : set ? Qt::Checked : Qt::Unchecked);
    }
    const bool unsure = std::ranges::any_of(all, &Annotation::unsure);
    m_alternative->setVisible(unsure);
    m_alternative->clear();
    if (!unsure)
        return;
    m_alternative->addItem(u"or what else?"_s, -1);
    const LabelId common = all.front().alternative;
    const bool same =
        std::ranges::all_of(all, [&](const Annotation& one) { return one.alternative == common; });
    const Label* known = m_session.ontology().resolve(common);
    const auto& labels = m_session.ontology().labels;
    int at = 0;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        if (!labels[i].isActive() && &labels[i] != known)
            continue;
        m_alternative->addItem(u"or %1"_s.arg(toQt(labels[i].name)), int(i));
        if (same && &labels[i] == known)
            at = m_alternative->count() - 1;
    }
    if (!same) {
        m_alternative->addItem(several, -1);
        at = m_alternative->count() - 1;
    }
    m_alternative->setCurrentIndex(at);
}

void AttributePanel::typed(const AttributeDefinition& definition, const QString& text)
{
    Result<AttributeValue> value = valueFrom(definition, text);
    if (!value) {
        Q_EMIT m_commands.say(
            u"%1 %2 stays as it was."_s.arg(toQt(value.error().message), toQt(definition.name)));
        refresh();
        return;
    }
    for (const Row& row : m_rows)
        if (row.definition.name == definition.name)
            static_cast<QLineEdit*>(row.field)->setModified(false);
    m_commands.set(definition, *value);
    refresh();
}

void AttributePanel::edit(const QString& name)
{
    for (const Row& row : m_rows)
        if (toQt(row.definition.name) == name) {
            row.field->setFocus(Qt::ShortcutFocusReason);
            if (auto* line = qobject_cast<QLineEdit*>(row.field))
                line->selectAll();
        }
}

bool AttributePanel::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        if (auto* line = qobject_cast<QLineEdit*>(watched))
            line->setModified(false);
        Q_EMIT left();
        refresh();
        return true;
    }
    if (event->type() == QEvent::Wheel && qobject_cast<QComboBox*>(watched))
        return true; // Scrolling the panel changes no value.
    return QWidget::eventFilter(watched, event);
}

} // namespace touchstone
