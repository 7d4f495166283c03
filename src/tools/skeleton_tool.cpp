#include "tools/skeleton_tool.h"

#include <algorithm>
#include <cmath>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPainter>

#include "tools/live_marks.h"

namespace touchstone {
namespace {

constexpr double dragStart = 4; ///< In widget pixels.
constexpr double leastSide = 2; ///< In image pixels.

bool isPlain(const QKeyEvent& event, Qt::Key key)
{
    return event.key() == key && (event.modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
}

} // namespace

std::shared_ptr<const SkeletonTemplate> SkeletonTool::templateOf(const LabelId& label) const
{
    const auto& labels = context().canvas().style().labels;
    const auto look = labels.find(label);
    if (look == labels.end() || !look->second.skeleton || look->second.skeleton->points.empty())
        return nullptr;
    return std::make_shared<const SkeletonTemplate>(withPlaces(*look->second.skeleton));
}

void SkeletonTool::deactivate()
{
    cancelDrag();
    DrawTool::deactivate();
}

void SkeletonTool::begin()
{
    m_label = context().currentLabel();
    m_template = templateOf(m_label);
    m_points.clear();
    m_undone.clear();
}

void SkeletonTool::press(const ToolPointer& pointer)
{
    if (!canDraw())
        return;
    m_from = m_to = clipped(pointer.position);
    showPointer(m_to);
    if (m_state == State::Points) {
        setState(State::Placing);
        context().canvas().updateLive();
        return;
    }
    begin();
    if (!m_template) {
        context().say(m_label.isNull()
                          ? QStringLiteral("Choose a label first: its skeleton says which points there are.")
                          : QStringLiteral("“%1” has no skeleton. “Definition of the label…” (Ctrl+Shift+D) gives it points; "
                                           "or choose a label that has some.")
                                .arg(context().labelName(m_label)));
        return;
    }
    clearSelection();
    setState(State::Pressed);
}

void SkeletonTool::move(const ToolPointer& pointer)
{
    const Point at = clipped(pointer.position);
    showPointer(at);
    if (m_state == State::Idle)
        return;
    m_to = at;
    if (m_state == State::Pressed && inWidget(distance(m_from, m_to)) >= dragStart)
        setState(State::Box);
    context().canvas().updateLive();
}

void SkeletonTool::release(const ToolPointer& pointer)
{
    move(pointer);
    if (m_state == State::Box) {
        const Rect into = box();
        if (into.width < leastSide || into.height < leastSide) {
            context().say(QStringLiteral("Too small: the box of a skeleton has at least 2 pixels a side. Nothing "
                                         "was stored."));
            forget();
            return;
        }
        complete(placed(*m_template, into));
    } else if (m_state == State::Pressed || m_state == State::Placing) {
        setState(State::Points);
        put(pointer.modifiers & Qt::ShiftModifier ? Visibility::Occluded : Visibility::Visible,
            clipped(pointer.position));
    }
}

void SkeletonTool::doubleClick(const ToolPointer& pointer)
{
    // Two quick clicks are two points.
    press(pointer);
}

bool SkeletonTool::wantsKey(const QKeyEvent& event) const
{
    return m_state == State::Points && (isPlain(event, Qt::Key_O) || isPlain(event, Qt::Key_X));
}

bool SkeletonTool::key(QKeyEvent& event)
{
    if (isPlain(event, Qt::Key_Backspace)) {
        if (m_state == State::Points)
            stepBack();
        return true; // Never an object.
    }
    if (m_state != State::Points)
        return false;
    if (isPlain(event, Qt::Key_O)) {
        if (pointer())
            put(Visibility::Occluded, *pointer());
        return true;
    }
    if (isPlain(event, Qt::Key_X)) {
        put(Visibility::Absent, {});
        return true;
    }
    if (isPlain(event, Qt::Key_Return) || isPlain(event, Qt::Key_Enter)) {
        finish();
        return true;
    }
    return false;
}

void SkeletonTool::put(Visibility visibility, Point at)
{
    m_points.push_back(visibility == Visibility::Absent ? SkeletonPoint{} : SkeletonPoint{at, visibility});
    m_undone.clear();
    if (m_points.size() >= m_template->points.size() && labelledCount(m_points) > 0) {
        finish();
        return;
    }
    if (m_points.size() >= m_template->points.size()) {
        context().say(QStringLiteral("Every point is absent. Nothing was stored."));
        forget();
        return;
    }
    kept();
}

void SkeletonTool::stepBack()
{
    m_undone.push_back(m_points.back());
    m_points.pop_back();
    if (m_points.empty())
        setState(State::Idle);
    kept();
}

bool SkeletonTool::undoInDraft()
{
    if (m_state != State::Points || m_points.empty())
        return false;
    stepBack();
    return true;
}

bool SkeletonTool::redoInDraft()
{
    if (m_undone.empty() || !m_template || (m_state != State::Points && m_state != State::Idle))
        return false;
    m_points.push_back(m_undone.back());
    m_undone.pop_back();
    setState(State::Points);
    kept();
    return true;
}

bool SkeletonTool::finish()
{
    if (!hasDraft() || m_state == State::Box)
        return false;
    if (labelledCount(m_points) == 0) {
        context().say(QStringLiteral("A skeleton needs one point at least."));
        return false;
    }
    if (context().currentLabel() != m_label) {
        context().say(QStringLiteral("This skeleton belongs to “%1”. Choose that label again to finish it, or press "
                                     "Esc.")
                          .arg(context().labelName(m_label)));
        return false;
    }
    Skeleton points = m_points;
    points.resize(m_template->points.size());
    complete(std::move(points));
    return true;
}

void SkeletonTool::complete(Skeleton points)
{
    forget();
    context().addShape(SkeletonShape{std::move(points)});
}

bool SkeletonTool::cancel()
{
    if (m_state == State::Placing)
        return cancelDrag();
    if (m_state == State::Idle)
        return false;
    forget();
    return true;
}

bool SkeletonTool::cancelDrag()
{
    if (m_state == State::Placing) {
        setState(State::Points);
        context().canvas().updateLive();
        return true;
    }
    if (m_state != State::Pressed && m_state != State::Box)
        return false;
    forget();
    return true;
}

void SkeletonTool::reset()
{
    m_state = State::Idle;
    m_template.reset();
    m_points.clear();
    m_undone.clear();
    context().canvas().updateLive();
}

void SkeletonTool::forget()
{
    const bool stored = hasDraft();
    m_points.clear();
    m_undone.clear();
    if (stored)
        context().saveDraft({});
    setState(State::Idle);
    context().canvas().updateLive();
}

void SkeletonTool::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    context().hintChanged();
}

void SkeletonTool::kept()
{
    context().canvas().updateLive();
    context().hintChanged();
    if (m_points.empty()) {
        context().saveDraft({});
        return;
    }
    QJsonArray points;
    for (const SkeletonPoint& point : m_points)
        points.append(QJsonArray{point.at.x, point.at.y, static_cast<int>(point.visibility)});
    const QJsonObject body{{QStringLiteral("tool"), QStringLiteral("skeleton")},
                           {QStringLiteral("label"), QString::fromStdString(m_label.toString())},
                           {QStringLiteral("points"), points}};
    context().saveDraft(QJsonDocument(body).toJson(QJsonDocument::Compact).toStdString());
}

void SkeletonTool::restoreDraft(const std::string& body)
{
    const QJsonObject object = QJsonDocument::fromJson(QByteArray::fromStdString(body)).object();
    const auto label = Uuid::parse(object[QStringLiteral("label")].toString().toStdString());
    if (object[QStringLiteral("tool")].toString() != QStringLiteral("skeleton") || !label)
        return;
    const auto found = templateOf(LabelId{*label});
    const QJsonArray stored = object[QStringLiteral("points")].toArray();
    if (!found || stored.isEmpty() || stored.size() >= static_cast<qsizetype>(found->points.size()))
        return;
    Skeleton points;
    for (const QJsonValue& value : stored) {
        const QJsonArray numbers = value.toArray();
        const int visibility = numbers.size() == 3 ? numbers[2].toInt(-1) : -1;
        const Point at{numbers[0].toDouble(NAN), numbers[1].toDouble(NAN)};
        if (visibility < 0 || visibility > 2 || !std::isfinite(at.x) || !std::isfinite(at.y))
            return;
        points.push_back({at, static_cast<Visibility>(visibility)});
    }
    m_label = LabelId{*label};
    m_template = found;
    m_points = std::move(points);
    m_undone.clear();
    m_state = State::Points;
    context().hintChanged();
    context().canvas().updateLive();
}

Skeleton SkeletonTool::shown() const
{
    if (m_state == State::Box)
        return placed(*m_template, box());
    Skeleton points = m_points;
    if (m_state == State::Placing || m_state == State::Pressed)
        points.push_back({m_to, Visibility::Visible});
    points.resize(m_template->points.size());
    return points;
}

void SkeletonTool::paintLive(QPainter& painter, const ViewTransform& view)
{
    if (m_state != State::Idle && m_template) {
        const Skeleton points = shown();
        ShapeInk ink = draftInk();
        ink.skeleton = m_template;
        context().canvas().paintShape(painter, SkeletonShape{points}, ink);
        if (m_state == State::Box)
            paintRubberBand(painter, view.toWidget(box()), context().canvas().style().accent);
    }
    paintPointer(painter, view);
}

QString SkeletonTool::nextName() const
{
    return m_template && m_points.size() < m_template->points.size()
               ? QString::fromStdString(m_template->points[m_points.size()].name)
               : QString();
}

QString SkeletonTool::hint() const
{
    switch (m_state) {
    case State::Idle:
        if (!templateOf(context().currentLabel()))
            return QStringLiteral("choose a label with a skeleton");
        return QStringLiteral("drag a box to fit the skeleton into, or click its first point");
    case State::Pressed:
    case State::Placing:
        return QStringLiteral("release to place %1").arg(nextName());
    case State::Box:
        return QStringLiteral("release to place the skeleton in the box");
    case State::Points:
        break;
    }
    return QStringLiteral("click %1 (%2 of %3)")
        .arg(nextName())
        .arg(m_points.size() + 1)
        .arg(m_template->points.size());
}

std::vector<ToolHintKey> SkeletonTool::hintKeys() const
{
    if (m_state == State::Idle)
        return {{QStringLiteral("V held"), QStringLiteral("edit")}};
    if (m_state != State::Points)
        return {{QStringLiteral("Esc"), QStringLiteral("cancel")}};
    return {{QStringLiteral("O"), QStringLiteral("occluded here")},
            {QStringLiteral("X"), QStringLiteral("absent")},
            {QStringLiteral("Backspace"), QStringLiteral("one back")},
            {QStringLiteral("Enter"), QStringLiteral("finish, the rest absent")},
            {QStringLiteral("Esc"), QStringLiteral("cancel")}};
}

} // namespace touchstone
