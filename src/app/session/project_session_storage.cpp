// What a session does when edits are refused, the disk fails or the file is moved.
#include "app/session/project_session_state.h"
#include "app/session/text.h"

namespace touchstone {

void ProjectSession::takeStorage()
{
    StorageState storage;
    {
        const std::lock_guard lock(m_state->mailbox->mutex);
        storage = m_state->mailbox->storage;
    }
    if (storage == m_state->storage) {
        return;
    }
    const bool tell = storage.kind != StorageState::Kind::Fine && storage.kind != m_state->storage.kind;
    m_state->storage = std::move(storage);
    m_state->settleSave(0);
    if (tell) {
        Q_EMIT failed(toQt(m_state->storage.text));
    }
    Q_EMIT saveStateChanged();
}

QString ProjectSession::whyNotEditable() const
{
    if (m_state->project->isReadOnly()) {
        const std::string& reason = m_state->project->readOnlyReason();
        return reason.empty() ? tr("The project was opened to be read only: nothing can be changed.")
                              : tr("The project can only be read: %1").arg(toQt(reason));
    }
    if (!m_state->refused.empty()) {
        return tr("%1 Retry or discard it first.").arg(m_state->save.reason);
    }
    if (m_state->stopped()) {
        return toQt(m_state->storage.text);
    }
    return m_state->working ? QString() : tr("Nothing is open.");
}

bool ProjectSession::wouldLose()
{
    m_state->project->lookAtStorage();
    m_state->project->flush();
    settle();
    return !m_state->refused.empty() || m_state->project->storageState().mayBeLost;
}

void ProjectSession::retry()
{
    settle();
    std::deque<Commit> again;
    again.swap(m_state->refused);
    // Before the commits in the queue; when the disk still fails, they are refused again with its reason.
    m_state->project->resume();
    if (again.empty()) {
        m_state->settleSave(0);
        return;
    }
    m_state->save.kind = SaveState::Kind::Saving;
    m_state->save.reason.clear();
    for (Commit& commit : again) {
        m_state->send(std::move(commit), Flight::Kind::Edit, {});
    }
    Q_EMIT saveStateChanged();
}

void ProjectSession::discardUnsaved()
{
    settle();
    m_state->project->resume();
    if (m_state->refused.empty()) {
        return;
    }
    m_state->refused.clear();
    m_state->left.clear();
    m_state->save.kind = SaveState::Kind::Saved;
    m_state->save.reason.clear();
    m_state->settleSave(0);
    Q_EMIT saveStateChanged();
    reload();
}

std::vector<Commit> ProjectSession::unstored() const
{
    return {m_state->refused.begin(), m_state->refused.end()};
}

void ProjectSession::goOn()
{
    if (std::exchange(m_state->following, true)) {
        return;
    }
    // A reader at the old name would keep the log from being folded into the file.
    m_state->reader->rest({});
    m_state->project->follow([mail = m_state->mailbox](Result<void> result) {
        const std::lock_guard lock(mail->mutex);
        mail->followed = std::move(result);
        if (mail->receiver) {
            QMetaObject::invokeMethod(mail->receiver, "takeFollowed", Qt::QueuedConnection);
        }
    });
}

void ProjectSession::takeFollowed()
{
    Result<void> followed;
    {
        const std::lock_guard lock(m_state->mailbox->mutex);
        followed = m_state->mailbox->followed;
    }
    m_state->following = false;
    if (!followed) {
        Q_EMIT failed(toQt(followed.error().text()));
        return;
    }
    retry();
    Q_EMIT itemsChanged();
}

} // namespace touchstone
