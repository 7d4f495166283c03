#include "app/label/instance_panel.h"

#include <algorithm>

#include <QBoxLayout>
#include <QScrollArea>

#include "app/label/instance_delegate.h"
#include "app/label/instance_model.h"
#include "app/label/label_context.h"
#include "app/label/label_delegate.h"
#include "app/label/selection_facts.h"
#include "app/label/uniform_list_view.h"
#include "app/label/view_marks.h"

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

InstancePanel::InstancePanel(ProjectSession& session, LabelContext& context, ViewMarks& marks, QWidget* parent)
    : QWidget(parent), m_context(context), m_model(new InstanceModel(session, context, marks, this)),
      m_view(new UniformListView(LabelDelegate::rowHeight, this)), m_facts(new SelectionFacts)
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
    scroll->setWidget(m_facts);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->viewport()->setAutoFillBackground(false);
    m_facts->setAutoFillBackground(false);
    m_factsArea = scroll;
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 4, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_view, 1);
    layout->addWidget(scroll);

    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &InstancePanel::takeSelection);
    connect(m_view, &QAbstractItemView::doubleClicked, this, &InstancePanel::zoomWanted);
    connect(m_view, &UniformListView::left, this, &InstancePanel::left);
    connect(&context, &LabelContext::selectionChanged, this, &InstancePanel::showSelection);
    connect(delegate, &InstanceDelegate::toggled, this, [this, &marks](const QModelIndex& index, int which) {
        const AnnotationId id = m_model->idAt(index.row());
        if (which == 0)
            marks.setHidden({id}, !marks.isHidden(id));
        else
            marks.setLocked({id}, !marks.isLocked(id));
    });
    showSelection();
}

void InstancePanel::reload()
{
    m_showing = true;
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
        if (const Annotation* found = m_context.content().find(id))
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
    if (selected.empty())
        m_facts->show({}, {});
    else
        m_facts->show(selected.size() == 1 ? m_model->nameOf(selected.front().id)
                                           : u"%1 selected"_s.arg(selected.size()),
                      factsOf(selected));
    m_factsArea->setFixedHeight(std::min(m_facts->sizeHint().height(), std::max(120, height() / 2)));
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
