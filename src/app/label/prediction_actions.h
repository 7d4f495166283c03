#pragma once

#include <functional>

#include "app/label/action_menu.h"

namespace touchstone {

class PredictionFeed;

/// The menu of predictions, with keys.
class PredictionActions : public ActionMenu {
    Q_OBJECT
  public:
    PredictionActions(PredictionFeed& feed, QWidget* owner);

  private:
    void add(const char* name, const QString& text, const QString& key, const QString& tip,
             std::function<void()> run);
};

} // namespace touchstone
