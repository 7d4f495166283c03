#include "app/recovery/leave_dialog.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "app/recovery/way.h"
#include "app/session/project_session.h"
#include "app/session/text.h"

namespace touchstone {

using namespace Qt::StringLiterals;

LeaveDialog::LeaveDialog(ProjectSession& session, QWidget* parent)
    : QDialog(parent), m_session(session), m_head(new QLabel), m_reason(new QLabel)
{
    setWindowTitle(tr("Not everything is stored"));
    setObjectName(u"leaveDialog"_s);
    m_head->setObjectName(u"leaveHead"_s);
    for (QLabel* label : {m_head, m_reason}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_reason->setProperty("role", u"secondary"_s);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 16);
    column->setSpacing(12);
    column->addWidget(m_head);
    column->addWidget(m_reason);
    say();

    const bool refused = session.refusedCount() > 0;
    QPushButton* again = addWay(*column, tr("Retry"), tr("Stores it, if that is possible now, and goes on."),
                                refused ? u"primary"_s : QString());
    again->setObjectName(u"leaveRetry"_s);
    connect(again, &QPushButton::clicked, this, &LeaveDialog::retry);
    QPushButton* copy =
        addWay(*column, tr("Save a copy…"),
               tr("The whole project with what is on the screen, in another place."),
               refused ? QString() : u"primary"_s);
    copy->setObjectName(u"leaveCopy"_s);
    connect(copy, &QPushButton::clicked, this, [this] {
        reject();
        Q_EMIT copyAsked();
    });
    QPushButton* leave = addWay(*column, refused ? tr("Discard and close") : tr("Close all the same"),
                                refused ? tr("What is not stored is lost.")
                                        : tr("What no copy and no backup holds is lost with the file."),
                                u"danger"_s);
    leave->setObjectName(u"leaveAnyway"_s);
    connect(leave, &QPushButton::clicked, this, &QDialog::accept);

    auto* stay = new QPushButton(tr("Cancel"));
    stay->setObjectName(u"leaveCancel"_s);
    stay->setAutoDefault(false);
    connect(stay, &QPushButton::clicked, this, &QDialog::reject);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(stay);
    column->addStretch();
    column->addLayout(buttons);
    resize(640, sizeHint().height());
}

void LeaveDialog::say()
{
    const std::size_t count = m_session.refusedCount();
    const StorageState state = m_session.project().storageState();
    m_head->setText(count == 0   ? toQt(state.text)
                    : count == 1 ? tr("One change on the screen is not stored.")
                                 : tr("%1 changes on the screen are not stored.").arg(count));
    m_reason->setText(count == 0 ? QString() : m_session.saveState().reason);
    m_reason->setVisible(count > 0);
}

void LeaveDialog::retry()
{
    m_session.retry();
    if (m_session.wouldLose()) {
        say();
    } else {
        accept();
    }
}

} // namespace touchstone
