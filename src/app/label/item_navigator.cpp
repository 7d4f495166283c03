#include "app/label/item_navigator.h"

#include <algorithm>
#include <limits>

#include "app/label/task_panel.h"
#include "app/label/task_states.h"
#include "app/session/project_session.h"
#include "app/session/text.h"

using namespace Qt::StringLiterals;

namespace touchstone {

namespace {

constexpr int scanPage = 256;

} // namespace

ItemNavigator::ItemNavigator(ProjectSession& session, TaskPanel& tasks, QObject* parent)
    : QObject(parent), m_session(session), m_tasks(tasks)
{
}

std::int64_t ItemNavigator::frontKey() const
{
    const WorkingLayer* working = m_session.working();
    return working ? working->item.key : 0;
}

bool ItemNavigator::open(std::int64_t key)
{
    if (key == 0)
        return false;
    if (key == frontKey())
        return true;
    const auto item = m_session.reader().item(key);
    if (!item) {
        Q_EMIT say(toQt(item.error().text()));
        return false;
    }
    Q_EMIT leaving();
    return m_session.openItem(item->id);
}

bool ItemNavigator::openFirst()
{
    const auto first = m_session.reader().itemPage({}, 0, 1);
    return first && !first->empty() && open(first->front());
}

void ItemNavigator::step(int by)
{
    const TaskListModel& model = m_tasks.model();
    const int rows = model.rowCount();
    if (rows == 0)
        return;
    const int row = model.rowOf(frontKey());
    const int to = row < 0 ? 0 : std::clamp(row + by, 0, rows - 1);
    if (to == row) {
        Q_EMIT say(by > 0 ? u"This is the last item of the list."_s
                          : u"This is the first item of the list."_s);
        return;
    }
    open(model.keyAt(to));
}

std::int64_t ItemNavigator::nextUnfinished(bool forward) const
{
    const std::int64_t front = frontKey();
    const TaskFilter& shown = m_tasks.filter();
    TaskFilter open = shown;
    open.states = unfinishedStates();
    if (!shown.states.empty())
        std::erase_if(open.states, [&](TaskState state) {
            return std::ranges::find(shown.states, state) == shown.states.end();
        });
    if (open.states.empty())
        return 0;
    if (shown.assignee)
        return nextInRows(forward);
    Reader& reader = m_session.reader();
    auto next = reader.nextItem(front, forward, open);
    if (next && !*next) {
        const std::int64_t end = forward ? std::numeric_limits<std::int64_t>::min()
                                         : std::numeric_limits<std::int64_t>::max();
        next = reader.nextItem(end, forward, open);
    }
    return next && *next && **next != front ? **next : 0;
}

// A list by priority is not in the order of the items; the work of one person is read by the page.
std::int64_t ItemNavigator::nextInRows(bool forward) const
{
    const std::int64_t front = frontKey();
    const std::vector<std::int64_t>& keys = m_tasks.model().keys().keys;
    const int rows = int(keys.size());
    const int start = m_tasks.model().rowOf(front);
    std::vector<std::int64_t> page;
    for (int i = 1; i <= rows; ++i) {
        const int row = ((start + (forward ? i : -i)) % rows + rows) % rows;
        if (keys[std::size_t(row)] != front)
            page.push_back(keys[std::size_t(row)]);
        if (int(page.size()) < scanPage && i < rows)
            continue;
        const auto read = m_session.reader().taskRows(page, m_session.project().me());
        if (!read)
            return 0;
        for (const TaskRow& task : *read)
            if (isUnfinished(task.task.state))
                return task.item.key;
        page.clear();
    }
    return 0;
}

bool ItemNavigator::stepUnfinished(bool forward)
{
    return open(nextUnfinished(forward));
}

bool ItemNavigator::goTo(const QString& text)
{
    // "0412" is rather a part of a name.
    bool isNumber = false;
    const int place = text.toInt(&isNumber);
    if (isNumber && !text.startsWith(u'0') && place >= 1 && place <= m_tasks.model().rowCount())
        return open(m_tasks.model().keyAt(place - 1));
    TaskFilter filter;
    filter.text = fromQt(text);
    const auto keys = m_session.reader().itemPage(filter, 0, scanPage);
    if (!keys || keys->empty())
        return false;
    // Exactly this path wins over one that only contains the text.
    for (const std::int64_t key : *keys) {
        const auto item = m_session.reader().item(key);
        if (item && (item->path == filter.text || item->path.ends_with("/" + filter.text)))
            return open(item->key);
    }
    return open(keys->front());
}

std::optional<Item> ItemNavigator::neighbour(int by) const
{
    const TaskListModel& model = m_tasks.model();
    const int row = model.rowOf(frontKey());
    const TaskRow* found = row < 0 ? nullptr : model.taskRow(row + by);
    return found ? std::optional(found->item) : std::nullopt;
}

QString ItemNavigator::positionText() const
{
    const int row = m_tasks.model().rowOf(frontKey());
    if (row < 0 || !m_tasks.isComplete())
        return {};
    return u"%1 of %2"_s.arg(toQt(withThousands(row + 1)), toQt(withThousands(m_tasks.model().rowCount())));
}

} // namespace touchstone
