// What the next key or click does.

#include <algorithm>

#include "app/label/hint_line.h"
#include "app/label/label_context.h"
#include "app/label/prediction_feed.h"
#include "app/label/text_desk.h"
#include "app/label/token_tagger.h"
#include "app/session/project_session.h"
#include "app/session/text.h"
#include "textview/text_view.h"
#include "touchstone/model/spans.h"

using namespace Qt::StringLiterals;

namespace touchstone {

Hint TextDesk::hint() const
{
    if (m_tagger->isOn())
        return m_tagger->hint();
    if (m_waiting != Waiting::Nothing)
        return waitingHint();
    if (!m_context.selection().empty())
        return selectionHint();
    Hint hint;
    const Label* armed = m_session.ontology().resolve(m_context.currentLabel());
    if (m_atOnce && armed) {
        hint.label = toQt(armed->name);
        hint.swatch = QColor::fromRgb(QRgb(armed->color));
        hint.text = u"click or drag labels"_s;
        hint.keys = {{u"M"_s, u"ends this"_s}};
    } else if (!m_view.selection().isEmpty()) {
        hint.text = u"A digit labels what is marked"_s;
        hint.keys = {{u"Shift ← →"_s, u"extend"_s},
                     {u"/"_s, u"find a label"_s},
                     {u"F"_s, u"adds it to the last span"_s}};
    } else if (const Prediction* one = m_predictions.currentPrediction();
               one && one->state == PredictionState::Open) {
        const Label* label = m_session.ontology().resolve(one->annotation->label);
        hint.label = m_context.labelName(one->annotation->label);
        hint.swatch = label ? QColor::fromRgb(QRgb(label->color)) : QColor();
        hint.text = u"is proposed here"_s;
        hint.keys = {{u"Enter"_s, u"accept"_s}, {u"Del"_s, u"reject"_s}, {u"Tab"_s, u"next"_s}};
    } else {
        hint.text = u"Select words, then a digit"_s;
        hint.keys = {{u"← →"_s, u"word"_s}, {u"Shift"_s, u"extend"_s}, {u"Tab"_s, u"next span"_s}};
    }
    return hint;
}

Hint TextDesk::waitingHint() const
{
    Hint hint;
    if (m_waiting == Waiting::Target) {
        hint.text = u"Choose the span that the relation goes to"_s;
        hint.keys = {{u"Tab"_s, u"next span"_s}, {u"Enter"_s, u"this one"_s}, {u"Esc"_s, u"leaves"_s}};
        return hint;
    }
    const bool relation = m_waiting == Waiting::Relation;
    hint.text = relation ? u"The relation waits for its label"_s : u"The chain waits for its label"_s;
    hint.keys = {{u"1…9"_s, u"label"_s}, {u"/"_s, u"find"_s}, {u"Esc"_s, u"drops it"_s}};
    const std::vector<LabelId> fitting = relation ? fittingRelations() : std::vector<LabelId>();
    // Few that fit are named, with their keys.
    constexpr std::size_t mostNamed = 4;
    if (!fitting.empty() && fitting.size() <= mostNamed) {
        hint.keys.erase(hint.keys.begin());
        for (auto id = fitting.rbegin(); id != fitting.rend(); ++id)
            if (const Label* label = m_session.ontology().find(*id); label && !label->key.empty())
                hint.keys.insert(hint.keys.begin(), {toQt(label->key), toQt(label->name)});
    }
    const LabelId again = relation ? m_relationLabel : m_chainLabel;
    if (!again.isNull() && (!relation || std::ranges::find(fitting, again) != fitting.end()))
        hint.keys.insert(hint.keys.begin(), {u"Enter"_s, m_context.labelName(again)});
    return hint;
}

Hint TextDesk::selectionHint() const
{
    Hint hint;
    const std::vector<AnnotationId>& ids = m_context.selection();
    if (ids.size() > 1) {
        const std::size_t spans = selectedMentions().size();
        hint.text = spans == ids.size() ? u"%1 spans"_s.arg(spans) : u"%1 annotations"_s.arg(ids.size());
        hint.keys = {{u"1…9"_s, u"label of all"_s}, {u"Del"_s, u"delete"_s}};
        if (spans > 1)
            hint.keys.insert(hint.keys.begin() + 1, {{u"K"_s, u"one chain"_s},
                                                     {u"Ctrl K"_s, u"unite their chains"_s},
                                                     {u"Ctrl Shift J"_s, u"join"_s}});
        return hint;
    }
    const Annotation* one = m_context.content().find(ids.front());
    if (!one)
        return hint;
    if (const Label* label = m_session.ontology().resolve(one->label))
        hint.swatch = QColor::fromRgb(QRgb(label->color));
    hint.label = m_context.labelName(one->label);
    if (std::holds_alternative<SpanShape>(one->shape)) {
        hint.text = u"a digit changes the label"_s;
        hint.keys = {{u"Shift ← →"_s, u"end"_s},
                     {u"Ctrl Shift ← →"_s, u"begin"_s},
                     {u"R"_s, u"relation"_s},
                     {u"K"_s, u"chain"_s},
                     {u"Tab"_s, u"next span"_s}};
        if (!chainsOf(m_context.content(), one->id).empty())
            hint.keys.insert(hint.keys.begin() + 2, {u"N"_s, u"next mention"_s});
    } else if (isChain(*one)) {
        hint.label += u" %1"_s.arg(m_view.chainNumber(one->id));
        hint.text = u"a chain"_s;
        hint.keys = {{u"N"_s, u"first mention"_s}, {u"1…9"_s, u"label"_s}, {u"Del"_s, u"delete"_s}};
    } else if (const auto* relation = std::get_if<RelationShape>(&one->shape)) {
        hint.text = m_words.of(*one);
        hint.keys = {{u"1…9"_s, u"label"_s}, {u"Del"_s, u"delete"_s}};
        if (relation->directed)
            hint.keys.insert(hint.keys.begin() + 1, {u"X"_s, u"turn round"_s});
    }
    return hint;
}

} // namespace touchstone
