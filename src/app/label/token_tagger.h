#pragma once

#include <vector>

#include <QElapsedTimer>
#include <QObject>

#include "touchstone/model/annotation.h"

class QKeyEvent;

namespace touchstone {

class LabelContext;
class ProjectSession;
class TagPopup;
class TextView;
class TextWords;
struct Hint;

/// One label a token, typed straight through the text: a digit or letters name the token in front, and the
/// next one is asked for.
class TokenTagger : public QObject {
    Q_OBJECT
  public:
    TokenTagger(ProjectSession& session, LabelContext& context, TextView& view, const TextWords& words,
                QObject* parent = nullptr);

    bool isOn() const { return m_on; }
    /// At the token of the caret, or the first one behind it.
    void start();
    void end();
    /// True for keys that mean something to it; with `act` it is done.
    bool key(const QKeyEvent& event, bool act);
    /// Labels the token with it, and goes on.
    void take(const LabelId& label);
    Hint hint() const;

  Q_SIGNALS:
    void say(const QString& sentence);
    void changed();

  private:
    void step(int by);
    void show();
    void type(const QString& letters);
    /// Labels that the letters may mean.
    std::vector<LabelId> fitting(const QString& letters) const;
    void filter();
    void clear();
    void choose(int row);
    bool isOfSet(const Annotation& span) const;
    std::vector<const Annotation*> spansHere() const;
    void remember(const LabelId& label);
    QString settingsKey() const;

    ProjectSession& m_session;
    LabelContext& m_context;
    TextView& m_view;
    const TextWords& m_words;
    TagPopup* m_popup;
    bool m_on = false;
    int m_block = 0;
    TextRange m_token;
    QString m_typed;
    std::vector<LabelId> m_found;
    int m_row = 0;
    /// Labels that were used so: of these a token has one.
    std::vector<LabelId> m_set;
    /// The letters of a name that are still typed though it was known before.
    QString m_rest;
    QElapsedTimer m_sinceChosen;
};

} // namespace touchstone
