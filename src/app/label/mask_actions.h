#pragma once

#include <vector>

#include "app/label/action_menu.h"
#include "tools/mask_commands.h"

namespace touchstone {

class JobRunner;
class LabelContext;
class MaskWork;
class UnlabelledFeed;

/// The menu of masks: what is done to the selected ones, and how they share pixels.
class MaskActions : public ActionMenu {
    Q_OBJECT
  public:
    MaskActions(LabelContext& context, JobRunner& jobs, UnlabelledFeed& unlabelled, QWidget* owner);

  private:
    void rememberBrush();
    void addSharing();
    void addRemainder(UnlabelledFeed& unlabelled);
    /// Those of the selection that are not locked.
    std::vector<Annotation> changeable() const;
    void step(const QString& text, MaskStep step, double amount);
    void combine(const QString& text, MaskSet how);
    void askPolygons();

    LabelContext& m_context;
    JobRunner& m_jobs;
    MaskWork* m_work;
};

} // namespace touchstone
