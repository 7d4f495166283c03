#include "app/shell/banner.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include "app/session/project_session.h"
#include "app/shell/icon_label.h"
#include "app/theme/theme.h"

namespace touchstone {

using namespace Qt::StringLiterals;

Banner::Banner(QWidget* parent)
    : QWidget(parent), m_sign(new IconLabel({}, 18)), m_text(new QLabel),
      m_goOn(new QPushButton(tr("Go on there"))),
      m_workOnCopy(new QPushButton(tr("Copy to this computer and open…"))),
      m_retry(new QPushButton(tr("Retry"))), m_copy(new QPushButton(tr("Save a copy…"))),
      m_discard(new QPushButton(tr("Discard what is not stored")))
{
    setProperty("role", u"header"_s);
    setAttribute(Qt::WA_StyledBackground);
    setObjectName(u"banner"_s);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_retry->setProperty("kind", u"primary"_s);
    m_discard->setProperty("kind", u"danger"_s);
    m_goOn->setProperty("kind", u"primary"_s);
    m_goOn->setObjectName(u"goOn"_s);
    m_goOn->setToolTip(tr("Keep working on the project file where it lies now"));
    m_workOnCopy->setProperty("kind", u"primary"_s);
    m_workOnCopy->setObjectName(u"workOnCopy"_s);
    m_workOnCopy->setToolTip(tr("Save a copy on a disk of this computer and work there"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(14, 6, 14, 7);
    row->setSpacing(8);
    row->addWidget(m_sign);
    row->addWidget(m_text, 1);
    row->addWidget(m_goOn);
    row->addWidget(m_workOnCopy);
    row->addWidget(m_retry);
    row->addWidget(m_copy);
    row->addWidget(m_discard);
    // A click leaves the keyboard with the item: the buttons go when they have done their work.
    for (QPushButton* button : {m_goOn, m_workOnCopy, m_retry, m_copy, m_discard}) {
        button->setFocusPolicy(Qt::TabFocus);
    }
    connect(m_copy, &QPushButton::clicked, this, &Banner::saveCopyAsked);
    connect(m_workOnCopy, &QPushButton::clicked, this, &Banner::workOnCopyAsked);
    connect(m_goOn, &QPushButton::clicked, this, [this] { m_session->goOn(); });
    connect(m_retry, &QPushButton::clicked, this, [this] { m_session->retry(); });
    connect(m_discard, &QPushButton::clicked, this, [this] { m_session->discardUnsaved(); });
    hide();
}

void Banner::follow(ProjectSession* session)
{
    m_session = session;
    if (session) {
        connect(session, &ProjectSession::saveStateChanged, this, &Banner::refresh);
    }
    refresh();
}

void Banner::refresh()
{
    if (!m_session) {
        hide();
        return;
    }
    const SaveState& state = m_session->saveState();
    const bool refused = state.kind == SaveState::Kind::Refused;
    const bool stopped = state.kind == SaveState::Kind::Stopped;
    const bool lost = stopped && m_session->storage().mayBeLost;
    const bool readOnly = state.kind == SaveState::Kind::ReadOnly;
    const bool moved = (refused || stopped) && !m_session->storage().movedTo.empty();
    m_sign->setIcon(themedIcon(refused || stopped ? u":/icons/warning.svg"_s : u":/icons/lock.svg"_s));
    m_text->setText(refused   ? tr("%1 It stays on the screen until you decide.").arg(state.reason)
                    : lost    ? state.reason
                    : stopped ? tr("All that was done so far is stored. %1").arg(state.reason)
                              : tr("Read-only: %1").arg(state.reason));
    if (readOnly && m_session->project().awaitsCheck()) {
        m_text->setText(
            tr("Checking the project after an unclean end. It is shown already and can be changed once "
               "that is done."));
    }
    const bool shared = readOnly && !m_session->project().networkShare().empty();
    m_goOn->setVisible(moved);
    m_workOnCopy->setVisible(shared);
    m_copy->setVisible(!shared);
    m_retry->setVisible(refused || stopped);
    m_discard->setVisible(refused);
    setVisible(refused || stopped || readOnly);
}

} // namespace touchstone
