#include "core/formats/coco_rings_text.h"

#include <charconv>

namespace touchstone::coco {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Walks the stored text; `end` is behind a ']', at which every loop stops.
class Rings {
  public:
    Rings(std::string& text, std::string_view stored, WholeNumbers whole)
        : m_text(text), m_at(stored.data()), m_end(stored.data() + stored.size()), m_whole(whole)
    {
    }

    bool all(bool closed)
    {
        if (!take('[')) {
            return false;
        }
        m_text += '[';
        do {
            if (!ring(closed)) {
                return false;
            }
            m_text += ',';
        } while (take(','));
        m_text.back() = ']';
        return take(']') && m_at == m_end;
    }

  private:
    bool take(char c)
    {
        if (m_at == m_end || *m_at != c) {
            return false;
        }
        ++m_at;
        return true;
    }

    bool ring(bool closed)
    {
        if (!take('[') || !take('[')) {
            return false;
        }
        m_text += '[';
        const std::size_t begin = m_text.size();
        std::size_t second = 0;
        m_copied = m_at;
        do {
            if (!number() || !take(',') || !number()) {
                return false;
            }
            if (second == 0) {
                copy();
                second = m_text.size();
            }
        } while (take(','));
        copy();
        if (closed) {
            m_text += ',';
            m_text.append(m_text, begin, second - begin);
        }
        m_text += ']';
        return take(']') && take(']');
    }

    /// What was passed over since the last call.
    void copy()
    {
        m_text.append(m_copied, m_at);
        m_copied = m_at;
    }

    bool number()
    {
        const char* const from = m_at;
        const char* at = from + (*from == '-' ? 1 : 0);
        if (!isDigit(*at) || (*at == '0' && isDigit(at[1]))) {
            return false;
        }
        while (isDigit(*at)) {
            ++at;
        }
        const bool real = *at == '.';
        if (real) {
            const char* const point = at++;
            while (isDigit(*at)) {
                ++at;
            }
            if (at == point + 1) {
                return false;
            }
        }
        m_at = at;
        if (*at == 'e') {
            return power(from);
        }
        if (!real && m_whole == WholeNumbers::WithPoint) {
            copy();
            m_text += ".0";
        }
        return true;
    }

    /// 1e+05 is stored, and 100000 written.
    bool power(const char* from)
    {
        while (*m_at != ',' && *m_at != ']') {
            ++m_at;
        }
        double value = 0;
        const auto [end, problem] = std::from_chars(from, m_at, value);
        if (problem != std::errc() || end != m_at) {
            return false;
        }
        m_text.append(m_copied, from);
        appendJsonNumber(m_text, value, m_whole);
        m_copied = m_at;
        return true;
    }

    std::string& m_text;
    const char* m_at;
    const char* m_end;
    const char* m_copied = nullptr;
    WholeNumbers m_whole;
};

} // namespace

bool appendRings(std::string& text, std::string_view stored, WholeNumbers whole, bool closed)
{
    return !stored.empty() && stored.back() == ']' && Rings(text, stored, whole).all(closed);
}

} // namespace touchstone::coco
