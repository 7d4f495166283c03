#include "core/formats/webanno_page.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "core/formats/text_builder.h"
#include "core/formats/text_input.h"
#include "touchstone/base/text.h"
#include "touchstone/text/text_offsets.h"

namespace touchstone::webanno {

namespace {

struct TokenRow {
    std::int64_t line = 0;
    std::string id; ///< "1-2" or "1-2.1".
    bool sub = false;
    std::int64_t begin = 0, end = 0;
    std::string form;
    std::vector<std::string_view> cells;
};

struct Sentence {
    std::string text;
    std::vector<TokenRow> rows;
    std::int64_t line = 0;
};

bool readNumber(std::string_view text, std::int64_t& value)
{
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    return problem == std::errc() && end == text.data() + text.size() && value >= 0;
}

bool readRow(std::string_view line, TokenRow& row)
{
    std::vector<std::string_view> parts;
    for (std::string_view rest = line;;) {
        const std::size_t tab = rest.find('\t');
        parts.push_back(rest.substr(0, tab));
        if (tab == std::string_view::npos) {
            break;
        }
        rest.remove_prefix(tab + 1);
    }
    const std::size_t dash = parts.size() < 3 ? std::string_view::npos : parts[1].find('-');
    if (dash == std::string_view::npos || !readNumber(parts[1].substr(0, dash), row.begin) ||
        !readNumber(parts[1].substr(dash + 1), row.end) || row.end < row.begin ||
        parts[0].find('-') == std::string_view::npos) {
        return false;
    }
    row.id = std::string(parts[0]);
    row.sub = parts[0].find('.') != std::string_view::npos;
    row.form = unescaped(parts[2]);
    row.cells.assign(parts.begin() + 3, parts.end());
    return true;
}

class PageReader {
  public:
    explicit PageReader(Page& page) : m_page(page) {}
    Result<void> read(std::string_view raw);

  private:
    enum class Unit { Utf16, CodePoint };
    void problem(ReportLine::Kind kind, std::int64_t line, std::string message)
    {
        m_page.problems.push_back({kind, line, std::move(message)});
    }
    void gather(std::string_view raw);
    std::size_t misfits(Unit unit) const;
    std::optional<TextRange> within(const TextOffsets& offsets, std::int64_t begin, std::int64_t end) const;
    std::int64_t startOf(const Sentence& sentence, Unit unit) const;
    void place(const Sentence& sentence);
    void readCells(const TokenRow& row, const TextRange& range);
    void readSpan(std::size_t layer, std::size_t column, const TokenRow& row, const TextRange& range);
    void say(Found& found, const Layer& layer, std::size_t feature, const std::string& value);
    std::size_t foundFor(std::size_t layer, std::int64_t id, std::size_t index, const TokenRow& row,
                         const TextRange& range);
    void readChain(std::size_t layer, std::size_t column, const TokenRow& row, const TextRange& range);
    void readRelations();
    void readRelation(std::size_t layer, std::size_t column, const TokenRow& row);
    std::size_t endOf(const Layer& relation, const std::string& unit, std::int64_t id) const;

