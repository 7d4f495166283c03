#include "app/label/entry_field.h"

#include <algorithm>

#include <QBoxLayout>
#include <QFrame>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QScreen>

#include "app/label/counted.h"
#include "app/label/entry_lists.h"
#include "app/session/text.h"

using namespace Qt::StringLiterals;

namespace touchstone {

namespace {

constexpr std::size_t shownEntries = 60;

QString lineOf(const ListEntry& entry)
{
    return entry.name == entry.id ? toQt(entry.id) : u"%1   %2"_s.arg(toQt(entry.name), toQt(entry.id));
}

} // namespace

EntryField::EntryField(AttributeDefinition definition, EntryLists& lists)
    : AnswerField(std::move(definition)), m_lists(lists), m_line(new QLineEdit),
      m_popup(new QFrame(this, Qt::ToolTip)), m_found(new QListWidget), m_note(new QLabel)
{
    m_line->setObjectName(u"entryLine"_s);
    m_line->setAccessibleName(toQt(this->definition().name));
    m_line->installEventFilter(this);
    setFocusProxy(m_line);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_line);
    m_popup->setObjectName(u"entryPopup"_s);
    m_popup->setFrameShape(QFrame::StyledPanel);
    auto* rows = new QVBoxLayout(m_popup);
    rows->setContentsMargins(4, 4, 4, 4);
    rows->setSpacing(4);
    m_found->setObjectName(u"entriesFound"_s);
    m_found->setFocusPolicy(Qt::NoFocus);
    m_found->setUniformItemSizes(true);
    m_found->setFrameShape(QFrame::NoFrame);
    m_found->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_found->setTextElideMode(Qt::ElideRight);
    m_note->setProperty("role", u"small"_s);
    rows->addWidget(m_found, 1);
    rows->addWidget(m_note);
    m_popup->hide();
    connect(m_line, &QLineEdit::textEdited, this, &EntryField::look);
    connect(m_found, &QListWidget::itemClicked, this,
            [this](QListWidgetItem* item) { take(m_found->row(item)); });
    connect(&lists, &EntryLists::loaded, this, [this] {
        if (m_popup->isVisible())
            look();
        else if (!m_line->isModified())
            show(m_value);
    });
    lists.find(this->definition().list); // It is there when somebody types.
}

void EntryField::show(const std::optional<AttributeValue>& value)
{
    m_value = value;
    if (m_line->hasFocus() && m_line->isModified())
        return;
    const auto* id = value ? std::get_if<std::string>(&*value) : nullptr;
    const auto list = m_lists.find(definition().list);
    const ListEntry* entry = id && list ? list->byId(*id) : nullptr;
    if (entry)
        m_line->setText(lineOf(*entry));
    else if (id)
        m_line->setText(list ? u"%1   not in %2"_s.arg(toQt(*id), toQt(definition().list)) : toQt(*id));
    else
        m_line->clear();
    m_line->setPlaceholderText(value ? u"Find in %1"_s.arg(toQt(definition().list)) : u"several"_s);
    m_line->setToolTip(entry ? toQt(moreText(*entry)) : QString());
    m_line->setCursorPosition(0);
}

void EntryField::look()
{
    const auto list = m_lists.find(definition().list);
    m_found->clear();
    if (list) {
        for (const ListEntry* entry : list->find(fromQt(m_line->text()), shownEntries)) {
            auto* item = new QListWidgetItem(lineOf(*entry), m_found);
            item->setData(Qt::UserRole, toQt(entry->id));
            item->setToolTip(toQt(moreText(*entry)));
        }
        m_found->setCurrentRow(0);
    }
    const QString name = toQt(definition().list);
    m_note->setText(!list ? u"The list is being read."_s
                    : list->size() == 0
                        ? u"%1 has no entries. The label's definition takes them from a file."_s.arg(name)
                    : m_found->count() == 0
                        ? u"Nothing of this in the %1 of %2."_s.arg(
                              counted(std::int64_t(list->size()), u"1 entry"_s, u"%1 entries"_s), name)
                    : std::size_t(m_found->count()) == shownEntries
                        ? u"The first %1 of those that fit"_s.arg(shownEntries)
                        : QString());
    m_note->setVisible(!m_note->text().isEmpty());
    m_note->setWordWrap(true);
    place();
}

void EntryField::place()
{
    const int row = std::max(20, m_found->sizeHintForRow(0));
    m_found->setVisible(m_found->count() > 0);
    m_found->setFixedHeight(std::clamp(m_found->count(), 1, 10) * row + 2);
    m_popup->setFixedWidth(std::max(width(), 320));
    m_popup->adjustSize();
    const QRect screen = m_line->screen()->availableGeometry();
    QPoint at = m_line->mapToGlobal(QPoint(0, m_line->height() + 2));
    if (at.y() + m_popup->height() > screen.bottom())
        at.setY(m_line->mapToGlobal(QPoint(0, 0)).y() - m_popup->height() - 2);
    at.setX(std::min(at.x(), screen.right() - m_popup->width()));
    m_popup->move(at);
    m_popup->show();
}

void EntryField::take(int row)
{
    const QListWidgetItem* item = m_found->item(row);
    m_popup->hide();
    m_line->setModified(false);
    if (item)
        Q_EMIT chosen(AttributeValue(fromQt(item->data(Qt::UserRole).toString())));
    else
        restore();
    Q_EMIT left();
}

void EntryField::restore()
{
    m_popup->hide();
    m_line->setModified(false);
    show(m_value);
}

bool EntryField::key(int key)
{
    const int last = m_found->count() - 1;
    switch (key) {
    case Qt::Key_Down:
    case Qt::Key_Up:
        if (!m_popup->isVisible())
            look();
        else if (last >= 0)
            m_found->setCurrentRow(
                std::clamp(m_found->currentRow() + (key == Qt::Key_Down ? 1 : -1), 0, last));
        return true;
    case Qt::Key_PageDown:
    case Qt::Key_PageUp:
        if (last >= 0)
            m_found->setCurrentRow(
                std::clamp(m_found->currentRow() + (key == Qt::Key_PageDown ? 10 : -10), 0, last));
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_line->isModified() && m_line->text().trimmed().isEmpty()) {
            m_popup->hide();
            m_line->setModified(false);
            Q_EMIT chosen(AttributeValue{});
            Q_EMIT left();
        } else if (m_popup->isVisible() && last >= 0) {
            take(m_found->currentRow());
        } else if (m_line->isModified()) {
            look(); // Nothing of this, or the list is still read: what is typed stays.
        } else {
            Q_EMIT left();
        }
        return true;
    case Qt::Key_Escape:
        restore();
        Q_EMIT left();
        return true;
    default:
        return false;
    }
}

bool EntryField::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress && key(static_cast<QKeyEvent*>(event)->key()))
        return true;
    if (event->type() == QEvent::FocusIn)
        m_line->selectAll();
    if (event->type() == QEvent::FocusOut)
        restore();
    return AnswerField::eventFilter(watched, event);
}

} // namespace touchstone
