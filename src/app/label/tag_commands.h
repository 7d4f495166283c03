#pragma once

#include <string>
#include <vector>

#include <QObject>

#include "app/label/hint_line.h"
#include "touchstone/model/open_questions.h"

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

    /// A digit sets its tag and goes on to the next item, once nothing else is asked of this one.
    void setGoesOn(bool on);
    /// As its digit would, or takes it where it holds.
    void choose(const LabelId& label);
    /// Enter: of a choice of several all are chosen that fit; or nothing is asked any more. False where it
    /// means nothing; with `act` it is done.
    bool complete(bool act);
    /// Goes on where that is meant and nothing is asked any more; else tells what is.
    void advance();
    /// "sentiment" and the digits that answer it; empty where digits do not go on, or nothing is asked.
    Hint hint() const;
    /// The key of a label; false when it is no tag's, so that the key means something else.
    bool digit(int digit);

  Q_SIGNALS:
    void say(const QString& sentence);
    void goOn();
    /// The attribute of a tag is asked for.
    void attributeWanted(const touchstone::AnnotationId& tag, const QString& name);

  private:
    bool mayChange();
    void findOpen();
    std::vector<OpenQuestion> asked() const;
    bool asksSeveral(const OpenQuestion& question) const;

    ProjectSession& m_session;
    LabelContext& m_context;
    bool m_goesOn = false;
    ItemId m_item;
    /// Choices of several that had nothing when the item came, and are not complete yet.
    std::vector<std::string> m_several;
};

} // namespace touchstone
