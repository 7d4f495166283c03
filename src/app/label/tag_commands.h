#pragma once

#include <QObject>

#include "touchstone/base/ids.h"

namespace touchstone {

class LabelContext;
class ProjectSession;

/// Tags of the whole image: set and taken by the panel and by the keys of their labels.
class TagCommands : public QObject {
    Q_OBJECT
  public:
    TagCommands(ProjectSession& session, LabelContext& context, QObject* parent = nullptr);

    bool holds(const LabelId& label) const;
    void toggle(const LabelId& label);
    /// False when it could not be set; true also when it was set before.
    bool set(const LabelId& label);

    /// A digit sets its tag and goes on to the next item.
    void setGoesOn(bool on) { m_goesOn = on; }
    /// The key of a label; false when it is no tag's, so that the key means something else.
    bool digit(int digit);

  Q_SIGNALS:
    void say(const QString& sentence);
    void goOn();

  private:
    bool mayChange();

    ProjectSession& m_session;
    LabelContext& m_context;
    bool m_goesOn = false;
};

} // namespace touchstone
