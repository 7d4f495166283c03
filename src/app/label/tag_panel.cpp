#include "app/label/tag_panel.h"

#include <algorithm>

#include <QBoxLayout>
#include <QCheckBox>
#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QRadioButton>

#include "app/label/row_painting.h"
#include "app/label/tag_commands.h"
#include "app/session/project_session.h"
#include "app/session/text.h"
#include "app/theme/theme.h"
#include "touchstone/model/label_tree.h"
#include "touchstone/model/tags.h"

using namespace Qt::StringLiterals;

namespace touchstone {

namespace {

constexpr std::size_t indent = 18; ///< Of a label under another.

} // namespace

TagPanel::TagPanel(ProjectSession& session, TagCommands& commands, QWidget* parent)
    : QWidget(parent), m_session(session), m_commands(commands), m_layout(new QVBoxLayout(this))
{
    setObjectName(u"tagPanel"_s);
    m_layout->setContentsMargins(12, 4, 12, 8);
    m_layout->setSpacing(4);
    connect(&session, &ProjectSession::ontologyChanged, this, &TagPanel::rebuild);
    rebuild();
}

void TagPanel::rebuild()
{
    if (m_area) {
        m_area->hide();
        m_area->deleteLater();
    }
    m_tags.clear();
    m_area = new QWidget(this);
    auto* rows = new QVBoxLayout(m_area);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(4);
    std::vector<const Label*> labels;
    const Ontology& ontology = m_session.ontology();
    for (const Label* label : inTreeOrder(ontology))
        if (label->isActive() && isTagLabel(*label))
            labels.push_back(label);
    std::ranges::stable_sort(labels, {}, &Label::tagGroup);
    QGridLayout* grid = nullptr;
    int at = 0;
    bool isTree = false;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const Label& label = *labels[i];
        if (i == 0 || label.tagGroup != labels[i - 1]->tagGroup) {
            auto* heading = new QLabel(label.tagGroup.empty() ? u"Whole item"_s : toQt(label.tagGroup));
            heading->setFont(secondaryFont(font()));
            heading->setProperty("role", u"secondary"_s);
            rows->addWidget(heading);
            grid = new QGridLayout;
            grid->setHorizontalSpacing(8);
            grid->setVerticalSpacing(2);
            grid->setColumnStretch(0, 1);
            grid->setColumnStretch(1, 1);
            rows->addLayout(grid);
            at = 0;
            // A tree needs a line for each; all else stands in two columns.
            isTree = std::ranges::any_of(labels, [&](const Label* other) {
                return other->tagGroup == label.tagGroup && depthOf(ontology, *other) > 0;
            });
        }
        const bool single = !label.tagGroup.empty() && !label.tagGroupMany;
        QAbstractButton* button = single ? static_cast<QAbstractButton*>(new QRadioButton) : new QCheckBox;
        const QString name = toQt(label.name).replace(u'&', u"&&"_s);
        button->setText(label.key.empty() ? name : u"%1  %2"_s.arg(toQt(label.key), name));
        button->setObjectName(u"tag "_s + toQt(label.name));
        button->setAutoExclusive(false); // A tag can be taken away again.
        connect(button, &QAbstractButton::clicked, this, [this, id = label.id] {
            m_commands.toggle(id);
            refresh();
        });
        if (isTree) {
            auto* line = new QHBoxLayout;
            line->setContentsMargins(int(indent * depthOf(ontology, label)), 0, 0, 0);
            line->addWidget(button);
            line->addStretch();
            grid->addLayout(line, at, 0, 1, 2);
            button->setToolTip(toQt(pathText(ontology, label.id)));
        } else {
            grid->addWidget(button, at / 2, at % 2);
        }
        ++at;
        m_tags.push_back({label.id, button});
    }
    m_layout->addWidget(m_area);
    setVisible(!m_tags.empty());
    refresh();
}

void TagPanel::refresh()
{
    for (const Tag& tag : m_tags)
        tag.button->setChecked(m_commands.holds(tag.label));
}

void TagPanel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme().line);
}

} // namespace touchstone
