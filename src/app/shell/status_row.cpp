#include "app/shell/status_row.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

#include "app/session/project_session.h"
#include "app/session/text.h"
#include "app/shell/job_strip.h"
#include "app/theme/theme.h"
#include "touchstone/base/clock.h"

namespace touchstone {

using namespace Qt::StringLiterals;

/// The round sign beside "Saved"; never alone.
class SaveDot : public QWidget {
  public:
    SaveDot() { setFixedSize(8, 8); }
    void setKind(SaveState::Kind kind)
    {
        m_kind = kind;
        update();
    }

  protected:
    void paintEvent(QPaintEvent*) override
    {
        const Theme& t = theme();
        const QColor color = m_kind == SaveState::Kind::Saved    ? t.good
                             : m_kind == SaveState::Kind::Saving ? t.accent
                             : m_kind == SaveState::Kind::Refused || m_kind == SaveState::Kind::Stopped
                                 ? t.bad
                                 : t.secondary;
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawEllipse(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
    }

  private:
    SaveState::Kind m_kind = SaveState::Kind::Saved;
};

/// A sentence that loses its end, not its beginning, where there is no room.
class SentenceLabel : public QLabel {
  protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setPen(theme().text);
        painter.drawText(rect(), Qt::AlignRight | Qt::AlignVCenter,
                         fontMetrics().elidedText(text(), Qt::ElideRight, width()));
    }
};

StatusRow::StatusRow(QWidget* parent)
    : QWidget(parent), m_dot(new SaveDot), m_saved(new QLabel), m_sentence(new SentenceLabel),
      m_jobs(new JobStrip)
{
    setProperty("role", u"panel"_s);
    setAttribute(Qt::WA_StyledBackground);
    setObjectName(u"statusRow"_s);
    setFixedHeight(28);
    m_saved->setProperty("role", u"small"_s);
    m_saved->setObjectName(u"saveState"_s);
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setObjectName(u"notice"_s);
    m_sentence->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(14, 0, 14, 0);
    row->setSpacing(8);
    row->addWidget(m_dot);
    row->addWidget(m_saved);
    m_middle = new QHBoxLayout;
    m_middle->setContentsMargins(10, 0, 0, 0);
    row->addLayout(m_middle);
    row->addWidget(m_sentence, 1);
    for (Offer& offer : m_offers) {
        offer.button = new QPushButton;
        offer.button->setProperty("kind", u"link"_s);
        offer.button->setFocusPolicy(Qt::TabFocus);
        offer.button->hide();
        connect(offer.button, &QPushButton::clicked, this, [&offer] {
            if (offer.action) {
                offer.action->trigger();
            }
        });
        row->addWidget(offer.button);
    }
    row->addWidget(m_jobs);

    m_fade.setSingleShot(true);
    m_fade.setInterval(10'000);
    connect(&m_fade, &QTimer::timeout, this, [this] { say({}); });
    // A sign that came with every edit and went at once would tell nothing.
    m_slow.setSingleShot(true);
    m_slow.setInterval(100);
    connect(&m_slow, &QTimer::timeout, this, [this] {
        m_late = true;
        refreshSaved();
    });
    connect(m_jobs, &JobStrip::busyChanged, this, &StatusRow::refreshShown);
    follow(nullptr);
}

void StatusRow::follow(ProjectSession* session)
{
    m_session = session;
    if (session) {
        connect(session, &ProjectSession::saveStateChanged, this, &StatusRow::refreshSaved);
    }
    refreshSaved();
}

void StatusRow::setWorkspaceWidget(QWidget* widget)
{
    if (m_workspace) {
        m_middle->removeWidget(m_workspace);
        m_workspace->hide();
        m_workspace->setParent(nullptr);
    }
    m_workspace = widget;
    if (widget) {
        m_middle->addWidget(widget);
        widget->show();
    }
}

void StatusRow::watch(JobRunner* jobs) { m_jobs->watch(jobs); }

void StatusRow::say(const QString& sentence, QAction* action)
{
    tell(sentence, action ? QList<QAction*>{action} : QList<QAction*>{});
}

void StatusRow::tell(const QString& sentence, const QList<QAction*>& actions)
{
    m_said = sentence;
    qsizetype next = 0;
    for (Offer& offer : m_offers) {
        offer.action = !sentence.isEmpty() && next < actions.size() ? actions[next++] : nullptr;
        if (offer.action) {
            offer.button->setText(offer.action->text());
            offer.button->setToolTip(offer.action->statusTip());
        }
    }
    if (!sentence.isEmpty()) {
        m_fade.start();
    }
    showSentence();
    refreshShown();
}

void StatusRow::hint(const QString& tip)
{
    m_hint = tip;
    showSentence();
}

void StatusRow::showSentence()
{
    const QString& shown = m_hint.isEmpty() ? m_said : m_hint;
    m_sentence->setText(shown);
    m_sentence->setToolTip(shown);
    for (const Offer& offer : m_offers) {
        offer.button->setVisible(m_hint.isEmpty() && offer.action);
    }
}

void StatusRow::refreshShown()
{
    const bool something = m_session || !m_said.isEmpty() || m_jobs->isBusy();
    if (something != m_shown) {
        m_shown = something;
        Q_EMIT worthShowing(something);
    }
}

void StatusRow::refreshSaved()
{
    refreshShown();
    const bool open = m_session;
    m_dot->setVisible(open);
    m_saved->setVisible(open);
    if (!open) {
        return;
    }
    const SaveState& state = m_session->saveState();
    // What was said of a refusal holds until it is mended, not longer.
    if (!m_reason.isEmpty() && m_reason != state.reason && m_said == m_reason) {
        say({});
    }
    m_reason = state.reason;
    const bool saving = state.kind == SaveState::Kind::Saving;
    m_late = m_late && saving;
    if (!saving) {
        m_slow.stop();
    } else if (!m_late && !m_slow.isActive()) {
        m_slow.start();
    }
    const SaveState::Kind kind = saving && !m_late ? SaveState::Kind::Saved : state.kind;
    m_dot->setKind(kind);
    const StorageState& storage = m_session->storage();
    const bool full = storage.kind == StorageState::Kind::Low || storage.kind == StorageState::Kind::Full;
    m_saved->setText(kind == SaveState::Kind::Saved     ? full ? tr("Saved, disk nearly full") : tr("Saved")
                     : kind == SaveState::Kind::Saving  ? tr("Saving")
                     : kind == SaveState::Kind::Refused ? tr("Not saved")
                     : kind == SaveState::Kind::Stopped ? tr("Stopped")
                                                        : tr("Read-only"));
    m_saved->setToolTip(!state.reason.isEmpty() ? state.reason : full ? toQt(storage.text) : saveSentence());
}

QString StatusRow::saveSentence() const
{
    if (!m_session) {
        return tr("There is no project to save.");
    }
    const SaveState& state = m_session->saveState();
    switch (state.kind) {
    case SaveState::Kind::Saving:
        return tr("Saving now.");
    case SaveState::Kind::Refused:
    case SaveState::Kind::Stopped:
    case SaveState::Kind::ReadOnly:
        return state.reason;
    case SaveState::Kind::Saved:
        break;
    }
    if (state.savedAt == 0) {
        return tr("Saved. Nothing changed since the project was opened.");
    }
    const auto seconds = std::max<qint64>(0, (now() - state.savedAt) / 1'000'000);
    return seconds < 60 ? tr("Saved %1 s ago").arg(seconds)
           : seconds < 3600 ? tr("Saved %1 min ago").arg(seconds / 60)
                            : tr("Saved %1 h ago").arg(seconds / 3600);
}

} // namespace touchstone
