#pragma once

#include <optional>
#include <vector>

#include <QObject>
#include <QString>

#include "touchstone/model/layer_content.h"

namespace touchstone {

class ItemNavigator;
class LabelContext;
class ProjectSession;
class SelectionCommands;

/// What goes along to another item: the shapes of `ids`, or all when there are none, and the relations among
/// them. Tags say something of the one image and stay.
std::vector<Annotation> shapesToCopy(const LayerContent& content, const std::vector<AnnotationId>& ids);

/// "1 shape", "3 shapes"; relations are not counted.
QString shapeCount(const std::vector<Annotation>& annotations);

/// Copies shapes to the item before or after, which is opened with the copies selected; one Edit there.
class CopyAlong : public QObject {
    Q_OBJECT
  public:
    CopyAlong(ProjectSession& session, LabelContext& context, ItemNavigator& navigator,
              SelectionCommands& selection, QObject* parent = nullptr);

    void copy(int by);
    /// The size of the picture in front is known now.
    void sizeKnown();

  Q_SIGNALS:
    void say(const QString& sentence);

  private:
    struct Waiting {
        ItemId item;
        QString from;
        std::vector<Annotation> shapes;
    };
    ProjectSession& m_session;
    LabelContext& m_context;
    ItemNavigator& m_navigator;
    SelectionCommands& m_selection;
    std::optional<Waiting> m_waiting; ///< For the size of the picture that they go to.
};

} // namespace touchstone
