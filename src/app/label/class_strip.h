#pragma once

#include <vector>

#include <QWidget>

#include "touchstone/base/ids.h"

class QMenu;

namespace touchstone {

class ClassChip;
class LabelContext;
class ProjectSession;
class TagCommands;

/// The classes of the text in front, at its head: a chip for each choice of tags, filled once it is answered.
/// A click opens the choice. Hidden without tag labels.
class ClassStrip : public QWidget {
    Q_OBJECT
  public:
    ClassStrip(ProjectSession& session, LabelContext& context, TagCommands& commands,
               QWidget* parent = nullptr);

    void refresh();
    /// Of a choice; empty: the tags that stand on their own.
    void fillMenu(QMenu& menu, const std::string& group);

  protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    void arrange();

    ProjectSession& m_session;
    LabelContext& m_context;
    TagCommands& m_commands;
    std::vector<ClassChip*> m_chips;
};

} // namespace touchstone
