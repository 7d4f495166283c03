#include "app/label/instance_panel.h"

#include <algorithm>

#include <QBoxLayout>
#include <QEvent>
#include <QScrollArea>

#include "app/label/attribute_commands.h"
#include "app/label/attribute_panel.h"
#include "app/label/instance_delegate.h"
#include "app/label/instance_model.h"
#include "app/label/kind_filter.h"
#include "app/label/label_context.h"
#include "app/label/label_delegate.h"
#include "app/label/selection_facts.h"
#include "app/label/tag_panel.h"
#include "app/label/text_words.h"
#include "app/label/uniform_list_view.h"
#include "app/label/view_marks.h"
#include "app/session/text.h"
#include "touchstone/model/relations.h"

using namespace Qt::StringLiterals;

namespace touchstone {

namespace {

// Rows next to each other are one range: the selection of all is one, not thousands.
QItemSelection rangesOf(std::vector<int> rows, const QAbstractItemModel& model)
{
    std::ranges::sort(rows);
    QItemSelection ranges;
    for (std::size_t i = 0, first = 0; i < rows.size(); ++i)
        if (i + 1 == rows.size() || rows[i + 1] != rows[i] + 1) {
            ranges.append(QItemSelectionRange(model.index(rows[first], 0), model.index(rows[i], 0)));
            first = i + 1;
        }
    return ranges;
}

} // namespace

InstancePanel::InstancePanel(ProjectSession& session, LabelContext& context, ViewMarks& marks,
                             AttributeCommands& attributes, TagPanel& tags, QWidget* parent)
    : QWidget(parent), m_context(context), m_marks(marks),
      m_model(new InstanceModel(session, context, marks, this)), m_kinds(new KindFilter(this)),
      m_view(new UniformListView(LabelDelegate::rowHeight, this)), m_facts(new SelectionFacts),
      m_attributeCommands(attributes), m_attributes(new AttributePanel(session, attributes))
{
    auto* delegate = new InstanceDelegate(m_view);
    m_view->setObjectName(u"instanceList"_s);
    m_view->setAccessibleName(u"Instances"_s);
    m_view->setModel(m_model);
    m_view->setItemDelegate(delegate);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setEmptyText(u"Nothing is labelled here yet."_s);

    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto* details = new QWidget;
    auto* below = new QVBoxLayout(details);
    below->setContentsMargins(0, 0, 0, 0);
    below->setSpacing(0);
    below->addWidget(m_facts);
    below->addWidget(m_attributes);
    scroll->setWidget(details);
    details->setAutoFillBackground(false);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->viewport()->setAutoFillBackground(false);
    m_facts->setAutoFillBackground(false);
    m_factsArea = scroll;
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 4, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(&tags);
    layout->addWidget(m_kinds);
    m_kinds->hide();
    layout->addWidget(m_view, 1);
    layout->addWidget(scroll);

    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &InstancePanel::takeSelection);
    connect(m_attributes, &AttributePanel::left, this, &InstancePanel::left);
    connect(&attributes, &AttributeCommands::pickedChanged, m_attributes, &AttributePanel::refresh);
    connect(m_kinds, &KindFilter::chosen, this, [this](ListedKinds kinds) {
        m_showing = true;
        m_model->setListed(kinds);
        m_showing = false;
        showSelection();
        Q_EMIT titleChanged();
    });
    connect(m_view, &QAbstractItemView::doubleClicked, this, &InstancePanel::zoomWanted);
    connect(m_view, &UniformListView::left, this, &InstancePanel::left);
    connect(&context, &LabelContext::selectionChanged, this, &InstancePanel::showSelection);
    connect(delegate, &InstanceDelegate::toggled, this,
            [this](const QModelIndex& index, int which) { toggle(m_model->idAt(index.row()), which); });
    m_view->viewport()->installEventFilter(this);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_view, &QWidget::customContextMenuRequested, this,
            [this](const QPoint& place) { Q_EMIT menuWanted(m_view->viewport()->mapToGlobal(place)); });
    showSelection();
}

// What is pressed on a selected row is meant for all that are selected.
void InstancePanel::toggle(const AnnotationId& id, int which)
{
    std::vector<AnnotationId> ids = m_context.selection();
    if (std::ranges::find(ids, id) == ids.end())
        ids = {id};
    if (which == 0)
        m_marks.setHidden(ids, !m_marks.isHidden(id));
    else
        m_marks.setLocked(ids, !m_marks.isLocked(id));
    m_toggled = ids.size() > 1 ? std::move(ids) : std::vector<AnnotationId>{};
}

