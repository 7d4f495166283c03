#pragma once

#include <QWidget>

#include "touchstone/base/ids.h"

class QLineEdit;
class QMenu;
class QPushButton;

namespace touchstone {

class JobRunner;
class LabelCommands;
class DefinitionDialog;
class LabelContext;
class LabelListModel;
class ProjectSession;
class UniformListView;
class ViewMarks;

/// The tab Labels: find or create, arm by a click, and everything that can be done to a label.
class LabelPanel : public QWidget {
    Q_OBJECT
  public:
    LabelPanel(ProjectSession& session, JobRunner& jobs, LabelContext& context, ViewMarks& marks,
               LabelCommands& commands, QWidget* parent = nullptr);

    QLineEdit& field() { return *m_field; }
    UniformListView& view() { return *m_view; }
    LabelListModel& model() { return *m_model; }
    /// Marks the armed label.
    void showCurrent();
    /// Everything that can be done to the armed label, beside its row.
    void showMenuOfCurrent();
    /// The dialog of the label's definition.
    void define(const LabelId& label);

  Q_SIGNALS:
    /// Before it is shown.
    void defining(touchstone::DefinitionDialog& dialog);
    void armed(touchstone::LabelId label);
    void left();

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void takeField();
    void createFromField();
    void fieldChanged();
    void showMenu(const QPoint& at);
    void addColors(QMenu& menu, const LabelId& label);
    void addKeys(QMenu& menu, const LabelId& label);
    void addMerge(QMenu& menu, const LabelId& label);
    void addRetire(QMenu& menu, const LabelId& label);

    ProjectSession& m_session;
    JobRunner& m_jobs;
    LabelContext& m_context;
    ViewMarks& m_marks;
    LabelCommands& m_commands;
    QLineEdit* m_field;
    QPushButton* m_create;
    UniformListView* m_view;
    LabelListModel* m_model;
};

} // namespace touchstone
