#include "app/label/mask_actions.h"

#include <algorithm>

#include <QActionGroup>
#include <QMenu>
#include <QSettings>

#include "app/label/label_context.h"
#include "app/label/mask_work.h"
#include "app/label/polygon_dialog.h"
#include "app/label/unlabelled_feed.h"

using namespace Qt::StringLiterals;

namespace touchstone {
namespace {

constexpr double specks = 64;
constexpr double smoothing = 2;

struct Sharing {
    const char* name;
    const char* text;
    const char* tip;
    std::optional<ExclusivePolicy> policy;
};
constexpr Sharing sharings[] = {
    {"masksOverlap", "Masks may overlap", "A pixel may belong to several masks", std::nullopt},
    {"newWins", "One mask a pixel: the new one wins", "What is painted is taken from the other masks",
     ExclusivePolicy::NewWins},
    {"oldWins", "One mask a pixel: the old one wins", "What other masks have is left out of what is painted",
     ExclusivePolicy::OldWins},
    {"onlyFree", "One mask a pixel: paint only what is free", "Only pixels that no mask has are painted",
     ExclusivePolicy::UnlabelledOnly},
};

} // namespace

MaskActions::MaskActions(LabelContext& context, JobRunner& jobs, UnlabelledFeed& unlabelled, QWidget* owner)
    : ActionMenu(u"Masks"_s, u":/icons/tool-brush.svg"_s,
                 u"Change the selected masks, and how masks share pixels"_s, owner),
      m_context(context), m_jobs(jobs), m_work(new MaskWork(context, jobs, this))
{
    connect(m_work, &MaskWork::say, this, &MaskActions::say);
    rememberBrush();
    const auto on = [this](QAction* action, auto&& run) {
        connect(action, &QAction::triggered, this, std::forward<decltype(run)>(run));
    };
    on(add("fillHoles", u"Fill holes"_s, u"Ctrl+H"_s, u"Fill every hole of the selected masks"_s),
       [this] { step(u"Fill holes of %1"_s, MaskStep::FillHoles, 0); });
    on(add("removeSpecks", u"Remove specks"_s, QString(),
           u"Take away regions of under %1 pixels"_s.arg(specks)),
       [this] { step(u"Remove specks of %1"_s, MaskStep::RemoveSpecks, specks); });
    on(add("grow", u"Grow by 1 px"_s, u"Ctrl+]"_s, u"Make the selected masks larger by one pixel"_s),
       [this] { step(u"Grow %1"_s, MaskStep::Grow, 1); });
    on(add("shrink", u"Shrink by 1 px"_s, u"Ctrl+["_s, u"Make the selected masks smaller by one pixel"_s),
       [this] { step(u"Shrink %1"_s, MaskStep::Shrink, 1); });
    on(add("smooth", u"Smooth"_s, u"Ctrl+M"_s, u"Even out the border of the selected masks"_s),
       [this] { step(u"Smooth %1"_s, MaskStep::Smooth, smoothing); });
    m_menu->addSeparator();
    on(add("uniteMasks", u"Unite"_s, u"Ctrl+U"_s,
           u"Make one mask of the selected shapes; the first one's label stays"_s),
       [this] { combine(u"Unite %1"_s, MaskSet::Unite); });
    on(add("subtractMasks", u"Subtract from the first"_s, u"Ctrl+Shift+U"_s,
           u"Take the other selected shapes away from the first one"_s),
       [this] { combine(u"Subtract from %1"_s, MaskSet::Subtract); });
    on(add("intersectMasks", u"Intersect"_s, u"Ctrl+Shift+I"_s,
           u"Keep what all selected shapes have in common"_s),
       [this] { combine(u"Intersect %1"_s, MaskSet::Intersect); });
    m_menu->addSeparator();
    on(add("toMask", u"To mask"_s, u"Ctrl+Shift+M"_s,
           u"Make masks of the selected boxes, polygons and ellipses"_s),
       [this] {
           m_work->run(
               u"Make a mask of %1"_s, changeable(),
               [size = m_context.imageSize()](const auto& shapes, Progress& progress) {
                   return toMasks(shapes, size, progress);
               },
               u"Select a box, a polygon or an ellipse to make a mask of it."_s);
       });
    on(add("toPolygon", u"To polygon…"_s, u"Ctrl+Shift+O"_s, u"Make polygons of the selected masks"_s),
       [this] { askPolygons(); });
    m_menu->addSeparator();
    addSharing();
    m_menu->addSeparator();
    addRemainder(unlabelled);
}

void MaskActions::rememberBrush()
{
    MaskSettings settings = m_context.maskSettings();
    const double radius = QSettings().value(u"label/brushRadius"_s, settings.brush.radius).toDouble();
    settings.brush.radius = radius >= leastBrush && radius <= mostBrush ? radius : settings.brush.radius;
    settings.brush.tip =
        QSettings().value(u"label/brushSquare"_s, false).toBool() ? BrushTip::Square : BrushTip::Round;
    m_context.setMaskSettings(settings);
    connect(&m_context, &LabelContext::maskSettingsChanged, this, [this] {
        const Brush& brush = m_context.maskSettings().brush;
        QSettings().setValue(u"label/brushRadius"_s, brush.radius);
        QSettings().setValue(u"label/brushSquare"_s, brush.tip == BrushTip::Square);
    });
}

void MaskActions::addSharing()
{
    const QString kept =
        QSettings().value(u"label/maskSharing"_s, QString::fromLatin1(sharings[0].name)).toString();
    auto* group = new QActionGroup(m_menu);
    for (const Sharing& sharing : sharings) {
        QAction* action =
            add(sharing.name, QString::fromLatin1(sharing.text), {}, QString::fromLatin1(sharing.tip));
        action->setCheckable(true);
        group->addAction(action);
        const auto use = [this, policy = sharing.policy] {
            MaskSettings settings = m_context.maskSettings();
            settings.exclusive = policy;
            m_context.setMaskSettings(settings);
            m_context.hintChanged();
        };
        connect(action, &QAction::triggered, this, [use, name = action->objectName()] {
            QSettings().setValue(u"label/maskSharing"_s, name);
            use();
        });
        if (action->objectName() == kept) {
            action->setChecked(true);
            use();
        }
    }
}

void MaskActions::addRemainder(UnlabelledFeed& unlabelled)
{
    QAction* action = add("showUnlabelled", u"Show what no mask has"_s, {},
                          u"While masks are painted and may not overlap, tint the pixels that no mask has"_s);
    action->setCheckable(true);
    action->setChecked(QSettings().value(u"label/showUnlabelled"_s, true).toBool());
    unlabelled.setShown(action->isChecked());
    connect(action, &QAction::toggled, &unlabelled, [&unlabelled](bool shown) {
        QSettings().setValue(u"label/showUnlabelled"_s, shown);
        unlabelled.setShown(shown);
    });
}

std::vector<Annotation> MaskActions::changeable() const
{
    std::vector<AnnotationId> ids = m_context.selection();
    std::erase_if(ids, [this](const AnnotationId& id) { return m_context.isLocked(id); });
    return chosen(m_context.content(), ids);
}

void MaskActions::step(const QString& text, MaskStep step, double amount)
{
    std::vector<Annotation> shapes = changeable();
    const bool any = std::ranges::any_of(
        shapes, [](const Annotation& shape) { return std::holds_alternative<MaskShape>(shape.shape); });
    m_work->run(
        text, std::move(shapes),
        [step, amount](const auto& masks, Progress& progress) {
            return stepMasks(masks, step, amount, progress);
        },
        any ? u"That changes no pixel."_s : u"Select a mask that is not locked."_s);
}

void MaskActions::combine(const QString& text, MaskSet how)
{
    m_work->run(
        text, changeable(),
        [how, size = m_context.imageSize()](const auto& shapes, Progress& progress) {
            return combineMasks(shapes, how, size, progress);
        },
        how == MaskSet::Unite ? u"Select two shapes with a region."_s
                              : u"Select two shapes that overlap; a part of the first must be left."_s);
}

void MaskActions::askPolygons()
{
    std::vector<Annotation> shapes = changeable();
    std::vector<Shared<Mask>> masks;
    for (const Annotation& annotation : shapes)
        if (const auto* shape = std::get_if<MaskShape>(&annotation.shape))
            masks.push_back(shape->mask);
    if (masks.empty()) {
        Q_EMIT say(u"Select a mask to make a polygon of it."_s);
        return;
    }
    PolygonDialog dialog(std::move(masks), m_jobs, m_owner);
    if (dialog.exec() == QDialog::Accepted)
        m_work->run(
            u"Make a polygon of %1"_s, std::move(shapes),
            [tolerance = dialog.tolerance()](const auto& chosen, Progress& progress) {
                return toPolygons(chosen, tolerance, progress);
            },
            {});
}

} // namespace touchstone