bool InstancePanel::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::MouseButtonRelease && !m_toggled.empty())
        QMetaObject::invokeMethod(
            this, [this, ids = std::exchange(m_toggled, {})] { m_context.setSelection(ids); },
            Qt::QueuedConnection);
    return QWidget::eventFilter(watched, event);
}

void InstancePanel::setWords(const TextWords& words)
{
    m_words = &words;
    m_model->setWords(words);
}

void InstancePanel::reload()
{
    m_showing = true;
    m_kinds->setVisible(m_model->isOfText());
    m_model->reload();
    m_showing = false;
    showSelection();
}

void InstancePanel::follow(const std::vector<Change>& changes)
{
    m_showing = true;
    for (const Change& change : changes)
        m_model->follow(change);
    m_showing = false;
    showSelection();
}

void InstancePanel::showSelection()
{
    const std::vector<AnnotationId>& ids = m_context.selection();
    std::vector<Annotation> selected;
    std::vector<int> rows;
    for (const AnnotationId& id : ids) {
        if (const Annotation* found = m_context.content().find(id);
            found && !std::holds_alternative<RelationShape>(found->shape))
            selected.push_back(*found);
        if (const int row = m_model->rowOf(id); row >= 0)
            rows.push_back(row);
    }
    if (!m_showing) {
        m_showing = true;
        m_view->selectionModel()->select(rangesOf(rows, *m_model), QItemSelectionModel::ClearAndSelect);
        if (!rows.empty()) {
            const QModelIndex first = m_model->index(rows.front());
            m_view->selectionModel()->setCurrentIndex(first, QItemSelectionModel::NoUpdate);
            m_view->scrollTo(first);
        }
        m_showing = false;
    }
    m_factsArea->setVisible(!selected.empty());
    m_model->setRelated(relatedTo(m_context.content(), ids));
    if (selected.empty()) {
        m_facts->show({}, {});
        return;
    }
    std::vector<Fact> facts = factsOf(selected);
    // What has a row of its own below is not said twice.
    QStringList shown{u"Crowd"_s, u"Occluded"_s, u"Truncated"_s, u"Unsure"_s};
    for (const AttributeDefinition& definition : m_attributeCommands.definitions())
        shown.append(toQt(definition.name));
    std::erase_if(facts, [&](const Fact& fact) { return shown.contains(fact.name); });
    m_facts->show(selected.size() == 1 ? m_model->nameOf(selected.front().id)
                                       : u"%1 selected"_s.arg(selected.size()),
                  std::move(facts));
    m_attributes->refresh();
    m_attributes->showRelations(relationsOfSelection());
    const int wanted = m_facts->sizeHint().height() + m_attributes->sizeHint().height();
    m_factsArea->setFixedHeight(std::min(wanted, std::max(120, height() * 2 / 3)));
}

QString InstancePanel::title() const
{
    const QString shown = toQt(withThousands(m_model->rowCount()));
    if (!m_model->isOfText() || m_model->listed() == ListedKinds::All)
        return u"Instances %1"_s.arg(shown);
    const auto all = std::int64_t(m_context.content().thingCount());
    return u"Instances %1 of %2"_s.arg(shown, toQt(withThousands(all)));
}

// "Part of car 2. In a group of 3."
QString InstancePanel::relationsOfSelection() const
{
    if (m_context.selection().size() != 1)
        return {};
    const AnnotationId id = m_context.selection().front();
    QStringList said;
    for (const Annotation* one : relationsOf(m_context.content(), id)) {
        const auto& relation = std::get<RelationShape>(one->shape);
        const auto& members = *relation.members;
        if (m_model->isOfText() && !one->label.isNull()) {
            said.append(m_words->nameOf(*one) + u'.');
            continue;
        }
        if (!relation.directed)
            said.append(u"In a group of %1."_s.arg(members.size()));
        else if (members.front() == id)
            said.append(u"Part of %1."_s.arg(m_model->nameOf(members.back())));
        else
            said.append(u"%1 is part of it."_s.arg(m_model->nameOf(members.front())));
    }
    return said.join(u' ');
}

void InstancePanel::takeSelection()
{
    if (m_showing)
        return;
    std::vector<AnnotationId> ids;
    for (const QModelIndex& index : m_view->selectionModel()->selectedIndexes())
        ids.push_back(m_model->idAt(index.row()));
    m_showing = true;
    m_context.setSelection(std::move(ids));
    m_showing = false;
}

} // namespace touchstone
