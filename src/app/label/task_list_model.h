#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include <QAbstractListModel>

#include "app/label/task_folders.h"
#include "touchstone/store/rows.h"

namespace touchstone {

class ProjectSession;
class ThumbnailCache;

/// The items that the list shows, in their order, and where each stands; made on a worker.
struct ItemKeys {
    std::vector<std::int64_t> keys;
    /// Rows in ascending order of their keys; empty when the keys ascend by themselves.
    std::vector<std::uint32_t> byKey;

    static ItemKeys from(std::vector<std::int64_t> keys);
    /// -1 for a key that is not among them.
    int rowOf(std::int64_t key) const;
};

/// The task list: an array of keys; rows are read by page when they come in sight.
class TaskListModel : public QAbstractListModel {
    Q_OBJECT
  public:
    enum Role {
        NameRole = Qt::UserRole + 1,
        StateRole,
        CountRole,
        ThumbnailRole,
        MissingRole,
        FolderRole,
        TextRole
    };

    TaskListModel(ProjectSession& session, ThumbnailCache& thumbnails, QObject* parent = nullptr);
    ~TaskListModel() override;

    void setKeys(ItemKeys keys);
    const ItemKeys& keys() const { return m_keys; }
    int rowOf(std::int64_t key) const { return m_keys.rowOf(key); }
    /// 0 for a row that is not there.
    std::int64_t keyAt(int row) const;
    /// Null when the item is gone.
    const TaskRow* taskRow(int row) const;
    /// The item in front as it is in memory, which may be ahead of the store.
    void setFront(const TaskRow& front);
    /// Reads the row again.
    void refresh(std::int64_t key);
    void refreshAll();

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

  private:
    void rowChanged(std::int64_t key);

    struct Pages;
    ProjectSession& m_session;
    ThumbnailCache& m_thumbnails;
    ItemKeys m_keys;
    std::optional<TaskRow> m_front;
    mutable std::optional<TaskFolders> m_folders; ///< Read when a row is first painted.
    std::unique_ptr<Pages> m_pages;
};

} // namespace touchstone
