// What goes from image to image on the page.

#include <QAction>

#include "app/label/across_images.h"
#include "app/label/attribute_sweep.h"
#include "app/label/canvas_stage.h"
#include "app/label/copy_along.h"
#include "app/label/flow_actions.h"
#include "app/label/image_feed.h"
#include "app/label/instance_menu.h"
#include "app/label/instance_panel.h"
#include "app/label/label_context.h"
#include "app/label/label_workspace.h"
#include "app/label/selection_commands.h"
#include "app/label/sweep_bar.h"
#include "app/label/tool_habits.h"

using namespace Qt::StringLiterals;

namespace touchstone {

void LabelWorkspace::connectFlow()
{
    auto* copyAlong = new CopyAlong(m_session, *m_context, *m_navigator, *m_selection, this);
    connect(copyAlong, &CopyAlong::say, this, &LabelWorkspace::say);
    connect(m_images, &ImageFeed::sizeChanged, copyAlong, &CopyAlong::sizeKnown);
    const LabelActions& acts = *m_actions;
    auto* menu = new InstanceMenu(m_session, *m_context, *m_marks, *m_selection, *m_attributes,
                                  {acts[Act::Hide], acts[Act::Lock], acts[Act::ZoomSelection], nullptr,
                                   acts[Act::Group], acts[Act::Ungroup], acts[Act::PartOf], nullptr,
                                   acts[Act::ToFront], acts[Act::ToBack], nullptr, acts[Act::Copy],
                                   acts[Act::Duplicate], m_flowActions->copyToNext(),
                                   m_flowActions->propagate(), nullptr, acts[Act::Delete]},
                                  this);
    connect(m_instances, &InstancePanel::menuWanted, menu, &InstanceMenu::open);
    connect(m_habits, &ToolHabits::say, this, &LabelWorkspace::say);
    const auto copy = [this, copyAlong](int by) {
        chooseTool(u"select"_s);
        copyAlong->copy(by);
    };
    connect(m_flowActions->copyToNext(), &QAction::triggered, this, [copy] { copy(1); });
    connect(m_flowActions->copyToPrevious(), &QAction::triggered, this, [copy] { copy(-1); });
    m_across = new AcrossImages(m_session, m_jobs, *m_context, *m_tasks, m_stage->hints(), this);
    m_flowActions->addLast(m_across->takeBackAction());
    connect(m_flowActions->propagate(), &QAction::triggered, m_across, &AcrossImages::askPropagate);
    connect(m_flowActions->replaceLabel(), &QAction::triggered, m_across, &AcrossImages::askReplace);

    auto* bar = new SweepBar(m_stage);
    m_stage->setHeadBar(bar);
    m_sweep =
        new AttributeSweep(m_session, m_jobs, *m_context, *m_attributes, *m_navigator, *m_tasks, *bar, this);
    connect(m_flowActions->sweep(), &QAction::triggered, m_sweep, &AttributeSweep::ask);
    connect(m_sweep, &AttributeSweep::say, this, &LabelWorkspace::say);
    connect(m_sweep, &AttributeSweep::left, this, &LabelWorkspace::focusItem);
    connect(m_sweep, &AttributeSweep::selectWanted, this, [this] { chooseTool(u"select"_s); });
    connect(m_sweep, &AttributeSweep::aheadChanged, this, [this] { m_openedTimer.start(0); });
    connect(m_sweep, &AttributeSweep::zoomWanted, this, &LabelWorkspace::zoomToSelection);
    // The first picture of an item whose size was not known fits the view anew.
    connect(m_images, &ImageFeed::sizeChanged, m_sweep, [this] {
        if (m_sweep->isOn() && !m_opening && !m_context->selection().empty())
            zoomToSelection();
    });
}

} // namespace touchstone
