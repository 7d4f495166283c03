#include "core/formats/brat_line.h"

#include <charconv>

namespace touchstone::brat {

namespace {

std::string_view takeUpTo(std::string_view& rest, std::string_view ends)
{
    const std::size_t end = rest.find_first_of(ends);
    const std::string_view part = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    return part;
}

/// The next word; empty at the end.
std::string_view takeWord(std::string_view& rest)
{
    const std::size_t start = rest.find_first_not_of(' ');
    rest.remove_prefix(start == std::string_view::npos ? rest.size() : start);
    return takeUpTo(rest, " ");
}

bool readNumber(std::string_view text, std::int64_t& number)
{
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size();
}

Line broken(Line line, const char* problem)
{
    line.kind = Line::Kind::Broken;
    line.problem = problem;
    return line;
}

Line readSpan(Line line, std::string_view body, std::string_view rest)
{
    line.kind = Line::Kind::Span;
    line.type = takeWord(body);
    while (body.find_first_not_of(' ') != std::string_view::npos) {
        std::string_view piece = takeUpTo(body, ";");
        std::pair<std::int64_t, std::int64_t> range;
        const std::string_view begin = takeWord(piece), end = takeWord(piece);
        if (!readNumber(begin, range.first) || !readNumber(end, range.second) || !takeWord(piece).empty()) {
            return broken(std::move(line), "Its offsets are no pairs of whole numbers.");
        }
        line.ranges.push_back(range);
    }
    line.text = rest;
    return line.type.empty() || line.ranges.empty()
               ? broken(std::move(line), "It lacks its type or its offsets.")
               : line;
}

Line readArguments(Line line, std::string_view body)
{
    if (line.kind != Line::Kind::Event) {
        line.type = takeWord(body);
    }
    for (std::string_view word = takeWord(body); !word.empty(); word = takeWord(body)) {
        Argument argument;
        if (line.kind == Line::Kind::Chain) {
            argument.id = word;
        } else {
            const std::size_t colon = word.rfind(':');
            if (colon == std::string_view::npos || colon == 0 || colon + 1 == word.size()) {
                return broken(std::move(line), "An argument is not of the form Role:T1.");
            }
            argument = {std::string(word.substr(0, colon)), std::string(word.substr(colon + 1))};
        }
        if (line.kind == Line::Kind::Event && line.arguments.empty()) {
            line.type = std::exchange(argument.role, std::string());
        }
        line.arguments.push_back(std::move(argument));
    }
    if (line.type.empty() || line.arguments.empty()) {
        return broken(std::move(line), "It lacks its type or what it is about.");
    }
    if (line.kind == Line::Kind::Relation && line.arguments.size() != 2) {
        return broken(std::move(line), "A relation has two ends.");
    }
    return line;
}

Line readStatement(Line line, std::string_view body, std::string_view rest)
{
    line.type = takeWord(body);
    line.target = takeWord(body);
    const std::size_t start = body.find_first_not_of(' ');
    line.value = start == std::string_view::npos ? std::string_view() : body.substr(start);
    line.value.erase(line.value.find_last_not_of(' ') + 1);
    line.text = rest;
    if (line.type.empty() || line.target.empty() ||
        (line.kind == Line::Kind::Normalization && line.value.empty())) {
        if (line.kind == Line::Kind::Note) {
            line.kind = Line::Kind::Other;
            return line;
        }
        return broken(std::move(line), "It lacks its name, or what it is about.");
    }
    return line;
}

} // namespace

std::string attributeOf(const Line& line)
{
    return line.kind == Line::Kind::Note && line.type == kNotesType ? std::string(kNoteAttribute) : line.type;
}

std::int64_t numberOf(std::string_view id)
{
    std::int64_t number = 0;
    if (!id.empty()) {
        std::from_chars(id.data() + 1, id.data() + id.size(), number);
    }
    return number > 0 ? number : 0;
}

Line parseLine(std::string_view text)
{
    Line line;
    if (text.empty()) {
        return line;
    }
    constexpr std::string_view letters = "TREAMN*#";
    const std::size_t which = letters.find(text.front());
    const std::size_t tab = text.find('\t');
    if (which == std::string_view::npos || (text.front() == '#' && tab == std::string_view::npos)) {
        return line;
    }
    if (tab == std::string_view::npos) {
        return broken(std::move(line), "There is no tab after its id.");
    }
    line.id = text.substr(0, tab);
    if (text.front() == '*' ? line.id != "*" : line.id.find(' ') != std::string::npos ||
                                                       line.id.find_first_of("0123456789") == std::string::npos) {
        if (text.front() == '#') {
            return line;
        }
        return broken(std::move(line), "Its id is no letter with a number.");
    }
    std::string_view rest = text.substr(tab + 1);
    std::string_view body = rest.substr(0, rest.find('\t'));
    line.hasText = body.size() < rest.size();
    rest.remove_prefix(body.size() + (line.hasText ? 1 : 0));
    constexpr Line::Kind kinds[] = {Line::Kind::Span,      Line::Kind::Relation,  Line::Kind::Event,
                                    Line::Kind::Attribute, Line::Kind::Attribute, Line::Kind::Normalization,
                                    Line::Kind::Chain,     Line::Kind::Note};
    line.kind = kinds[which];
    switch (line.kind) {
    case Line::Kind::Span:
        return readSpan(std::move(line), body, rest);
    case Line::Kind::Relation:
    case Line::Kind::Event:
    case Line::Kind::Chain:
        return readArguments(std::move(line), body);
    default:
        return readStatement(std::move(line), body, rest);
    }
}

} // namespace touchstone::brat
