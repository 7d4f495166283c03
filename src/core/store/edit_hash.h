#pragma once

#include <cstdint>
#include <map>
#include <string_view>

#include "core/store/connection.h"
#include "touchstone/base/sha256.h"

namespace touchstone {

/// Hashes columns so that no two different rows give the same bytes: a type byte, then an integer or real
/// as 8 bytes little-endian, or a text or blob with its length before it (docs/file_format.md).
class RowHasher {
  public:
    RowHasher& add(std::int64_t value);
    RowHasher& add(double value);
    RowHasher& addText(std::string_view text);
    RowHasher& addBlob(std::string_view bytes);
    RowHasher& addNull();
    /// All columns of the current row.
    RowHasher& addRow(const Statement& row, int columns);
    Sha256 finish();

  private:
    void tagged(char tag, std::string_view bytes);
    void passOn();
    /// Gathered: a hash is much faster in large pieces.
    std::string m_text;
    Sha256Hasher m_hasher;
};

/// The hash of one Edit in each chain that it touches: previous hash of the chain, the edit row, its rows.
std::map<std::int64_t, Sha256> hashesOfEdit(Connection& connection, std::int64_t seq,
                                            const std::map<std::int64_t, Sha256>& previous);
/// The chains that an Edit touches: keys of tasks, 0 for the rest.
std::map<std::int64_t, Sha256> chainsOfEdit(Connection& connection, std::int64_t seq);
/// Computes and stores them.
void sealEdit(Connection& connection, std::int64_t seq);

} // namespace touchstone
