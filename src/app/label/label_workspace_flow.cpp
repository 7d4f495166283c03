// What goes from image to image on the page.

#include <QAction>

#include "app/label/copy_along.h"
#include "app/label/flow_actions.h"
#include "app/label/image_feed.h"
#include "app/label/label_workspace.h"
#include "app/label/selection_commands.h"

using namespace Qt::StringLiterals;

namespace touchstone {

void LabelWorkspace::connectFlow()
{
    m_copyAlong = new CopyAlong(m_session, *m_context, *m_navigator, *m_selection, this);
    connect(m_copyAlong, &CopyAlong::say, this, &LabelWorkspace::say);
    connect(m_images, &ImageFeed::sizeChanged, m_copyAlong, &CopyAlong::sizeKnown);
    const auto copy = [this](int by) {
        chooseTool(u"select"_s);
        m_copyAlong->copy(by);
    };
    connect(m_flowActions->copyToNext(), &QAction::triggered, this, [copy] { copy(1); });
    connect(m_flowActions->copyToPrevious(), &QAction::triggered, this, [copy] { copy(-1); });
}

} // namespace touchstone
