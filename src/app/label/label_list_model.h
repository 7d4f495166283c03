#pragma once

#include <functional>
#include <map>
#include <unordered_map>
#include <vector>

#include <QAbstractListModel>
#include <QStringList>

#include "app/label/label_fit.h"
#include "touchstone/model/edit.h"
#include "touchstone/model/ontology.h"

namespace touchstone {

class LabelContext;
class ProjectSession;
class ViewMarks;

/// Objects of each label among the annotations of the item in front: an instance counts once, merged labels
/// are resolved.
class LabelCounts {
  public:
    void assign(const LabelContext& context);
    void follow(const LabelContext& context, const Change& change);
    int of(const LabelId& label) const;

  private:
    void add(const LabelContext& context, const Annotation& annotation, int by);
    std::unordered_map<LabelId, int> m_counts;
    std::map<std::pair<LabelId, InstanceId>, int> m_geometries; ///< Of each instance.
};

/// The labels that can be chosen, narrowed by a text; then the retired ones that this item still has.
class LabelListModel : public QAbstractListModel {
    Q_OBJECT
  public:
    enum Role {
        KeyRole = Qt::UserRole + 1,
        ColorRole,
        CountRole,
        HiddenRole,
        LockedRole,
        RetiredRole,
        WhyNotRole
    };

    LabelListModel(ProjectSession& session, LabelContext& context, ViewMarks& marks,
                   QObject* parent = nullptr);

    void setText(const QString& text);
    /// Reads the labels again.
    void reload();
    /// Counts the annotations of the item in front again.
    void recount();
    /// Follows one change of an annotation.
    void follow(const Change& change);
    /// Asked which labels cannot be given now, each time that may have changed.
    void setFit(std::function<LabelFit()> fit) { m_fit = std::move(fit); }
    void refit();
    LabelId labelAt(int row) const;
    int rowOf(const LabelId& label) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

  Q_SIGNALS:
    void renameWanted(touchstone::LabelId label, const QString& name);

  private:
    void readRows();
    QStringList reasons() const;

    ProjectSession& m_session;
    LabelContext& m_context;
    ViewMarks& m_marks;
    QString m_text;
    std::vector<Label> m_rows;
    LabelCounts m_counts;
    std::function<LabelFit()> m_fit;
    QStringList m_whyNot; ///< Of each row; empty where none is refused.
};

} // namespace touchstone
