#pragma once

#include <functional>
#include <set>

#include <QObject>

#include "app/jobs/latest_job.h"
#include "touchstone/model/text_places.h"

class QKeyEvent;

namespace touchstone {

class FindBar;
class LabelContext;
class ProjectSession;
class TextDesk;
class TextView;

/// Finds a pattern in the text in front, and labels every place of the same words, one by one or at once.
class TextFinder : public QObject {
    Q_OBJECT
  public:
    TextFinder(ProjectSession& session, JobRunner& jobs, LabelContext& context, TextDesk& desk,
               QObject* parent = nullptr);

    FindBar& bar() { return *m_bar; }
    /// The bar, with what is marked.
    void open();
    /// To the next place that was found, or the one before.
    void step(int by);
    /// Asks about all places of the words that are marked, or of the selected span.
    void labelAll();
    bool isLabelling() const;
    /// While places are labelled: they get this label. False when none are.
    bool take(const LabelId& label);
    /// The desk shows another text, or the same one anew.
    void itemChanged();
    /// Spans came or went.
    void contentChanged();
    /// The words that are marked, else those of the span that is selected or was made last; empty for none.
    QString words() const;

    const std::vector<TextPlace>& places() const { return m_places; }
    int current() const { return m_current; }

  Q_SIGNALS:
    void say(const QString& sentence);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    using Query = std::function<Result<TextPlaces>(const Document&, const Progress*)>;
    const Annotation* meant() const;
    bool key(const QKeyEvent& event, bool act);
    void patternChanged();
    void lookFor(Query query, bool slow);
    void takeFound(Result<TextPlaces> found);
    void labelFound();
    void beginLabelling(const LabelId& label, const QString& what, Query query, bool slow);
    /// Of what was found those that are without the label and were not left out.
    void gatherCandidates();
    void showLabelling();
    void accept(const std::vector<TextPlace>& places);
    void acceptCurrent();
    void rejectCurrent();
    void show();
    void showMarks();
    void close();

    ProjectSession& m_session;
    LabelContext& m_context;
    TextDesk& m_desk;
    TextView& m_view;
    FindBar* m_bar;
    LatestJob m_job;
    std::shared_ptr<const Document> m_document;
    std::vector<TextPlace> m_places;
    bool m_complete = true;
    int m_current = -1;
    /// Where looking began.
    TextPlace m_from;
    // While places are labelled.
    std::vector<TextPlace> m_all;
    std::set<TextPlace> m_left;
    LabelId m_label;
    QString m_what;
    /// Words, looked for anew when the case begins or ceases to matter; empty for a pattern.
    QString m_surface;
};

} // namespace touchstone
