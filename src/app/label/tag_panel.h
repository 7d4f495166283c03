#pragma once

#include <vector>

#include <QWidget>

#include "touchstone/base/ids.h"

class QAbstractButton;
class QVBoxLayout;

namespace touchstone {

class ProjectSession;
class TagCommands;

/// What holds for the whole image: its tags by their choices, above the list of instances. Hidden without tag
/// labels.
class TagPanel : public QWidget {
    Q_OBJECT
  public:
    TagPanel(ProjectSession& session, TagCommands& commands, QWidget* parent = nullptr);

    /// The labels changed.
    void rebuild();
    /// The content changed.
    void refresh();

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    struct Tag {
        LabelId label;
        QAbstractButton* button;
    };
    ProjectSession& m_session;
    TagCommands& m_commands;
    QVBoxLayout* m_layout;
    QWidget* m_area = nullptr;
    std::vector<Tag> m_tags;
};

} // namespace touchstone
