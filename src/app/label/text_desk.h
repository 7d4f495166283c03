#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include <QElapsedTimer>
#include <QPoint>
#include <QObject>
#include <QStringList>

#include "app/label/label_fit.h"
#include "app/label/text_words.h"
#include "textview/highlight.h"
#include "textview/label_ink.h"
#include "textview/text_place.h"
#include "touchstone/model/document.h"
#include "touchstone/model/edit.h"
#include "touchstone/model/objects.h"

class QAction;
class QActionGroup;
class QKeyEvent;
class QMenu;

namespace touchstone {

class LabelContext;
class PredictionFeed;
class ProjectSession;
class TextAhead;
class TextPage;
class TokenTagger;
class TextView;
class ViewMarks;
struct Hint;
struct Label;
struct WorkingLayer;

/// Shows the item in front while it is a text, and turns what is done in the view into Edits: spans by a
/// digit or at once with the armed label, their ends, their relations and chains. Knows nothing of pictures.
class TextDesk : public QObject {
    Q_OBJECT
  public:
    TextDesk(ProjectSession& session, LabelContext& context, PredictionFeed& predictions, ViewMarks& marks,
             QObject* parent = nullptr);

    TextPage& page() { return *m_page; }
    /// The item in front is a text.
    bool isOn() const { return m_on; }
    const TextWords& words() const { return m_words; }
    /// Selected or made last in this text; null before.
    const AnnotationId& lastSpan() const { return m_lastSpan; }
    /// Shows the item in front, or nothing when it is no text.
    void show(const WorkingLayer* working);
    void follow(const Edit& edit);
    /// These are likely to be shown next.
    void wantAhead(const std::vector<Item>& items);
    /// Colours and names of labels.
    void restyle();
    /// Each label has a line pattern of its own, too.
    void setPatterns(bool on);
    /// What is looked for, marked beside the prediction that keys decide of.
    void setFound(std::vector<Highlight> found);
    /// Actions that are there only while a text is in front, and those that are there only while none is:
    /// seen and with their keys, or neither.
    void setActions(std::vector<QAction*> own, std::vector<QAction*> others);

    /// What a label that was chosen names: the marked text, or a relation or chain that waits for one; false
    /// when it is none of these.
    bool take(const LabelId& label);
    bool waitsForLabel() const { return m_waiting != Waiting::Nothing; }
    /// Of what take() would label now; empty for nothing.
    QString heading() const;
    /// Which labels take() would refuse, and why; null where it refuses none. For at once, not to be kept.
    LabelFit fit() const;
    /// What a relation or chain that waits was named last; null otherwise.
    LabelId usual() const;
    /// Where what take() would label ends, on the page; null where it is not in sight.
    QPoint belowLabelled() const;
    Hint hint() const;
    /// "characters 112–132", "1,204 characters", "UTF-8 · CRLF".
    QStringList facts() const;

    // What the actions of texts do.
    /// Each click or drag labels with the armed label.
    void setAtOnce(bool on);
    void walk(int by);
    void addPiece();
    void cutSpan();
    void joinSpans();
    void relate();
    void turnRelations();
    void addToChain();
    void beginChain();
    void leaveChain();
    void uniteChains();
    void splitChain();
    void goToMention(int by);
    void copyWords();
    /// Labels the place of the caret, not a stretch.
    void markPlace();
    /// One label a token, straight through the text; again ends it.
    void tagTokens();
    bool isTagging() const;

  Q_SIGNALS:
    void say(const QString& sentence);
    void hintChanged();
    void factsChanged();
    /// A relation or chain waits for its label.
    void labelWanted();

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    enum class Waiting { Nothing, Target, Relation, Chain };

    LabelInks inks() const;
    void numberChains();
    void makeBar();
    void connectView();
    void showSelection();
    void showPredictions();
    /// The one that keys accept or reject is marked and in sight.
    void showCurrentPrediction();
    bool key(const QKeyEvent& event, bool act);
    bool arrow(const QKeyEvent& event, bool act);
    bool edge(const QKeyEvent& event, bool act);
    void leaveSpan();
    void keepPlace();
    void mark(const LabelId& label);
    void press(const std::vector<AnnotationId>& stack, Qt::KeyboardModifiers modifiers);
    /// The begin or the end of the whole text.
    void goToEdge(bool end);
    void resize(int by, bool begin);
    void nameRelation(const AnnotationId& from, const AnnotationId& to);
    void escape();
    void wait(Waiting waiting);
    Hint waitingHint() const;
    Hint selectionHint() const;
    bool fitsSelection(const Label& label);
    std::vector<LabelId> fittingRelations() const;
    bool fitsRelation(const Label& label);
    bool joins(const Label& label, const Annotation& relation, bool turned) const;
    /// The label of its first or second member.
    QString endOf(const Annotation& relation, std::size_t end) const;
    QString wordsOf(const AnnotationId& id) const;
    QString joinedWords() const;
    LabelId lastLabel(const QString& of) const;
    void rememberLabel(const QString& of, const LabelId& label);
    QString settingsGroup() const;
    void showActions();
    const Annotation* selectedSpan() const;
    /// The selected spans, in the order in which they were selected.
    std::vector<AnnotationId> selectedMentions() const;
    /// Without white space at its ends, unless single characters are what a drag keeps to.
    TextRange trimmed(int block, TextRange range) const;
    bool mayEdit();

    ProjectSession& m_session;
    LabelContext& m_context;
    PredictionFeed& m_predictions;
    ViewMarks& m_marks;
    TextAhead* m_ahead;
    TextPage* m_page;
    TextView& m_view;
    TextWords m_words;
    TokenTagger* m_tagger;
    std::vector<QAction*> m_own, m_others;
    bool m_on = false;
    ItemId m_item;
    std::shared_ptr<const Document> m_document; ///< Of m_item, as it was opened.
    bool m_patterns = false;
    QStringList m_documentFacts;
    std::vector<Highlight> m_found;
    /// Where a text was left: marked text or caret, and what stood at the top.
    struct Left {
        TextSelection selection, top;
    };
    std::map<ItemId, Left> m_left;
    bool m_returned = false;  ///< To such a place: no prediction draws the eye away.
    bool m_selecting = false; ///< The view is being told of a selection that it told itself.

    QAction* m_snap = nullptr;
    QActionGroup* m_units = nullptr;
    bool m_atOnce = false;

    Waiting m_waiting = Waiting::Nothing;
    AnnotationId m_from, m_to; ///< Of the relation that is drawn.
    std::vector<AnnotationId> m_mentions;
    LabelId m_relationLabel, m_chainLabel; ///< Last chosen.
    AnnotationId m_chainId;                ///< The one that K adds to.
    AnnotationId m_lastSpan;               ///< Selected or made last.

    /// Steps of one end that follow each other closely are one undo step.
    AnnotationId m_resized;
    QElapsedTimer m_sinceResize;
    QString m_resizeKey;
};

} // namespace touchstone
