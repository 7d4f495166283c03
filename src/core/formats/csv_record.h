#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace touchstone {

/// One record of comma-separated values (RFC 4180), put together from its lines. A quote inside a field that
/// does not begin with one stands for itself.
class CsvRecord {
  public:
    enum class State {
        Complete,
        Open,  ///< A quoted field goes on in the next line.
        Wrong, ///< Something stands behind the closing quote of a field.
    };

    explicit CsvRecord(char separator = ',') : m_separator(separator) {}
    /// Forgets the record before.
    void clear();
    /// Takes the next line, without its "\n".
    State take(std::string_view line);
    const std::vector<std::string>& fields() const { return m_fields; }
    /// Bytes held.
    std::size_t size() const { return m_size; }

  private:
    State takeQuoted(std::string_view line, std::size_t& at);

    char m_separator;
    bool m_open = false;
    std::size_t m_size = 0;
    std::vector<std::string> m_fields;
};

} // namespace touchstone
