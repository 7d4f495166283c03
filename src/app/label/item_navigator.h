#pragma once

#include <cstdint>
#include <optional>

#include <QObject>
#include <QString>

#include "touchstone/model/objects.h"

namespace touchstone {

class ProjectSession;
class TaskPanel;

/// Goes from item to item, in the order of the task list.
class ItemNavigator : public QObject {
    Q_OBJECT
  public:
    ItemNavigator(ProjectSession& session, TaskPanel& tasks, QObject* parent = nullptr);

    /// The item in front; 0 when there is none.
    std::int64_t frontKey() const;
    bool open(std::int64_t key);
    /// The first item of the project. False when there is none.
    bool openFirst();
    /// By `by` rows; stays where the list ends.
    void step(int by);
    /// Then from the other end. False when everything else is finished.
    bool stepUnfinished(bool forward);
    /// A place in the list ("412"), or part of a path. False when there is no such item.
    bool goTo(const QString& text);
    /// The item `by` rows away from the one in front.
    std::optional<Item> neighbour(int by) const;
    /// "412 of 1,200"; empty when the item in front is not in the list.
    QString positionText() const;

  Q_SIGNALS:
    /// Another item will be opened.
    void leaving();
    void say(const QString& sentence);

  private:
    std::int64_t nextUnfinished(bool forward) const;
    std::int64_t nextInRows(bool forward) const;

    ProjectSession& m_session;
    TaskPanel& m_tasks;
};

} // namespace touchstone
