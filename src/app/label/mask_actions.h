#pragma once

#include <vector>

#include <QObject>
#include <QString>

#include "tools/mask_commands.h"

class QAction;
class QMenu;
class QWidget;

namespace touchstone {

class JobRunner;
class LabelContext;
class MaskWork;
class UnlabelledFeed;

/// The menu of masks: what is done to the selected ones, and how they share pixels.
class MaskActions : public QObject {
    Q_OBJECT
  public:
    MaskActions(LabelContext& context, JobRunner& jobs, UnlabelledFeed& unlabelled, QWidget* owner);

    QAction* menuAction() const;
    /// With keys, for those who route them.
    const std::vector<QAction*>& actions() const { return m_actions; }

  Q_SIGNALS:
    void say(const QString& sentence);

  private:
    QAction* add(const char* name, const QString& text, const QString& keys, const QString& tip);
    void rememberBrush();
    void addSharing();
    void addRemainder(UnlabelledFeed& unlabelled);
    /// Those of the selection that are not locked.
    std::vector<Annotation> changeable() const;
    void step(const QString& text, MaskStep step, double amount);
    void combine(const QString& text, MaskSet how);
    void askPolygons();

    LabelContext& m_context;
    MaskWork* m_work;
    QWidget* m_owner;
    QMenu* m_menu;
    std::vector<QAction*> m_actions;
};

} // namespace touchstone
