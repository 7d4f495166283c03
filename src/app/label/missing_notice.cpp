#include "app/label/missing_notice.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace touchstone {

MissingNotice::MissingNotice(QWidget* parent)
    : QFrame(parent), m_label(new QLabel(this)), m_button(new QPushButton(this)),
      m_other(new QPushButton(this))
{
    setObjectName(u"missingNotice"_s);
    setProperty("role", u"float"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_label->setTextFormat(Qt::PlainText);
    m_label->setMaximumWidth(520);
    m_button->setFocusPolicy(Qt::TabFocus);
    m_other->setFocusPolicy(Qt::TabFocus);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 12, 12, 12);
    row->setSpacing(16);
    row->addWidget(m_label, 1);
    row->addWidget(m_other);
    row->addWidget(m_button);
    connect(m_button, &QPushButton::clicked, this, &MissingNotice::actionWanted);
    connect(m_other, &QPushButton::clicked, this, &MissingNotice::otherWanted);
    hide();
}

void MissingNotice::show(const QString& sentence, const QString& action, const QString& other)
{
    m_label->setText(sentence);
    m_label->setWordWrap(m_label->fontMetrics().horizontalAdvance(sentence) > 420);
    m_button->setText(action);
    m_button->setVisible(!action.isEmpty());
    m_other->setText(other);
    m_other->setVisible(!other.isEmpty());
    adjustSize();
    Q_EMIT sizeChanged();
    setVisible(!sentence.isEmpty());
}

QString MissingNotice::sentence() const
{
    return isHidden() ? QString() : m_label->text();
}

} // namespace touchstone
