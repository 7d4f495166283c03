#include "touchstone/model/entry_search.h"

#include <algorithm>
#include <array>

#include "touchstone/model/json_rows.h"
#include "touchstone/text/folding.h"

namespace touchstone {
namespace {

std::vector<std::string_view> wordsOf(std::string_view text)
{
    std::vector<std::string_view> words;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        if (end > at)
            words.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

/// What separates entries and their parts is not looked for.
std::string asAsked(std::string_view text)
{
    std::string asked = foldedText(text);
    std::ranges::replace_if(asked, [](char c) { return c == '\n' || c == '\t' || c == '\r'; }, ' ');
    const std::size_t first = asked.find_first_not_of(' ');
    return first == std::string::npos ? std::string() : asked.substr(first, asked.find_last_not_of(' ') + 1 - first);
}

} // namespace

std::string moreText(const ListEntry& entry)
{
    std::string text;
    for (const JsonRow& row : jsonRows(entry.more))
        text += (text.empty() ? "" : " \u00B7 ") + row.value;
    return text;
}

EntrySearch::EntrySearch(std::vector<ListEntry> entries) : m_entries(std::move(entries))
{
    m_byId.reserve(m_entries.size());
    m_begins.reserve(m_entries.size() + 1);
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        m_byId.emplace(m_entries[i].id, i);
        m_begins.push_back(m_hay.size());
        std::string_view between;
        for (const std::string& part : {m_entries[i].id, m_entries[i].name, moreText(m_entries[i])}) {
            m_hay += between;
            m_hay += asAsked(part);
            between = "\t";
        }
        m_hay += '\n';
    }
    m_begins.push_back(m_hay.size());
}

const ListEntry* EntrySearch::byId(const std::string& id) const
{
    const auto found = m_byId.find(id);
    return found == m_byId.end() ? nullptr : &m_entries[found->second];
}

std::string_view EntrySearch::hayOf(std::size_t entry) const
{
    return std::string_view(m_hay).substr(m_begins[entry], m_begins[entry + 1] - m_begins[entry]);
}

int EntrySearch::rankOf(std::string_view hay, std::string_view text) const
{
    const std::size_t name = hay.find('\t') + 1;
    const std::string_view named = hay.substr(name, hay.find('\t', name) - name);
    if (hay.substr(0, name - 1) == text)
        return 0;
    if (named.starts_with(text))
        return named.size() == text.size() ? 0 : 1;
    if (hay.starts_with(text))
        return 2;
    for (std::size_t at = named.find(text); at != std::string_view::npos; at = named.find(text, at + 1))
        if (named[at - 1] == ' ')
            return 3;
    return 4;
}

std::vector<const ListEntry*> EntrySearch::find(std::string_view text, std::size_t limit) const
{
    std::vector<const ListEntry*> found;
    const std::string asked = asAsked(text);
    if (asked.empty()) {
        for (std::size_t i = 0; i < std::min(limit, m_entries.size()); ++i)
            found.push_back(&m_entries[i]);
        return found;
    }
    const std::vector<std::string_view> words = wordsOf(asked);
    const std::string_view longest =
        *std::ranges::max_element(words, {}, [](std::string_view word) { return word.size(); });
    std::array<std::vector<std::size_t>, 5> byRank;
    for (std::size_t at = m_hay.find(longest); at != std::string::npos;) {
        const auto entry = static_cast<std::size_t>(std::ranges::upper_bound(m_begins, at) - m_begins.begin()) - 1;
        const std::string_view hay = hayOf(entry);
        if (std::ranges::all_of(words, [&](std::string_view word) { return hay.find(word) != std::string_view::npos; }))
            if (auto& rank = byRank[static_cast<std::size_t>(rankOf(hay, asked))]; rank.size() < limit)
                rank.push_back(entry);
        at = m_hay.find(longest, m_begins[entry + 1]);
    }
    for (const std::vector<std::size_t>& rank : byRank)
        for (const std::size_t entry : rank)
            if (found.size() < limit)
                found.push_back(&m_entries[entry]);
    return found;
}

} // namespace touchstone
