#include "app/label/view_actions.h"

#include <algorithm>

#include <QAction>
#include <QSettings>

#include "app/label/action_menu.h"
#include "app/label/hud.h"
#include "app/label/hud_text.h"
#include "app/label/label_context.h"
#include "app/label/magnifier.h"
#include "app/theme/theme.h"
#include "tools/tool_box.h"

using namespace Qt::StringLiterals;

namespace touchstone {

ViewActions::ViewActions(LabelContext& context, const std::unique_ptr<ToolBox>& tools, QWidget* owner)
    : QObject(owner), m_owner(owner)
{
    QAction* next = add("zoomToNext", u"Zoom to next instance"_s, u"Shift+N"_s, u"go-down"_s,
                        u"Select the next shape of the list and show it large"_s);
    connect(next, &QAction::triggered, this, [this] { Q_EMIT zoomToNextWanted(1); });
    QAction* previous = add("zoomToPrevious", u"Zoom to previous instance"_s, u"Ctrl+Shift+N"_s, u"go-up"_s,
                            u"Select the shape before in the list and show it large"_s);
    connect(previous, &QAction::triggered, this, [this] { Q_EMIT zoomToNextWanted(-1); });
    m_menu.push_back(nullptr);

    auto* hud = new Hud(context.canvas(), [&tools](int decimals) {
        if (!tools)
            return QStringList();
        if (const auto pixels = tools->active().painted())
            return hudLines(pixels->box, pixels->area);
        const auto shape = tools->active().inProgress();
        return shape ? hudLines(*shape, decimals) : QStringList();
    });
    connect(&context, &LabelContext::hintWanted, hud, &Hud::refreshSoon);
    addSwitch("measures", u"Measures beside the pointer"_s, u"Ctrl+Alt+H"_s, u"measure"_s,
              u"Show width, height, angle and area while a shape is drawn or changed"_s, true,
              [hud](bool on) { hud->setEnabledByUser(on); });
    auto* magnifier = new Magnifier(context.canvas());
    connect(&context, &LabelContext::hintWanted, magnifier, &Magnifier::refreshSoon);
    addSwitch("magnifier", u"Magnifier"_s, u"Ctrl+Alt+M"_s, u"edit-find"_s,
              u"Show the pixels around the pointer enlarged, in a corner"_s, false,
              [magnifier](bool on) { magnifier->setEnabledByUser(on); });
}

std::vector<QAction*> ViewActions::actions() const
{
    std::vector<QAction*> with = m_menu;
    std::erase(with, nullptr);
    return with;
}

QAction* ViewActions::add(const char* name, const QString& text, const QString& key, const QString& icon,
                          const QString& tip)
{
    QAction* action = keyedAction(name, text, key, tip, *m_owner);
    action->setIcon(themedIcon(icon));
    m_menu.push_back(action);
    return action;
}

void ViewActions::addSwitch(const char* name, const QString& text, const QString& key, const QString& icon,
                            const QString& tip, bool initially, std::function<void(bool)> set)
{
    QAction* action = add(name, text, key, icon, tip);
    action->setAutoRepeat(false);
    action->setCheckable(true);
    const QString setting = u"label/"_s + QString::fromLatin1(name);
    action->setChecked(QSettings().value(setting, initially).toBool());
    set(action->isChecked());
    connect(action, &QAction::toggled, this, [setting, set](bool on) {
        QSettings().setValue(setting, on);
        set(on);
    });
}

} // namespace touchstone
