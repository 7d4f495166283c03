#include "app/label/text_desk.h"

#include <algorithm>

#include <QAction>
#include <QActionGroup>
#include <QMenu>
#include <QSettings>

#include "app/label/label_context.h"
#include "app/label/label_line.h"
#include "app/label/prediction_feed.h"
#include "app/label/text_ahead.h"
#include "app/label/text_page.h"
#include "app/label/text_reading.h"
#include "app/label/token_tagger.h"
#include "app/label/view_marks.h"
#include "app/session/project_session.h"
#include "app/session/text.h"
#include "textview/text_view.h"
#include "touchstone/base/text.h"
#include "touchstone/model/spans.h"

using namespace Qt::StringLiterals;

namespace touchstone {

namespace {

const Annotation* annotationIn(const std::optional<ObjectValue>& value)
{
    return value ? std::get_if<Annotation>(&*value) : nullptr;
}

QString numberText(std::int64_t number)
{
    return QString::fromStdString(withThousands(number));
}

} // namespace

TextDesk::TextDesk(ProjectSession& session, LabelContext& context, PredictionFeed& predictions,
                   ViewMarks& marks, QObject* parent)
    : QObject(parent), m_session(session), m_context(context), m_predictions(predictions), m_marks(marks),
      m_ahead(new TextAhead(session, this)), m_page(new TextPage), m_view(m_page->view()),
      m_words(context, m_view), m_tagger(new TokenTagger(session, context, m_view, m_words, this))
{
    new TextReading(*m_page);
    connect(m_tagger, &TokenTagger::say, this, &TextDesk::say);
    connect(m_tagger, &TokenTagger::changed, this, &TextDesk::hintChanged);
    m_relationLabel = lastLabel(u"textRelation"_s);
    m_chainLabel = lastLabel(u"textChain"_s);
    makeBar();
    connectView();
    connect(&context, &LabelContext::selectionChanged, this, &TextDesk::showSelection);
    connect(&predictions, &PredictionFeed::changed, this, &TextDesk::showPredictions);
    connect(&predictions, &PredictionFeed::currentChanged, this, &TextDesk::showCurrentPrediction);
    connect(&session, &ProjectSession::writableChanged, this,
            [this] { m_view.setEditable(m_session.isEditable()); });
}

void TextDesk::makeBar()
{
    auto* menu = new QMenu(m_page);
    m_snap = new QAction(u"Word"_s, this);
    m_snap->setToolTip(u"What a drag keeps to"_s);
    m_snap->setMenu(menu);
    m_units = new QActionGroup(this);
    const std::pair<TextUnit, QString> units[]{
        {TextUnit::Word, u"Word"_s}, {TextUnit::Token, u"Token"_s}, {TextUnit::Character, u"Character"_s}};
    for (const auto& [unit, name] : units) {
        QAction* action = menu->addAction(name);
        action->setCheckable(true);
        action->setChecked(unit == TextUnit::Word);
        action->setData(int(unit));
        m_units->addAction(action);
    }
    connect(m_units, &QActionGroup::triggered, this, [this](QAction* action) {
        m_view.setSnap(TextUnit(action->data().toInt()));
        m_snap->setText(action->text());
    });
    m_page->addButton(m_snap);
    m_page->addGap();
}

void TextDesk::connectView()
{
    m_view.installEventFilter(this);
    connect(&m_view, &TextView::spansPressed, this, &TextDesk::press);
    connect(&m_view, &TextView::selectionChanged, this, [this] {
        Q_EMIT factsChanged();
        Q_EMIT hintChanged();
    });
    connect(&m_view, &TextView::selectionFinished, this, [this] {
        if (m_view.selection().isEmpty())
            return;
        if (m_tagger->isOn()) {
            m_tagger->start();
            return;
        }
        m_context.setSelection({});
        if (m_atOnce && !m_context.currentLabel().isNull())
            mark(m_context.currentLabel());
    });
    connect(&m_view, &TextView::spanResized, this, [this](AnnotationId id, const SpanShape& shape) {
        const Annotation* span = m_context.content().find(id);
        if (!span || !mayEdit())
            return;
        Annotation after = *span;
        after.shape = shape;
        m_context.apply(u"Resize "_s + m_words.editOf(after), {m_context.content().replacement(after)});
    });
    connect(&m_view, &TextView::chainPressed, this, [this](const AnnotationId& chain) {
        m_context.setSelection(mentionsInOrder(m_context.content(), chain));
    });
    connect(&m_view, &TextView::relationDrawn, this, &TextDesk::nameRelation);
}

void TextDesk::setActions(std::vector<QAction*> own, std::vector<QAction*> others)
{
    m_own = std::move(own);
    m_others = std::move(others);
    showActions();
}

// What is not seen cannot be enabled either, whatever happens meanwhile, and its keys are free.
void TextDesk::showActions()
{
    for (QAction* action : m_on ? m_others : m_own)
        action->setVisible(false);
    for (QAction* action : m_on ? m_own : m_others)
        action->setVisible(true);
}

void TextDesk::setAtOnce(bool on)
{
    m_atOnce = on;
    Q_EMIT hintChanged();
}

void TextDesk::show(const WorkingLayer* working)
{
    const bool on = working && working->document;
    if (std::exchange(m_on, on) != on)
        showActions();
    m_waiting = Waiting::Nothing;
    m_tagger->end();
    if (!on) {
        keepPlace();
        m_item = {};
        m_document = nullptr;
        m_ahead->dispose(m_view.exchange({}, {}));
        return;
    }
    m_view.setRelationDraft({});
    const bool another = working->item.id != m_item || m_document != working->document;
    bool complete = false;
    if (another) {
        keepPlace();
        m_item = working->item.id;
        m_document = working->document;
        m_chainId = m_lastSpan = {};
        TextAhead::Page page = m_ahead->take(*working);
        complete = page.isExact && !m_marks.anythingHidden() && !m_marks.isPeeking();
        m_ahead->dispose(m_view.exchange(std::move(page.text), inks()));
        m_documentFacts = page.facts;
    }
    m_view.setEditable(m_session.isEditable());
    if (complete)
        showSelection();
    else
        restyle();
    const auto left = m_left.find(m_item);
    m_returned = another && left != m_left.end();
    if (m_returned) {
        m_view.setSelection(left->second.selection);
        m_view.setTopPlace(left->second.top);
    }
    showPredictions();
    Q_EMIT factsChanged();
}

void TextDesk::keepPlace()
{
    if (!m_item.isNull())
        m_left[m_item] = {m_view.selection(), m_view.topPlace()};
}

void TextDesk::wantAhead(const std::vector<Item>& items)
{
    m_ahead->want(items);
}

LabelInks TextDesk::inks() const
{
    LabelInks inks;
    const Ontology& ontology = m_session.ontology();
    for (const Label& label : ontology.labels)
        if (const Label* shown = ontology.resolve(label.id))
            inks[label.id] = {QColor::fromRgb(QRgb(shown->color)), toQt(shown->name),
                              m_patterns ? lineOf(*shown) : Qt::SolidLine};
    return inks;
}

void TextDesk::setPatterns(bool on)
{
    m_patterns = on;
    if (m_on)
        m_view.setInks(inks());
}

void TextDesk::restyle()
{
    if (!m_on)
        return;
    std::vector<Annotation> shown;
    for (const Annotation& annotation : m_context.content().annotations())
        if (!m_context.isHidden(annotation))
            shown.push_back(annotation);
    m_view.setAnnotations(std::move(shown), inks());
    numberChains();
    showSelection();
}

// Hidden ones count, so that hiding changes no number.
void TextDesk::numberChains()
{
    std::vector<AnnotationId> chains;
    for (const Annotation& annotation : m_context.content().annotations())
        if (isChain(annotation))
            chains.push_back(annotation.id);
    std::ranges::sort(chains);
    m_view.setChainOrder(std::move(chains));
}

void TextDesk::follow(const Edit& edit)
{
    if (!m_on)
        return;
    bool chains = false;
    for (const Change& change : edit.changes) {
        const Annotation* annotation = annotationIn(change.after ? change.after : change.before);
        if (!annotation)
            continue;
        chains = chains || isChain(*annotation);
        const Annotation* now = m_context.content().find(annotation->id);
        m_view.applyChange(annotation->id,
                           now && !m_context.isHidden(*now) ? std::optional(*now) : std::nullopt);
    }
    if (chains)
        numberChains();
    Q_EMIT factsChanged();
}

void TextDesk::showPredictions()
{
    if (!m_on)
        return;
    std::vector<Annotation> open;
    for (const Prediction& prediction : m_predictions.shown())
        if (prediction.state == PredictionState::Open)
            open.push_back(*prediction.annotation);
    m_view.setPredictions(std::move(open));
    showCurrentPrediction();
}

void TextDesk::showCurrentPrediction()
{
    if (!m_on)
        return;
    std::vector<Highlight> marks = m_found;
    const Prediction* current = m_predictions.currentPrediction();
    const auto* span = current ? std::get_if<SpanShape>(&current->annotation->shape) : nullptr;
    if (span)
        for (const TextRange& range : *span->ranges)
            marks.push_back({span->block, range, HighlightKind::CandidateCurrent});
    m_view.setHighlights(std::move(marks));
    if (span && !m_returned && m_found.empty())
        m_view.reveal(span->block, extent(*span));
}

void TextDesk::setFound(std::vector<Highlight> found)
{
    if (found.empty() && m_found.empty())
        return;
    // Nobody is taken to the prediction because a search ended.
    const bool returned = std::exchange(m_returned, true);
    m_found = std::move(found);
    showCurrentPrediction();
    m_returned = returned;
}

void TextDesk::showSelection()
{
    if (!m_on)
        return;
    std::vector<AnnotationId> ids = m_context.selection();
    if (!ids.empty())
        m_lastSpan = ids.back();
    if (!m_selecting && ids.size() == 1)
        m_view.reveal(ids.front());
    m_view.setSelectedSpans(std::move(ids));
    Q_EMIT hintChanged();
}

const Annotation* TextDesk::selectedSpan() const
{
    if (m_context.selection().size() != 1)
        return nullptr;
    const Annotation* annotation = m_context.content().find(m_context.selection().front());
    return annotation && std::holds_alternative<SpanShape>(annotation->shape) ? annotation : nullptr;
}

TextRange TextDesk::trimmed(int block, TextRange range) const
{
    if (m_view.snap() == TextUnit::Character)
        return range;
    const auto isSpace = [&](std::int64_t at) {
        const QString one = m_view.textOf(block, {at, at + 1});
        return !one.isEmpty() && one.at(0).isSpace();
    };
    const TextRange whole = range;
    while (!range.isEmpty() && isSpace(range.begin))
        ++range.begin;
    while (!range.isEmpty() && isSpace(range.end - 1))
        --range.end;
    return range.isEmpty() ? whole : range;
}

bool TextDesk::mayEdit()
{
    if (m_context.isEditable())
        return true;
    Q_EMIT say(m_context.whyNotEditable());
    return false;
}

QString TextDesk::heading() const
{
    if (!m_on)
        return {};
    if (m_waiting == Waiting::Relation)
        return u"Label of the relation"_s;
    if (m_waiting == Waiting::Chain)
        return u"Label of the chain"_s;
    const std::vector<AnnotationId>& ids = m_context.selection();
    const Annotation* one = ids.size() == 1 ? m_context.content().find(ids.front()) : nullptr;
    if (one)
        return u"New label of the %1"_s.arg(m_words.kindOf(*one).toLower());
    if (!ids.empty())
        return u"New label of the %1 selected"_s.arg(ids.size());
    return m_view.selection().isEmpty() ? u"Label of the next span"_s : u"Label of the marked text"_s;
}

bool TextDesk::take(const LabelId& label)
{
    if (!m_on)
        return false;
    if (m_tagger->isOn()) {
        m_tagger->take(label);
        return true;
    }
    const Label* named = m_session.ontology().resolve(label);
    if (m_waiting == Waiting::Relation || m_waiting == Waiting::Chain) {
        if (!named || !mayEdit())
            return true;
        if (!named->allows(ShapeKind::Relation)) {
            Q_EMIT say(u"%1 is not for relations. Choose another label, or Esc."_s.arg(toQt(named->name)));
            return true;
        }
    }
    if (m_waiting == Waiting::Relation && !fitsRelation(*named))
        return true;
    if (m_waiting == Waiting::Relation) {
        m_relationLabel = label;
        rememberLabel(u"textRelation"_s, label);
        const AnnotationId relation = AnnotationId::create();
        auto changes = spansRelated(m_context.content(), m_from, m_to, label, relation);
        if (changes.empty())
            Q_EMIT say(u"These two have this relation already."_s);
        else
            m_context.apply(
                u"Relate %1: %2 → %3"_s.arg(m_context.labelName(label), wordsOf(m_from), wordsOf(m_to)),
                std::move(changes));
        wait(Waiting::Nothing);
        return true;
    }
    if (m_waiting == Waiting::Chain) {
        m_chainLabel = label;
        rememberLabel(u"textChain"_s, label);
        m_chainId = AnnotationId::create();
        m_context.apply(u"Begin chain %1: %2"_s.arg(m_context.labelName(label), wordsOf(m_mentions.front())),
                        chained(m_context.content(), m_chainId, label, m_mentions));
        wait(Waiting::Nothing);
        return true;
    }
    if (!m_context.selection().empty())
        return named && !fitsSelection(*named);
    if (m_view.selection().isEmpty())
        return false;
    mark(label);
    return true;
}

// Says what the label is not for.
bool TextDesk::fitsSelection(const Label& label)
{
    for (const AnnotationId& id : m_context.selection()) {
        const Annotation* one = m_context.content().find(id);
        if (!one || label.allows(kindOf(one->shape)))
            continue;
        Q_EMIT say(u"%1 is not for %2s."_s.arg(toQt(label.name), m_words.kindOf(*one).toLower()));
        return false;
    }
    for (const AnnotationId& id : m_context.selection())
        if (const Annotation* one = m_context.content().find(id); one && !joins(label, *one, false)) {
            Q_EMIT say(
                u"%1 does not go from %2 to %3."_s.arg(toQt(label.name), endOf(*one, 0), endOf(*one, 1)));
            return false;
        }
    return true;
}

QString TextDesk::wordsOf(const AnnotationId& id) const
{
    const Annotation* found = m_context.content().find(id);
    return found ? m_words.of(*found) : QString();
}

// What relations and chains were named last in this project, also before a restart.
LabelId TextDesk::lastLabel(const QString& of) const
{
    const QString kept = QSettings().value(settingsGroup() + of).toString();
    const auto id = Uuid::parse(fromQt(kept));
    const Label* label = id ? m_session.ontology().resolve(LabelId{*id}) : nullptr;
    return label && label->isActive() ? label->id : LabelId();
}

void TextDesk::rememberLabel(const QString& of, const LabelId& label)
{
    QSettings().setValue(settingsGroup() + of, toQt(label.toString()));
}

QString TextDesk::settingsGroup() const
{
    return u"projects/%1/"_s.arg(toQt(m_session.project().info().id.toString()));
}

void TextDesk::mark(const LabelId& label)
{
    const TextSelection marked = m_view.selection();
    const Label* named = m_session.ontology().resolve(label);
    if (!named || !mayEdit())
        return;
    if (!named->allows(ShapeKind::Span)) {
        Q_EMIT say(u"%1 is not for spans."_s.arg(toQt(named->name)));
        return;
    }
    Annotation span;
    span.id = AnnotationId::create();
    span.label = label;
    span.shape = SpanShape{std::vector{trimmed(marked.block, marked.range())}, marked.block};
    const QString text = u"Label "_s + m_words.editOf(span);
    span.attributes = m_context.startOf(label);
    const auto same = [&](const Annotation& one) { return one.label == label && one.shape == span.shape; };
    if (std::ranges::any_of(m_context.content().annotations(), same)) {
        Q_EMIT say(u"This is labelled %1 already."_s.arg(toQt(named->name)));
        return;
    }
    const AnnotationId id = span.id;
    if (m_context.apply(text, {m_context.content().creation(std::move(span))})) {
        m_lastSpan = id;
        // Who goes on by keyboard goes on from here.
        m_view.setSelection({marked.block, marked.range().end, marked.range().end});
    }
}

QStringList TextDesk::facts() const
{
    const auto document = m_view.document();
    if (!m_on || !document)
        return {};
    QStringList facts;
    const TextRange range = m_view.selection().range();
    facts << (range.isEmpty() ? u"place %1"_s.arg(numberText(range.begin))
                              : u"characters %1–%2"_s.arg(numberText(range.begin), numberText(range.end)));
    return facts + m_documentFacts;
}

} // namespace touchstone
