#pragma once

#include <optional>
#include <vector>

#include <QObject>
#include <QString>

#include "touchstone/geometry/point.h"
#include "touchstone/model/annotation.h"
#include "touchstone/model/objects.h"

namespace touchstone {

class InstanceModel;
class LabelContext;
class ProjectSession;
class ViewMarks;

/// What the menus do to the selected shapes; each is one Edit.
class SelectionCommands : public QObject {
    Q_OBJECT
  public:
    SelectionCommands(ProjectSession& session, LabelContext& context, ViewMarks& marks,
                      InstanceModel& instances, QObject* parent = nullptr);

    void copy();
    void cut();
    /// With the middle at `cursor` when that is given, else where the shapes were.
    void paste(std::optional<Point> cursor);
    /// All that is shown of another item.
    void pasteFrom(const Item& item);
    void pasteFrom(const QString& name, const std::vector<Annotation>& annotations);
    void duplicate();
    /// Adds copies, which are selected then; how many did not fit the picture.
    std::size_t add(const QString& text, const std::vector<Annotation>& annotations,
                    std::optional<Point> center);
    void remove();
    void relabel(const LabelId& label);
    enum class Stack { Front, Forward, Backward, Back };
    void restack(Stack where);
    /// One group of the selection; out of its groups; parts of the one selected last.
    void group();
    void ungroup();
    void partOf();
    void selectAll();
    void hide();
    void lock();
    /// Selects the neighbour in the instance list.
    void walk(int by, bool withPlace = false);
    bool hasClipboard() const { return !m_clipboard.empty(); }
    /// The item that the clipboard was filled from.
    const ItemId& clipboardItem() const { return m_clipboardItem; }

  Q_SIGNALS:
    void say(const QString& sentence);

  private:
    bool needSelection(const QString& what);
    /// The selection without what is locked; says so when nothing is left.
    std::vector<AnnotationId> changeableShapes(const QString& what);
    std::vector<AnnotationId> changeable(const QString& what);
    QString what(const std::vector<AnnotationId>& ids) const;

    ProjectSession& m_session;
    LabelContext& m_context;
    ViewMarks& m_marks;
    InstanceModel& m_instances;
    std::vector<Annotation> m_clipboard;
    ItemId m_clipboardItem;
};

} // namespace touchstone
