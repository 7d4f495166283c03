#include "app/label/find_bar.h"

#include <algorithm>

#include <QBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QToolButton>

#include "app/session/text.h"
#include "app/theme/theme.h"

using namespace Qt::StringLiterals;

namespace touchstone {
namespace {

constexpr auto all = Qt::ShiftModifier | Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier;

/// As wide as its text where there is room, and cut at its end where there is none.
class Sentence : public QLabel {
  public:
    QSize minimumSizeHint() const override { return {0, QLabel::minimumSizeHint().height()}; }

  protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setPen(palette().color(foregroundRole()));
        painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                         fontMetrics().elidedText(text(), Qt::ElideRight, width()));
    }
};

} // namespace

FindBar::FindBar(QWidget* parent)
    : QFrame(parent), m_field(new QLineEdit), m_sentence(new Sentence), m_status(new Sentence)
{
    setObjectName(u"findBar"_s);
    setAttribute(Qt::WA_StyledBackground);
    setProperty("role", u"panel"_s);
    m_field->setObjectName(u"findField"_s);
    m_field->setPlaceholderText(u"Find in this text"_s);
    m_field->setMinimumWidth(120);
    m_field->setMaximumWidth(420);
    m_field->installEventFilter(this);
    m_sentence->setObjectName(u"findSentence"_s);
    m_sentence->setTextFormat(Qt::PlainText);
    m_status->setObjectName(u"findStatus"_s);
    m_status->setTextFormat(Qt::PlainText);
    m_status->setFont(tabularFont(m_status->font()));
    m_sentence->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    // What is looked for, and what is done with it: under each other where the window is narrow.
    m_rows = new QBoxLayout(QBoxLayout::LeftToRight, this);
    m_rows->setContentsMargins(12, 4, 8, 6);
    m_rows->setSpacing(6);
    auto* what = m_line = new QHBoxLayout;
    what->setSpacing(6);
    m_rows->addLayout(what, 1);
    what->addWidget(m_field, 2);
    what->addWidget(m_sentence);
    m_case = toggle("findCase", u"Aa"_s, u"Capital and small letters are different"_s);
    m_words = toggle("findWords", u"Word"_s, u"Whole words only"_s);
    m_expression = toggle("findExpression", u".*"_s, u"A regular expression"_s);
    what->addSpacing(6);
    what->addWidget(m_status);
    what->addStretch(1);
    m_line = new QHBoxLayout;
    m_line->setSpacing(6);
    m_rows->addLayout(m_line);
    QToolButton* accept =
        button("findAccept", u"Label  Enter"_s, u"Label the current place and go on (Enter)"_s);
    QToolButton* reject = button("findReject", u"Skip  Del"_s, u"Leave the current place as it is (Del)"_s);
    QToolButton* acceptAll =
        button("findAcceptAll", u"All  Shift+Enter"_s, u"Label all places that are left (Shift+Enter)"_s);
    QToolButton* before = button("findPrevious", {}, u"The one before (Shift+Enter, Shift+F3)"_s);
    before->setIcon(themedIcon(u"go-up"_s));
    QToolButton* next = button("findNext", {}, u"The next one (Enter, F3)"_s);
    next->setIcon(themedIcon(u"go-down"_s));
    QToolButton* label = button("findLabelAll", u"Label all…  Ctrl+Enter"_s,
                                u"Go through all places and label them (Ctrl+Enter)"_s);
    QToolButton* close = button("findClose", {}, u"Close (Esc)"_s);
    close->setIcon(themedIcon(u"window-close"_s));
    m_line->addStretch();
    m_ofFind = {m_field, m_words, m_expression, label};
    m_ofLabel = {m_sentence, accept, reject, acceptAll};
    for (QToolButton* one : {accept, reject, acceptAll, label})
        m_texts.emplace_back(one, one->text());
    connect(m_field, &QLineEdit::textChanged, this, &FindBar::patternChanged);
    connect(before, &QToolButton::clicked, this, [this] { Q_EMIT stepWanted(-1); });
    connect(next, &QToolButton::clicked, this, [this] { Q_EMIT stepWanted(1); });
    connect(label, &QToolButton::clicked, this, &FindBar::labelAllWanted);
    connect(accept, &QToolButton::clicked, this, &FindBar::acceptWanted);
    connect(reject, &QToolButton::clicked, this, &FindBar::rejectWanted);
    connect(acceptAll, &QToolButton::clicked, this, &FindBar::acceptAllWanted);
    connect(close, &QToolButton::clicked, this, &FindBar::left);
    setMode(Mode::Find);
    hide();
}

