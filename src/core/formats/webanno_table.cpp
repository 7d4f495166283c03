#include "core/formats/webanno_table.h"

#include <algorithm>

#include "core/formats/text_record.h"
#include "touchstone/text/text_offsets.h"

namespace touchstone::webanno {

namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

/// "*" for what is not said, and the id.
std::string itemText(const std::string& value, std::int64_t id)
{
    return (value.empty() ? "*" : escaped(value)) + (id > 0 ? '[' + std::to_string(id) + ']' : "");
}

} // namespace

Table::Table(const ExportSource::Text& text, std::int32_t block, std::vector<Layer> layers,
             const KnownLabels& labels, TextLosses& losses)
    : m_text(text), m_block(block), m_part(text.document.blocks[static_cast<std::size_t>(block)]),
      m_layers(std::move(layers)), m_given(m_layers.size()), m_labels(labels), m_losses(losses),
      m_tokens(wordLayerOf(m_part))
{
}

void Table::lose(const ExportSource::Entry& entry, const char* what)
{
    m_losses.add(placeOf(m_text, entry.annotation), what);
}

std::string Table::nameOf(const ExportSource::Entry& entry) const
{
    const auto label = m_labels.find(entry.annotation.label);
    return label == m_labels.end() ? std::string() : label->second.name;
}

std::size_t Table::layerNamed(const std::string& name) const
{
    const auto found = std::find_if(m_layers.begin(), m_layers.end(),
                                    [&](const Layer& layer) { return layer.name == name; });
    return found == m_layers.end() ? kNone : static_cast<std::size_t>(found - m_layers.begin());
}

/// The layer that a file had it in, that of its label, the only one of the kind, or one of our own.
std::size_t Table::layerFor(const ExportSource::Entry& entry, Layer::Kind kind, const std::string& base)
{
    const auto fits = [&](std::size_t at) {
        return at != kNone && m_layers[at].kind == kind && m_layers[at].base == base;
    };
    const auto label = m_labels.find(entry.annotation.label);
    for (const std::string& name :
         {textMember(entry.record, "layer"), label == m_labels.end() ? std::string() : label->second.layer}) {
        if (const std::size_t at = layerNamed(name); fits(at)) {
            return at;
        }
    }
    std::size_t only = kNone, count = 0;
    for (std::size_t i = 0; i < m_given; ++i) {
        if (fits(i) && m_layers[i].labelFeature() != std::string::npos) {
            only = i;
            ++count;
        }
    }
    if (count == 1) {
        return only;
    }
    Layer layer;
    layer.kind = kind;
    layer.base = base;
    layer.name = kind == Layer::Kind::Span    ? "webanno.custom.Span"
                 : kind == Layer::Kind::Chain ? "de.tudarmstadt.ukp.dkpro.core.api.coref.type.CoreferenceLink"
                                              : "webanno.custom.Relation" + base.substr(base.rfind('.') + 1);
    layer.features = kind == Layer::Kind::Chain
                         ? std::vector<std::string>{"referenceRelation", "referenceType"}
                         : std::vector<std::string>{"value"};
    if (const std::size_t at = layerNamed(layer.name); at != kNone) {
        if (fits(at)) {
            return at;
        }
        layer.name += "2";
    }
    m_layers.push_back(std::move(layer));
    return m_layers.size() - 1;
}

/// The rows that a span stands in: whole tokens, and parts of those that it only touches.
std::vector<Table::Unit> Table::unitsOf(const TextRange& range) const
{
    std::vector<Unit> units;
    const std::vector<TextRange>& tokens = m_tokens.tokens;
    if (range.isEmpty()) {
        const TokenRun run = tokensUnder({range.begin, range.begin + 1}, tokens);
        for (std::size_t i : {run.first, run.first - 1}) {
            if (i < tokens.size() && tokens[i].begin <= range.begin && range.begin <= tokens[i].end) {
                return {{i, range, true}};
            }
        }
        return units;
    }
    const TokenRun run = tokensUnder(range, tokens);
    for (std::size_t i = run.first; i < run.end; ++i) {
        const TextRange part{std::max(range.begin, tokens[i].begin), std::min(range.end, tokens[i].end)};
        units.push_back({i, part, part != tokens[i]});
    }
    return units;
}

void Table::takeSpans()
{
    for (const ExportSource::Entry& entry : m_text.entries) {
        const auto* span = std::get_if<SpanShape>(&entry.annotation.shape);
        if (!span || span->block != m_block) {
            continue;
        }
        Mark mark;
        mark.entry = &entry;
        mark.units = span->ranges->size() == 1 ? unitsOf(extent(*span)) : std::vector<Unit>();
        if (mark.units.empty()) {
            lose(entry, span->ranges->size() == 1
                            ? "A span that touches no token has no place in this format. It was left out."
                            : "A span in several pieces has no place in this format. It was left out.");
            continue;
        }
        if (TextRange{mark.units.front().range.begin, mark.units.back().range.end} != extent(*span)) {
            lose(entry, "White space at the ends of a span has no place in this format. It was left off.");
        }
        if (entry.annotation.score) {
            lose(entry, "A score has no place in this format.");
        }
        const std::size_t had = layerNamed(textMember(entry.record, "layer"));
        const bool chain = had != kNone && m_layers[had].kind == Layer::Kind::Chain;
        mark.layer = chain ? had : layerFor(entry, Layer::Kind::Span, "");
        m_markOf.emplace(entry.annotation.id, m_marks.size());
        m_marks.push_back(std::move(mark));
    }
}

