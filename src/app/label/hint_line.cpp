#include "app/label/hint_line.h"

#include <limits>

#include <QAction>
#include <QBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QTimer>

#include "app/label/row_painting.h"
#include "app/theme/theme.h"

using namespace Qt::StringLiterals;

namespace touchstone {

namespace {

constexpr int height_ = 32;
constexpr int padding = 12;
constexpr int noticeSeconds = 8;

} // namespace

HintLine::HintLine(QWidget* parent)
    : QFrame(parent), m_noticeLabel(new QLabel(this)), m_question(new QWidget(this)),
      m_questionLabel(new QLabel(m_question)), m_answer(new QLineEdit(m_question)), m_timer(new QTimer(this))
{
    setObjectName(u"hintLine"_s);
    setFixedHeight(height_);
    m_noticeLabel->setObjectName(u"hintNotice"_s);
    m_noticeLabel->setTextFormat(Qt::RichText);
    m_noticeLabel->setFocusPolicy(Qt::NoFocus);
    m_noticeLabel->setTextInteractionFlags(Qt::LinksAccessibleByMouse);
    m_noticeLabel->setContentsMargins(padding, 0, padding, 0);
    auto* whole = new QHBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(m_noticeLabel);
    whole->addWidget(m_question);
    auto* row = new QHBoxLayout(m_question);
    row->setContentsMargins(padding, 2, 4, 2);
    row->addWidget(m_questionLabel);
    row->addWidget(m_answer, 1);
    m_answer->setObjectName(u"hintAnswer"_s);
    m_answer->installEventFilter(this);
    m_timer->setSingleShot(true);
    m_timer->setInterval(noticeSeconds * 1000);
    connect(m_timer, &QTimer::timeout, this, &HintLine::clearNotice);
    connect(m_noticeLabel, &QLabel::linkActivated, this, &HintLine::runLink);
    connect(m_answer, &QLineEdit::returnPressed, this, [this] {
        const QString text = m_answer->text().trimmed();
        setMode(Mode::Hint);
        Q_EMIT answered(text);
    });
    setMode(Mode::Hint);
}

void HintLine::setHint(const Hint& hint)
{
    if (hint == m_hint)
        return;
    m_hint = hint;
    setAccessibleName(hint.label.isEmpty() ? hint.text : hint.label + u": "_s + hint.text);
    setToolTip(accessibleName());
    if (m_mode == Mode::Hint) {
        updateGeometry();
        update();
        Q_EMIT sizeChanged();
    }
}

void HintLine::say(const QString& sentence, QAction* action, const QString& linkText)
{
    if (m_mode == Mode::Question)
        return;
    m_notice = sentence;
    m_action = action;
    QString html = sentence.toHtmlEscaped();
    if (action)
        html += u" &nbsp;<a href=\"run\" style=\"color:%1\">%2</a>"_s.arg(theme().accent.name(),
                                                                          linkText.toHtmlEscaped());
    m_noticeLabel->setText(html);
    m_timer->start();
    setMode(Mode::Notice);
}

void HintLine::clearNotice()
{
    m_timer->stop();
    m_notice.clear();
    m_action = nullptr;
    if (m_mode == Mode::Notice)
        setMode(Mode::Hint);
}

QString HintLine::noticeText() const
{
    return m_mode == Mode::Notice ? m_notice : QString();
}

void HintLine::runLink()
{
    const QPointer<QAction> action = m_action;
    clearNotice();
    if (action)
        action->trigger();
}

void HintLine::ask(const QString& question, const QString& placeholder)
{
    clearNotice();
    m_questionLabel->setText(question);
    m_answer->setPlaceholderText(placeholder);
    m_answer->clear();
    setMode(Mode::Question);
    m_answer->setFocus(Qt::ShortcutFocusReason);
}

bool HintLine::isAsking() const
{
    return m_mode == Mode::Question;
}

void HintLine::setMode(Mode mode)
{
    m_mode = mode;
    m_noticeLabel->setVisible(mode == Mode::Notice);
    m_question->setVisible(mode == Mode::Question);
    updateGeometry();
    update();
    Q_EMIT sizeChanged();
}

QSize HintLine::sizeHint() const
{
    switch (m_mode) {
    case Mode::Hint:
        return {paintHint(nullptr), height_};
    case Mode::Notice:
        return {m_noticeLabel->sizeHint().width(), height_};
    case Mode::Question:
        return {520, height_};
    }
    return {};
}

QSize HintLine::minimumSizeHint() const
{
    return {80, height_};
}

// Measures with a null painter, so that size and picture cannot differ.
int HintLine::paintHint(QPainter* painter) const
{
    int x = padding;
    const int middle = height_ / 2;
    const QFontMetrics metrics(font());
    const int end = painter ? width() - padding : std::numeric_limits<int>::max();
    const auto text = [&](const QString& words, const QColor& color) {
        const int wide = metrics.horizontalAdvance(words);
        if (painter && x < end) {
            const QString shown = metrics.elidedText(words, Qt::ElideRight, end - x + 2);
            paintText(*painter, {x, 0, wide + 2, height_}, shown, color, font());
        }
        x += wide;
    };
    if (m_hint.swatch.isValid()) {
        if (painter)
            paintSwatch(*painter, m_hint.swatch, x, middle);
        x += 18;
    }
    // Whole hints go, never letters: where there is not enough room for both, the label says what is meant.
    const QString both = m_hint.label.isEmpty() || m_hint.text.isEmpty()
                             ? m_hint.label + m_hint.text
                             : m_hint.label + u": "_s + m_hint.text;
    const bool fits = metrics.horizontalAdvance(both) <= end - x || m_hint.label.isEmpty();
    text(fits ? both : m_hint.label, theme().text);
    for (const auto& [key, what] : m_hint.keys) {
        x += 16;
        // A key is shown with what it does, or not at all.
        if (x + keyCapWidth(key) + 6 + metrics.horizontalAdvance(what) > end)
            break;
        if (painter)
            paintKeyCap(*painter, key, x, middle);
        x += keyCapWidth(key) + 6;
        text(what, theme().secondary);
    }
    return x + padding;
}

void HintLine::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme().line);
    painter.setBrush(theme().raised);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    if (m_mode == Mode::Hint)
        paintHint(&painter);
}

bool HintLine::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_answer && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        setMode(Mode::Hint);
        Q_EMIT gaveUp();
        return true;
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace touchstone
