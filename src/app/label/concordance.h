#pragma once

#include <QObject>
#include <QPointer>

#include "touchstone/workflow/text_hits.h"

namespace touchstone {

class AcrossImages;
class ConcordanceDialog;
class ItemNavigator;
class JobRunner;
class LabelContext;
class ProjectSession;
class TextDesk;
class TextFinder;

/// Opens the list of all places of the same words, goes to one, and labels those that are checked.
class Concordance : public QObject {
    Q_OBJECT
  public:
    struct Parts {
        ProjectSession& session;
        JobRunner& jobs;
        LabelContext& context;
        TextDesk& desk;
        TextFinder& finder;
        ItemNavigator& navigator;
        AcrossImages& across;
    };
    Concordance(Parts parts, QWidget* owner);

    /// With what is marked.
    void open();

  private:
    void goTo(std::int64_t item, const TextPlace& place);
    void label(const PlaceLabelling& request);

    Parts m_parts;
    QWidget* m_owner;
    QPointer<ConcordanceDialog> m_dialog;
};

} // namespace touchstone
