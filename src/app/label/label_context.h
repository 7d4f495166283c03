#pragma once

#include <map>
#include <optional>
#include <vector>

#include <QObject>
#include <QString>

#include "tools/tool_context.h"

namespace touchstone {

class HelperProgram;
class PictureJobs;
class ProjectSession;
class ViewMarks;

/// What the tools work on: the item in front of the session, the selection, the armed label.
class LabelContext : public QObject, public ToolContext {
    Q_OBJECT
  public:
    LabelContext(ProjectSession& session, Canvas& canvas, ViewMarks& marks, QObject* parent = nullptr);

    Canvas& canvas() override { return m_canvas; }
    const LayerContent& content() const override;
    Size imageSize() const override;
    LabelId currentLabel() const override { return m_label; }
    QString labelName(const LabelId& label) const override;
    bool isLocked(const AnnotationId& id) const override;
    bool isHidden(const AnnotationId& id) const override;
    bool isEditable() const override;
    QString whyNotEditable() const override;
    const std::vector<AnnotationId>& selection() const override { return m_selection; }
    void setSelection(std::vector<AnnotationId> ids) override;
    bool apply(const QString& text, std::vector<Change> changes, const QString& mergeKey = {}) override;
    void addShape(Shape shape, std::vector<Change> with = {}) override;
    bool snapsToNeighbours() const override { return m_snaps; }
    void setSnapsToNeighbours(bool on) { m_snaps = on; }
    const MaskSettings& maskSettings() const override { return m_masks; }
    void setMaskSettings(const MaskSettings& settings) override;
    const Shape* unlabelled() const override { return m_unlabelled ? &*m_unlabelled : nullptr; }
    void setUnlabelled(std::optional<Shape> shape);
    int startWork(PictureWork work) override;
    void stopWork(int number) override;
    QString programName() const override;
    int askProgram(ProgramQuestion question) override;
    void stopProgram(int number) override;
    void offerProgram() override;
    void addFound(std::vector<FoundShape> found, std::vector<Change> with = {}) override;
    void saveDraft(const std::string& body) override;
    void hintChanged() override;
    void say(const QString& sentence) override;
    void showPickMenu(std::vector<AnnotationId> ids, QPoint place) override;

    void setCurrentLabel(const LabelId& label);
    void setImageSize(Size size) { m_imageSize = size; }
    /// What is wrong with the picture, in a sentence; empty for nothing.
    void setImageProblem(const QString& sentence) { m_imageProblem = sentence; }
    /// Must be there before a tool works.
    void setPictureJobs(PictureJobs& jobs) { m_pictureJobs = &jobs; }
    void setHelperProgram(HelperProgram& helper) { m_helper = &helper; }
    void setToolId(const QString& id) { m_toolId = id; }
    QString toolId() const { return m_toolId; }
    /// Ask for the label after each shape.
    void setAskEachTime(bool on) { m_askEachTime = on; }
    /// The tool whose draft is stored for the item in front; empty for none.
    void setDraftTool(const QString& id) { m_draftTool = id; }
    bool asksEachTime() const { return m_askEachTime; }

    bool isHidden(const Annotation& annotation) const;
    bool isLocked(const Annotation& annotation) const;
    /// Merged labels followed to the end; the id itself when it is unknown.
    LabelId resolved(const LabelId& label) const;
    /// Shown though it or its label is hidden; null for none.
    void showThough(const AnnotationId& id);
    /// Drops from the selection what is gone, hidden or locked.
    void pruneSelection();

    /// The finished shape that waits for its label.
    const std::optional<Shape>& waitingShape() const { return m_waiting; }
    void labelWaitingShape(const LabelId& label);
    void dropWaitingShape();
    /// What a new instance of the label starts with.
    Attributes startOf(const LabelId& label) const;

  Q_SIGNALS:
    void selectionChanged();
    void currentLabelChanged();
    void hintWanted();
    void said(const QString& sentence);
    /// waitingShape() needs a label.
    void labelWanted();
    void waitingShapeChanged();
    void maskSettingsChanged();
    /// A shape that a tool drew is there, with its label.
    void drawn(const touchstone::AnnotationId& shape);
    /// The helper tool is in use and no program is named.
    void programWanted();
    void pickMenuWanted(const std::vector<touchstone::AnnotationId>& ids, QPoint place);

  private:
    void add(std::vector<FoundShape> shapes, const LabelId& label, std::vector<Change> with);
    void remember(const std::vector<Change>& changes);

    ProjectSession& m_session;
    Canvas& m_canvas;
    ViewMarks& m_marks;
    PictureJobs* m_pictureJobs = nullptr;
    HelperProgram* m_helper = nullptr;
    LabelId m_label;
    /// Of each label the instance that was made last, on whatever item: the next one inherits from it.
    std::map<LabelId, Annotation> m_latest;
    std::vector<AnnotationId> m_selection;
    std::optional<Shape> m_waiting;
    /// All that waits; m_waiting is the first of it.
    std::vector<FoundShape> m_waitingAll;
    std::vector<Change> m_waitingWith;
    MaskSettings m_masks;
    std::optional<Shape> m_unlabelled;
    Size m_imageSize;
    QString m_imageProblem;
    QString m_toolId;
    QString m_draftTool;
    bool m_askEachTime = false;
    bool m_snaps = true;
};

} // namespace touchstone
