#pragma once

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

  Q_SIGNALS:
    void say(const QString& sentence);

  private:
    bool goHere(const LabelId& label, int by);
    bool goBeyond(const LabelId& label, int by);

    ProjectSession& m_session;
    LabelContext& m_context;
    TextDesk& m_desk;
    ItemNavigator& m_navigator;
};

} // namespace touchstone
