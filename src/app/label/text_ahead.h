#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

#include <QObject>
#include <QStringList>
#include <QThreadPool>
#include <QTimer>

#include "textview/prepared_text.h"
#include "touchstone/model/objects.h"

namespace touchstone {

class ProjectSession;
struct WorkingLayer;

/// Makes the texts beside the one in front ready to be shown, on a worker, as soon as they are read ahead.
class TextAhead : public QObject {
    Q_OBJECT
  public:
    struct Page {
        PreparedText text;
        QStringList facts;
        /// The annotations are those of the item as it is now; else only its text is, which never changes.
        bool isExact = false;
    };

    explicit TextAhead(ProjectSession& session, QObject* parent = nullptr);
    /// Waits for the text that is being made ready.
    ~TextAhead() override;

    /// These and no others, most likely first.
    void want(const std::vector<Item>& items);
    /// Of the item that was just opened; made at this moment where it was not made ready.
    Page take(const WorkingLayer& working);
    /// Lets a worker destroy it.
    void dispose(PreparedText text);
    bool isReady(const Item& item) const;

  private:
    struct Made {
        std::uint64_t asked = 0;  ///< The reading that it is made from now.
        std::uint64_t ticket = 0; ///< Of what `page` was made from.
        std::shared_ptr<Page> page;
    };
    void update();
    void start(const Item& item);

    ProjectSession& m_session;
    std::vector<Item> m_wanted;
    std::unordered_map<std::int64_t, Made> m_made;
    QTimer m_soon;
    QThreadPool m_pool;
};

} // namespace touchstone
