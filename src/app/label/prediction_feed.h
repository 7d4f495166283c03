#pragma once

#include <optional>
#include <set>
#include <vector>

#include <QObject>
#include <QString>

#include "touchstone/model/predictions.h"
#include "touchstone/model/text_places.h"

namespace touchstone {

class LabelContext;
class ProjectSession;

/// The predictions of the item in front: which are shown, which one is current, and what is decided of them.
/// Each decision is one Edit of one's own layer.
class PredictionFeed : public QObject {
    Q_OBJECT
  public:
    PredictionFeed(ProjectSession& session, LabelContext& context, QObject* parent = nullptr);

    /// Reads the layers of the item in front.
    void read();
    /// Another item comes: what was read is of the one before.
    void forget();
    /// One's own layer changed.
    void compare();
    /// Proposals for the item in front that are in no layer. What is made of one is a span of its own,
    /// without origin; a rejected one is not shown again until the item is opened anew.
    void setSuggestions(std::vector<Annotation> suggestions);

    const std::vector<PredictionLayer>& layers() const { return m_layers; }
    /// Those of the sources that are on, from the threshold on: open ones first, the surest first.
    const std::vector<Prediction>& shown() const { return m_shown; }
    std::size_t openCount() const { return m_open; }
    /// Open ones that the threshold or a source that is off hides.
    std::size_t heldBack() const { return m_heldBack; }

    int threshold() const { return m_threshold; } ///< In percent.
    void setThreshold(int percent);
    bool isOn(const SourceId& source) const;
    void setOn(const SourceId& source, bool on);

    const AnnotationId& current() const { return m_current; }
    const Prediction* currentPrediction() const;
    void setCurrent(const AnnotationId& id);
    /// What keys do with the current one, for the hint line; none when nothing is open.
    std::vector<std::pair<QString, QString>> hintKeys() const;
    /// To the next open one.
    void step(int by);

    void accept();
    void acceptAll();
    void reject();
    void rejectAll();
    /// Accepts it unless that was done, and selects what was made of it.
    void edit();

  Q_SIGNALS:
    void changed();
    void currentChanged();
    void say(const QString& sentence);
    void editWanted();

  private:
    bool ready();
    /// The current one. Else none: it is said why, or the first open one becomes current.
    const Prediction* toDecide();
    std::vector<Prediction> open() const;
    QString nameOf(const std::vector<Prediction>& predictions) const;
    std::vector<AnnotationId> take(const std::vector<Prediction>& predictions);
    void moveOn(std::size_t from);
    void writeSettings() const;
    void showSuggestions();
    void refuse(const std::vector<Prediction>& suggestions);

    ProjectSession& m_session;
    LabelContext& m_context;
    std::vector<PredictionLayer> m_layers;
    std::vector<Annotation> m_suggestions;
    std::set<TextPlace> m_refused; ///< Of the suggestions.
    std::vector<Prediction> m_shown;
    std::size_t m_open = 0;
    std::size_t m_heldBack = 0;
    bool m_told = true; ///< changed() was last said of layers, or never.
    int m_threshold = 50;
    std::set<SourceId> m_off;
    AnnotationId m_current;
};

} // namespace touchstone
