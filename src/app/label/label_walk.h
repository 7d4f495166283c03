#pragma once

#include <chrono>

#include <QObject>

#include "touchstone/base/ids.h"

namespace touchstone {

class ItemNavigator;
class LabelContext;
class ProjectSession;
class TextDesk;

/// Goes from span to span of one label, on through the texts of the project.
class LabelWalk : public QObject {
    Q_OBJECT
  public:
    LabelWalk(ProjectSession& session, LabelContext& context, TextDesk& desk, ItemNavigator& navigator,
              QObject* parent = nullptr);

    /// The next (+1) or previous (-1) span of the label of the selected span, else of the armed label.
    void go(int by);
    /// Items that hold the label elsewhere than where one is shown it, or only labels under it, are passed
    /// by; for so long as nobody notices. Asked again, it goes on from there.
    void setMostTime(std::chrono::milliseconds most) { m_mostTime = most; }

  Q_SIGNALS:
    void say(const QString& sentence);

  private:
    bool goHere(const LabelId& label, int by);
    bool goBeyond(const LabelId& label, int by);

    ProjectSession& m_session;
    LabelContext& m_context;
    TextDesk& m_desk;
    ItemNavigator& m_navigator;
    std::chrono::milliseconds m_mostTime{80};
    /// A search that took too long, and the item that it came to.
    struct Search {
        LabelId label;
        int by = 0;
        std::int64_t from = 0;
        friend bool operator==(const Search&, const Search&) = default;
    };
    Search m_given;
    std::int64_t m_reached = 0;
};

} // namespace touchstone
