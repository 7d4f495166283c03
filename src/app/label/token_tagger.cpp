#include "app/label/token_tagger.h"

#include <algorithm>

#include <QKeyEvent>
#include <QScrollBar>
#include <QSettings>

#include "app/label/hint_line.h"
#include "app/label/label_context.h"
#include "app/label/physical_keys.h"
#include "app/label/tag_popup.h"
#include "app/label/text_words.h"
#include "app/session/project_session.h"
#include "app/session/text.h"
#include "textview/text_view.h"

using namespace Qt::StringLiterals;

namespace touchstone {
namespace {

/// So long may the rest of a name follow that was known before it was typed out.
constexpr qint64 restMilliseconds = 700;

} // namespace

TokenTagger::TokenTagger(ProjectSession& session, LabelContext& context, TextView& view,
                         const TextWords& words, QObject* parent)
    : QObject(parent), m_session(session), m_context(context), m_view(view), m_words(words),
      m_popup(new TagPopup(view.viewport()))
{
    connect(view.verticalScrollBar(), &QScrollBar::valueChanged, this, [this] {
        if (m_on)
            filter();
    });
    for (const QString& kept : QSettings().value(settingsKey()).toStringList())
        if (const auto id = Uuid::parse(fromQt(kept)))
            m_set.push_back(LabelId{*id});
}

QString TokenTagger::settingsKey() const
{
    return u"projects/%1/textTags"_s.arg(toQt(m_session.project().info().id.toString()));
}

void TokenTagger::start()
{
    if (!m_context.isEditable()) {
        Q_EMIT say(m_context.whyNotEditable());
        return;
    }
    TextSelection at = m_view.selection();
    const std::vector<AnnotationId>& ids = m_context.selection();
    const Annotation* span = ids.size() == 1 ? m_context.content().find(ids.front()) : nullptr;
    if (const auto* shape = span ? std::get_if<SpanShape>(&span->shape) : nullptr)
        at = {shape->block, extent(*shape).begin, extent(*shape).begin};
    const std::int64_t begin = at.range().begin;
    m_context.setSelection({});
    const TextRange token = m_view.unitAt(TextUnit::Token, at.block, begin);
    m_view.setSelection({at.block, token.begin, token.end});
    if (token.isEmpty()) {
        m_view.setSelection({at.block, begin, begin});
        if (!m_view.move(TextUnit::Token, 1, TextView::Move::Go)) {
            Q_EMIT say(u"There is no token behind the caret."_s);
            return;
        }
    }
    m_on = true;
    m_view.setFocus(Qt::OtherFocusReason);
    show();
}

void TokenTagger::end()
{
    if (!std::exchange(m_on, false))
        return;
    m_popup->hide();
    m_typed.clear();
    m_view.setSelection({m_block, m_token.begin, m_token.begin});
    Q_EMIT changed();
}

// What the view has marked is the token that is asked about.
void TokenTagger::show()
{
    m_block = m_view.selection().block;
    m_token = m_view.selection().range();
    m_typed.clear();
    const TextRange sentence = m_view.unitAt(TextUnit::Sentence, m_block, m_token.begin);
    m_view.reveal(m_block, {sentence.end, sentence.end});
    m_view.reveal(m_block, {sentence.begin, sentence.begin});
    m_view.reveal(m_block, m_token);
    filter();
    Q_EMIT changed();
}

std::vector<LabelId> TokenTagger::fitting(const QString& letters) const
{
    // Names that begin so, else those that have it inside; those in use before the others, keys first.
    std::vector<std::tuple<bool, bool, std::string, std::int32_t, LabelId>> ranked;
    const QString typed = letters.toCaseFolded();
    for (const Label& label : m_session.ontology().labels) {
        if (!label.isActive() || !label.allows(ShapeKind::Span))
            continue;
        const QString name = toQt(label.name).toCaseFolded();
        const bool used = std::ranges::find(m_set, label.id) != m_set.end();
        const std::string key = label.key.empty() ? "~" : label.key == "0" ? ":" : label.key;
        if (name.contains(typed))
            ranked.emplace_back(!name.startsWith(typed), !used, key, label.order, label.id);
    }
    std::sort(ranked.begin(), ranked.end());
    std::vector<LabelId> found;
    for (const auto& [inside, fresh, key, order, id] : ranked)
        if (inside == std::get<0>(ranked.front()))
            found.push_back(id);
    return found;
}

void TokenTagger::filter()
{
    m_found = fitting(m_typed);
    m_row = 0;
    if (m_typed.isEmpty())
        for (const Annotation* span : spansHere())
            if (const auto at = std::ranges::find(m_found, m_context.resolved(span->label));
                at != m_found.end())
                m_row = int(at - m_found.begin());
    std::vector<TagPopup::Row> rows;
    for (const LabelId& id : m_found) {
        const Label* label = m_session.ontology().find(id);
        rows.push_back({toQt(label->key), toQt(label->name), QColor::fromRgb(QRgb(label->color))});
    }
    m_popup->show(m_view.rectOf(m_block, m_token).value_or(QRect()),
                  m_view.bottomOfLine(m_block, m_token).value_or(0), m_typed, std::move(rows), m_row);
}

bool TokenTagger::key(const QKeyEvent& event, bool act)
{
    if (!m_on || (event.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier)))
        return false;
    const auto run = [act](auto&& work) {
        if (act)
            work();
        return true;
    };
    switch (event.key()) {
    case Qt::Key_Escape:
        return run([this] {
            if (m_typed.isEmpty())
                end();
            else
                type({});
        });
    case Qt::Key_Backspace:
        return run([this] {
            if (m_typed.isEmpty())
                step(-1);
            else
                type(m_typed.chopped(1));
        });
    case Qt::Key_Left:
    case Qt::Key_Right:
        return run([&] { step((event.key() == Qt::Key_Right) != m_view.isRightToLeft() ? 1 : -1); });
    case Qt::Key_Up:
    case Qt::Key_Down:
        return run([&] {
            const int count = int(m_found.size());
            if (count > 0)
                m_popup->mark(m_row = (m_row + (event.key() == Qt::Key_Down ? 1 : count - 1)) % count);
        });
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return run([this] { choose(m_row); });
    case Qt::Key_Space:
    case Qt::Key_Tab: return run([this] { step(1); });
    case Qt::Key_Backtab: return run([this] { step(-1); });
    case Qt::Key_Delete: return run([this] { clear(); });
    case Qt::Key_Home:
    case Qt::Key_End:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown: return true;
    default:
        break;
    }
    if (const int digit = physicalDigit(event); digit >= 0 && m_typed.isEmpty())
        return run([&] {
            if (const Label* label = m_session.ontology().findByKey(std::to_string(digit)))
                take(label->id);
            else
                Q_EMIT say(u"No label has the key %1."_s.arg(digit));
        });
    QString letters = event.text();
    if (letters.isEmpty() || !letters.at(0).isPrint())
        return false;
    // Names in Latin letters, while the keyboard writes others.
    if (const int latin = latinFallback(event); latin != 0 && fitting(m_typed + letters).empty())
        letters = QChar(latin);
    return run([&] {
        // Who types a name out goes on doing so though it was known from its first letters.
        if (!m_rest.isEmpty() && m_sinceChosen.elapsed() < restMilliseconds &&
            m_rest.startsWith(letters, Qt::CaseInsensitive)) {
            m_rest.remove(0, letters.size());
            m_sinceChosen.start();
            return;
        }
        type(m_typed + letters);
    });
}

