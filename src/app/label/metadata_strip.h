#pragma once

#include <string>

#include <QWidget>

class QScrollArea;
class QToolButton;

namespace touchstone {

class ProjectSession;

/// What stands beside the text in front: names and values, folded together until somebody looks. Hidden where
/// there is nothing.
class MetadataStrip : public QWidget {
    Q_OBJECT
  public:
    explicit MetadataStrip(ProjectSession& session, QWidget* parent = nullptr);
    void refresh();

  private:
    void fill();
    void unfold(bool on);

    ProjectSession& m_session;
    std::string m_shown;
    QToolButton* m_head;
    QScrollArea* m_area;
};

} // namespace touchstone
