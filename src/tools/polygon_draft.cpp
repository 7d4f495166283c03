#include "tools/polygon_draft.h"

#include <array>
#include <cmath>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace touchstone {
namespace {

constexpr std::array<const char*, 3> roleNames{"shape", "hole", "part"};
constexpr int mostStoredPoints = 1'000'000;

} // namespace

void PolygonDraft::setTarget(RingRole role, const AnnotationId& target)
{
    m_role = role;
    m_target = target;
}

void PolygonDraft::add(Point point)
{
    m_undo.push_back(m_ring);
    m_redo.clear();
    m_ring.push_back(point);
}

void PolygonDraft::add(const Ring& points)
{
    m_undo.push_back(m_ring);
    m_redo.clear();
    m_ring.insert(m_ring.end(), points.begin(), points.end());
}

void PolygonDraft::removeLast()
{
    if (m_ring.empty())
        return;
    m_undo.push_back(m_ring);
    m_redo.clear();
    m_ring.pop_back();
}

void PolygonDraft::moveLast(Point point)
{
    if (!m_ring.empty())
        m_ring.back() = point;
}

bool PolygonDraft::undo()
{
    if (m_undo.empty())
        return false;
    m_redo.push_back(std::move(m_ring));
    m_ring = std::move(m_undo.back());
    m_undo.pop_back();
    return true;
}

bool PolygonDraft::redo()
{
    if (m_redo.empty())
        return false;
    m_undo.push_back(std::move(m_ring));
    m_ring = std::move(m_redo.back());
    m_redo.pop_back();
    return true;
}

void PolygonDraft::clear()
{
    *this = PolygonDraft(m_tool);
}

std::string PolygonDraft::toJson() const
{
    if (m_ring.empty())
        return {};
    QJsonArray points;
    for (const Point& p : m_ring)
        points.append(QJsonArray{p.x, p.y});
    QJsonObject object{
        {QStringLiteral("tool"), m_tool},
        {QStringLiteral("role"), QString::fromLatin1(roleNames[static_cast<std::size_t>(m_role)])},
        {QStringLiteral("points"), points}};
    if (!m_target.isNull())
        object[QStringLiteral("target")] = QString::fromStdString(m_target.toString());
    return QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString();
}

std::optional<PolygonDraft> PolygonDraft::fromJson(const std::string& text, const QString& tool)
{
    const QJsonObject object = QJsonDocument::fromJson(QByteArray::fromStdString(text)).object();
    if (object[QStringLiteral("tool")].toString() != tool)
        return std::nullopt;
    PolygonDraft draft(tool);
    const QString role = object[QStringLiteral("role")].toString();
    for (std::size_t i = 0; i < roleNames.size(); ++i)
        if (role == QLatin1String(roleNames[i]))
            draft.m_role = static_cast<RingRole>(i);
    if (draft.m_role != RingRole::Shape) {
        const auto target = Uuid::parse(object[QStringLiteral("target")].toString().toStdString());
        if (!target)
            return std::nullopt;
        draft.m_target = AnnotationId{*target};
    }
    const QJsonArray points = object[QStringLiteral("points")].toArray();
    if (points.isEmpty() || points.size() > mostStoredPoints)
        return std::nullopt;
    for (const QJsonValue& value : points) {
        const QJsonArray pair = value.toArray();
        if (pair.size() != 2 || !pair[0].isDouble() || !pair[1].isDouble() ||
            !std::isfinite(pair[0].toDouble()) || !std::isfinite(pair[1].toDouble()))
            return std::nullopt;
        // Each vertex can be taken back after a restart too.
        draft.add({pair[0].toDouble(), pair[1].toDouble()});
    }
    return draft;
}

} // namespace touchstone