void TokenTagger::type(const QString& letters)
{
    m_rest.clear();
    const QString before = std::exchange(m_typed, letters);
    filter();
    if (m_found.empty()) {
        Q_EMIT say(u"No label for spans has “%1” in its name."_s.arg(m_typed));
        m_typed = before;
        filter();
        return;
    }
    if (m_found.size() > 1 || m_typed.isEmpty() || before.size() >= m_typed.size())
        return;
    const QString name = m_context.labelName(m_found.front());
    if (name.startsWith(m_typed, Qt::CaseInsensitive))
        m_rest = name.mid(m_typed.size());
    m_sinceChosen.start();
    choose(0);
}

void TokenTagger::choose(int row)
{
    if (row >= 0 && row < int(m_found.size()))
        take(m_found[std::size_t(row)]);
}

void TokenTagger::step(int by)
{
    m_rest.clear();
    m_view.setSelection({m_block, m_token.begin, m_token.end});
    if (m_view.move(TextUnit::Token, by, TextView::Move::Go)) {
        show();
        return;
    }
    if (by > 0) {
        end();
        Q_EMIT say(u"This was the last token of the text."_s);
    } else {
        Q_EMIT say(u"This is the first token of the text."_s);
    }
}

std::vector<const Annotation*> TokenTagger::spansHere() const
{
    std::vector<const Annotation*> found;
    for (const Annotation& one : m_context.content().annotations())
        if (const auto* span = std::get_if<SpanShape>(&one.shape);
            span && span->block == m_block && span->ranges->size() == 1 && span->ranges->front() == m_token)
            found.push_back(&one);
    return found;
}

