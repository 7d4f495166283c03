#include "app/label/ranking_field.h"

#include <algorithm>

#include <QBoxLayout>
#include <QKeyEvent>
#include <QListWidget>
#include <QTimer>

#include "app/session/text.h"

using namespace Qt::StringLiterals;

namespace touchstone {

namespace {

bool isRanked(const Ranking& ranking, const std::string& name)
{
    return isComplete(ranking, {name});
}

} // namespace

RankingField::RankingField(AttributeDefinition definition, std::vector<std::string> names)
    : AnswerField(std::move(definition)), m_names(std::move(names)), m_list(new QListWidget)
{
    m_list->setObjectName(u"rankingList"_s);
    m_list->setAccessibleName(toQt(this->definition().name));
    m_list->setDragDropMode(QAbstractItemView::InternalMove);
    m_list->setDefaultDropAction(Qt::MoveAction);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setToolTip(u"Digits give the next place; Alt+↑ and Alt+↓ move, = joins to the place above, "
                       u"Backspace takes the place away"_s);
    m_list->installEventFilter(this);
    setFocusProxy(m_list);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_list);
    connect(m_list->model(), &QAbstractItemModel::rowsMoved, this, &RankingField::dropped);
    connect(m_list, &QListWidget::itemDoubleClicked, this, [this] { key(Qt::Key_Return, {}); });
}

std::string RankingField::current() const
{
    const QListWidgetItem* item = m_list->currentItem();
    return item ? fromQt(item->data(Qt::UserRole).toString()) : std::string();
}

void RankingField::show(const std::optional<AttributeValue>& value)
{
    const std::string kept = current();
    m_ranking = value ? rankingFrom(*value) : Ranking{};
    m_filling = true;
    m_list->clear();
    const auto add = [&](const QString& place, const std::string& name) {
        const bool known = std::ranges::find(m_names, name) != m_names.end();
        const auto number = std::ranges::find(m_names, name) - m_names.begin() + 1;
        auto* item = new QListWidgetItem(u"%1  %2"_s.arg(place, toQt(name)), m_list);
        item->setData(Qt::UserRole, toQt(name));
        item->setToolTip(known ? u"Key %1"_s.arg(number % 10) : u"The item has no text of this name."_s);
        if (name == kept)
            m_list->setCurrentItem(item);
    };
    for (std::size_t place = 0; place < m_ranking.size(); ++place)
        for (const std::string& name : m_ranking[place])
            add(QString::number(place + 1) + (&name == &m_ranking[place].front() ? u"."_s : u"="_s), name);
    for (const std::string& name : m_names)
        if (!isRanked(m_ranking, name))
            add(u"–"_s, name);
    if (m_list->currentRow() < 0 && m_list->count() > 0)
        m_list->setCurrentRow(0);
    const int row = std::max(20, m_list->sizeHintForRow(0));
    m_list->setFixedHeight(std::clamp(m_list->count(), 1, 8) * row + 2 * m_list->frameWidth() + 2);
    m_filling = false;
}

// Among those with a place, or right behind them, it gets one; further down it has none.
void RankingField::dropped()
{
    if (m_filling)
        return;
    // The list is still in the middle of the drop.
    QTimer::singleShot(0, this, [this] {
        const std::string moved = current();
        const Ranking others = unranked(m_ranking, moved);
        std::size_t above = 0;
        for (int row = 0; row < m_list->currentRow(); ++row)
            above += isRanked(others, fromQt(m_list->item(row)->data(Qt::UserRole).toString())) ? 1 : 0;
        if (std::size_t(std::max(0, m_list->currentRow())) > above) {
            Q_EMIT chosen(rankingValue(others));
            return;
        }
        std::size_t place = 0;
        for (std::size_t seen = 0; place < others.size() && seen < above; ++place)
            seen += others[place].size();
        Q_EMIT chosen(rankingValue(ranked(others, moved, place + 1)));
    });
}

bool RankingField::key(int key, Qt::KeyboardModifiers modifiers)
{
    const std::string name = current();
    if (name.empty())
        return false;
    const bool up = key == Qt::Key_Up, down = key == Qt::Key_Down;
    Ranking after = m_ranking;
    if ((up || down) && modifiers & Qt::AltModifier)
        after = isRanked(m_ranking, name) ? shifted(m_ranking, name, up ? -1 : 1)
                                          : ranked(m_ranking, name, m_ranking.size() + 1);
    else if (key == Qt::Key_Equal)
        after = tiedUp(m_ranking, name);
    else if (key == Qt::Key_Backspace || key == Qt::Key_Delete)
        after = unranked(m_ranking, name);
    else if (key == Qt::Key_Return || key == Qt::Key_Enter) {
        if (isRanked(m_ranking, name)) {
            Q_EMIT left();
            return true;
        }
        after = ranked(m_ranking, name, m_ranking.size() + 1);
    } else if (key == Qt::Key_Escape) {
        Q_EMIT left();
        return true;
    } else {
        return false;
    }
    if (after != m_ranking)
        Q_EMIT chosen(rankingValue(after));
    return true;
}

bool RankingField::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::FocusIn)
        Q_EMIT entered();
    if (event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride) {
        auto* pressed = static_cast<QKeyEvent*>(event);
        const int which = pressed->key();
        const bool plain = !(pressed->modifiers() & ~(Qt::AltModifier | Qt::KeypadModifier));
        const bool ours = which == Qt::Key_Equal || which == Qt::Key_Backspace || which == Qt::Key_Delete ||
                          which == Qt::Key_Return || which == Qt::Key_Enter || which == Qt::Key_Escape ||
                          ((which == Qt::Key_Up || which == Qt::Key_Down) && plain);
        if (event->type() == QEvent::ShortcutOverride && ours) {
            event->accept();
            return true;
        }
        if (event->type() == QEvent::KeyPress && ours && key(which, pressed->modifiers()))
            return true;
    }
    return AnswerField::eventFilter(watched, event);
}

} // namespace touchstone
