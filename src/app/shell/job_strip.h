#pragma once

#include <vector>

#include <QPointer>
#include <QTimer>
#include <QWidget>

class QLabel;
class QProgressBar;
class QToolButton;

namespace touchstone {

class JobRunner;

/// The longest running job with its progress and Cancel, and how many more there are. Jobs shorter than
/// 300 ms never show.
class JobStrip : public QWidget {
    Q_OBJECT
  public:
    explicit JobStrip(QWidget* parent = nullptr);
    void watch(JobRunner* jobs);
    bool isBusy() const;

  Q_SIGNALS:
    void busyChanged();

  private:
    void refresh();

    std::vector<QPointer<JobRunner>> m_runners;
    QTimer m_tick;
    QLabel* m_text;
    QProgressBar* m_bar;
    QToolButton* m_cancel;
    QPointer<JobRunner> m_shownRunner;
    int m_shown = 0;
};

} // namespace touchstone
