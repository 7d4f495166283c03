#include "core/formats/conllu_spaces.h"

#include <array>

namespace touchstone::conllu {

namespace {

/// The bytes of the white space at the front; 0 for anything else.
std::size_t spaceAt(std::string_view text)
{
    if (text.starts_with(' ') || text.starts_with('\t')) {
        return 1;
    }
    if (text.starts_with("\xC2\xA0")) {
        return 2;
    }
    const unsigned last = text.size() >= 3 ? static_cast<unsigned char>(text[2]) : 0U;
    const bool listed = (last >= 0x80 && last <= 0x8B) || last == 0xA8 || last == 0xA9 || last == 0xAF;
    const bool general = text.starts_with("\xE2\x80") && listed;
    return general || text.starts_with("\xE3\x80\x80") ? 3 : 0;
}

struct Escape {
    char meant;
    char letter;
};
constexpr std::array<Escape, 6> kEscapes{
    {{' ', 's'}, {'\t', 't'}, {'\r', 'r'}, {'\n', 'n'}, {'|', 'p'}, {'\\', '\\'}}};

std::string escaped(std::string_view spaces)
{
    std::string text;
    for (const char c : spaces) {
        char letter = 0;
        for (const Escape& escape : kEscapes) {
            letter = escape.meant == c ? escape.letter : letter;
        }
        text += letter ? std::string{'\\', letter} : std::string(1, c);
    }
    return text;
}

std::string unescaped(std::string_view text)
{
    std::string spaces;
    for (std::size_t i = 0; i < text.size(); ++i) {
        char meant = text[i];
        if (text[i] == '\\' && i + 1 < text.size()) {
            for (const Escape& escape : kEscapes) {
                meant = escape.letter == text[i + 1] ? escape.meant : meant;
            }
            i += meant != '\\' || text[i + 1] == '\\' ? 1 : 0;
        }
        spaces += meant;
    }
    return spaces;
}

bool member(std::string_view misc, std::string_view name, std::string_view& value)
{
    while (!misc.empty()) {
        const std::size_t bar = misc.find('|');
        const std::string_view one = misc.substr(0, bar);
        misc.remove_prefix(bar == std::string_view::npos ? misc.size() : bar + 1);
        if (one.size() > name.size() && one.starts_with(name) && one[name.size()] == '=') {
            value = one.substr(name.size() + 1);
            return true;
        }
    }
    return false;
}

} // namespace

bool gapsIn(std::string_view text, const std::vector<std::string_view>& forms,
            std::vector<std::string_view>& gaps)
{
    std::size_t at = 0;
    for (std::size_t i = 0; i < forms.size(); ++i) {
        const std::size_t from = at;
        for (std::size_t space = spaceAt(text.substr(at)); space > 0; space = spaceAt(text.substr(at))) {
            // A form may begin with white space itself.
            if (text.substr(at).starts_with(forms[i])) {
                break;
            }
            at += space;
        }
        if (!text.substr(at).starts_with(forms[i])) {
            return false;
        }
        if (i > 0) {
            gaps.push_back(text.substr(from, at - from));
        }
        at += forms[i].size();
    }
    while (const std::size_t space = spaceAt(text.substr(at))) {
        at += space;
    }
    return at == text.size();
}

bool spacesIn(std::string_view misc, std::string_view name, std::string& spaces)
{
    std::string_view value;
    if (!member(misc, name, value)) {
        return false;
    }
    spaces = unescaped(value);
    return true;
}

bool hasNoSpaceAfter(std::string_view misc)
{
    std::string_view value;
    return member(misc, "SpaceAfter", value) && value == "No";
}

std::string spacesText(std::string_view before, std::string_view after)
{
    std::string text = before.empty() ? std::string() : "SpacesBefore=" + escaped(before);
    if (after != " ") {
        text += text.empty() ? "" : "|";
        text += after.empty() ? "SpaceAfter=No" : "SpacesAfter=" + escaped(after);
    }
    return text.empty() ? "_" : text;
}

} // namespace touchstone::conllu
