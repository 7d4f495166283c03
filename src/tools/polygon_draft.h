#pragma once

#include <optional>
#include <string>
#include <vector>

#include <QString>

#include "touchstone/base/ids.h"
#include "touchstone/geometry/polygon.h"

namespace touchstone {

/// What an open ring is to become.
enum class RingRole { Shape, Hole, Part };

/// The vertices of a polygon or line being drawn, with their own undo and redo.
class PolygonDraft {
  public:
    /// `tool` tells in what is stored whose draft it is.
    explicit PolygonDraft(QString tool = QStringLiteral("polygon")) : m_tool(std::move(tool)) {}
    const Ring& ring() const { return m_ring; }
    bool isEmpty() const { return m_ring.empty(); }
    RingRole role() const { return m_role; }
    const AnnotationId& target() const { return m_target; }
    /// The polygon to which the ring belongs; only before the first vertex.
    void setTarget(RingRole role, const AnnotationId& target);

    void add(Point point);
    /// Several in one step.
    void add(const Ring& points);
    /// Goes on with the newest step; no step of its own.
    void extend(Point point) { m_ring.push_back(point); }
    void shorten() { m_ring.pop_back(); }
    void removeLast();
    /// Moves the newest vertex while the button is down; no step of its own.
    void moveLast(Point point);
    bool undo();
    bool redo();
    void clear();

    /// JSON, as it is stored between sessions; empty for an empty draft.
    std::string toJson() const;
    /// None for what is not such a draft of that tool.
    static std::optional<PolygonDraft> fromJson(const std::string& text,
                                                const QString& tool = QStringLiteral("polygon"));

  private:
    QString m_tool;
    Ring m_ring;
    std::vector<Ring> m_undo, m_redo;
    RingRole m_role = RingRole::Shape;
    AnnotationId m_target;
};

} // namespace touchstone
