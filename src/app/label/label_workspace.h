#pragma once

#include <memory>
#include <optional>

#include <QElapsedTimer>
#include <QTimer>

#include "app/label/label_actions.h"
#include "app/label/label_settings.h"
#include "app/label/selection_commands.h"
#include "app/shell/workspace.h"
#include "touchstone/model/edit.h"

class QSplitter;
class QStackedWidget;

namespace touchstone {

class AcrossImages;
class ActionMenu;
class AttributeCommands;
class AttributeSweep;
class Canvas;
class CanvasStage;
class ColorChoice;
class FindActions;
class FlowActions;
class GridMode;
class HelperProgram;
class HistoryPanel;
class ImageFeed;
class InstancePanel;
class ItemFlow;
class ItemNavigator;
class KeyRouter;
class LabelChooser;
class LabelCommands;
class LabelContext;
class LabelPalette;
class LabelPanel;
class PageFeed;
class PictureJobs;
class PredictionFeed;
class PredictionPanel;
class RelatedMarks;
class SceneFeed;
class SidePanel;
class StatusStrip;
class TagCommands;
class TagPanel;
class TaskPanel;
class TextDesk;
class TextFinder;
class ThumbnailCache;
class ToolBox;
class ToolHabits;
class UnlabelledFeed;
class ViewActions;
class ViewMarks;
struct AttributeDefinition;
struct Hint;
struct WorkingLayer;

/// The page on which pictures are labelled. Wires its parts; each rule lives in one of them.
class LabelWorkspace : public Workspace {
    Q_OBJECT
  public:
    LabelWorkspace(ProjectSession& session, JobRunner& jobs, QWidget* parent);
    ~LabelWorkspace() override;

    QString id() const override { return QStringLiteral("label"); }
    QString title() const override { return QStringLiteral("Label"); }
    QString iconPath() const override { return QStringLiteral(":/icons/workspace-label.svg"); }
    std::vector<MenuEntry> menuEntries() const override;
    QWidget* statusWidget() override;
    void saveLayout() override;
    void resetLayout() override;
    void goTo(const QString& itemPath) override;
    void startFresh() override;
    bool isReady() const override;

  protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void showEvent(QShowEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void arrange();
    void connectSession();
    void connectParts();
    void connectActions();
    void connectTools();
    void connectAttributes();
    void connectFlow();
    void connectTexts(std::vector<QAction*> keyed);
    void connectFinding();
    void showText(const WorkingLayer& working);

    void listLoaded();
    void itemOpened();
    void showItem(const WorkingLayer& working, bool another);
    /// What is not the item itself: hints, lists, neighbours.
    void afterOpening();
    std::vector<Item> likelyNext();
    void contentChanged(const Edit& edit);
    void stateMoved();
    void frontChanged();
    void refreshItemActions();
    void enableItemActions(bool on);
    void refreshPanels();
    void refreshUndoTexts();
    void refreshHint();
    void hintSoon();
    void refreshShownFrom();
    void showPictureMemory();
    void rememberPlace();

    void chooseTool(const QString& id);
    void repeatTool();
    void undo();
    void redo();
    void doneNext();
    /// Selects the instance that lacks a required attribute, and says so; false when none does.
    bool showLack();
    void digit(int digit);
    bool escape(bool act);
    Hint attributeHint(const AttributeDefinition& definition) const;
    void paste();
    void pastePrevious();
    void zoomToSelection();
    void hidePressed();
    void keyReleased(int key);
    void nextPane();
    void locate();
    void focusItem();
    void say(const QString& sentence);

    ProjectSession& m_session;
    JobRunner& m_jobs;
    LabelSettings m_settings;

    QSplitter* m_splitter = nullptr;
    QStackedWidget* m_middle = nullptr;
    CanvasStage* m_stage = nullptr;
    Canvas* m_canvas = nullptr;
    ThumbnailCache* m_thumbnails = nullptr;
    TaskPanel* m_tasks = nullptr;
    SidePanel* m_side = nullptr;
    LabelPanel* m_labels = nullptr;
    InstancePanel* m_instances = nullptr;
    HistoryPanel* m_history = nullptr;
    PredictionPanel* m_predictionPanel = nullptr;
    RelatedMarks* m_related = nullptr;
    LabelPalette* m_palette = nullptr;
    std::unique_ptr<StatusStrip> m_status;

    LabelActions* m_actions = nullptr;
    UnlabelledFeed* m_unlabelled = nullptr;
    PredictionFeed* m_predictions = nullptr;
    FlowActions* m_flowActions = nullptr;
    FindActions* m_findActions = nullptr;
    /// In the order of the Tools menu.
    std::vector<ActionMenu*> m_menus;
    AttributeSweep* m_sweep = nullptr;
    ViewActions* m_viewActions = nullptr;
    ViewMarks* m_marks = nullptr;
    LabelContext* m_context = nullptr;
    LabelCommands* m_labelCommands = nullptr;
    AttributeCommands* m_attributes = nullptr;
    TagCommands* m_tagCommands = nullptr;
    TagPanel* m_tags = nullptr;
    SelectionCommands* m_selection = nullptr;
    LabelChooser* m_chooser = nullptr;
    SceneFeed* m_scene = nullptr;
    ColorChoice* m_colors = nullptr;
    ImageFeed* m_images = nullptr;
    PageFeed* m_pages = nullptr;
    PictureJobs* m_pictureJobs = nullptr;
    HelperProgram* m_helper = nullptr;
    GridMode* m_grid = nullptr;
    TextDesk* m_text = nullptr;
    TextFinder* m_finder = nullptr;
    AcrossImages* m_across = nullptr;
    QString m_toolOfPictures; ///< While a text is in front.
    ItemNavigator* m_navigator = nullptr;
    ItemFlow* m_flow = nullptr;
    std::unique_ptr<ToolBox> m_tools;
    ToolHabits* m_habits = nullptr;
    KeyRouter* m_keys = nullptr;

    QTimer m_openedTimer;
    QTimer m_panelTimer;
    QTimer m_hintTimer;
    QTimer m_placeTimer;
    /// The item in front is being shown: its surroundings wait.
    bool m_opening = false;
    bool m_surroundingsWait = false; ///< Nothing of this page was painted yet.
    /// What the lists of the side do not show yet; all of the item when they are to be read anew.
    std::vector<Change> m_unlisted;
    bool m_allPanels = true;
    int m_frontRow = -1; ///< In the list, to know which way people go.
    bool m_backwards = false;
    ItemId m_frontItem;
    TaskState m_frontState = TaskState::Unassigned;
    std::optional<Point> m_cursor;

    /// The last drawing: tool and label, for Repeat.
    QString m_lastTool;
    LabelId m_lastLabel;

    /// H is down since then.
    QElapsedTimer m_hideSince;
    std::vector<AnnotationId> m_hiddenByKey;
    bool m_hideHeld = false;
};

} // namespace touchstone
