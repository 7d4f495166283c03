#include "app/recovery/way.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace touchstone {

using namespace Qt::StringLiterals;

QPushButton* addWay(QVBoxLayout& column, const QString& text, const QString& note, const QString& kind)
{
    auto* row = new QHBoxLayout;
    row->setSpacing(12);
    auto* button = new QPushButton(text);
    button->setMinimumWidth(210);
    button->setAutoDefault(false);
    if (!kind.isEmpty()) {
        button->setProperty("kind", kind);
    }
    button->setDefault(kind == u"primary"_s);
    auto* told = new QLabel(note);
    told->setWordWrap(true);
    told->setProperty("role", u"secondary"_s);
    row->addWidget(button);
    row->addWidget(told, 1);
    column.addLayout(row);
    return button;
}

} // namespace touchstone
