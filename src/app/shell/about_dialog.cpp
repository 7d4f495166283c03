#include "app/shell/about_dialog.h"

#include <QCoreApplication>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "app/shell/icon_label.h"
#include "app/theme/theme.h"

namespace touchstone {

using namespace Qt::StringLiterals;

AboutDialog::AboutDialog(QWidget* parent) : QDialog(parent)
{
    setWindowTitle(tr("About Touchstone"));
    auto* name = new QLabel(u"Touchstone"_s);
    name->setProperty("role", u"title"_s);
    auto* version =
        new QLabel(tr("Version %1, with Qt %2")
                       .arg(QCoreApplication::applicationVersion(), QLatin1StringView(qVersion())));
    version->setProperty("role", u"secondary"_s);
    auto* what =
        new QLabel(tr("Label pictures and texts. Every gesture is kept, and everything can be undone."));
    what->setWordWrap(true);
    auto* licence =
        new QLabel(tr("Free software under the Apache License 2.0. It stands on Qt, OpenCV, SQLite, "
                      "libjpeg-turbo, nlohmann JSON, RapidJSON and spdlog; the icons of actions are "
                      "those of Breeze by KDE."));
    licence->setWordWrap(true);
    licence->setProperty("role", u"secondary"_s);
    auto* close = new QPushButton(tr("Close"));
    connect(close, &QPushButton::clicked, this, &QDialog::accept);

    auto* head = new QHBoxLayout;
    head->setSpacing(14);
    head->addWidget(new IconLabel(themedIcon(u":/icons/touchstone.svg"_s), 48));
    auto* titles = new QVBoxLayout;
    titles->setSpacing(2);
    titles->addWidget(name);
    titles->addWidget(version);
    head->addLayout(titles, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 16);
    column->setSpacing(14);
    column->addLayout(head);
    column->addWidget(what);
    column->addWidget(licence);
    column->addSpacing(8);
    column->addWidget(close, 0, Qt::AlignRight);
    setFixedWidth(440);
}

} // namespace touchstone
