#include "app/label/kind_filter.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QPainter>
#include <QToolButton>

#include "app/label/instance_model.h"
#include "app/theme/theme.h"

using namespace Qt::StringLiterals;

namespace touchstone {

KindFilter::KindFilter(QWidget* parent) : QWidget(parent)
{
    setObjectName(u"kindFilter"_s);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 2, 12, 6);
    row->setSpacing(4);
    auto* group = new QButtonGroup(this);
    const std::pair<ListedKinds, QString> all[]{{ListedKinds::All, u"All"_s},
                                                {ListedKinds::Spans, u"Spans"_s},
                                                {ListedKinds::Relations, u"Relations"_s},
                                                {ListedKinds::Chains, u"Chains"_s}};
    for (const auto& [kinds, name] : all) {
        auto* button = new QToolButton;
        button->setText(name);
        button->setCheckable(true);
        button->setChecked(kinds == ListedKinds::All);
        button->setFocusPolicy(Qt::NoFocus);
        button->setMinimumHeight(24);
        group->addButton(button, int(kinds));
        row->addWidget(button);
        m_buttons.push_back(button);
    }
    row->addStretch();
    connect(group, &QButtonGroup::idClicked, this, [this](int id) { Q_EMIT chosen(ListedKinds(id)); });
}

void KindFilter::choose(ListedKinds kinds)
{
    m_buttons[std::size_t(kinds)]->click();
}

void KindFilter::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme().line);
}

} // namespace touchstone
