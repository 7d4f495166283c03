#pragma once

#include <optional>
#include <vector>

#include <QAbstractListModel>

#include "touchstone/model/edit.h"

namespace touchstone {

class LabelContext;
class TextWords;
class ProjectSession;
class ViewMarks;

/// Of a text.
enum class ListedKinds { All, Spans, Relations, Chains };

/// The annotations of the item in front by label, in the order in which they were made, numbered in it.
/// Keeps ids alone; the rest is read when a row is asked for, so that an Edit costs what it changes.
class InstanceModel : public QAbstractListModel {
    Q_OBJECT
  public:
    enum Role {
        ColorRole = Qt::UserRole + 1,
        ShapeRole,
        HiddenRole,
        LockedRole,
        CrowdRole,
        RelatedRole,
        UnstoredRole
    };

    InstanceModel(ProjectSession& session, LabelContext& context, ViewMarks& marks,
                  QObject* parent = nullptr);

    /// These share a group or a bond with what is selected.
    void setRelated(std::vector<AnnotationId> ids);
    /// These are on the screen and not on the disk.
    void setUnstored(std::vector<AnnotationId> ids);
    void reload();
    /// Names and kinds of what stands in a text; must outlive this.
    void setWords(const TextWords& words) { m_words = &words; }
    /// Of a text, these alone.
    void setListed(ListedKinds kinds);
    ListedKinds listed() const { return m_listed; }
    bool isOfText() const { return words() != nullptr; }
    /// None while no text is in front.
    const TextWords* words() const;
    /// Follows one change of an annotation that the content has taken; changes come in their order.
    void follow(const Change& change);
    AnnotationId idAt(int row) const;
    int rowOf(const AnnotationId& id) const;
    /// "car 2".
    QString nameOf(const AnnotationId& id) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

  private:
    struct Group {
        std::int32_t order;
        LabelId label;
        std::vector<AnnotationId> ids; ///< Ascending.
        int first = 0;                 ///< Row of the first.
    };
    struct Place {
        const Group* group;
        int number; ///< From 0.
    };
    Group groupFor(const LabelId& label) const;
    std::vector<Group>::iterator lowerBound(const Group& wanted);
    std::optional<Place> placeAt(int row) const;
    std::optional<Place> placeOf(const AnnotationId& id, const LabelId& label) const;
    void insert(const AnnotationId& id, const LabelId& label);
    void remove(const AnnotationId& id, const LabelId& label);
    void countRows();
    QString nameAt(const Place& place) const;
    bool isRow(const Annotation& annotation) const;

    ProjectSession& m_session;
    LabelContext& m_context;
    ViewMarks& m_marks;
    const TextWords* m_words = nullptr;
    ListedKinds m_listed = ListedKinds::All;
    std::vector<Group> m_groups; ///< Ascending by (order, label); none is empty.
    std::vector<AnnotationId> m_related;
    std::vector<AnnotationId> m_unstored; ///< Ascending.
    int m_rows = 0;
};

/// "Box", "Polygon", "Mask", "Tag".
QString shapeWord(ShapeKind kind);

} // namespace touchstone