bool TokenTagger::isOfSet(const Annotation& span) const
{
    return std::ranges::find(m_set, m_context.resolved(span.label)) != m_set.end();
}

void TokenTagger::take(const LabelId& label)
{
    const Label* named = m_session.ontology().resolve(label);
    if (!m_on || !named)
        return;
    if (!named->allows(ShapeKind::Span)) {
        Q_EMIT say(u"%1 is not for spans."_s.arg(toQt(named->name)));
        return;
    }
    remember(named->id);
    std::vector<Change> changes;
    QString text;
    bool there = false;
    for (const Annotation* one : spansHere()) {
        if (!isOfSet(*one))
            continue;
        if (std::exchange(there, true)) {
            changes.push_back(m_context.content().removal(one->id));
        } else if (m_context.resolved(one->label) != named->id) {
            Annotation after = *one;
            after.label = named->id;
            text = u"Relabel %1, now %2"_s.arg(m_words.editOf(*one), toQt(named->name));
            changes.push_back(m_context.content().replacement(std::move(after)));
        }
    }
    if (!there) {
        Annotation span;
        span.id = AnnotationId::create();
        span.label = named->id;
        span.shape = SpanShape{std::vector{m_token}, m_block};
        span.attributes = m_context.startOf(named->id);
        changes.push_back(m_context.content().creation(std::move(span)));
    }
    if (text.isEmpty())
        text = u"Label %1: %2"_s.arg(toQt(named->name), m_words.of(SpanShape{std::vector{m_token}, m_block}));
    const QString rest = m_rest;
    if (changes.empty() || m_context.apply(text, std::move(changes)))
        step(1);
    m_rest = rest;
}

// What the token was labelled with here.
void TokenTagger::clear()
{
    std::vector<Change> changes;
    for (const Annotation* one : spansHere())
        if (isOfSet(*one))
            changes.push_back(m_context.content().removal(one->id));
    if (m_context.apply(u"Delete the label of "_s + m_words.of(SpanShape{std::vector{m_token}, m_block}),
                        std::move(changes)))
        filter();
}

void TokenTagger::remember(const LabelId& label)
{
    if (std::ranges::find(m_set, label) != m_set.end())
        return;
    m_set.push_back(label);
    QStringList kept;
    for (const LabelId& id : m_set)
        kept << toQt(id.toString());
    QSettings().setValue(settingsKey(), kept);
}

Hint TokenTagger::hint() const
{
    Hint hint;
    hint.text = u"A digit, or the first letters of a label, names “%1”"_s.arg(
        m_words.of(SpanShape{std::vector{m_token}, m_block}));
    hint.keys = {{u"Space"_s, u"skip"_s}, {u"Backspace"_s, u"back"_s}, {u"Esc"_s, u"ends"_s}};
    return hint;
}

} // namespace touchstone
