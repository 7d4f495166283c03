#include "app/shell/job_strip.h"

#include <algorithm>

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QToolButton>

#include "app/jobs/job_runner.h"
#include "app/theme/theme.h"

namespace touchstone {

using namespace Qt::StringLiterals;

JobStrip::JobStrip(QWidget* parent)
    : QWidget(parent), m_text(new QLabel), m_bar(new QProgressBar), m_cancel(new QToolButton)
{
    setObjectName(u"jobs"_s);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setProperty("role", u"small"_s);
    m_bar->setTextVisible(false);
    m_bar->setFixedWidth(120);
    m_cancel->setText(tr("Cancel"));
    m_cancel->setObjectName(u"cancelJob"_s);
    m_cancel->setFocusPolicy(Qt::TabFocus);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 0, 0, 0);
    row->setSpacing(10);
    row->addWidget(m_text);
    row->addWidget(m_bar, 0, Qt::AlignVCenter);
    row->addWidget(m_cancel);
    connect(m_cancel, &QToolButton::clicked, this, [this] {
        if (m_shownRunner) {
            m_shownRunner->cancel(m_shown);
        }
    });
    m_tick.setInterval(100);
    connect(&m_tick, &QTimer::timeout, this, &JobStrip::refresh);
    hide();
}

bool JobStrip::isBusy() const { return m_shownRunner; }

void JobStrip::watch(JobRunner* jobs)
{
    m_runners.emplace_back(jobs);
    connect(jobs, &JobRunner::changed, this, &JobStrip::refresh);
    refresh();
}

void JobStrip::refresh()
{
    std::erase_if(m_runners, [](const QPointer<JobRunner>& runner) { return !runner; });
    JobView shown;
    const bool before = isBusy();
    m_shownRunner = nullptr;
    int running = 0;
    int worthShowing = 0;
    for (const auto& runner : m_runners) {
        for (const JobView& job : runner->jobs()) {
            ++running;
            if (job.ageMs < 300) {
                continue;
            }
            ++worthShowing;
            if (!m_shownRunner || job.ageMs > shown.ageMs) {
                shown = job;
                m_shownRunner = runner;
            }
        }
    }
    if (running == 0) {
        m_tick.stop();
    } else if (!m_tick.isActive()) {
        m_tick.start();
    }
    setVisible(isBusy());
    if (before != isBusy()) {
        Q_EMIT busyChanged();
    }
    if (!m_shownRunner) {
        return;
    }
    m_shown = shown.id;
    QString text = shown.title;
    if (!shown.cancellable) {
        text = tr("%1: stopping").arg(text);
    } else if (shown.fraction >= 0) {
        text += u" %1 %"_s.arg(int(shown.fraction * 100));
    }
    if (worthShowing > 1) {
        text += tr(", %1 more").arg(worthShowing - 1);
    }
    m_text->setText(text);
    setToolTip(shown.detail);
    m_bar->setRange(0, shown.fraction >= 0 ? 1000 : 0);
    m_bar->setValue(int(std::clamp(shown.fraction, 0.0, 1.0) * 1000));
    m_cancel->setEnabled(shown.cancellable);
}

} // namespace touchstone
