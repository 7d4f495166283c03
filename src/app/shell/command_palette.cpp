#include "app/shell/command_palette.h"

#include <algorithm>
#include <numeric>

#include <QAction>
#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QPointer>
#include <QStyledItemDelegate>
#include <QTimer>
#include <QVBoxLayout>

#include "app/shell/fuzzy_match.h"
#include "app/shell/key_cap.h"
#include "app/theme/theme.h"

namespace touchstone {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMenu = Qt::UserRole;
constexpr int kKeys = Qt::UserRole + 1;
constexpr int kEnabled = Qt::UserRole + 2;

/// Icon, name, its menu in the second colour, the key at the right.
class ActionDelegate : public QStyledItemDelegate {
  public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return {100, 32}; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const Theme& t = theme();
        const QRect row = option.rect;
        const bool enabled = index.data(kEnabled).toBool();
        if (option.state & QStyle::State_Selected) {
            painter->fillRect(row, t.selection);
            painter->fillRect(QRect(row.left(), row.top(), 3, row.height()), t.accent);
        } else if (option.state & QStyle::State_MouseOver) {
            painter->fillRect(row, t.raised);
        }
        const QRect picture(row.left() + 14, row.center().y() - 8, 16, 16);
        index.data(Qt::DecorationRole).value<QIcon>().paint(painter, picture, Qt::AlignCenter,
                                                            enabled ? QIcon::Normal : QIcon::Disabled);
        const QString keys = index.data(kKeys).toString();
        const int right =
            paintKeyCap(*painter, QPoint(row.right() - 12, row.center().y()), keys, option.font);
        QRect text(row.left() + 42, row.top(), right - row.left() - 54, row.height());
        const QString name = index.data(Qt::DisplayRole).toString();
        painter->setFont(option.font);
        painter->setPen(enabled ? t.text
                                : QGuiApplication::palette().color(QPalette::Disabled, QPalette::Text));
        painter->drawText(text, Qt::AlignVCenter | Qt::AlignLeft, name);
        text.setLeft(text.left() + option.fontMetrics.horizontalAdvance(name) + 12);
        painter->setPen(t.secondary);
        painter->drawText(text, Qt::AlignVCenter | Qt::AlignLeft, index.data(kMenu).toString());
    }
};

} // namespace

CommandPalette::CommandPalette(QWidget* window)
    : QFrame(window), m_typed(new QLineEdit), m_list(new QListWidget), m_none(new QLabel)
{
    setProperty("role", u"float"_s);
    setObjectName(u"commandPalette"_s);
    m_typed->setPlaceholderText(tr("Find an action"));
    m_typed->setAccessibleName(tr("Find an action"));
    m_typed->setClearButtonEnabled(false);
    m_list->setProperty("role", u"item"_s);
    m_list->setItemDelegate(new ActionDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_none->setProperty("role", u"secondary"_s);
    m_none->setText(tr("No action has these letters. Esc goes back."));
    m_none->setContentsMargins(14, 4, 14, 12);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 4);
    column->setSpacing(6);
    auto* field = new QVBoxLayout;
    field->setContentsMargins(10, 10, 10, 2);
    field->addWidget(m_typed);
    column->addLayout(field);
    column->addWidget(m_list, 1);
    column->addWidget(m_none);
    m_typed->installEventFilter(this);
    window->installEventFilter(this);
    connect(m_typed, &QLineEdit::textChanged, this, &CommandPalette::refill);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::run);
    hide();
}

void CommandPalette::open(std::vector<ListedAction> actions)
{
    m_actions = std::move(actions);
    m_before = QApplication::focusWidget();
    m_typed->clear();
    const QWidget* window = parentWidget();
    const int wide = std::min(600, window->width() - 40);
    setGeometry((window->width() - wide) / 2, 48, wide, height());
    refill();
    show();
    raise();
    m_typed->setFocus(Qt::ShortcutFocusReason);
}

