#pragma once

#include <functional>
#include <string>
#include <vector>

#include <QPoint>
#include <QString>

#include "canvas/view_transform.h"
#include "tools/mask_settings.h"
#include "tools/program_question.h"
#include "touchstone/assist/pixel_view.h"
#include "touchstone/base/progress.h"
#include "touchstone/geometry/point.h"
#include "touchstone/model/edit.h"
#include "touchstone/model/layer_content.h"

namespace touchstone {

class Canvas;

/// Has something run on the interface thread while the work goes on; under the same terms as PictureWork::done.
using TellMeanwhile = std::function<void(std::function<void()>)>;

/// Work on the pixels of the picture in front.
struct PictureWork {
    QString title; ///< For the list of what is under way: "Find what looks alike".
    /// On a worker, with the whole picture at full size.
    std::function<Result<void>(const PixelView&, Progress&, const TellMeanwhile&)> run;
    /// On the interface thread; never after ToolContext::stopWork or when another item came to the front.
    std::function<void(Result<void>)> done;
};

/// What a tool may ask and do. The label workspace implements it, and tests do; a tool knows neither.
class ToolContext {
  public:
    virtual ~ToolContext() = default;

    virtual Canvas& canvas() = 0;
    virtual const LayerContent& content() const = 0;
    virtual Size imageSize() const = 0;
    /// The label of the next shape; null when there is none yet (then finishing a shape asks for one).
    virtual LabelId currentLabel() const = 0;
    virtual QString labelName(const LabelId& label) const = 0;
    virtual bool isLocked(const AnnotationId& id) const = 0;
    virtual bool isHidden(const AnnotationId& id) const = 0;
    /// False while the item takes no input (read-only project, refused edit, image not known).
    virtual bool isEditable() const = 0;
    /// Why not, and what helps, in a sentence.
    virtual QString whyNotEditable() const { return QStringLiteral("Nothing can be drawn here now."); }

    virtual const std::vector<AnnotationId>& selection() const = 0;
    virtual void setSelection(std::vector<AnnotationId> ids) = 0;

    /// Passes the one door. The content is changed when it returns true.
    virtual bool apply(const QString& text, std::vector<Change> changes, const QString& mergeKey = {}) = 0;
    /// A finished new shape: given the current label, asked for one when there is none or when the option
    /// says so, then applied.
    /// `with` is stored in the same Edit.
    virtual void addShape(Shape shape, std::vector<Change> with = {}) = 0;

    /// Points that are drawn or dragged go to vertices and edges of other outlines near by.
    virtual bool snapsToNeighbours() const { return true; }
    virtual const MaskSettings& maskSettings() const = 0;
    virtual void setMaskSettings(const MaskSettings& settings) = 0;
    /// The pixels without a mask, where they are to be shown while masks are painted; else null.
    virtual const Shape* unlabelled() const { return nullptr; }

    /// Returns its number, never 0. What cannot be decoded is told by `done`.
    virtual int startWork(PictureWork work) = 0;
    virtual void stopWork(int number) = 0;

    /// The user's own program; empty while the preferences name none.
    virtual QString programName() const { return {}; }
    /// Returns its number, never 0.
    virtual int askProgram(ProgramQuestion) { return -1; }
    virtual void stopProgram(int) {}
    /// Says that there is no program yet, and leads to where one is named.
    virtual void offerProgram() {}
    /// As addShape, for what a program found: all of it in one Edit, with one label.
    virtual void addFound(std::vector<FoundShape>, std::vector<Change> with = {}) { static_cast<void>(with); }

    /// Keeps an open draft over paging, restart and crash; empty drops it.
    virtual void saveDraft(const std::string& body) = 0;
    /// Tells what the next click does; the workspace adds label and keys.
    virtual void hintChanged() = 0;
    /// All shapes under the pointer, smallest first, for a menu at this place of the screen.
    virtual void showPickMenu(std::vector<AnnotationId>, QPoint) {}
    /// One sentence for a moment, in the hint line ("Shape too small").
    virtual void say(const QString& sentence) = 0;
};

} // namespace touchstone