    Page& m_page;
    std::vector<Sentence> m_sentences;
    Unit m_unit = Unit::Utf16;
    TextBuilder m_text;
    std::int64_t m_at = 0; ///< In units, after the last sentence.
    std::map<std::pair<std::size_t, std::int64_t>, std::size_t> m_byId;
    std::map<std::pair<std::size_t, std::string>, std::vector<std::size_t>> m_byUnit;
    std::map<std::tuple<std::size_t, std::int64_t>, std::map<std::int64_t, std::size_t>> m_chains;
    std::vector<const TokenRow*> m_placed;
};

void PageReader::gather(std::string_view raw)
{
    if (raw.starts_with("\xEF\xBB\xBF")) {
        raw.remove_prefix(3);
    }
    bool inText = false;
    for (std::int64_t number = 1; !raw.empty(); ++number) {
        const std::string_view line = takeLine(raw);
        Layer layer;
        TokenRow row;
        row.line = number;
        if (line.starts_with("#Text=")) {
            if (!inText) {
                m_sentences.emplace_back();
                m_sentences.back().line = number;
            }
            m_sentences.back().text += (inText ? "\n" : "") + unescaped(line.substr(6));
            inText = true;
        } else if (m_sentences.empty() && readLayer(line, layer)) {
            m_page.slots = m_page.slots || line.find("|ROLE_") != std::string_view::npos;
            m_page.layers.push_back(std::move(layer));
        } else if (!line.empty() && !line.starts_with('#')) {
            inText = false;
            if (m_sentences.empty() || !readRow(line, row)) {
                problem(
                    ReportLine::Kind::Skipped, number,
                    "The line is not \"sentence-token, begin-end, token\" below a #Text. It was left out.");
            } else {
                m_sentences.back().rows.push_back(std::move(row));
            }
        } else {
            inText = false;
        }
    }
}

/// Where the text of a sentence begins: its first token may have white space before it.
std::int64_t PageReader::startOf(const Sentence& sentence, Unit unit) const
{
    const TokenRow& first = sentence.rows.front();
    const std::size_t at = sentence.text.find(first.form);
    const TextOffsets before(std::string_view(sentence.text).substr(0, at == std::string::npos ? 0 : at));
    return first.begin - (unit == Unit::Utf16 ? before.utf16Length() : before.length());
}

std::optional<TextRange> PageReader::within(const TextOffsets& offsets, std::int64_t begin,
                                            std::int64_t end) const
{
    if (m_unit == Unit::CodePoint) {
        return begin >= 0 && end <= offsets.length() ? std::optional(TextRange{begin, end}) : std::nullopt;
    }
    const auto from = offsets.fromUtf16(begin);
    const auto to = offsets.fromUtf16(end);
    return from && to ? std::optional(TextRange{*from, *to}) : std::nullopt;
}

std::size_t PageReader::misfits(Unit unit) const
{
    std::size_t count = 0;
    for (const Sentence& sentence : m_sentences) {
        const TextOffsets offsets(sentence.text);
        const std::int64_t start = sentence.rows.empty() ? 0 : startOf(sentence, unit);
        for (const TokenRow& row : sentence.rows) {
            const std::int64_t begin = row.begin - start, end = row.end - start;
            std::optional<TextRange> range;
            if (unit == Unit::CodePoint) {
                range = begin >= 0 && end <= offsets.length() ? std::optional(TextRange{begin, end})
                                                              : std::nullopt;
            } else if (const auto from = offsets.fromUtf16(begin), to = offsets.fromUtf16(end); from && to) {
                range = TextRange{*from, *to};
            }
            count += !range || offsets.slice(*range) != row.form ? 1 : 0;
        }
    }
    return count;
}

void PageReader::place(const Sentence& sentence)
{
    if (sentence.rows.empty()) {
        problem(ReportLine::Kind::Skipped, sentence.line, "The text has no token below it. It was left out.");
        return;
    }
    constexpr std::int64_t largestGap = 100000;
    std::int64_t start = startOf(sentence, m_unit);
    const TextOffsets offsets(sentence.text);
    if (start < m_at || start - m_at > largestGap) {
        problem(ReportLine::Kind::Repaired, sentence.line,
                "The offsets do not go on where the sentence before ended. It was put behind that one.");
        m_text.append(m_text.length() > 0 ? "\n" : "");
    } else {
        m_text.append(std::string(static_cast<std::size_t>(start - m_at), '\n'));
    }
    const TextRange whole = m_text.append(sentence.text);
    m_at = start + (m_unit == Unit::Utf16 ? offsets.utf16Length() : offsets.length());
    std::vector<TextRange>& tokens = m_page.block.tokens;
    std::int64_t after = 0;
    for (const TokenRow& row : sentence.rows) {
        auto range = within(offsets, row.begin - start, row.end - start);
        if (!range || offsets.slice(*range) != row.form) {
            const std::size_t found =
                row.sub || row.form.empty()
                    ? std::string::npos
                    : sentence.text.find(row.form, static_cast<std::size_t>(offsets.byteOf(after)));
            if (found == std::string::npos) {
                problem(ReportLine::Kind::Skipped, row.line,
                        "The offsets do not give \"" + row.form +
                            "\" in the text of the sentence. It was left out.");
                continue;
            }
            const std::int64_t at = *offsets.fromByte(static_cast<std::int64_t>(found));
            range = TextRange{at, at + codePointsIn(row.form)};
            problem(ReportLine::Kind::Repaired, row.line,
                    "The offsets do not give \"" + row.form +
                        "\". The next place where the text says so was taken.");
        }
        const TextRange placed{whole.begin + range->begin, whole.begin + range->end};
        if (!row.sub) {
            if (range->isEmpty() || range->begin < after) {
                problem(ReportLine::Kind::Skipped, row.line,
                        "The token is empty or overlaps the one before it.");
                continue;
            }
            after = range->end;
            tokens.push_back(placed);
        }
        readCells(row, placed);
    }
    if (!whole.isEmpty()) {
        m_page.block.sentences.push_back(whole);
    }
}

void PageReader::say(Found& found, const Layer& layer, std::size_t feature, const std::string& value)
{
    if (feature == layer.labelFeature()) {
        found.label = value;
        return;
    }
    const std::string& name = layer.features[feature];
    const auto same = [&](const auto& one) { return one.first == name; };
    if (std::none_of(found.attributes.begin(), found.attributes.end(), same)) {
        found.attributes.emplace_back(name, value);
    }
}

/// The annotation with that id, or the one without that stands at that place of the cells of a row.
std::size_t PageReader::foundFor(std::size_t layer, std::int64_t id, std::size_t index, const TokenRow& row,
                                 const TextRange& range)
{
    if (id > 0) {
        const auto [known, added] = m_byId.try_emplace({layer, id}, m_page.found.size());
        if (!added) {
            TextRange& all = m_page.found[known->second].range;
            all = {std::min(all.begin, range.begin), std::max(all.end, range.end)};
            return known->second;
        }
    } else {
        std::vector<std::size_t>& here = m_byUnit[{layer, row.id}];
        if (index < here.size()) {
            return here[index];
        }
        here.push_back(m_page.found.size());
    }
    Found found;
    found.layer = layer;
    found.range = range;
    found.label = m_page.layers[layer].shortName();
    m_page.found.push_back(std::move(found));
    return m_page.found.size() - 1;
}

void PageReader::readSpan(std::size_t at, std::size_t column, const TokenRow& row, const TextRange& range)
{
    const Layer& layer = m_page.layers[at];
    for (std::size_t feature = 0; feature < layer.columns(); ++feature) {
        if (column + feature >= row.cells.size()) {
            break;
        }
        std::size_t index = 0;
        for (const Item& item : itemsIn(row.cells[column + feature])) {
            Found& found = m_page.found[foundFor(at, item.id, index, row, range)];
            index += item.id == 0 ? 1 : 0;
            if (item.set && !layer.features.empty() && !layer.isSlot(feature)) {
                say(found, layer, feature, item.value);
            }
        }
    }
}

/// "coref->3-1": the first mention of the third chain. Its other column has the number of the chain in
/// brackets.
void PageReader::readChain(std::size_t at, std::size_t column, const TokenRow& row, const TextRange& range)
{
    const Layer& layer = m_page.layers[at];
    const std::size_t type = layer.labelFeature();
    // Both may be slots, of which none can be a label.
    if (layer.features.size() != 2 || type > 1 || column + 1 >= row.cells.size()) {
        return;
    }
    const std::vector<Item> types = itemsIn(row.cells[column + type]);
    std::size_t index = 0;
    for (const Item& item : itemsIn(row.cells[column + 1 - type])) {
        const std::size_t arrow = item.value.rfind("->");
        const std::size_t dash = item.value.rfind('-');
        std::int64_t chain = 0, link = 0;
        if (arrow == std::string::npos || dash <= arrow + 1 ||
            !readNumber(std::string_view(item.value).substr(arrow + 2, dash - arrow - 2), chain) ||
            !readNumber(std::string_view(item.value).substr(dash + 1), link)) {
            problem(ReportLine::Kind::Skipped, row.line,
                    "\"" + item.value + "\" is no place in a chain. It was left out.");
            ++index;
            continue;
        }
        auto& links = m_chains[{at, chain}];
        const auto [known, added] = links.try_emplace(link, m_page.found.size());
        if (added) {
            Found found;
            found.layer = at;
            found.range = range;
            found.label = index < types.size() && types[index].set ? types[index].value : layer.shortName();
            if (const std::string relation = item.value.substr(0, arrow); relation != "*") {
                found.attributes.emplace_back(layer.features[1 - type], relation);
            }
            m_page.found.push_back(std::move(found));
        } else {
            TextRange& all = m_page.found[known->second].range;
            all = {std::min(all.begin, range.begin), std::max(all.end, range.end)};
        }
        ++index;
    }
}

void PageReader::readCells(const TokenRow& row, const TextRange& range)
{
    m_placed.push_back(&row);
    std::size_t column = 0;
    for (std::size_t i = 0; i < m_page.layers.size(); ++i) {
        if (m_page.layers[i].kind == Layer::Kind::Span) {
            readSpan(i, column, row, range);
        } else if (m_page.layers[i].kind == Layer::Kind::Chain) {
            readChain(i, column, row, range);
        }
        column += m_page.layers[i].columns();
    }
    if (row.cells.size() < column) {
        problem(ReportLine::Kind::Skipped, row.line,
                "The line has " + std::to_string(row.cells.size()) + " columns of annotations in place of " +
                    std::to_string(column) + ". What is missing was taken as empty.");
    }
}

/// The annotation of the layer that is bound: by its id, else the one without an id in that row.
std::size_t PageReader::endOf(const Layer& relation, const std::string& unit, std::int64_t id) const
{
    for (std::size_t i = 0; i < m_page.layers.size(); ++i) {
        if (m_page.layers[i].name != relation.base) {
            continue;
        }
        if (const auto known = m_byId.find({i, id}); id > 0 && known != m_byId.end()) {
            return known->second;
        }
        if (const auto here = m_byUnit.find({i, unit}); id == 0 && here != m_byUnit.end()) {
            return here->second.front();
        }
    }
    return std::string::npos;
}

void PageReader::readRelation(std::size_t at, std::size_t column, const TokenRow& row)
{
    const Layer& layer = m_page.layers[at];
    const std::size_t last = column + layer.features.size();
    if (last >= row.cells.size() || row.cells[last] == "_" || row.cells[last].empty()) {
        return;
    }
    std::size_t index = 0;
    for (std::string_view rest = row.cells[last]; !rest.empty(); ++index) {
        const std::size_t bar = rest.find('|');
        const std::string_view one = rest.substr(0, bar);
        rest.remove_prefix(bar == std::string_view::npos ? rest.size() : bar + 1);
        const std::size_t open = one.find('[');
        const std::size_t line = one.find('_');
        std::int64_t source = 0, target = 0;
        bool good = true;
        if (open != std::string_view::npos) {
            good = line != std::string_view::npos && line > open && one.ends_with(']') &&
                   readNumber(one.substr(open + 1, line - open - 1), source) &&
                   readNumber(one.substr(line + 1, one.size() - line - 2), target);
        }
        const std::size_t from =
            good ? endOf(layer, std::string(one.substr(0, open)), source) : std::string::npos;
        const std::size_t to = good ? endOf(layer, row.id, target) : std::string::npos;
        if (from == std::string::npos || to == std::string::npos || from == to) {
            problem(ReportLine::Kind::Skipped, row.line,
                    "\"" + std::string(one) + "\" does not name two annotations of " + layer.base +
                        ". The relation was left out.");
            continue;
        }
        Found found;
        found.layer = at;
        found.bond = found.directed = true;
        found.members = {from, to};
        found.label = layer.shortName();
        for (std::size_t feature = 0; feature < layer.features.size(); ++feature) {
            const std::vector<Item> items = itemsIn(row.cells[column + feature]);
            if (index < items.size() && items[index].set) {
                say(found, layer, feature, items[index].value);
            }
        }
        m_page.found.push_back(std::move(found));
    }
}

void PageReader::readRelations()
{
    for (const TokenRow* row : m_placed) {
        std::size_t column = 0;
        for (std::size_t i = 0; i < m_page.layers.size(); ++i) {
            if (m_page.layers[i].kind == Layer::Kind::Relation) {
                readRelation(i, column, *row);
            }
            column += m_page.layers[i].columns();
        }
    }
    for (const auto& [key, links] : m_chains) {
        if (links.size() < 2) {
            continue;
        }
        Found found;
        found.layer = std::get<0>(key);
        found.bond = true;
        found.label = m_page.layers[found.layer].shortName();
        for (const auto& [number, mention] : links) {
            found.members.push_back(mention);
        }
        m_page.found.push_back(std::move(found));
    }
}

Result<void> PageReader::read(std::string_view raw)
{
    gather(raw);
    if (!m_sentences.empty() && misfits(Unit::Utf16) > 0 && misfits(Unit::CodePoint) == 0) {
        m_unit = Unit::CodePoint;
        problem(ReportLine::Kind::Repaired, m_sentences.front().line,
                "The offsets count characters and not UTF-16 units, as the format has it. They were read so, "
                "which fits every token.");
    }
    for (const Sentence& sentence : m_sentences) {
        place(sentence);
    }
    if (m_page.block.tokens.empty()) {
        return Error{ErrorCode::InvalidInput, "The file has no \"#Text=\" with tokens below it.", ""};
    }
    readRelations();
    m_page.block.text = m_text.block().text;
    return {};
}

} // namespace

Result<Page> readPage(std::string_view raw)
{
    Page page;
    PageReader reader(page);
    if (auto done = reader.read(raw); !done) {
        return done.error();
    }
    return page;
}

} // namespace touchstone::webanno
