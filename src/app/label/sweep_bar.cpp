#include "app/label/sweep_bar.h"

#include <algorithm>

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>

#include "app/session/text.h"

using namespace Qt::StringLiterals;

namespace touchstone {

bool takesDigits(const AttributeDefinition& definition)
{
    return definition.kind == AttributeKind::Boolean || definition.kind == AttributeKind::Choice ||
           definition.kind == AttributeKind::Choices || definition.kind == AttributeKind::Rating;
}

SweepBar::SweepBar(QWidget* parent) : QFrame(parent)
{
    setObjectName(u"sweepBar"_s);
    setProperty("role", u"float"_s);
    setAttribute(Qt::WA_StyledBackground);
    hide();
}

void SweepBar::make()
{
    if (m_question)
        return;
    m_question = new QWidget(this);
    m_walk = new QWidget(this);
    m_label = new QComboBox(m_question);
    m_attribute = new QComboBox(m_question);
    m_onlyEmpty = new QCheckBox(u"Only without a value"_s, m_question);
    m_doneToo = new QCheckBox(u"Done items too"_s, m_question);
    m_start = new QPushButton(u"Start"_s, m_question);
    m_what = new QLabel(m_walk);
    m_progress = new QLabel(m_walk);
    m_keys = new QLabel(m_walk);
    m_label->setObjectName(u"sweepLabel"_s);
    m_attribute->setObjectName(u"sweepAttribute"_s);
    m_onlyEmpty->setObjectName(u"sweepOnlyEmpty"_s);
    m_doneToo->setObjectName(u"sweepDoneToo"_s);
    m_doneToo->setToolTip(u"They are in progress again when a value is set"_s);
    m_start->setObjectName(u"sweepStart"_s);
    m_start->setDefault(true);
    auto* leave = new QPushButton(u"Cancel"_s);
    // Two lines: the window may be narrow.
    auto* question = new QGridLayout(m_question);
    question->setContentsMargins(12, 6, 8, 6);
    question->setHorizontalSpacing(10);
    auto* what = new QHBoxLayout;
    what->setSpacing(10);
    what->addWidget(new QLabel(u"Go through all"_s));
    what->addWidget(m_label);
    what->addWidget(new QLabel(u"and set"_s));
    what->addWidget(m_attribute);
    what->addStretch(1);
    auto* which = new QHBoxLayout;
    which->setSpacing(18);
    which->addWidget(m_onlyEmpty);
    which->addWidget(m_doneToo);
    which->addStretch(1);
    question->addLayout(what, 0, 0);
    question->addLayout(which, 1, 0);
    question->addWidget(leave, 1, 1);
    question->addWidget(m_start, 1, 2);
    question->setColumnStretch(0, 1);
    m_progress->setObjectName(u"sweepProgress"_s);
    m_keys->setProperty("role", u"secondary"_s);
    for (QLabel* label : {m_what, m_progress, m_keys})
        label->setTextFormat(Qt::PlainText);
    QFont strong = m_what->font();
    strong.setBold(true);
    m_what->setFont(strong);
    auto* walk = new QHBoxLayout(m_walk);
    walk->setContentsMargins(12, 6, 8, 6);
    walk->setSpacing(18);
    walk->addWidget(m_what);
    walk->addWidget(m_progress);
    walk->addStretch(1);
    walk->addWidget(m_keys);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_question);
    column->addWidget(m_walk);
    connect(m_label, &QComboBox::currentIndexChanged, this, &SweepBar::fillAttributes);
    connect(m_start, &QPushButton::clicked, this, &SweepBar::started);
    connect(leave, &QPushButton::clicked, this, &SweepBar::left);
}

bool SweepBar::ask(const Ontology& ontology, const LabelId& suggested)
{
    make();
    m_ontology = ontology;
    const LabelId before = label();
    m_label->clear();
    for (const Label& one : ontology.labels)
        if (one.isActive() && std::ranges::any_of(one.attributes, takesDigits))
            m_label->addItem(toQt(one.name), toQt(one.id.toString()));
    if (m_label->count() == 0)
        return false;
    const int last = m_label->findData(toQt(before.toString()));
    const int wanted = m_label->findData(toQt(suggested.toString()));
    m_label->setCurrentIndex(std::max(0, wanted >= 0 ? wanted : last));
    fillAttributes();
    setAsking(true);
    m_attribute->setFocus(Qt::OtherFocusReason);
    return true;
}

void SweepBar::tell(const QString& what, const QString& progress, const QString& keys)
{
    m_what->setText(what);
    m_progress->setText(progress);
    m_keys->setText(keys);
    setAsking(false);
}

bool SweepBar::isAsking() const
{
    return isVisible() && m_question->isVisibleTo(this);
}

void SweepBar::setAsking(bool asking)
{
    m_question->setVisible(asking);
    m_walk->setVisible(!asking);
    show();
}

void SweepBar::fillAttributes()
{
    const QString before = attribute();
    m_attribute->clear();
    if (const Label* found = m_ontology.find(label()))
        for (const AttributeDefinition& definition : found->attributes)
            if (takesDigits(definition))
                m_attribute->addItem(toQt(definition.name));
    m_attribute->setCurrentIndex(std::max(0, m_attribute->findText(before)));
    m_start->setEnabled(m_attribute->count() > 0);
}

LabelId SweepBar::label() const
{
    const auto uuid = Uuid::parse(fromQt(m_label->currentData().toString()));
    return uuid ? LabelId{*uuid} : LabelId{};
}

QString SweepBar::attribute() const
{
    return m_attribute->currentText();
}

bool SweepBar::onlyEmpty() const
{
    return m_onlyEmpty->isChecked();
}

bool SweepBar::doneToo() const
{
    return m_doneToo->isChecked();
}

void SweepBar::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT left();
    else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && isAsking() &&
             m_start->isEnabled())
        Q_EMIT started();
    else
        QFrame::keyPressEvent(event);
}

} // namespace touchstone
