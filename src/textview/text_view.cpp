#include "textview/text_view.h"

#include <algorithm>

#include <QEvent>
#include <QFontDatabase>
#include <QScrollBar>

#include "textview/text_view_state.h"

using namespace Qt::StringLiterals;

namespace touchstone {
namespace {

constexpr int namePixels = 11;

QFont textFont(const ReadingSettings& reading)
{
    QStringList families{u"Noto Serif"_s, u"DejaVu Serif"_s, u"Liberation Serif"_s, u"serif"_s,
                         u"Noto Color Emoji"_s};
    QFont font;
    font.setStyleHint(QFont::Serif);
    if (reading.family == u"sans-serif"_s) {
        families = {u"Inter"_s, u"Noto Sans"_s, u"DejaVu Sans"_s, u"sans-serif"_s, u"Noto Color Emoji"_s};
        font.setStyleHint(QFont::SansSerif);
    } else if (reading.family == u"monospace"_s) {
        families = {u"Noto Sans Mono"_s, u"DejaVu Sans Mono"_s, u"monospace"_s, u"Noto Color Emoji"_s};
        font.setStyleHint(QFont::Monospace);
    } else if (!reading.family.isEmpty()) {
        families.prepend(reading.family);
    }
    font.setFamilies(families);
    font.setPixelSize(std::clamp(reading.pixelSize, kSmallestText, kLargestTextSize));
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

} // namespace

TextView::TextView(QWidget* parent) : QAbstractScrollArea(parent), m_state(std::make_unique<State>())
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    viewport()->setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    viewport()->setCursor(Qt::IBeamCursor);
    m_state->map = new SpanMap(this);
    setViewportMargins(0, 0, SpanMap::kWidth, 0);
    connect(m_state->map, &SpanMap::asked, this, [this](double part) {
        QScrollBar* bar = verticalScrollBar();
        bar->setValue(static_cast<int>(part * (bar->maximum() + bar->pageStep())) - bar->pageStep() / 2);
    });
    m_state->page.setSource(&m_state->source, {});
    m_state->units = TextUnits(&m_state->source, &m_state->page.pieces());
    m_state->page.setSpans(&m_state->spans, &m_state->inks);
    restyle();
}

TextView::~TextView() = default;

void TextView::setDocument(std::shared_ptr<const Document> document)
{
    exchange(document ? PreparedText(std::move(document)) : PreparedText(), m_state->inks);
}

PreparedText TextView::exchange(PreparedText text, LabelInks inks)
{
    State& s = *m_state;
    s.gesture = {};
    s.autoscroll.stop();
    std::swap(s.document, text.document);
    std::swap(s.source, text.source);
    std::swap(s.spans, text.spans);
    s.inks = std::move(inks);
    s.relationFrom = s.relationTo = {};
    s.highlights.clear();
    s.highlightsOf.clear();
    text.pieces = s.page.setSource(&s.source, std::move(text.pieces));
    s.units = TextUnits(&s.source, &s.page.pieces());
    SpanMarks marks;
    marks.unstored = std::move(s.marks.unstored);
    s.marks = std::move(marks);
    s.selection = {};
    s.goalX.reset();
    s.topPiece = 0;
    s.topOffset = -kPagePadding;
    s.mapAsked = true;
    askSight();
    Q_EMIT selectionChanged();
    return text;
}

std::shared_ptr<const Document> TextView::document() const
{
    return m_state->document;
}

void TextView::setAnnotations(std::vector<Annotation> annotations, LabelInks inks)
{
    State& s = *m_state;
    cancelGesture();
    const Top before = top();
    s.spans.reset(std::move(annotations), s.spans.all(true));
    s.inks = std::move(inks);
    s.page.setSpans(&s.spans, &s.inks);
    goTo(before);
    s.mapAsked = true;
}

void TextView::setInks(LabelInks inks)
{
    State& s = *m_state;
    const Top before = top();
    s.inks = std::move(inks);
    s.page.undressAll();
    goTo(before);
    s.mapAsked = true;
}

void TextView::setPredictions(std::vector<Annotation> predictions)
{
    State& s = *m_state;
    if (s.spans.all(true) == predictions)
        return;
    cancelGesture();
    const Top before = top();
    s.spans.reset(s.spans.all(false), std::move(predictions));
    s.page.setSpans(&s.spans, &s.inks);
    goTo(before);
    s.mapAsked = true;
}

void TextView::applyChange(const AnnotationId& id, const std::optional<Annotation>& now, bool prediction)
{
    State& s = *m_state;
    if (s.gesture.kind == Gesture::Kind::Resize && s.gesture.span == id)
        cancelGesture();
    const Top before = top();
    const SpanChange change = s.spans.change(id, now, prediction);
    for (const BlockRange& range : change.ranges)
        s.page.undress(range);
    if (!now) {
        s.marks.selected.erase(id);
        if (s.marks.hovered == id)
            s.marks.hovered = {};
    }
    goTo(before);
    s.mapAsked = true;
}

void TextView::setHighlights(std::vector<Highlight> highlights)
{
    State& s = *m_state;
    s.highlights = std::move(highlights);
    std::vector<std::vector<RangeIndex::Entry>> blocks(static_cast<std::size_t>(s.source.blockCount()));
    for (std::size_t i = 0; i < s.highlights.size(); ++i)
        if (const int block = s.highlights[i].block; block >= 0 && block < s.source.blockCount())
            blocks[static_cast<std::size_t>(block)].push_back(
                {s.source.clamped(block, s.highlights[i].range), static_cast<std::uint32_t>(i)});
    s.highlightsOf.clear();
    for (auto& entries : blocks)
        s.highlightsOf.emplace_back(std::move(entries));
    s.mapAsked = true;
    viewport()->update();
}

void TextView::setReading(const ReadingSettings& reading)
{
    if (reading == m_state->reading)
        return;
    m_state->reading = reading;
    restyle();
}

const ReadingSettings& TextView::reading() const
{
    return m_state->reading;
}
void TextView::setSnap(TextUnit unit)
{
    m_state->snap = unit;
}
TextUnit TextView::snap() const
{
    return m_state->snap;
}

void TextView::setEditable(bool editable)
{
    if (!editable)
        cancelGesture();
    m_state->editable = editable;
}

void TextView::setMessage(const QString& message)
{
    m_state->message = message;
    viewport()->update();
}

const TextSelection& TextView::selection() const
{
    return m_state->selection;
}

void TextView::setSelection(const TextSelection& selection)
{
    State& s = *m_state;
    TextSelection now = selection;
    now.block = std::clamp(now.block, 0, std::max(0, s.source.blockCount() - 1));
    const std::int64_t length = s.source.blockCount() > 0 ? s.source.length(now.block) : 0;
    now.anchor = std::clamp<std::int64_t>(now.anchor, 0, length);
    now.head = std::clamp<std::int64_t>(now.head, 0, length);
    s.goalX.reset();
    if (now == s.selection)
        return;
    s.selection = now;
    viewport()->update();
    Q_EMIT selectionChanged();
}

QString TextView::selectedText() const
{
    return textOf(m_state->selection.block, m_state->selection.range());
}

QString TextView::textOf(int block, const TextRange& range) const
{
    const State& s = *m_state;
    if (block < 0 || block >= s.source.blockCount())
        return {};
    const int begin = s.source.utf16(block, range.begin), end = s.source.utf16(block, range.end);
    return s.source.text(block).mid(begin, end - begin);
}

int TextView::chainNumber(const AnnotationId& chain) const
{
    return m_state->spans.chainNumber(chain);
}

void TextView::setChainOrder(std::vector<AnnotationId> order)
{
    State& s = *m_state;
    if (!s.spans.setChainOrder(std::move(order)))
        return;
    const Top before = top();
    s.page.undressAll();
    goTo(before);
    s.mapAsked = true;
}

void TextView::setRelationDraft(const AnnotationId& from, const AnnotationId& to)
{
    m_state->relationFrom = from;
    m_state->relationTo = to;
    viewport()->update();
}

void TextView::setSelectedSpans(std::vector<AnnotationId> ids)
{
    m_state->marks.selected = {ids.begin(), ids.end()};
    viewport()->update();
}

void TextView::setUnstored(const std::vector<AnnotationId>& ids)
{
    m_state->marks.unstored = {ids.begin(), ids.end()};
    viewport()->update();
}

std::vector<AnnotationId> TextView::selectedSpans() const
{
    return {m_state->marks.selected.begin(), m_state->marks.selected.end()};
}

AnnotationId TextView::hovered() const
{
    return m_state->marks.hovered;
}

const Annotation* TextView::annotation(const AnnotationId& id) const
{
    const SpanEntry* entry = m_state->spans.find(id);
    return entry ? &entry->annotation : nullptr;
}

void TextView::restyle()
{
    State& s = *m_state;
    const Top before = top();
    s.colors = textColors(palette());
    LayoutStyle style;
    style.font = textFont(s.reading);
    style.nameFont = font();
    style.nameFont.setPixelSize(namePixels);
    style.nameFont.setWeight(QFont::DemiBold);
    const QFontMetricsF metrics(style.font);
    const double room = std::max(80.0, viewport()->width() - 2 * style.margin);
    style.width = s.reading.columnCharacters > 0
                      ? std::min(room, std::ceil(s.reading.columnCharacters * metrics.averageCharWidth()))
                      : room;
    style.tabWidth = std::clamp(s.reading.tabCharacters, 1, 16) * metrics.averageCharWidth();
    style.lineHeight = std::ceil(metrics.height() * std::clamp(s.reading.lineHeight, 0.8, 4.0));
    style.paragraphGap = std::round(metrics.height() * 0.4);
    style.headingHeight = std::round(metrics.height() * 2);
    s.page.setStyle(style);
    s.columnLeft = std::round((viewport()->width() - style.width) / 2);
    s.map->setColors(s.colors.page, mixed(s.colors.page, s.colors.text, 0.1));
    verticalScrollBar()->setSingleStep(static_cast<int>(style.lineHeight));
    goTo(before);
    s.mapAsked = true;
}

void TextView::changeEvent(QEvent* event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange ||
        event->type() == QEvent::StyleChange)
        restyle();
}

} // namespace touchstone
