#pragma once

#include <functional>

#include <QObject>
#include <QString>

#include "touchstone/model/objects.h"

class QAction;

namespace touchstone {

class HintLine;
class ItemNavigator;
class ProjectSession;
struct WorkingLayer;

/// What happens to an item as a whole: done, skipped, reopened, confirmed empty; and going on from there.
class ItemFlow : public QObject {
    Q_OBJECT
  public:
    ItemFlow(ProjectSession& session, ItemNavigator& navigator, HintLine& hints, QObject* parent = nullptr);

    /// Submits the item in front and opens the next unfinished one. Open drafts are the caller's matter.
    void doneNext();
    void askSkip();
    void askGoTo();
    void reopen();
    void setConfirmedEmpty(bool empty);
    /// The last submission or skip is taken back, on its own item.
    QAction* undoAction() const { return m_undo; }

  private:
    enum class Question { None, Skip, GoTo };
    void whenKnown(std::function<void(const WorkingLayer&)> then);
    void doneNext(const WorkingLayer& working);
    bool isFront(const Item& item) const;
    void answered(const QString& text);
    void skipNext(const QString& reason);
    void goOn(const Item& from, const QString& sentence);
    void undoLast();

    ProjectSession& m_session;
    ItemNavigator& m_navigator;
    HintLine& m_hints;
    QAction* m_undo;
    Question m_question = Question::None;
    Item m_last;
};

/// "street_0412.jpg"; "letters.txt, 3" for one of several texts of a file.
QString itemName(const Item& item);

} // namespace touchstone
