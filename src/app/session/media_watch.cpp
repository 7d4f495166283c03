#include "app/session/media_watch.h"

#include <pthread.h>
#include <sched.h>
#include <sys/syscall.h>
#include <thread>
#include <unistd.h>

#include <QTimer>

#include "app/session/project_session.h"
#include "touchstone/base/progress.h"

namespace touchstone {

namespace {

constexpr int restMs = 3000;

/// Only when nobody else wants the processor or the disk.
void giveWay()
{
    sched_param none{};
    pthread_setschedparam(pthread_self(), SCHED_IDLE, &none);
    constexpr int thisThread = 1, idleClass = 3;
    syscall(SYS_ioprio_set, thisThread, 0, idleClass << 13);
}

} // namespace

struct MediaWatch::State {
    explicit State(ProjectSession& s) : session(s) {}
    ProjectSession& session;
    QTimer rest;
    std::shared_ptr<SilentProgress> progress;
    std::thread thread;
};

MediaWatch::MediaWatch(ProjectSession& session, QObject* parent)
    : QObject(parent), m_state(std::make_unique<State>(session))
{
    m_state->rest.setSingleShot(true);
    m_state->rest.setInterval(restMs);
    connect(&m_state->rest, &QTimer::timeout, this, &MediaWatch::begin);
    connect(&session, &ProjectSession::itemsChanged, &m_state->rest, qOverload<>(&QTimer::start));
    m_state->rest.start();
}

MediaWatch::~MediaWatch() { stop(); }

void MediaWatch::stop()
{
    if (m_state->progress) {
        m_state->progress->cancel();
    }
    if (m_state->thread.joinable()) {
        m_state->thread.join();
    }
}

void MediaWatch::begin()
{
    stop();
    m_state->progress = std::make_shared<SilentProgress>();
    m_state->thread =
        std::thread([this, progress = m_state->progress, &project = m_state->session.project()] {
            giveWay();
            const auto survey = surveyMedia(project, *progress);
            if (survey) {
                QMetaObject::invokeMethod(
                    this, [this, found = *survey] { Q_EMIT surveyed(found); }, Qt::QueuedConnection);
            }
        });
}

} // namespace touchstone
