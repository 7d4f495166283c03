#pragma once

#include <optional>

#include <QObject>

#include "canvas/canvas_style.h"
#include "touchstone/model/edit.h"

namespace touchstone {

class Canvas;
class LabelContext;
class ProjectSession;
class ViewMarks;

/// Keeps what the canvas shows equal to the content of the item in front, without what is hidden.
class SceneFeed : public QObject {
    Q_OBJECT
  public:
    SceneFeed(ProjectSession& session, LabelContext& context, ViewMarks& marks, QObject* parent = nullptr);

    void setFill(int alpha);
    void setOutlineOnly(bool on);
    /// What colours say, and whether each label has a pattern of line besides.
    void setColorRule(const ColorRule& rule, bool patterns);
    /// Everything anew.
    void reload();
    /// The canvas was given everything with its page.
    void shownByPage();
    /// Only what the Edit touched.
    void follow(const Edit& edit);
    /// Colours, names and locks.
    void restyle();
    /// Shows the shape that waits for its label, or no longer.
    void showWaiting();

  private:
    ProjectSession& m_session;
    LabelContext& m_context;
    CanvasStyle m_look;
    bool m_patterns = false;
    AnnotationId m_waitingId;
};

} // namespace touchstone
