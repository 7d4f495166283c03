#include "app/label/prediction_actions.h"

#include <QMenu>

#include "app/label/prediction_feed.h"

using namespace Qt::StringLiterals;

namespace touchstone {
namespace {

constexpr int thresholdStep = 5;

} // namespace

PredictionActions::PredictionActions(PredictionFeed& feed, QWidget* owner)
    : ActionMenu(u"Predictions"_s, u"dialog-ok-apply"_s,
                 u"Accept, reject or edit what a model predicts for this item"_s, owner)
{
    add("acceptPrediction", u"Accept"_s, u"Y"_s,
        u"Take over the current prediction, then go to the next one"_s, [&feed] { feed.accept(); });
    add("rejectPrediction", u"Reject"_s, u"I"_s, u"Do not show the current prediction again"_s,
        [&feed] { feed.reject(); });
    add("editPrediction", u"Accept and edit"_s, u"Alt+Y"_s,
        u"Take over the current prediction and select it"_s, [&feed] { feed.edit(); });
    m_menu->addSeparator();
    add("acceptAllPredictions", u"Accept all that are shown"_s, u"Shift+Y"_s,
        u"Take over every open prediction from the score on"_s, [&feed] { feed.acceptAll(); });
    add("rejectAllPredictions", u"Reject all that are shown"_s, u"Shift+I"_s,
        u"Show none of the open predictions again"_s, [&feed] { feed.rejectAll(); });
    m_menu->addSeparator();
    add("nextPrediction", u"Next prediction"_s, u"J"_s, u"Go to the next open prediction"_s,
        [&feed] { feed.step(1); });
    add("previousPrediction", u"Previous prediction"_s, u"Shift+J"_s,
        u"Go to the open prediction before this one"_s, [&feed] { feed.step(-1); });
    add("raiseThreshold", u"Show fewer"_s, u"Alt+Up"_s, u"Raise the least score of what is shown"_s,
        [&feed] { feed.setThreshold(feed.threshold() + thresholdStep); });
    add("lowerThreshold", u"Show more"_s, u"Alt+Down"_s, u"Lower the least score of what is shown"_s,
        [&feed] { feed.setThreshold(feed.threshold() - thresholdStep); });
}

void PredictionActions::add(const char* name, const QString& text, const QString& key, const QString& tip,
                            std::function<void()> run)
{
    connect(ActionMenu::add(name, text, key, tip), &QAction::triggered, this, std::move(run));
}

} // namespace touchstone
