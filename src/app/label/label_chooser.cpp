#include "app/label/label_chooser.h"

#include <algorithm>

#include <QCursor>

#include "app/label/label_commands.h"
#include "app/label/label_context.h"
#include "app/label/label_palette.h"
#include "app/label/selection_commands.h"
#include "app/session/project_session.h"
#include "canvas/canvas.h"
#include "tools/tool.h"

using namespace Qt::StringLiterals;

namespace touchstone {

namespace {

bool draws(const QString& tool)
{
    const auto& infos = toolInfos();
    const auto it = std::ranges::find(infos, tool, &ToolInfo::id);
    return it != infos.end() && it->draws;
}

} // namespace

LabelChooser::LabelChooser(ProjectSession& session, LabelContext& context, LabelCommands& commands,
                           SelectionCommands& selection, LabelPalette& palette, QObject* parent)
    : QObject(parent), m_session(session), m_context(context), m_commands(commands), m_selection(selection),
      m_palette(palette)
{
    connect(&palette, &LabelPalette::chosen, this, [this](const LabelId& label) {
        Q_EMIT closed();
        take(label);
    });
    connect(&palette, &LabelPalette::creationWanted, this, &LabelChooser::create);
    connect(&palette, &LabelPalette::gaveUp, this, &LabelChooser::gaveUp);
    connect(&context, &LabelContext::labelWanted, this, &LabelChooser::open);
}

bool LabelChooser::goesToSelection() const
{
    return !m_context.waitingShape() && !draws(m_context.toolId()) && !m_context.selection().empty();
}

void LabelChooser::open()
{
    QWidget* parent = m_palette.parentWidget();
    const bool taken = m_taker.place && m_taker.place->isVisible();
    const QWidget& over = taken ? *m_taker.place : m_context.canvas();
    QPoint place = over.mapFromGlobal(QCursor::pos());
    if (!over.rect().contains(place))
        place = QPoint(over.width() / 2 - 130, over.height() / 3);
    LabelId preset = m_context.currentLabel();
    QString heading = u"Label of the next shape"_s;
    if (m_context.waitingShape()) {
        const Label* armed =
            m_context.currentLabel() ? m_session.ontology().find(m_context.currentLabel()) : nullptr;
        heading = armed ? u"Label of this shape. Esc keeps %1"_s.arg(QString::fromStdString(armed->name))
                        : u"Label of this shape"_s;
    } else if (goesToSelection()) {
        const Annotation* first = m_context.content().find(m_context.selection().front());
        preset = first ? m_context.resolved(first->label) : preset;
        heading = m_context.selection().size() == 1
                      ? u"New label of the shape"_s
                      : u"New label of %1 shapes"_s.arg(m_context.selection().size());
    }
    if (const QString other = taken ? m_taker.heading() : QString(); !other.isEmpty())
        heading = other;
    // Who works by keyboard has the pointer anywhere.
    if (const QPoint below = taken ? m_taker.below() : QPoint(); !below.isNull())
        place = below - QPoint(12, 8);
    if (const LabelId usual = taken ? m_taker.usual() : LabelId(); !usual.isNull())
        preset = usual;
    m_palette.open(over.mapTo(parent, place + QPoint(12, 12)), heading, preset,
                   taken ? m_taker.fit() : LabelFit());
}

void LabelChooser::take(const LabelId& label)
{
    if (label.isNull())
        return;
    m_palette.remember(label);
    if (m_taker.take && m_taker.take(label))
        return;
    if (m_context.waitingShape()) {
        m_context.setCurrentLabel(label);
        m_context.labelWaitingShape(label);
        runThen();
    } else if (goesToSelection()) {
        m_selection.relabel(label);
    } else {
        m_context.setCurrentLabel(label);
    }
}

void LabelChooser::arm(const LabelId& label)
{
    if (label.isNull())
        return;
    if (m_context.waitingShape()) {
        take(label);
        return;
    }
    m_palette.remember(label);
    if (m_taker.take && m_taker.take(label))
        return;
    m_context.setCurrentLabel(label);
}

void LabelChooser::digit(int digit)
{
    const std::string key = std::to_string(digit);
    if (const Label* label = m_session.ontology().findByKey(key))
        take(label->id);
    else
        Q_EMIT say(u"No label has the key %1. / finds or creates one."_s.arg(digit));
}

void LabelChooser::whenNoneWaits(std::function<void()> then)
{
    if (m_context.waitingShape())
        m_then = std::move(then);
    else
        then();
}

void LabelChooser::runThen()
{
    if (const auto then = std::exchange(m_then, nullptr))
        then();
}

void LabelChooser::create(const QString& name)
{
    Q_EMIT closed();
    m_commands.create(name, [this](LabelId label) { take(label); });
}

void LabelChooser::gaveUp()
{
    m_then = nullptr;
    Q_EMIT closed();
    if (!m_context.waitingShape())
        return;
    if (m_context.currentLabel().isNull())
        Q_EMIT stillWaiting();
    else
        m_context.labelWaitingShape(m_context.currentLabel());
}

} // namespace touchstone
