#include <algorithm>
#include <compare>

#include "touchstone/base/text.h"

namespace touchstone {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Where a character that is no digit stands: '/' first, letters by their lower case.
int rank(char c)
{
    if (c == '/')
        return -1;
    if (c >= 'A' && c <= 'Z')
        return c - 'A' + 'a';
    return static_cast<unsigned char>(c);
}

/// Takes the digits at the front of `text`, without leading zeros.
std::string_view takeNumber(std::string_view& text)
{
    const std::size_t length =
        static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), isDigit) - text.begin());
    std::string_view number = text.substr(0, length);
    text.remove_prefix(length);
    number.remove_prefix(std::min(number.find_first_not_of('0'), number.size()));
    return number;
}

} // namespace

bool naturalLess(std::string_view a, std::string_view b)
{
    std::string_view x = a, y = b;
    while (!x.empty() && !y.empty()) {
        if (isDigit(x.front()) && isDigit(y.front())) {
            const std::string_view m = takeNumber(x), n = takeNumber(y);
            if (m.size() != n.size())
                return m.size() < n.size();
            if (const int order = m.compare(n); order != 0)
                return order < 0;
            continue;
        }
        const int left = rank(x.front()), right = rank(y.front());
        if (left != right)
            return left < right;
        x.remove_prefix(1);
        y.remove_prefix(1);
    }
    if (x.empty() != y.empty())
        return x.empty();
    // Equal but for case and leading zeros: the bytes decide, so that the order is total.
    return a < b;
}

} // namespace touchstone
