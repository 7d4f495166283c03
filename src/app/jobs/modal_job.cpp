#include "app/jobs/modal_job.h"

#include <algorithm>

#include <QDialog>
#include <QDialogButtonBox>
#include <QEventLoop>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace touchstone {

namespace {

constexpr int unfeltMs = 100;

} // namespace

ModalWait::ModalWait(JobRunner& jobs, const QString& title, QWidget* parent)
    : m_jobs(jobs), m_title(title), m_parent(parent)
{
    connect(&jobs, &QObject::destroyed, this, &ModalWait::finish);
}

void ModalWait::finish()
{
    m_finished = true;
    Q_EMIT finished();
}

void ModalWait::wait(int job)
{
    if (m_finished)
        return;
    QEventLoop loop;
    connect(this, &ModalWait::finished, &loop, &QEventLoop::quit);
    QTimer::singleShot(unfeltMs, &loop, &QEventLoop::quit);
    loop.exec(QEventLoop::ExcludeUserInputEvents);
    if (!m_finished)
        showProgress(job);
}

void ModalWait::showProgress(int job)
{
    QDialog dialog(m_parent);
    dialog.setObjectName(u"modalJob"_s);
    dialog.setWindowTitle(m_title);
    auto* bar = new QProgressBar;
    bar->setRange(0, 1000);
    auto* detail = new QLabel;
    detail->setProperty("role", u"secondary"_s);
    detail->setTextFormat(Qt::PlainText);
    detail->setMinimumWidth(360);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    auto* column = new QVBoxLayout(&dialog);
    column->addWidget(new QLabel(m_title));
    column->addWidget(bar);
    column->addWidget(detail);
    column->addWidget(buttons);
    const auto tell = [&] {
        for (const JobView& view : m_jobs.jobs())
            if (view.id == job) {
                bar->setRange(0, view.fraction < 0 ? 0 : 1000);
                bar->setValue(int(std::clamp(view.fraction, 0.0, 1.0) * 1000));
                detail->setText(detail->fontMetrics().elidedText(view.detail, Qt::ElideMiddle, 360));
            }
    };
    connect(&m_jobs, &JobRunner::changed, &dialog, tell);
    // It closes when the job has ended, so that nothing is changed behind the window that can be used again.
    const auto cancel = [&, button = buttons->button(QDialogButtonBox::Cancel)] {
        m_jobs.cancel(job);
        button->setEnabled(false);
    };
    connect(buttons, &QDialogButtonBox::rejected, &dialog, cancel);
    tell();
    while (!m_finished) {
        QEventLoop loop;
        connect(this, &ModalWait::finished, &loop, &QEventLoop::quit);
        connect(&dialog, &QDialog::finished, &loop, &QEventLoop::quit);
        dialog.open();
        loop.exec();
        if (!m_finished)
            cancel(); // Esc, or the window's own button: it stays until the work has stopped.
    }
}

} // namespace touchstone
