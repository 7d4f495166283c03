#include "app/recovery/damage_dialog.h"

#include <algorithm>

#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "app/recovery/restore_dialog.h"
#include "app/recovery/way.h"
#include "app/session/text.h"

namespace touchstone {

using namespace Qt::StringLiterals;

DamageDialog::DamageDialog(const std::filesystem::path& project, const QStringList& damage, bool open,
                           QWidget* parent)
    : QDialog(parent)
{
    const std::vector<Backup> backups = listBackups(project);
    if (!backups.empty()) {
        m_newest = backups.front();
    }
    setWindowTitle(tr("The project file is damaged"));
    auto* name = new QLabel(tr("%1 is damaged. It is left as it is; nothing below changes or deletes it.")
                                .arg(toQt(displayUtf8(pathToUtf8(project.filename())))));
    name->setTextFormat(Qt::PlainText);
    name->setWordWrap(true);
    name->setObjectName(u"damageHead"_s);
    auto* found = new QPlainTextEdit(damage.join(u'\n'));
    found->setObjectName(u"damageFound"_s);
    found->setReadOnly(true);
    // As high as what was found, up to six lines.
    const int lines = std::clamp(int(damage.size()), 2, 6);
    found->setFixedHeight(lines * QFontMetrics(found->font()).lineSpacing() + 24);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 16);
    column->setSpacing(12);
    column->addWidget(name);
    column->addWidget(found);

    const auto way = [&](const QString& text, const QString& note, Choice choice, bool primary) {
        QPushButton* button = addWay(*column, text, note, primary ? u"primary"_s : QString());
        connect(button, &QPushButton::clicked, this, [this, choice] { decide(choice); });
        return button;
    };
    if (m_newest) {
        way(tr("Restore the newest backup"),
            tr("Made: %1. The damaged file is kept beside it under another name.")
                .arg(spokenTime(m_newest->at, now())),
            Choice::Restore, true)
            ->setObjectName(u"restoreNewest"_s);
        way(tr("Choose a backup…"),
            backups.size() == 1 ? tr("There is one; see what is in it.")
                                : tr("There are %1; see what is in each.").arg(backups.size()),
            Choice::Choose, false);
    } else {
        auto* none = new QLabel(tr("There is no backup of this project."));
        none->setProperty("role", u"secondary"_s);
        column->addWidget(none);
    }
    way(tr("Save what can be read…"),
        tr("Into a new project, row by row. What is lost is counted in its history."), Choice::Rescue,
        !m_newest)
        ->setObjectName(u"rescue"_s);
    auto* close = new QPushButton(open ? tr("Only read it") : tr("Close"));
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(close);
    column->addStretch();
    column->addLayout(buttons);
    resize(640, sizeHint().height());
}

void DamageDialog::decide(Choice choice)
{
    m_choice = choice;
    accept();
}

} // namespace touchstone
