#include "canvas/canvas_page.h"

#include <utility>

#include <QPainter>

#include "canvas/chip_plan.h"

namespace touchstone {

std::shared_ptr<CanvasPage> makePage(const PageSetting& setting, ImageLevels levels, QSize fullSize,
                                     std::vector<Annotation> annotations)
{
    auto page = std::make_shared<CanvasPage>();
    page->levels = std::move(levels);
    page->fullSize = fullSize;
    page->setting = setting;
    page->scene.assign(std::move(annotations),
                       {static_cast<double>(fullSize.width()), static_cast<double>(fullSize.height())});
    if (setting.deviceSize.isEmpty() || !setting.style)
        return page;

    page->image = QImage(setting.deviceSize, QImage::Format_RGB32);
    paintImage(page->image, setting.deviceView, page->levels, fullSize, setting.style->style.surround);
    IdleTask task;
    task.view = setting.deviceView;
    task.rect = page->image.rect();
    task.items = page->scene.all();
    task.style = setting.style;
    page->detail = task.detail =
        detailFor(page->scene.count(idleReach(setting.deviceView, task.rect, setting.style->ratio)));
    if (task.detail.chips)
        task.chips = std::make_shared<ChipPlan>(page->scene, setting.deviceView.scale, setting.style);
    page->idle = QImage(setting.deviceSize, QImage::Format_ARGB32_Premultiplied);
    paintIdle(page->idle, task);
    page->composed = page->image.copy();
    QPainter(&page->composed).drawImage(0, 0, page->idle);
    return page;
}

} // namespace touchstone
