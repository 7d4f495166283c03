#include "app/label/task_list_model.h"

#include <algorithm>
#include <list>
#include <numeric>
#include <unordered_map>

#include <QPixmap>

#include "app/label/item_flow.h"
#include "app/label/task_states.h"
#include "app/label/thumbnail_cache.h"
#include "app/session/project_session.h"

using namespace Qt::StringLiterals;

namespace touchstone {

namespace {

constexpr int pageRows = 32;
constexpr std::size_t keptPages = 48;

/// The file was replaced by one of another size, and nobody took that for the picture yet.
bool isOtherSize(const Item& item, QSize now)
{
    // Recorded upright or not: turned by its header it is the same picture.
    return item.width > 0 && !now.isEmpty() && now != QSize(item.width, item.height) &&
           now.transposed() != QSize(item.width, item.height);
}

} // namespace

ItemKeys ItemKeys::from(std::vector<std::int64_t> keys)
{
    ItemKeys made{std::move(keys), {}};
    if (!std::ranges::is_sorted(made.keys)) {
        made.byKey.resize(made.keys.size());
        std::iota(made.byKey.begin(), made.byKey.end(), 0U);
        std::ranges::sort(made.byKey, {}, [&](std::uint32_t row) { return made.keys[row]; });
    }
    return made;
}

int ItemKeys::rowOf(std::int64_t key) const
{
    if (byKey.empty()) {
        const auto it = std::ranges::lower_bound(keys, key);
        return it != keys.end() && *it == key ? int(it - keys.begin()) : -1;
    }
    const auto it = std::ranges::lower_bound(byKey, key, {}, [this](std::uint32_t row) { return keys[row]; });
    return it != byKey.end() && keys[*it] == key ? int(*it) : -1;
}

/// The pages read last; each holds the rows that still exist.
struct TaskListModel::Pages {
    using Rows = std::unordered_map<std::int64_t, TaskRow>;
    std::list<std::pair<int, Rows>> newestFirst;

    Rows* find(int page)
    {
        const auto it = std::ranges::find(newestFirst, page, &std::pair<int, Rows>::first);
        if (it == newestFirst.end())
            return nullptr;
        newestFirst.splice(newestFirst.begin(), newestFirst, it);
        return &newestFirst.front().second;
    }
    Rows& add(int page, Rows rows)
    {
        if (newestFirst.size() >= keptPages)
            newestFirst.pop_back();
        newestFirst.emplace_front(page, std::move(rows));
        return newestFirst.front().second;
    }
};

TaskListModel::TaskListModel(ProjectSession& session, ThumbnailCache& thumbnails, QObject* parent)
    : QAbstractListModel(parent), m_session(session), m_thumbnails(thumbnails),
      m_pages(std::make_unique<Pages>())
{
    connect(&thumbnails, &ThumbnailCache::ready, this, [this](qint64 key) { rowChanged(key); });
}

TaskListModel::~TaskListModel() = default;

void TaskListModel::setKeys(ItemKeys keys)
{
    beginResetModel();
    m_keys = std::move(keys);
    m_folders.reset();
    m_pages->newestFirst.clear();
    endResetModel();
}

std::int64_t TaskListModel::keyAt(int row) const
{
    return row >= 0 && row < int(m_keys.keys.size()) ? m_keys.keys[std::size_t(row)] : 0;
}

const TaskRow* TaskListModel::taskRow(int row) const
{
    const std::int64_t key = keyAt(row);
    if (key == 0)
        return nullptr;
    if (m_front && m_front->item.key == key)
        return &*m_front;
    const int page = row / pageRows;
    Pages::Rows* rows = m_pages->find(page);
    if (!rows) {
        const auto first = m_keys.keys.begin() + std::ptrdiff_t(page) * pageRows;
        const auto last = first + std::min<std::ptrdiff_t>(pageRows, m_keys.keys.end() - first);
        Pages::Rows read;
        if (auto found = m_session.reader().taskRows({first, last}, m_session.project().me()))
            for (TaskRow& taskRow : *found)
                read.emplace(taskRow.item.key, std::move(taskRow));
        rows = &m_pages->add(page, std::move(read));
    }
    const auto it = rows->find(key);
    return it == rows->end() ? nullptr : &it->second;
}

void TaskListModel::setFront(const TaskRow& front)
{
    const std::int64_t before = m_front ? m_front->item.key : 0;
    m_front = front;
    if (before != 0 && before != front.item.key)
        refresh(before);
    rowChanged(front.item.key);
}

void TaskListModel::refresh(std::int64_t key)
{
    const int row = rowOf(key);
    if (row < 0)
        return;
    if (m_front && m_front->item.key == key) {
        rowChanged(key); // Held in memory; read again when another comes to the front.
        return;
    }
    m_pages->newestFirst.remove_if([page = row / pageRows](const auto& kept) { return kept.first == page; });
    rowChanged(key);
}

void TaskListModel::refreshAll()
{
    m_pages->newestFirst.clear();
    if (!m_keys.keys.empty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

void TaskListModel::rowChanged(std::int64_t key)
{
    const int row = rowOf(key);
    if (row >= 0)
        Q_EMIT dataChanged(index(row), index(row));
}

int TaskListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_keys.keys.size());
}

QVariant TaskListModel::data(const QModelIndex& index, int role) const
{
    const TaskRow* row = index.isValid() ? taskRow(index.row()) : nullptr;
    if (!row)
        return {};
    const bool text = row->item.kind == "text";
    const auto thumbnail = [&] {
        return m_thumbnails.find(row->item.key, m_session.project().mediaPath(row->item));
    };
    switch (role) {
    case Qt::DisplayRole:
    case NameRole:
        return !text ? itemName(row->item)
               : row->words.empty() ? tr("Empty text")
                                    : QString::fromStdString(row->words);
    case TextRole: return text;
    case FolderRole:
        // Of a text the words stand in the place of the name.
        if (text)
            return itemName(row->item);
        if (!m_folders)
            m_folders = TaskFolders(m_session.project(), m_session.reader());
        return m_folders->nameOf(row->item);
    case Qt::ToolTipRole: return QString::fromStdString(row->item.path);
    case Qt::AccessibleTextRole:
        return u"%1, %2"_s.arg(data(index, NameRole).toString(), soloStateWord(soloState(row->task.state)));
    case StateRole: return int(soloState(row->task.state));
    case CountRole:
        if (row->count > 0)
            return QString::number(row->count);
        return row->confirmedEmpty ? u"empty"_s : QString();
    case ThumbnailRole: {
        if (text)
            return {};
        const auto* found = thumbnail();
        return found ? QVariant(found->pixmap) : QVariant();
    }
    case MissingRole: {
        if (text)
            return QString();
        const auto* found = thumbnail();
        if (!found)
            return QString();
        if (!found->pixmap.isNull())
            return isOtherSize(row->item, found->fullSize) ? u"other size"_s : QString();
        return found->missing ? u"missing"_s : found->tooLarge ? u"too large"_s : u"unreadable"_s;
    }
    default: return {};
    }
}

} // namespace touchstone
