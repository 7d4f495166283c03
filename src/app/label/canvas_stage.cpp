#include "app/label/canvas_stage.h"

#include <algorithm>

#include <QEvent>
#include <QPainter>

#include "app/label/hint_line.h"
#include "app/label/missing_notice.h"
#include "app/label/tool_strip.h"
#include "app/theme/theme.h"
#include "canvas/canvas.h"

namespace touchstone {

namespace {

constexpr int margin = 12;
constexpr int gap = 4;
constexpr int footHeight = 56;

} // namespace

CanvasStage::CanvasStage(QWidget* parent)
    : QWidget(parent), m_canvas(new Canvas(this)), m_tools(new ToolStrip(this)), m_hints(new HintLine(this)),
      m_missing(new MissingNotice(this)), m_changed(new MissingNotice(this))
{
    setMinimumSize(320, 240);
    m_changed->setObjectName(QStringLiteral("changedNotice"));
    connect(m_hints, &HintLine::sizeChanged, this, &CanvasStage::arrange);
    connect(m_missing, &MissingNotice::sizeChanged, this, &CanvasStage::arrange);
    connect(m_changed, &MissingNotice::sizeChanged, this, &CanvasStage::arrange);
}

void CanvasStage::setPrimaryButton(QWidget* button)
{
    m_primary = button;
    button->setParent(this);
    button->show();
    arrange();
}

void CanvasStage::setTextPage(QWidget* page)
{
    m_text = page;
    page->setParent(this);
    page->hide();
}

void CanvasStage::showText(bool on)
{
    if (m_text->isHidden() == !on)
        return;
    const bool focused = m_canvas->hasFocus() || m_text->isAncestorOf(focusWidget());
    m_text->setVisible(on);
    m_canvas->setVisible(!on);
    m_tools->setVisible(!on);
    update();
    arrange();
    if (focused)
        (on ? m_text : m_canvas)->setFocus(Qt::OtherFocusReason);
}

void CanvasStage::setHeadBar(QWidget* bar)
{
    m_head = bar;
    bar->setParent(this);
    bar->hide();
    bar->installEventFilter(this);
}

bool CanvasStage::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_head &&
        (event->type() == QEvent::ShowToParent || event->type() == QEvent::HideToParent ||
         event->type() == QEvent::LayoutRequest))
        arrange();
    return QWidget::eventFilter(watched, event);
}

void CanvasStage::arrange()
{
    m_tools->move(margin, margin);
    m_tools->fitInto(height() - 2 * margin);
    const int left = margin + m_tools->width() + gap;
    int top = margin;
    if (m_head && m_head->isVisibleTo(this)) {
        m_head->setGeometry(left, top, width() - left - margin, m_head->sizeHint().height());
        top += m_head->height() + margin / 2;
    }
    m_canvas->setGeometry(left, top, width() - left, height() - top - footHeight);
    if (m_text && !m_text->isHidden())
        m_text->setGeometry(0, top == margin ? 0 : top, width(),
                            height() - footHeight - (top == margin ? 0 : top));
    int right = width() - margin;
    if (m_primary) {
        const QSize size = m_primary->sizeHint();
        m_primary->setGeometry(right - size.width(), height() - (footHeight + size.height()) / 2,
                               size.width(), size.height());
        right -= size.width() + margin;
    }
    const int foot = m_text && !m_text->isHidden() ? margin : left;
    const int hint = std::clamp(m_hints->sizeHint().width(), 80, std::max(80, right - foot));
    m_hints->setGeometry(foot, height() - (footHeight + m_hints->height()) / 2, hint, m_hints->height());
    m_missing->adjustSize();
    const QSize note = m_missing->size().boundedTo(m_canvas->size());
    m_missing->setGeometry(
        QRect(m_canvas->geometry().center() - QPoint(note.width() / 2, note.height() / 2), note));
    m_missing->raise();
    m_changed->adjustSize();
    const QSize told = m_changed->size().boundedTo(m_canvas->size());
    m_changed->setGeometry(
        QRect({m_canvas->geometry().center().x() - told.width() / 2, m_canvas->y() + margin}, told));
    m_changed->raise();
}

void CanvasStage::resizeEvent(QResizeEvent*)
{
    arrange();
}

void CanvasStage::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        arrange();
}

void CanvasStage::paintEvent(QPaintEvent* event)
{
    const bool text = m_text && !m_text->isHidden();
    QPainter(this).fillRect(event->rect(), text ? theme().panel : theme().surround);
}

} // namespace touchstone
