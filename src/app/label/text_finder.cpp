#include "app/label/text_finder.h"

#include <algorithm>

#include <QKeyEvent>
#include <QLineEdit>

#include "app/label/counted.h"
#include "app/label/find_bar.h"
#include "app/label/label_context.h"
#include "app/label/text_desk.h"
#include "app/label/text_page.h"
#include "app/session/project_session.h"
#include "app/session/text.h"
#include "textview/text_view.h"
#include "touchstone/base/progress.h"
#include "touchstone/model/spans.h"
#include "touchstone/text/text_offsets.h"

using namespace Qt::StringLiterals;

namespace touchstone {
namespace {

/// More are not shown: they would hide the text.
constexpr std::size_t mostFound = 100'000;
/// Larger texts are searched beside the window.
constexpr std::size_t largestAtOnce = 1 << 20;
constexpr qsizetype longestWords = 200;
constexpr auto all = Qt::ShiftModifier | Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier;

std::size_t sizeOf(const Document& document)
{
    std::size_t bytes = 0;
    for (const TextBlock& block : document.blocks)
        bytes += block.text.size();
    return bytes;
}

} // namespace

TextFinder::TextFinder(ProjectSession& session, JobRunner& jobs, LabelContext& context, TextDesk& desk,
                       QObject* parent)
    : QObject(parent), m_session(session), m_context(context), m_desk(desk), m_view(desk.page().view()),
      m_bar(new FindBar), m_job(jobs, nullptr)
{
    desk.page().addBar(m_bar);
    m_view.installEventFilter(this);
    connect(m_bar, &FindBar::patternChanged, this, &TextFinder::patternChanged);
    connect(m_bar, &FindBar::stepWanted, this, &TextFinder::step);
    connect(m_bar, &FindBar::labelAllWanted, this, &TextFinder::labelFound);
    connect(m_bar, &FindBar::acceptWanted, this, &TextFinder::acceptCurrent);
    connect(m_bar, &FindBar::rejectWanted, this, &TextFinder::rejectCurrent);
    connect(m_bar, &FindBar::acceptAllWanted, this, [this] { accept(std::vector(m_places)); });
    connect(m_bar, &FindBar::left, this, &TextFinder::close);
}

bool TextFinder::isLabelling() const
{
    return m_bar->isVisibleTo(&m_desk.page()) && m_bar->mode() == FindBar::Mode::Label;
}

const Annotation* TextFinder::meant() const
{
    const std::vector<AnnotationId>& ids = m_context.selection();
    if (ids.size() > 1)
        return nullptr;
    return m_context.content().find(ids.empty() ? m_desk.lastSpan() : ids.front());
}

QString TextFinder::words() const
{
    if (!m_view.selection().isEmpty())
        return m_view.selectedText();
    const Annotation* one = meant();
    const auto* span = one ? std::get_if<SpanShape>(&one->shape) : nullptr;
    const auto document = m_view.document();
    if (!span || span->ranges->size() != 1 || !document ||
        std::size_t(span->block) >= document->blocks.size())
        return {};
    const TextOffsets offsets(document->blocks[std::size_t(span->block)].text);
    return toQt(offsets.slice(span->ranges->front()));
}

void TextFinder::open()
{
    if (!m_desk.isOn())
        return;
    if (isLabelling())
        close();
    const TextSelection at = m_view.selection();
    m_from = {at.block, at.range()};
    const QString marked = words();
    if (!marked.isEmpty() && marked.size() <= longestWords && !marked.contains(u'\n'))
        m_bar->setText(marked);
    m_bar->showFind();
    patternChanged();
}

void TextFinder::patternChanged()
{
    if (!m_bar->isVisibleTo(&m_desk.page()))
        return;
    if (isLabelling()) {
        if (!m_surface.isEmpty())
            beginLabelling(m_label, m_surface, {}, false);
        return;
    }
    m_job.cancel();
    const SearchPattern pattern = m_bar->pattern();
    if (pattern.text.empty()) {
        m_places.clear();
        m_current = -1;
        m_bar->setStatus({});
        showMarks();
        return;
    }
    const auto search = TextSearch::compile(pattern);
    if (!search) {
        takeFound(search.error());
        return;
    }
    lookFor(
        [search = *search](const Document& document, const Progress* progress) {
            SearchLimits limits;
            limits.most = mostFound;
            limits.progress = progress;
            return placesOf(document, search, limits);
        },
        pattern.isExpression);
}

void TextFinder::lookFor(Query query, bool slow)
{
    const auto document = m_view.document();
    m_document = document;
    if (!document)
        return;
    if (!slow && sizeOf(*document) <= largestAtOnce) {
        takeFound(query(*document, nullptr));
        return;
    }
    // What is there was found in another text, or with another pattern.
    m_places.clear();
    m_all.clear();
    m_current = -1;
    showMarks();
    m_bar->setStatus(u"Searching…"_s);
    m_job.run<TextPlaces>(
        u"Searching the text"_s,
        [document, query = std::move(query)](Progress& progress) { return query(*document, &progress); },
        [this](Result<TextPlaces> found) { takeFound(std::move(found)); });
}

void TextFinder::takeFound(Result<TextPlaces> found)
{
    m_places.clear();
    m_all.clear();
    m_current = -1;
    if (!found) {
        m_bar->setStatus(toQt(found.error().message +
                              (found.error().where.empty() ? "" : " (" + found.error().where + ")")),
                         true);
        showMarks();
        return;
    }
    m_complete = found->complete;
    m_places = std::move(found->places);
    if (isLabelling()) {
        m_all = m_places;
        gatherCandidates();
    }
    if (!m_places.empty()) {
        const auto next =
            std::ranges::lower_bound(m_places, TextPlace{m_from.block, {m_from.range.begin, 0}});
        m_current = next == m_places.end() ? 0 : int(next - m_places.begin());
    }
    if (isLabelling())
        showLabelling();
    show();
}

void TextFinder::step(int by)
{
    if (!m_desk.isOn())
        return;
    if (!m_bar->isVisibleTo(&m_desk.page())) {
        open();
        return;
    }
    if (m_places.empty())
        return;
    const int count = int(m_places.size());
    m_current = (std::max(m_current, 0) + by + count) % count;
    m_from = m_places[std::size_t(m_current)];
    show();
}

void TextFinder::show()
{
    const QString count = counted(std::int64_t(m_places.size())) + (m_complete ? QString() : u"+"_s);
    m_bar->setStatus(m_places.empty() ? (isLabelling() ? QString() : u"Not in this text"_s)
                                      : u"%1 of %2"_s.arg(counted(m_current + 1), count),
                     m_places.empty());
    showMarks();
    if (m_current >= 0) {
        const TextPlace& place = m_places[std::size_t(m_current)];
        m_view.reveal(place.block, place.range);
    }
}

void TextFinder::showMarks()
{
    const bool labels = isLabelling();
    std::vector<Highlight> marks;
    marks.reserve(m_places.size());
    for (std::size_t i = 0; i < m_places.size(); ++i) {
        const bool current = int(i) == m_current;
        marks.push_back({m_places[i].block, m_places[i].range,
                         labels ? (current ? HighlightKind::CandidateCurrent : HighlightKind::Candidate)
                                : (current ? HighlightKind::FoundCurrent : HighlightKind::Found)});
    }
    m_desk.setFound(std::move(marks));
}

void TextFinder::close()
{
    m_job.cancel();
    const bool labelled = isLabelling();
    const bool hadFocus = m_bar->field().hasFocus();
    m_bar->hide();
    if (!labelled && m_current >= 0 && m_desk.isOn()) {
        const TextPlace& place = m_places[std::size_t(m_current)];
        m_context.setSelection({});
        m_view.setSelection({place.block, place.range.begin, place.range.end});
    }
    m_places.clear();
    m_all.clear();
    m_left.clear();
    m_current = -1;
    m_desk.setFound({});
    if (hadFocus || labelled)
        m_view.setFocus(Qt::OtherFocusReason);
}

void TextFinder::itemChanged()
{
    if (!m_bar->isVisibleTo(&m_desk.page()) || m_view.document() == m_document)
        return;
    m_from = {};
    if (!m_desk.isOn() || isLabelling())
        close();
    else
        patternChanged();
}

bool TextFinder::key(const QKeyEvent& event, bool act)
{
    const auto held = event.modifiers() & all;
    const bool enter = event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter;
    const auto run = [&](auto&& work) {
        if (act)
            work();
        return true;
    };
    if (event.key() == Qt::Key_F && held == Qt::ControlModifier)
        return run([this] { open(); });
    if (event.key() == Qt::Key_Escape && held == Qt::NoModifier && m_bar->isVisible()) {
        const bool idle =
            m_context.selection().empty() && m_view.selection().isEmpty() && !m_desk.waitsForLabel();
        return (isLabelling() || idle) && run([this] { close(); });
    }
    if (!isLabelling())
        return false;
    if (event.key() == Qt::Key_Tab && held == Qt::NoModifier)
        return run([this] { step(1); });
    if (event.key() == Qt::Key_Backtab || (event.key() == Qt::Key_Tab && held == Qt::ShiftModifier))
        return run([this] { step(-1); });
    if (enter && held == Qt::NoModifier)
        return run([this] { acceptCurrent(); });
    if (enter && held == Qt::ShiftModifier)
        return run([this] { accept(std::vector(m_places)); });
    if (event.key() == Qt::Key_Delete && held == Qt::NoModifier)
        return run([this] { rejectCurrent(); });
    return false;
}

bool TextFinder::eventFilter(QObject* watched, QEvent* event)
{
    if ((event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride) || !m_desk.isOn() ||
        m_view.isDragging() ||
        !key(*static_cast<QKeyEvent*>(event), event->type() == QEvent::KeyPress))
        return QObject::eventFilter(watched, event);
    event->accept();
    return true;
}

} // namespace touchstone
