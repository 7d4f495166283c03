#include "app/label/label_panel.h"

#include <QAction>
#include <QApplication>
#include <QBoxLayout>
#include <QColorDialog>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QPixmap>
#include <QPushButton>

#include "app/jobs/run_job.h"
#include "app/label/definition_dialog.h"
#include "app/label/label_commands.h"
#include "app/label/label_context.h"
#include "app/label/label_delegate.h"
#include "app/label/label_list_model.h"
#include "app/label/row_painting.h"
#include "app/label/uniform_list_view.h"
#include "app/label/view_marks.h"
#include "app/session/project_session.h"
#include "app/session/text.h"
#include "app/theme/theme.h"

using namespace Qt::StringLiterals;

namespace touchstone {

namespace {

QIcon colorIcon(const QColor& color)
{
    QPixmap pixmap(32, 32);
    pixmap.fill(Qt::transparent);
    pixmap.setDevicePixelRatio(2);
    QPainter painter(&pixmap);
    paintSwatch(painter, color, 2, 8);
    return QIcon(pixmap);
}

QString menuText(const QString& name)
{
    return QString(name).replace(u'&', u"&&"_s);
}

struct Use {
    qint64 annotations = 0;
    qint64 items = 0;
};

Result<Use> readUse(Project& project, const LabelId& label)
{
    auto reader = project.reader();
    if (!reader)
        return reader.error();
    auto uses = (*reader)->labelUse();
    if (!uses)
        return uses.error();
    TaskFilter filter;
    filter.label = label;
    auto items = (*reader)->itemKeys(filter);
    if (!items)
        return items.error();
    Use use;
    use.items = qint64(items->size());
    for (const LabelUse& one : *uses)
        if (one.label == label)
            use.annotations = one.annotations;
    return use;
}

} // namespace

LabelPanel::LabelPanel(ProjectSession& session, JobRunner& jobs, LabelContext& context, ViewMarks& marks,
                       LabelCommands& commands, QWidget* parent)
    : QWidget(parent), m_session(session), m_jobs(jobs), m_context(context), m_marks(marks),
      m_commands(commands), m_field(new QLineEdit(this)),
      m_create(new QPushButton(this)), m_view(new UniformListView(LabelDelegate::rowHeight, this)),
      m_model(new LabelListModel(session, context, marks, this))
{
    m_field->setObjectName(u"labelField"_s);
    m_field->setPlaceholderText(u"/ Find or create a label"_s);
    m_field->setFixedHeight(28);
    m_field->setClearButtonEnabled(true);
    m_field->installEventFilter(this);
    auto* delegate = new LabelDelegate(m_view);
    m_view->setObjectName(u"labelList"_s);
    m_view->setAccessibleName(u"Labels"_s);
    m_view->setModel(m_model);
    m_view->setItemDelegate(delegate);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setEditTriggers(QAbstractItemView::EditKeyPressed);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->setSpacing(8);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(12, 0, 12, 0);
    row->addWidget(m_field);
    auto* createRow = new QHBoxLayout;
    createRow->setContentsMargins(12, 0, 12, 0);
    createRow->addWidget(m_create);
    m_create->setFocusPolicy(Qt::TabFocus);
    layout->addLayout(row);
    layout->addLayout(createRow);
    layout->addWidget(m_view, 1);

    connect(m_field, &QLineEdit::textChanged, this, &LabelPanel::fieldChanged);
    connect(m_create, &QPushButton::clicked, this, &LabelPanel::createFromField);
    connect(m_field, &QLineEdit::returnPressed, this, &LabelPanel::takeField);
    connect(m_view, &QAbstractItemView::pressed, this, [this](const QModelIndex& index) {
        if (QApplication::mouseButtons() & Qt::LeftButton)
            Q_EMIT armed(m_model->labelAt(index.row()));
    });
    connect(m_view, &QAbstractItemView::activated, this,
            [this](const QModelIndex& index) { Q_EMIT armed(m_model->labelAt(index.row())); });
    connect(m_view, &UniformListView::left, this, &LabelPanel::left);
    connect(m_view, &QWidget::customContextMenuRequested, this, &LabelPanel::showMenu);
    connect(delegate, &LabelDelegate::toggled, this, [this](const QModelIndex& index, int which) {
        const LabelId label = m_model->labelAt(index.row());
        if (which == 0)
            m_marks.setHidden(label, !m_marks.isHidden(label));
        else
            m_marks.setLocked(label, !m_marks.isLocked(label));
    });
    connect(m_model, &LabelListModel::renameWanted, this,
            [this](const LabelId& label, const QString& name) { m_commands.rename(label, name); });
    connect(&session, &ProjectSession::ontologyChanged, this, [this] {
        m_model->reload();
        showCurrent();
    });
    connect(&context, &LabelContext::currentLabelChanged, this, &LabelPanel::showCurrent);
    fieldChanged();
}

void LabelPanel::fieldChanged()
{
    const QString text = m_field->text().trimmed();
    m_model->setText(text);
    const bool isNew = !text.isEmpty() && !m_session.ontology().findByName(fromQt(text));
    m_create->setVisible(isNew);
    m_create->setText(u"Create “%1”"_s.arg(menuText(text)));
    m_create->setToolTip(m_model->rowCount() == 0 ? u"Enter"_s : u"Shift+Enter"_s);
    m_view->setEmptyText(text.isEmpty() ? u"No labels yet.\nType a name above, Enter creates it."_s
                                        : u"No label has “%1” in its name."_s.arg(text));
    showCurrent();
}

void LabelPanel::showCurrent()
{
    const int row = m_model->rowOf(m_context.currentLabel());
    if (row < 0) {
        m_view->selectionModel()->clear();
        return;
    }
    m_view->selectionModel()->setCurrentIndex(m_model->index(row), QItemSelectionModel::ClearAndSelect);
    m_view->scrollTo(m_model->index(row));
}

void LabelPanel::showMenuOfCurrent()
{
    showCurrent();
    if (const QModelIndex index = m_view->currentIndex(); m_model->rowOf(m_context.currentLabel()) >= 0)
        showMenu(m_view->visualRect(index).center());
}

void LabelPanel::define(const LabelId& label)
{
    const Label* found = m_session.ontology().find(label);
    if (!found)
        return;
    auto* dialog = new DefinitionDialog(
        m_session.ontology(), *found, [this](const Label& wanted) { return m_commands.define(wanted); },
        window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    Q_EMIT defining(*dialog);
    dialog->open();
}

void LabelPanel::takeField()
{
    const QString text = m_field->text().trimmed();
    if (text.isEmpty())
        return;
    const Label* exact = m_session.ontology().findByName(fromQt(text));
    const LabelId label = exact ? exact->id : m_model->labelAt(0);
    if (label.isNull() || (QApplication::keyboardModifiers() & Qt::ShiftModifier)) {
        createFromField();
        return;
    }
    m_field->clear();
    Q_EMIT armed(label);
    Q_EMIT left();
}

void LabelPanel::createFromField()
{
    const QString text = m_field->text().trimmed();
    m_field->clear();
    m_commands.create(text, [this](LabelId label) { Q_EMIT armed(label); });
    Q_EMIT left();
}

void LabelPanel::showMenu(const QPoint& at)
{
    const QModelIndex index = m_view->indexAt(at);
    const LabelId label = m_model->labelAt(index.row());
    const Label* found = m_session.ontology().find(label);
    if (!found)
        return;
    QMenu menu(this);
    menu.addAction(themedIcon(u"edit-rename"_s), u"Rename"_s, this, [this, index] { m_view->edit(index); });
    menu.addAction(themedIcon(u"tag-edit"_s), u"Definition…"_s, this, [this, label] { define(label); });
    addColors(*menu.addMenu(u"Colour"_s), label);
    addKeys(*menu.addMenu(u"Key"_s), label);
    menu.addAction(themedIcon(u"go-up"_s), u"Move up"_s, this, [this, label] { m_commands.move(label, -1); });
    menu.addAction(themedIcon(u"go-down"_s), u"Move down"_s, this,
                   [this, label] { m_commands.move(label, 1); });
    menu.addSeparator();
    const bool hidden = m_marks.isHidden(label);
    const bool locked = m_marks.isLocked(label);
    menu.addAction(hidden ? u"Show"_s : u"Hide"_s, this, [=, this] { m_marks.setHidden(label, !hidden); });
    menu.addAction(locked ? u"Unlock"_s : u"Lock"_s, this, [=, this] { m_marks.setLocked(label, !locked); });
    menu.addSeparator();
    addMerge(*menu.addMenu(u"Merge into"_s), label);
    addRetire(menu, label);
    menu.exec(m_view->viewport()->mapToGlobal(at));
}

void LabelPanel::addColors(QMenu& menu, const LabelId& label)
{
    const auto add = [&](Rgb color) {
        const QColor shown = QColor::fromRgb(QRgb(color));
        menu.addAction(colorIcon(shown), shown.name(), this,
                       [this, label, color] { m_commands.recolor(label, color); });
    };
    for (std::size_t i = 0; i < 12; ++i)
        add(paletteColor(i));
    menu.addSeparator();
    menu.addAction(u"Other…"_s, this, [this, label] {
        const Label* found = m_session.ontology().find(label);
        const QColor before = found ? QColor::fromRgb(QRgb(found->color)) : QColor();
        const QColor color = QColorDialog::getColor(before, window(), u"Colour of the label"_s);
        if (color.isValid())
            m_commands.recolor(label, Rgb(color.rgb() & 0xffffffU));
    });
}

void LabelPanel::addKeys(QMenu& menu, const LabelId& label)
{
    for (const char16_t digit : u"1234567890") {
        if (digit == 0)
            break;
        const QString key(QChar{digit});
        const Label* owner = m_session.ontology().findByKey(fromQt(key));
        const QString text =
            owner && owner->id != label ? u"%1, now %2"_s.arg(key, menuText(toQt(owner->name))) : key;
        QAction* action = menu.addAction(text, this, [this, label, key] { m_commands.setKey(label, key); });
        action->setCheckable(true);
        action->setChecked(owner && owner->id == label);
    }
    menu.addSeparator();
    menu.addAction(u"No key"_s, this, [this, label] { m_commands.setKey(label, {}); });
}

void LabelPanel::addMerge(QMenu& menu, const LabelId& label)
{
    for (const Label& other : m_session.ontology().labels)
        if (other.isActive() && other.id != label)
            menu.addAction(colorIcon(QColor::fromRgb(QRgb(other.color))), menuText(toQt(other.name)), this,
                           [this, label, into = other.id] { m_commands.merge(label, into); });
    menu.setEnabled(!menu.isEmpty());
}

void LabelPanel::addRetire(QMenu& menu, const LabelId& label)
{
    const Label* found = m_session.ontology().find(label);
    const bool retired = found && found->retired;
    QAction* action = menu.addAction(retired ? u"Bring back"_s : u"Retire"_s, this,
                                     [this, label, retired] { m_commands.setRetired(label, !retired); });
    QAction* use = menu.addAction(u"Counting how often it is used …"_s);
    use->setEnabled(false);
    Project* project = &m_session.project();
    runJob<Use>(
        m_jobs, u"Counting a label"_s, [project, label](Progress&) { return readUse(*project, label); },
        action,
        [use](Result<Use> counted) {
            if (!counted)
                use->setText(toQt(counted.error().text()));
            else if (counted->annotations == 0)
                use->setText(u"Never used"_s);
            else
                use->setText(u"Used %1 in %2"_s.arg(
                    counted->annotations == 1 ? u"once"_s : u"%1 times"_s.arg(counted->annotations),
                    counted->items == 1 ? u"1 item"_s : u"%1 items"_s.arg(counted->items)));
        });
}

bool LabelPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Escape) {
            m_field->clear();
            Q_EMIT left();
            return true;
        }
        if (key->key() == Qt::Key_Down) {
            m_view->setFocus(Qt::ShortcutFocusReason);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace touchstone
