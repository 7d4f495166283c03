#pragma once

#include <optional>
#include <vector>

#include <QObject>

#include "app/label/sweep_plan.h"
#include "touchstone/model/objects.h"

class QKeyEvent;

namespace touchstone {

class AttributeCommands;
class InstanceModel;
class ItemNavigator;
class JobRunner;
class LabelContext;
class ProjectSession;
class SweepBar;
class TaskPanel;

/// Walks all instances of a label over the images of the list and sets one attribute by one key. Each digit
/// is one Edit of the item that it was pressed on.
class AttributeSweep : public QObject {
    Q_OBJECT
  public:
    AttributeSweep(ProjectSession& session, JobRunner& jobs, LabelContext& context,
                   AttributeCommands& attributes, ItemNavigator& navigator, TaskPanel& tasks, SweepBar& bar,
                   QWidget* page);
    ~AttributeSweep() override;

    /// Asks for label and attribute; ends a walk that is on.
    void ask();
    void end();
    bool isOn() const { return !m_stops.empty(); }
    /// True when the walk takes it.
    bool digit(int digit);
    /// The items that come next; empty when no walk is on.
    std::vector<Item> ahead() const;

  Q_SIGNALS:
    void say(const QString& sentence);
    /// The instance is in front and selected: bring it in sight.
    void zoomWanted();
    /// The keyboard goes back to the item.
    void left();
    /// ahead() is another one.
    void aheadChanged();
    /// Digits and Tab are for Select.
    void selectWanted();

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    struct Place {
        std::size_t stop = 0;
        std::size_t number = 0;
        friend bool operator==(const Place&, const Place&) = default;
    };
    void start();
    void step(int by);
    /// Opens the item and selects the instance; false when it is gone.
    bool showPlace(Place place);
    bool isInPlace() const;
    /// The item in front was opened: which of its annotations the instances are.
    void identify();
    void tell();
    void refreshFilled();
    bool takesKey(const QKeyEvent& event) const;
    void act(const QKeyEvent& event);
    const AttributeDefinition* definition() const;

    ProjectSession& m_session;
    JobRunner& m_jobs;
    LabelContext& m_context;
    AttributeCommands& m_attributes;
    ItemNavigator& m_navigator;
    TaskPanel& m_tasks;
    SweepBar& m_bar;
    QWidget* m_page;

    SweepRequest m_request;
    std::vector<SweepStop> m_stops;
    std::vector<std::int64_t> m_before; ///< Instances of the stops before each.
    std::int64_t m_total = 0;
    std::int64_t m_empty = 0;
    Place m_at;
    AnnotationId m_shown;
};

} // namespace touchstone
