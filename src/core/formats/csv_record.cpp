#include "core/formats/csv_record.h"

#include <algorithm>

namespace touchstone {

void CsvRecord::clear()
{
    m_open = false;
    m_size = 0;
    m_fields.clear();
}

CsvRecord::State CsvRecord::take(std::string_view line)
{
    m_size += line.size() + 1;
    std::size_t at = 0;
    if (m_open) {
        m_fields.back() += '\n';
    }
    for (;;) {
        if (m_open || (at < line.size() && line[at] == '"')) {
            if (!m_open) {
                ++at;
                m_fields.emplace_back();
            }
            if (const State state = takeQuoted(line, at); state != State::Complete) {
                return state;
            }
        } else {
            const std::size_t end = std::min(line.find(m_separator, at), line.size());
            std::string_view field = line.substr(at, end - at);
            if (end == line.size() && field.ends_with('\r')) {
                field.remove_suffix(1);
            }
            m_fields.emplace_back(field);
            at = end;
        }
        if (at >= line.size()) {
            return State::Complete;
        }
        ++at;
    }
}

/// From behind the opening quote to behind the closing one; there a separator or the end of the line follows.
CsvRecord::State CsvRecord::takeQuoted(std::string_view line, std::size_t& at)
{
    for (;;) {
        const std::size_t quote = line.find('"', at);
        if (quote == std::string_view::npos) {
            m_fields.back() += line.substr(at);
            m_open = true;
            return State::Open;
        }
        m_fields.back() += line.substr(at, quote - at);
        at = quote + 1;
        if (at < line.size() && line[at] == '"') {
            m_fields.back() += '"';
            ++at;
            continue;
        }
        m_open = false;
        if (line.substr(at) == "\r") {
            ++at;
        }
        return at == line.size() || line[at] == m_separator ? State::Complete : State::Wrong;
    }
}

} // namespace touchstone
