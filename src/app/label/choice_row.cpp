#include "app/label/choice_row.h"

#include <algorithm>

#include <QGridLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QToolButton>

#include "app/theme/theme.h"

using namespace Qt::StringLiterals;

namespace touchstone {

namespace {

/// Numbers stand in one line; of names as many as fit a panel of its usual width, at most three.
int namesALine(const std::vector<ChoiceRow::Choice>& choices, const QFontMetrics& metrics)
{
    constexpr int most = 3, aroundName = 18, room = 160;
    int widest = 1;
    for (const ChoiceRow::Choice& one : choices)
        widest = std::max(widest, metrics.horizontalAdvance(one.text) + aroundName);
    return std::clamp(room / widest, 1, most);
}

} // namespace

ChoiceRow::ChoiceRow(AttributeDefinition definition, std::vector<Choice> choices)
    : AnswerField(std::move(definition)), m_choices(std::move(choices))
{
    setFocusPolicy(Qt::StrongFocus);
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(2, 2, 2, 2);
    grid->setSpacing(4);
    const bool numbers = this->definition().kind == AttributeKind::Rating;
    const int columns = numbers ? std::max(1, int(m_choices.size())) : namesALine(m_choices, fontMetrics());
    for (std::size_t i = 0; i < m_choices.size(); ++i) {
        auto* button = new QToolButton;
        button->setCheckable(true);
        button->setFocusPolicy(Qt::NoFocus);
        button->setText(m_choices[i].text);
        button->setObjectName(u"choice "_s + m_choices[i].text);
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        button->setMinimumHeight(26);
        button->setMinimumWidth(numbers ? 22 : 40);
        connect(button, &QToolButton::clicked, this,
                [this, i](bool on) { Q_EMIT chosen(on ? m_choices[i].value : AttributeValue{}); });
        const int at = int(i);
        grid->addWidget(button, at / columns, at % columns);
        m_buttons.push_back(button);
    }
}

int ChoiceRow::pressed() const
{
    const auto found =
        std::ranges::find_if(m_buttons, [](const QToolButton* one) { return one->isChecked(); });
    return found == m_buttons.end() ? -1 : int(found - m_buttons.begin());
}

void ChoiceRow::show(const std::optional<AttributeValue>& value)
{
    for (std::size_t i = 0; i < m_buttons.size(); ++i) {
        bool on = value && *value == m_choices[i].value;
        // A rating that came from a file as 4.0 is 4.
        if (const auto* real = value ? std::get_if<double>(&*value) : nullptr)
            if (const auto* whole = std::get_if<std::int64_t>(&m_choices[i].value))
                on = *real == double(*whole);
        m_buttons[i]->setChecked(on);
    }
}

void ChoiceRow::keyPressEvent(QKeyEvent* event)
{
    const bool back = event->key() == Qt::Key_Left, on = event->key() == Qt::Key_Right;
    if ((back || on) && !m_choices.empty()) {
        const int last = int(m_choices.size()) - 1, now = pressed();
        const int to = now < 0 ? (back ? last : 0) : std::clamp(now + (back ? -1 : 1), 0, last);
        Q_EMIT chosen(m_choices[std::size_t(to)].value);
    } else if (event->key() == Qt::Key_Backspace || event->key() == Qt::Key_Delete) {
        Q_EMIT chosen(AttributeValue{});
    } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter ||
               event->key() == Qt::Key_Escape) {
        Q_EMIT left();
    } else {
        AnswerField::keyPressEvent(event);
    }
}

void ChoiceRow::focusOutEvent(QFocusEvent* event)
{
    AnswerField::focusOutEvent(event);
    update();
}

void ChoiceRow::paintEvent(QPaintEvent*)
{
    if (!hasFocus())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme().accent);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
}

} // namespace touchstone
