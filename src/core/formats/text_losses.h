#pragma once

#include <map>
#include <string>
#include <vector>

#include "touchstone/formats/format.h"

namespace touchstone {

/// What an export of texts cannot say. Each thing is named with its place while they are few, and all are
/// counted.
class TextLosses {
  public:
    /// `what` is a sentence and the same for all things of a kind.
    void add(const std::string& where, const std::string& what);
    void tell(std::vector<ReportLine>& lines) const;

  private:
    static constexpr std::size_t kNamed = 100;
    struct Kind {
        std::vector<std::string> places;
        std::int64_t count = 0;
    };
    std::map<std::string, Kind> m_kinds;
};

/// "letters.txt, text 3": where a text came from, for messages.
std::string placeOf(const ExportSource::Text& text);
/// The same with the characters that a span covers, shortened.
std::string placeOf(const ExportSource::Text& text, const Annotation& annotation);

} // namespace touchstone
