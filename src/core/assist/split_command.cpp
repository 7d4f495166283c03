#include "touchstone/assist/external_tool.h"

namespace touchstone {

Result<std::vector<std::string>> splitCommand(std::string_view text)
{
    std::vector<std::string> words;
    bool inWord = false;
    char quote = '\0';
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool escapes = c == '\\' && quote != '\'' && i + 1 < text.size();
        if (quote == '\0' && !escapes && (c == ' ' || c == '\t' || c == '\n')) {
            inWord = false;
            continue;
        }
        if (!inWord)
            words.emplace_back();
        inWord = true;
        if (escapes)
            words.back() += text[++i];
        else if (c == quote)
            quote = '\0';
        else if (quote == '\0' && (c == '\'' || c == '"'))
            quote = c;
        else
            words.back() += c;
    }
    if (quote != '\0')
        return Error{ErrorCode::InvalidInput, std::string("A ") + quote + " is not closed in the command.", {}};
    if (words.empty() || words.front().empty())
        return Error{ErrorCode::InvalidInput, "No program is named. Enter one in the preferences.", {}};
    return words;
}

} // namespace touchstone
