#include "app/label/filter_text.h"

#include <algorithm>

#include <QRegularExpression>

#include "app/label/task_states.h"

using namespace Qt::StringLiterals;

namespace touchstone {

namespace {

std::optional<SoloState> stateFromWord(const QString& word)
{
    const QString lower = word.toLower();
    if (lower == u"todo" || lower == u"to do" || lower == u"open")
        return SoloState::ToDo;
    if (lower == u"progress" || lower == u"inprogress" || lower == u"in progress")
        return SoloState::InProgress;
    if (lower == u"done")
        return SoloState::Done;
    if (lower == u"skipped")
        return SoloState::Skipped;
    return {};
}

const QRegularExpression& tokenPattern()
{
    static const QRegularExpression pattern(uR"((state|label|assignee):("[^"]*"?|\S*))"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    return pattern;
}

QString unquoted(QString value)
{
    if (value.startsWith(u'"'))
        value.remove(0, 1);
    if (value.endsWith(u'"'))
        value.chop(1);
    return value;
}

const Label* findLabel(const Ontology& ontology, const QString& name)
{
    if (const Label* exact = ontology.findByName(name.toStdString()))
        return exact;
    for (const Label& label : ontology.labels)
        if (label.mergedInto.isNull() &&
            QString::fromStdString(label.name).compare(name, Qt::CaseInsensitive) == 0)
            return &label;
    return nullptr;
}

} // namespace

ParsedFilter parseFilter(const QString& text, const Ontology& ontology, const std::vector<Member>& members,
                         const MemberId& me)
{
    ParsedFilter parsed;
    QString rest = text;
    auto matches = tokenPattern().globalMatch(text);
    while (matches.hasNext()) {
        const auto match = matches.next();
        const QString value = unquoted(match.captured(2));
        if (value.isEmpty()) {
            // Still being typed.
        } else if (match.captured(1).compare(u"state", Qt::CaseInsensitive) == 0) {
            if (const auto state = stateFromWord(value)) {
                const auto states = storedStates(*state);
                parsed.filter.states.insert(parsed.filter.states.end(), states.begin(), states.end());
            } else {
                parsed.problem = u"There is no state “%1”: todo, progress, done, skipped"_s.arg(value);
            }
        } else if (match.captured(1).compare(u"assignee", Qt::CaseInsensitive) == 0) {
            const auto member = std::ranges::find_if(members, [&](const Member& one) {
                return QString::fromStdString(one.name).compare(value, Qt::CaseInsensitive) == 0;
            });
            if (value.compare(u"me", Qt::CaseInsensitive) == 0)
                parsed.filter.assignee = me;
            else if (member != members.end())
                parsed.filter.assignee = member->id;
            else
                parsed.problem = u"There is nobody named “%1” here"_s.arg(value);
        } else if (const Label* label = findLabel(ontology, value)) {
            parsed.filter.label = label->id;
        } else {
            parsed.problem = u"There is no label “%1”"_s.arg(value);
        }
    }
    rest.replace(tokenPattern(), u" "_s);
    parsed.filter.text = rest.simplified().toStdString();
    return parsed;
}

QString withToken(const QString& text, const QString& name, const QString& value)
{
    QString rest = text;
    rest.remove(
        QRegularExpression(name + uR"(:("[^"]*"?|\S*))"_s, QRegularExpression::CaseInsensitiveOption));
    rest = rest.simplified();
    if (value.isEmpty())
        return rest;
    const QString token = name + u':' + (value.contains(u' ') ? u'"' + value + u'"' : value);
    return rest.isEmpty() ? token : rest + u' ' + token;
}

} // namespace touchstone
