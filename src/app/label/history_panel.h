#pragma once

#include <QWidget>

namespace touchstone {

class HistoryModel;
class ProjectSession;
class UniformListView;

/// The tab History: what happened on the item in front, newest first.
class HistoryPanel : public QWidget {
    Q_OBJECT
  public:
    explicit HistoryPanel(ProjectSession& session, QWidget* parent = nullptr);
    UniformListView& view() { return *m_view; }
    /// Reads at once when the panel is seen, else when it comes in sight.
    void invalidate();

  Q_SIGNALS:
    void left();

  protected:
    void showEvent(QShowEvent* event) override;

  private:
    void reload();

    ProjectSession& m_session;
    HistoryModel* m_model;
    UniformListView* m_view;
    bool m_stale = true;
};

} // namespace touchstone