QToolButton* FindBar::button(const char* name, const QString& text, const QString& tip)
{
    auto* made = new QToolButton;
    made->setObjectName(QString::fromLatin1(name));
    made->setText(text);
    made->setToolTip(tip);
    made->setAccessibleName(tip);
    made->setFocusPolicy(Qt::NoFocus);
    made->setMinimumHeight(26);
    made->setAutoRaise(true);
    m_line->addWidget(made);
    return made;
}

QToolButton* FindBar::toggle(const char* name, const QString& text, const QString& tip)
{
    QToolButton* made = button(name, text, tip);
    made->setCheckable(true);
    connect(made, &QToolButton::toggled, this, &FindBar::patternChanged);
    return made;
}

void FindBar::setMode(Mode mode)
{
    m_mode = mode;
    for (QWidget* widget : m_ofFind)
        widget->setVisible(mode == Mode::Find);
    for (QWidget* widget : m_ofLabel)
        widget->setVisible(mode == Mode::Label);
    arrange();
}

// Keys are named by the tips alone where there is no room for them.
void FindBar::arrange()
{
    constexpr int wantedSentence = 300;
    const int sentence =
        m_sentence->isVisibleTo(this)
            ? std::min(wantedSentence, m_sentence->sizeHint().width()) - m_sentence->sizeHint().width()
            : 0;
    const auto fits = [&](bool keys) {
        for (const auto& [button, text] : m_texts)
            button->setText(keys ? text : text.section(u"  "_s, 0, 0));
        m_rows->setDirection(QBoxLayout::LeftToRight);
        m_rows->invalidate();
        return m_rows->sizeHint().width() + sentence <= width();
    };
    if (!fits(true) && !fits(false))
        m_rows->setDirection(QBoxLayout::TopToBottom);
    updateGeometry();
}

QSize FindBar::minimumSizeHint() const
{
    return {200, QFrame::minimumSizeHint().height()};
}

void FindBar::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    arrange();
}

void FindBar::showFind()
{
    setMode(Mode::Find);
    show();
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

void FindBar::showLabel(const QString& sentence)
{
    m_sentence->setText(sentence);
    m_sentence->setToolTip(sentence);
    setMode(Mode::Label);
    show();
}

SearchPattern FindBar::pattern() const
{
    return {fromQt(m_field->text()), m_expression->isChecked(), m_case->isChecked(), m_words->isChecked()};
}

void FindBar::setText(const QString& text)
{
    m_field->setText(text);
}

bool FindBar::matchesCase() const
{
    return m_case->isChecked();
}

void FindBar::setStatus(const QString& text, bool wrong)
{
    m_status->setText(text);
    m_status->setToolTip(wrong ? text : QString());
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, wrong ? theme().bad : theme().secondary);
    m_status->setPalette(colors);
}

bool FindBar::key(int key, Qt::KeyboardModifiers held, bool act)
{
    const bool enter = key == Qt::Key_Return || key == Qt::Key_Enter;
    if (key == Qt::Key_Escape && held == Qt::NoModifier) {
        if (act)
            Q_EMIT left();
    } else if ((enter || key == Qt::Key_F3) && (held == Qt::NoModifier || held == Qt::ShiftModifier)) {
        if (act)
            Q_EMIT stepWanted(held == Qt::NoModifier ? 1 : -1);
    } else if (enter && held == Qt::ControlModifier) {
        if (act)
            Q_EMIT labelAllWanted();
    } else {
        return false;
    }
    return true;
}

bool FindBar::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride)
        return QFrame::eventFilter(watched, event);
    const auto& pressed = *static_cast<QKeyEvent*>(event);
    const auto held = pressed.modifiers() & all;
    const bool act = event->type() == QEvent::KeyPress;
    if (pressed.key() == Qt::Key_F && held == Qt::ControlModifier) {
        if (act)
            m_field->selectAll();
    } else if (!key(pressed.key(), held, act)) {
        return QFrame::eventFilter(watched, event);
    }
    event->accept();
    return true;
}

} // namespace touchstone