void Table::takeChains()
{
    std::int64_t chains = 0;
    for (const ExportSource::Entry& entry : m_text.entries) {
        const auto* chain = std::get_if<RelationShape>(&entry.annotation.shape);
        if (!chain || chain->directed || !chain->roles->empty() || entry.annotation.label.isNull()) {
            continue;
        }
        ++chains;
        std::int64_t links = 0;
        for (const AnnotationId& member : *chain->members) {
            const auto mark = m_markOf.find(member);
            if (mark == m_markOf.end()) {
                continue;
            }
            Mark& mention = m_marks[mark->second];
            if (mention.chain > 0) {
                lose(*mention.entry, "A mention is in one chain here. It stays in its first.");
                continue;
            }
            if (m_layers[mention.layer].kind != Layer::Kind::Chain) {
                mention.layer = layerFor(entry, Layer::Kind::Chain, "");
            }
            if (mention.chain == 0 && links == 0 && nameOf(entry) != m_layers[mention.layer].shortName()) {
                lose(entry, "The name of a chain is that of its layer here. It was left out.");
            }
            mention.chain = chains;
            mention.link = ++links;
        }
    }
    for (Mark& mark : m_marks) {
        if (mark.chain == 0 && m_layers[mark.layer].kind == Layer::Kind::Chain) {
            mark.chain = ++chains;
            mark.link = 1;
        }
    }
    for (Mark& mark : m_marks) {
        mark.values = valuesOf(*mark.entry, mark.layer);
    }
}

std::vector<std::string> Table::valuesOf(const ExportSource::Entry& entry, std::size_t at)
{
    const Layer& layer = m_layers[at];
    std::vector<std::string> values(std::max<std::size_t>(1, layer.features.size()));
    const std::string label = nameOf(entry);
    const std::size_t feature = layer.labelFeature();
    if (feature != std::string::npos && label != layer.shortName()) {
        values[feature] = label;
    } else if (feature == std::string::npos && label != layer.shortName()) {
        lose(entry, "The layer of the span has no feature for its label, which was left out.");
    }
    for (const Attribute& attribute : entry.annotation.attributes) {
        const auto named = std::find(layer.features.begin(), layer.features.end(), attribute.name);
        const auto place = static_cast<std::size_t>(named - layer.features.begin());
        if (named == layer.features.end() || place == feature) {
            lose(entry, "The layer has no feature for an attribute, which was left out.");
        } else {
            values[place] = displayText(attribute.value);
        }
    }
    return values;
}

void Table::takeBonds()
{
    for (const ExportSource::Entry& entry : m_text.entries) {
        const auto* relation = std::get_if<RelationShape>(&entry.annotation.shape);
        if (!relation) {
            if (kindOf(entry.annotation.shape) == ShapeKind::Tag && m_block == 0) {
                lose(entry, "A class of the whole text has no place in this format. It was left out.");
            }
            continue;
        }
        const auto& members = *relation->members;
        if (!relation->directed && relation->roles->empty() && !entry.annotation.label.isNull()) {
            continue;
        }
        const auto from = members.empty() ? m_markOf.end() : m_markOf.find(members.front());
        const auto to = members.empty() ? m_markOf.end() : m_markOf.find(members.back());
        if (!relation->directed || members.size() != 2 || from == m_markOf.end() || to == m_markOf.end() ||
            m_marks[from->second].layer != m_marks[to->second].layer || m_marks[from->second].chain > 0) {
            if (m_block == 0 || from != m_markOf.end()) {
                lose(entry, "A relation binds two spans of one layer here. It was left out.");
            }
            continue;
        }
        Bond bond;
        bond.from = from->second;
        bond.to = to->second;
        bond.layer = layerFor(entry, Layer::Kind::Relation, m_layers[m_marks[bond.from].layer].name);
        bond.cells = valuesOf(entry, bond.layer);
        m_bondRows[m_marks[bond.to].units.front()].push_back(m_bonds.size());
        m_bonds.push_back(std::move(bond));
    }
}

/// Spans of several rows, and those that share a row of their layer, need an id to be told apart.
void Table::giveIds()
{
    for (std::size_t i = 0; i < m_marks.size(); ++i) {
        for (const Unit& unit : m_marks[i].units) {
            m_rows[unit].push_back(i);
        }
    }
    std::int64_t ids = 0;
    for (const auto& [unit, marks] : m_rows) {
        for (const std::size_t at : marks) {
            Mark& mark = m_marks[at];
            const auto shares = [&](std::size_t other) { return m_marks[other].layer == mark.layer; };
            if (mark.id == 0 && mark.chain == 0 &&
                (mark.units.size() > 1 || std::count_if(marks.begin(), marks.end(), shares) > 1)) {
                mark.id = ++ids;
            }
        }
    }
}

