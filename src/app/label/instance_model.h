#pragma once

#include <unordered_map>
#include <vector>

#include <QAbstractListModel>

#include "touchstone/model/annotation.h"

namespace touchstone {

class LabelContext;
class ProjectSession;
class ViewMarks;

/// The annotations of the item in front by label, in the order in which they were made, numbered in it.
class InstanceModel : public QAbstractListModel {
    Q_OBJECT
  public:
    enum Role { ColorRole = Qt::UserRole + 1, ShapeRole, HiddenRole, LockedRole, CrowdRole };

    InstanceModel(ProjectSession& session, LabelContext& context, ViewMarks& marks, QObject* parent = nullptr);

    void reload();
    AnnotationId idAt(int row) const;
    int rowOf(const AnnotationId& id) const;
    /// "car 2".
    QString nameOf(const AnnotationId& id) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

  private:
    struct Row {
        AnnotationId id;
        QString name;
        QColor color;
        ShapeKind kind;
        bool crowd;
    };

    ProjectSession& m_session;
    LabelContext& m_context;
    ViewMarks& m_marks;
    std::vector<Row> m_rows;
    std::unordered_map<AnnotationId, int> m_rowOf;
};

/// "Box", "Polygon", "Mask", "Tag".
QString shapeWord(ShapeKind kind);

} // namespace touchstone
