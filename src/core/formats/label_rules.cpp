#include "touchstone/formats/label_rules.h"

#include <algorithm>

#include "core/formats/csv_record.h"
#include "core/formats/json_places.h"
#include "core/formats/text_input.h"
#include "touchstone/base/text.h"
#include "touchstone/text/search.h"

namespace touchstone {
namespace {

std::string_view trimmed(std::string_view text)
{
    const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
    while (!text.empty() && blank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && blank(text.back()))
        text.remove_suffix(1);
    return text;
}

Error bad(std::string message)
{
    return {ErrorCode::InvalidInput, std::move(message), {}};
}

/// That the expression can be read.
Result<LabelRule> checked(LabelRule rule)
{
    if (rule.label.empty())
        return bad("The rule has no label.");
    if (!isValidUtf8(rule.label))
        return bad("The label of the rule is not UTF-8.");
    if (trimmed(rule.text).empty())
        return bad("The rule has nothing to look for.");
    if (!rule.isExpression)
        return rule;
    const auto search = TextSearch::compile({rule.text, true, true, false});
    if (!search)
        return Error{ErrorCode::InvalidInput, search.error().message, search.error().where};
    return rule;
}

Result<LabelRule> ruleOfObject(const std::string& line)
{
    std::vector<JsonPlace> members;
    std::string problem;
    if (!membersOf(line, members, problem))
        return bad("This is no JSON object: " + problem);
    LabelRule rule;
    bool seen = false;
    for (const JsonPlace& member : members) {
        const std::string_view value =
            std::string_view(line).substr(member.value, member.to - member.value);
        if (member.name == "label") {
            if (!stringOf(value, rule.label))
                return bad("\"label\" is no string.");
        } else if (member.name == "pattern" || member.name == "regex") {
            if (!value.empty() && value.front() == '[')
                return bad("A pattern of tokens is not known here; only strings are. Write it as {\"label\", \"regex\"}.");
            if (!stringOf(value, rule.text))
                return bad("\"" + member.name + "\" is no string.");
            rule.isExpression = member.name == "regex";
            seen = true;
        }
    }
    if (!seen)
        return bad("The object has neither \"pattern\" nor \"regex\".");
    return checked(std::move(rule));
}

Result<LabelRule> ruleOfFields(const std::vector<std::string>& fields)
{
    if (fields.size() < 2)
        return bad("The line has no label; a surface and its label stand beside each other, with a tab or a comma between.");
    LabelRule rule{std::string(trimmed(fields[1])), std::string(trimmed(fields[0]))};
    const std::string kind = fields.size() > 2 ? asciiLower(trimmed(fields[2])) : "";
    if (!kind.empty() && kind != "regex" && kind != "text")
        return bad("The third field is \"" + std::string(trimmed(fields[2])) + "\"; it may be regex or text.");
    rule.isExpression = kind == "regex";
    return checked(std::move(rule));
}

bool isHeading(const std::vector<std::string>& fields)
{
    if (fields.size() < 2)
        return false;
    const std::string first = asciiLower(trimmed(fields[0]));
    return asciiLower(trimmed(fields[1])) == "label" &&
           (first == "surface" || first == "text" || first == "pattern" || first == "term");
}

std::vector<std::string> atTabs(std::string_view line)
{
    std::vector<std::string> fields;
    while (true) {
        const std::size_t tab = line.find('\t');
        fields.emplace_back(line.substr(0, tab));
        if (tab == std::string_view::npos)
            return fields;
        line.remove_prefix(tab + 1);
    }
}

} // namespace

Result<LabelRules> parseLabelRules(std::string_view text, const std::string& name)
{
    enum class Kind { Unknown, Objects, Tabs, Commas } kind = Kind::Unknown;
    LabelRules rules;
    rules.name = name;
    rules.hash = sha256(text);
    if (text.starts_with("\xEF\xBB\xBF"))
        text.remove_prefix(3);
    CsvRecord record(',');
    bool first = true;
    for (std::int64_t number = 1; !text.empty(); ++number) {
        const std::string line(takeLine(text));
        if (trimmed(line).empty())
            continue;
        if (kind == Kind::Unknown)
            kind = trimmed(line).front() == '{'               ? Kind::Objects
                   : line.find('\t') != std::string::npos     ? Kind::Tabs
                                                              : Kind::Commas;
        std::vector<std::string> fields;
        Result<LabelRule> rule = LabelRule{};
        if (kind == Kind::Objects) {
            rule = ruleOfObject(line);
        } else {
            if (kind == Kind::Commas) {
                record.clear();
                const CsvRecord::State state = record.take(line);
                fields = record.fields();
                if (state != CsvRecord::State::Complete)
                    rule = bad("A quote is not closed on this line, or something stands behind it.");
            } else {
                fields = atTabs(line);
            }
            const bool heading = std::exchange(first, false) && isHeading(fields);
            if (heading)
                continue;
            if (rule)
                rule = ruleOfFields(fields);
        }
        const std::string where = name + ": line " + std::to_string(number);
        if (!rule) {
            Error problem = rule.error();
            problem.where = problem.where.empty() ? where : where + ", " + problem.where;
            rules.problems.push_back(std::move(problem));
            continue;
        }
        rule->where = where;
        rules.rules.push_back(std::move(*rule));
    }
    if (rules.rules.empty()) {
        if (!rules.problems.empty())
            return rules.problems.front();
        return Error{ErrorCode::InvalidInput, "There are no rules in it: a surface, a tab and its label on each line.", name};
    }
    return rules;
}

Result<LabelRules> readLabelRules(const std::filesystem::path& path, const std::string& encoding)
{
    const auto file = readTextFile(path, {encoding});
    if (!file)
        return file.error();
    return parseLabelRules(file->text, displayUtf8(pathToUtf8(path.filename())));
}

Result<LabelRule> expressionRule(const std::string& text)
{
    const std::size_t equals = text.find('=');
    if (equals == 0 || equals == std::string::npos)
        return Error{ErrorCode::InvalidInput, "Write LABEL=EXPRESSION.", text};
    auto rule = checked({text.substr(0, equals), text.substr(equals + 1), true});
    if (!rule)
        return Error{ErrorCode::InvalidInput, rule.error().message,
                     text + (rule.error().where.empty() ? "" : ": " + rule.error().where)};
    return rule;
}

} // namespace touchstone