std::string Table::spanCells(std::size_t at, const Unit& unit)
{
    const Layer& layer = m_layers[at];
    std::vector<std::string> cells(layer.columns());
    if (const auto row = m_rows.find(unit); row != m_rows.end()) {
        for (const std::size_t number : row->second) {
            const Mark& mark = m_marks[number];
            if (mark.layer != at) {
                continue;
            }
            const std::vector<std::string>& values = mark.values;
            for (std::size_t i = 0; i < cells.size(); ++i) {
                cells[i] += cells[i].empty() ? "" : "|";
                const bool link = mark.chain > 0 && i != layer.labelFeature();
                cells[i] += link ? (values[i].empty() ? "*" : escaped(values[i])) + "->" +
                                       std::to_string(mark.chain) + '-' + std::to_string(mark.link)
                                 : itemText(values[i], mark.chain > 0 ? mark.chain : mark.id);
            }
        }
    }
    std::string text;
    for (const std::string& cell : cells) {
        text += (cell.empty() ? "_" : cell) + '\t';
    }
    return text;
}

std::string Table::bondCells(std::size_t at, const Unit& unit)
{
    std::vector<std::string> cells(m_layers[at].columns());
    if (const auto row = m_bondRows.find(unit); row != m_bondRows.end()) {
        for (const std::size_t number : row->second) {
            const Bond& bond = m_bonds[number];
            if (bond.layer != at) {
                continue;
            }
            const Mark& from = m_marks[bond.from];
            const Mark& to = m_marks[bond.to];
            for (std::size_t i = 0; i < cells.size(); ++i) {
                cells[i] += cells[i].empty() ? "" : "|";
                if (i + 1 < cells.size()) {
                    cells[i] += itemText(bond.cells[i], 0);
                    continue;
                }
                cells[i] += m_names[from.units.front()];
                if (from.id > 0 || to.id > 0) {
                    cells[i] += '[' + std::to_string(from.id) + '_' + std::to_string(to.id) + ']';
                }
            }
        }
    }
    std::string text;
    for (const std::string& cell : cells) {
        text += (cell.empty() ? "_" : cell) + '\t';
    }
    return text;
}

std::string Table::cellsOf(const Unit& unit)
{
    std::string text;
    for (std::size_t i = 0; i < m_layers.size(); ++i) {
        text += m_layers[i].kind == Layer::Kind::Relation ? bondCells(i, unit) : spanCells(i, unit);
    }
    return text;
}

std::string Table::write()
{
    takeSpans();
    takeChains();
    takeBonds();
    giveIds();
    for (std::size_t i = 0; i < m_tokens.tokens.size(); ++i) {
        m_rows[{i, m_tokens.tokens[i], false}];
    }
    const TextOffsets offsets(m_part.text);
    std::string text = "#FORMAT=WebAnno TSV 3.3\n";
    for (const Layer& layer : m_layers) {
        text += layer.header() + '\n';
    }
    text += "\n";
    std::size_t now = 0, part = 0;
    for (const auto& [unit, marks] : m_rows) {
        while (unit.token >= m_tokens.sentences[now].end) {
            ++now;
        }
        part = unit.sub ? part + 1 : 0;
        m_names[unit] = std::to_string(now + 1) + '-' +
                        std::to_string(unit.token - m_tokens.sentences[now].first + 1) +
                        (unit.sub ? '.' + std::to_string(part) : "");
    }
    auto row = m_rows.begin();
    for (std::size_t s = 0; s < m_tokens.sentences.size(); ++s) {
        const TokenSentence& sentence = m_tokens.sentences[s];
        // What stands between sentences belongs to the one before, but for the line end that readers put
        // there.
        const bool last = s + 1 == m_tokens.sentences.size();
        const std::int64_t begin = s == 0 ? 0 : m_tokens.tokens[sentence.first].begin;
        const std::int64_t end =
            last ? offsets.length() : m_tokens.tokens[m_tokens.sentences[s + 1].first].begin;
        std::string_view words = offsets.slice({begin, end});
        if (!last && words.ends_with('\n')) {
            words.remove_suffix(1);
        }
        text += "\n#Text=";
        for (;;) {
            const std::size_t lineEnd = words.find('\n');
            text += escaped(words.substr(0, lineEnd)) + '\n';
            if (lineEnd == std::string_view::npos) {
                break;
            }
            words.remove_prefix(lineEnd + 1);
            text += "#Text=";
        }
        for (; row != m_rows.end() && row->first.token < sentence.end; ++row) {
            const Unit& unit = row->first;
            text += m_names[unit] + '\t' + std::to_string(offsets.utf16Of(unit.range.begin)) + '-' +
                    std::to_string(offsets.utf16Of(unit.range.end)) + '\t' +
                    escaped(offsets.slice(unit.range)) + '\t' + cellsOf(unit) + '\n';
        }
    }
    return text;
}

} // namespace touchstone::webanno
