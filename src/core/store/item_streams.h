#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "core/store/connection.h"

namespace touchstone {

/// Places in the list, in the order in which they are walked: the key of an item, negative when walking back.
using Place = std::int64_t;
constexpr Place kEnd = std::numeric_limits<Place>::max();
constexpr Place kStart = -kEnd;

/// Items in the order of the list, or against it; of an index, so that a place is found without walking there.
class ItemStream {
  public:
    virtual ~ItemStream() = default;
    /// The first item at `place` or after it; kEnd for none. Asked for with growing places.
    virtual Place from(Place place) = 0;
};
using Streams = std::vector<std::unique_ptr<ItemStream>>;

/// Items from `sql`, of which the last parameter is the key to begin with.
class RowStream : public ItemStream {
  public:
    RowStream(Connection& connection, const std::string& sql, int keyParameter, bool forward);
    Statement& query() { return m_query; }
    Place from(Place place) override;
    /// After other parameters were bound anew.
    void restart();

  private:
    Place step();
    Statement m_query;
    int m_parameter;
    bool m_forward;
    bool m_started = false;
    Place m_at = kStart;
};

/// Keys that are at hand, in the order of the list.
class KeyStream : public ItemStream {
  public:
    explicit KeyStream(std::vector<std::int64_t> keys) : m_keys(std::move(keys)) {}
    Place from(Place place) override;

  private:
    std::vector<std::int64_t> m_keys;
    std::size_t m_now = 0;
};

/// In any of the streams.
class UnionStream : public ItemStream {
  public:
    explicit UnionStream(Streams parts) : m_parts(std::move(parts)) {}
    Place from(Place place) override;

  private:
    Streams m_parts;
};

/// Streams that lie behind one another, so that only one at a time is asked.
class ChainStream : public ItemStream {
  public:
    explicit ChainStream(Streams parts) : m_parts(std::move(parts)) {}
    Place from(Place place) override;

  private:
    Streams m_parts;
    std::size_t m_now = 0;
};

/// In all of the streams; the first is walked, the others are asked about it.
class MeetStream : public ItemStream {
  public:
    explicit MeetStream(Streams parts) : m_parts(std::move(parts)) {}
    Place from(Place place) override;

  private:
    Streams m_parts;
};

/// Without the items of sources that are not published. The items of one source are one run of keys.
class VisibleStream : public ItemStream {
  public:
    VisibleStream(Connection& connection, std::unique_ptr<ItemStream> all, bool forward);
    Place from(Place place) override;
    bool shows(std::int64_t item) const;

  private:
    struct Run {
        Place first;
        Place last;
    };
    std::unique_ptr<ItemStream> m_all;
    bool m_forward;
    std::vector<Run> m_hidden; ///< In the order of walking.
    std::size_t m_now = 0;
};

} // namespace touchstone
