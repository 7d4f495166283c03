#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace touchstone::fuzz {

/// Each takes any bytes and returns; it traps on a broken promise (see `require`). libFuzzer drives them with
/// new bytes, fuzz_replay_test with the corpus and with what was found before.
void brat(std::string_view bytes);
void coco(std::string_view bytes);
void conll(std::string_view bytes);
void conllu(std::string_view bytes);
void doccano(std::string_view bytes);
void geometry(std::string_view bytes);
void imageHeader(std::string_view bytes);
void labelme(std::string_view bytes);
void labelstudio(std::string_view bytes);
void prodigy(std::string_view bytes);
void project(std::string_view bytes);
void spacy(std::string_view bytes);
void textTable(std::string_view bytes);
void webannoTsv(std::string_view bytes);

/// Ends the program when a promise is broken, also in a build without assertions.
inline void require(bool promise)
{
    if (!promise)
        __builtin_trap();
}

/// Takes numbers from the front of the bytes; zeros behind the end.
class Bytes {
  public:
    explicit Bytes(std::string_view bytes) : m_rest(bytes) {}
    bool empty() const { return m_rest.empty(); }
    std::uint8_t byte()
    {
        if (m_rest.empty())
            return 0;
        const auto value = static_cast<std::uint8_t>(m_rest.front());
        m_rest.remove_prefix(1);
        return value;
    }
    std::uint32_t u16() { return static_cast<std::uint32_t>(byte()) << 8 | byte(); }
    std::uint32_t u24() { return u16() << 8 | byte(); }
    std::string_view take(std::size_t count)
    {
        const std::string_view taken = m_rest.substr(0, count);
        m_rest.remove_prefix(taken.size());
        return taken;
    }
    std::string_view rest() { return take(m_rest.size()); }

  private:
    std::string_view m_rest;
};

} // namespace touchstone::fuzz
