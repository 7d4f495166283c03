#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "touchstone/formats/format.h"

namespace touchstone {

/// The categories of a reader that meets its labels as it goes: each is announced once, when it is first
/// asked for.
class SinkLabels {
  public:
    explicit SinkLabels(ImportSink& sink) : m_sink(sink) {}
    /// npos for an empty name. `fields` are those of its record when it is announced.
    Result<std::size_t> of(const std::string& name, const std::string& fields = {});
    /// The same with all that the file declares of it.
    Result<std::size_t> of(ReadCategory category);
    bool knows(const std::string& name) const { return m_known.contains(name); }

  private:
    ImportSink& m_sink;
    std::unordered_map<std::string, std::size_t> m_known;
};

} // namespace touchstone
