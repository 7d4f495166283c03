#include "app/label/label_bonds_page.h"

#include <algorithm>

#include <QBoxLayout>
#include <QComboBox>
#include <QLabel>
#include <QListWidget>
#include <QPixmap>

#include "app/exchange/form_rows.h"
#include "app/session/text.h"
#include "touchstone/model/label_tree.h"

using namespace Qt::StringLiterals;

namespace touchstone {

namespace {

QString indented(const Ontology& ontology, const Label& label)
{
    return QString(int(4 * depthOf(ontology, label)), u' ') + toQt(label.name);
}

QIcon swatchOf(const Label& label)
{
    QPixmap swatch(12, 12);
    swatch.fill(QColor::fromRgb(QRgb(label.color)));
    return swatch;
}

} // namespace

LabelBondsPage::LabelBondsPage(const Ontology& ontology, const Label& label) : m_parent(new QComboBox)
{
    auto* whole = new QVBoxLayout(this);
    auto* rows = new FormRows;
    m_parent->setObjectName(u"definitionParent"_s);
    m_parent->addItem(u"none"_s);
    m_parents.emplace_back();
    const Label* parent = parentOf(ontology, label);
    for (const Label* other : inTreeOrder(ontology)) {
        if (isUnder(ontology, other->id, label.id) || (!other->isActive() && other != parent))
            continue;
        m_parent->addItem(swatchOf(*other), indented(ontology, *other));
        m_parents.push_back(other->id);
        if (other == parent)
            m_parent->setCurrentIndex(m_parent->count() - 1);
    }
    rows->addField(u"Is a kind of"_s, m_parent);
    rows->addNote(
        new QLabel(u"A topic above its sub-topics. Whoever looks for that one finds this one too."_s));
    whole->addLayout(rows);
    auto* heading = new QLabel(u"As a relation it goes"_s);
    heading->setProperty("role", u"secondary"_s);
    whole->addWidget(heading);
    m_from = makeEnds(u"definitionFrom"_s, ontology, label, label.domain);
    m_to = makeEnds(u"definitionTo"_s, ontology, label, label.range);
    auto* ends = new QHBoxLayout;
    for (const auto& [words, list] : {std::pair(u"from"_s, m_from), std::pair(u"to"_s, m_to)}) {
        auto* column = new QVBoxLayout;
        auto* name = new QLabel(words);
        name->setProperty("role", u"secondary"_s);
        name->setBuddy(list);
        column->addWidget(name);
        column->addWidget(list, 1);
        ends->addLayout(column, 1);
    }
    whole->addLayout(ends, 1);
    auto* note = new QLabel(u"None ticked: anything. What stands under a ticked label counts too."_s);
    note->setProperty("role", u"small"_s);
    note->setWordWrap(true);
    whole->addWidget(note);
}

QListWidget* LabelBondsPage::makeEnds(const QString& name, const Ontology& ontology, const Label& label,
                                      const std::vector<LabelId>& chosen)
{
    auto* list = new QListWidget;
    list->setObjectName(name);
    const bool first = m_labels.empty();
    for (const Label* other : inTreeOrder(ontology)) {
        const bool on =
            std::ranges::any_of(chosen, [&](const LabelId& id) { return ontology.resolve(id) == other; });
        // A relation goes between things, not to itself or to classes of the whole text.
        const bool offered = other->isActive() && other->id != label.id && other->tagGroup.empty();
        if (first)
            m_labels.push_back(other->id);
        auto* item = new QListWidgetItem(swatchOf(*other), indented(ontology, *other), list);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(on ? Qt::Checked : Qt::Unchecked);
        item->setHidden(!on && !offered);
    }
    return list;
}

void LabelBondsPage::take(Label& label) const
{
    const auto ticked = [&](const QListWidget* list, const std::vector<LabelId>& before) {
        std::vector<LabelId> ids;
        for (int row = 0; row < list->count(); ++row)
            if (list->item(row)->checkState() == Qt::Checked)
                ids.push_back(m_labels[std::size_t(row)]);
        // Order says nothing: what was not touched stays as it was written.
        return ids.size() == before.size() && std::ranges::is_permutation(ids, before) ? before : ids;
    };
    label.parent = m_parents[std::size_t(std::max(0, m_parent->currentIndex()))];
    label.domain = ticked(m_from, label.domain);
    label.range = ticked(m_to, label.range);
}

} // namespace touchstone
