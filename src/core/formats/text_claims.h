#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/formats/sink_labels.h"
#include "core/formats/text_losses.h"
#include "touchstone/formats/format.h"

namespace touchstone {

/// What a record of a file says of its text: a span, a class, a relation between two spans.
struct Claim {
    enum class Kind { Span, Tag, Relation };
    Kind kind = Kind::Span;
    /// Where it stands: the name of a list in the record, and its place there.
    std::string part{};
    std::size_t at = 0;
    /// Empty for none.
    std::string label{};
    TextRange range{};
    Attributes attributes{};
    std::optional<double> score{};
    /// Of a relation: places of spans in the list of claims, before it.
    std::size_t from = 0;
    std::size_t to = 0;
    friend bool operator==(const Claim&, const Claim&) = default;
};

/// A record taken apart.
struct ClaimedText {
    std::string problem{}; ///< Why it cannot be used; empty for a good one.
    TextBlock block{};
    /// JSON text of what stands beside the text.
    std::string metadata{};
    ExternalId id{};
    bool labelled = false;
    std::vector<Claim> claims{};
    struct Remark {
        ReportLine::Kind kind = ReportLine::Kind::Skipped;
        std::string message;
    };
    std::vector<Remark> remarks{};
    /// Parts in which something was left out or put right.
    std::set<std::string> mended{};
};

/// Gives a text that the sink took as number `document` its annotations; the `ord` of each is its place in
/// the claims.
Result<void> sendClaims(const ClaimedText& text, std::size_t document, SinkLabels& labels, ImportSink& sink);

/// The texts of an item in one, each after a line end, and where each begins.
struct JoinedText {
    std::string words;
    std::vector<std::int64_t> starts;
};
JoinedText joinedText(const Document& document);

/// What an export says of a text, beside what its record said.
class ClaimsNow {
  public:
    static constexpr std::size_t none = static_cast<std::size_t>(-1);
    struct One {
        Claim now;
        std::size_t came = none; ///< Its place among the claims of the record.
        /// It still says what it said.
        bool same = false;
        const ExportSource::Entry* entry = nullptr;
    };
    /// What a format cannot say is told to `losses` with its name; `keeps` tells of an attribute whether it
    /// can.
    struct Rules {
        std::string format;
        bool scores = false;
        std::function<bool(const Claim& now, const Attribute&)> keeps;
    };
    using Labels = std::unordered_map<LabelId, std::string>;
    ClaimsNow(const ExportSource::Text& text, const JoinedText& joined, const ClaimedText& record,
              const Labels& labels, const Rules& rules, TextLosses& losses);

    /// Spans in the order of their record, new ones after them; then classes; then relations, whose `from`
    /// and `to` are places here.
    std::vector<One>& all() { return m_all; }
    const std::vector<One>& all() const { return m_all; }
    /// Everything is as the record says.
    bool isUntouched() const { return m_untouched; }
    /// A claim of the record that is not among these, or changed.
    bool isGone(std::size_t claim) const { return m_gone[claim]; }

  private:
    bool describe(const ExportSource::Entry& entry, Claim& now);
    bool join(One& one);
    void match(One& one, const ClaimedText& record);
    void lose(const ExportSource::Entry& entry, const std::string& what);

    const ExportSource::Text& m_text;
    const JoinedText& m_joined;
    const Labels& m_labels;
    const Rules& m_rules;
    TextLosses& m_losses;
    std::vector<One> m_all;
    std::unordered_map<AnnotationId, std::size_t> m_places; ///< In m_all.
    std::vector<std::size_t> m_nowOf;                       ///< Of the claims of the record.
    std::vector<bool> m_gone;
    bool m_untouched = true;
};

/// The names of all labels that are exported.
Result<ClaimsNow::Labels> labelNames(ExportSource& source);

} // namespace touchstone
