#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include <QObject>
#include <QThreadPool>

#include "touchstone/base/ids.h"

namespace touchstone {

class ProjectSession;

/// The tags of the items in sight, read on a worker; few are remembered.
class TagsInSight : public QObject {
    Q_OBJECT
  public:
    explicit TagsInSight(ProjectSession& session, QObject* parent = nullptr);
    ~TagsInSight() override;

    /// Null while they are not known.
    const std::vector<LabelId>* find(std::int64_t key) const;
    /// Reads what is not known of these.
    void want(const std::vector<std::int64_t>& keys);
    /// They may have changed: what is known stays until it is read again.
    void readAgain();

  Q_SIGNALS:
    void ready();

  private:
    void start();

    ProjectSession& m_session;
    struct Known {
        std::vector<LabelId> tags;
        int generation = 0;
    };
    std::unordered_map<std::int64_t, Known> m_known;
    std::vector<std::int64_t> m_wanted;
    int m_generation = 0;
    bool m_reading = false;
    QThreadPool m_pool;
};

} // namespace touchstone