void CommandPalette::refill()
{
    struct Ranked {
        int score;
        size_t index;
    };
    std::vector<Ranked> ranked;
    for (size_t i = 0; i < m_actions.size(); ++i) {
        const ListedAction& listed = m_actions[i];
        int score = 0;
        if (m_typed->text().trimmed().isEmpty()) {
            score = 0;
        } else if (const auto match = fuzzyMatch(m_typed->text(), listed.text)) {
            score = match->score + 1000;
        } else if (const auto wide = fuzzyMatch(m_typed->text(), listed.menu + u' ' + listed.text)) {
            score = wide->score;
        } else {
            continue;
        }
        ranked.push_back({score - (listed.action->isEnabled() ? 0 : 10'000), i});
    }
    std::stable_sort(ranked.begin(), ranked.end(),
                     [](const Ranked& a, const Ranked& b) { return a.score > b.score; });
    m_list->clear();
    m_shown.clear();
    for (const Ranked& entry : ranked) {
        const ListedAction& listed = m_actions[entry.index];
        auto* item = new QListWidgetItem(listed.action->icon(), listed.text, m_list);
        item->setData(kMenu, listed.menu);
        item->setData(kKeys, listed.keys);
        item->setData(kEnabled, listed.action->isEnabled());
        item->setToolTip(listed.action->statusTip());
        m_shown.push_back(entry.index);
    }
    m_list->setVisible(!m_shown.empty());
    m_none->setVisible(m_shown.empty());
    m_list->setCurrentRow(0);
    if (!m_shown.empty()) {
        m_list->scrollToTop();
    }
    fitHeight();
}

/// As tall as what it found, up to twelve rows.
void CommandPalette::fitHeight()
{
    constexpr int kRow = 32;
    const int room = std::max(kRow, parentWidget()->height() - 180);
    m_list->setFixedHeight(std::min({m_list->count() * kRow, 12 * kRow, room / kRow * kRow}));
    layout()->activate();
    resize(width(), sizeHint().height());
}

void CommandPalette::run()
{
    const int row = m_list->currentRow();
    if (row < 0 || !m_actions[m_shown[size_t(row)]].action->isEnabled()) {
        return;
    }
    const QPointer<QAction> action = m_actions[m_shown[size_t(row)]].action;
    dismiss();
    // After the palette is gone, so that the action meets the focus as it was before.
    QTimer::singleShot(0, this, [action] {
        if (action) {
            action->trigger();
        }
    });
}

void CommandPalette::dismiss()
{
    if (!isVisible()) {
        return;
    }
    const bool mine = m_typed->hasFocus();
    hide();
    if (mine && m_before && parentWidget()->isAncestorOf(m_before)) {
        m_before->setFocus(Qt::OtherFocusReason);
    }
    m_before = nullptr;
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == parentWidget()) {
        if (event->type() == QEvent::Resize) {
            dismiss();
        }
        return false;
    }
    if (event->type() == QEvent::FocusOut) {
        const auto reason = static_cast<QFocusEvent*>(event)->reason();
        if (reason != Qt::PopupFocusReason && reason != Qt::ActiveWindowFocusReason) {
            dismiss();
        }
        return false;
    }
    if (event->type() != QEvent::KeyPress) {
        return false;
    }
    const auto* key = static_cast<QKeyEvent*>(event);
    const int row = m_list->currentRow();
    const int count = m_list->count();
    switch (key->key()) {
    case Qt::Key_Escape:
        dismiss();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        run();
        return true;
    case Qt::Key_Down:
    case Qt::Key_Up:
        if (count > 0) {
            m_list->setCurrentRow((row + (key->key() == Qt::Key_Down ? 1 : count - 1)) % count);
        }
        return true;
    case Qt::Key_PageDown:
    case Qt::Key_PageUp:
        m_list->setCurrentRow(std::clamp(row + (key->key() == Qt::Key_PageDown ? 10 : -10), 0, count - 1));
        return true;
    case Qt::Key_Tab:
    case Qt::Key_Backtab:
        return true;
    default:
        return false;
    }
}

} // namespace touchstone
