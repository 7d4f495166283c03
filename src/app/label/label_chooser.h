#pragma once

#include <functional>

#include <QObject>
#include <QPoint>

#include "app/label/label_fit.h"
#include "touchstone/base/ids.h"

class QAction;

namespace touchstone {

class LabelCommands;
class LabelContext;
class LabelPalette;
class ProjectSession;
class SelectionCommands;

/// Where a chosen label goes: to the shape that waits for one; while drawing to the draft or the next shape;
/// in Select to the selection.
class LabelChooser : public QObject {
    Q_OBJECT
  public:
    LabelChooser(ProjectSession& session, LabelContext& context, LabelCommands& commands,
                 SelectionCommands& selection, LabelPalette& palette, QObject* parent = nullptr);

    /// Opens the palette at the pointer.
    void open();
    void take(const LabelId& label);
    /// A click in the label panel: the label of the next shape, whatever is selected, or of words that are
    /// marked.
    void arm(const LabelId& label);
    void digit(int digit);
    /// Whoever is asked first where a label goes (true: taken); over what, under which heading and with which
    /// labels the palette opens then.
    struct Taker {
        std::function<bool(const LabelId&)> take;
        std::function<QString()> heading; ///< Empty: not now.
        QWidget* place = nullptr;
        std::function<LabelFit()> fit;  ///< What it would refuse.
        std::function<LabelId()> usual; ///< Marked in the palette; null: as ever.
        std::function<QPoint()> below;  ///< What gets the label, in `place`; null: at the pointer.
    };
    void setTaker(Taker taker) { m_taker = std::move(taker); }
    /// Runs `then` when no shape waits for a label: at once, or when it got one.
    void whenNoneWaits(std::function<void()> then);

  Q_SIGNALS:
    void say(const QString& sentence);
    /// The shape still waits: `say` it with a link to open().
    void stillWaiting();
    /// The palette is gone: the keyboard goes back to the item.
    void closed();

  private:
    void create(const QString& name);
    void gaveUp();
    bool goesToSelection() const;
    void runThen();

    ProjectSession& m_session;
    LabelContext& m_context;
    LabelCommands& m_commands;
    SelectionCommands& m_selection;
    LabelPalette& m_palette;
    std::function<void()> m_then;
    Taker m_taker;
};

} // namespace touchstone
