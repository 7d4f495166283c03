#include "core/formats/brat_page.h"

#include <algorithm>

#include "core/formats/text_input.h"
#include "touchstone/base/text.h"

namespace touchstone::brat {

namespace {

bool isBond(Line::Kind kind)
{
    return kind == Line::Kind::Relation || kind == Line::Kind::Event || kind == Line::Kind::Chain;
}

bool isAnnotation(Line::Kind kind)
{
    return kind == Line::Kind::Span || isBond(kind);
}

/// The words up to the next tab: some files have a comment there.
std::string_view upToTab(std::string_view text)
{
    return text.substr(0, text.find('\t'));
}

} // namespace

std::string surfaceOf(const TextOffsets& text, const std::vector<TextRange>& ranges)
{
    std::string surface;
    for (const TextRange& range : ranges) {
        surface += &range == &ranges.front() ? "" : " ";
        surface += text.slice(range);
    }
    std::replace_if(
        surface.begin(), surface.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
    return surface;
}

std::vector<TextRange> inOrder(std::vector<TextRange> ranges)
{
    std::sort(ranges.begin(), ranges.end());
    std::vector<TextRange> apart;
    for (const TextRange& range : ranges) {
        if (!apart.empty() && range.begin <= apart.back().end) {
            apart.back().end = std::max(apart.back().end, range.end);
        } else {
            apart.push_back(range);
        }
    }
    if (apart.size() > 1) {
        std::erase_if(apart, [](const TextRange& range) { return range.isEmpty(); });
    }
    if (apart.empty() && !ranges.empty()) {
        apart.push_back(ranges.front());
    }
    return apart;
}

std::string spanLine(const std::string& id, const std::string& type, const std::vector<TextRange>& ranges,
                     const TextOffsets& text)
{
    std::string line = id + '\t' + type;
    for (std::size_t i = 0; i < ranges.size(); ++i) {
        line += (i == 0 ? " " : ";") + std::to_string(ranges[i].begin) + ' ' + std::to_string(ranges[i].end);
    }
    return line + '\t' + surfaceOf(text, ranges);
}

std::string bondLine(const Line& line)
{
    std::string text = line.id + '\t';
    std::size_t next = 0;
    if (line.kind == Line::Kind::Event) {
        text += line.type + ':' + line.arguments.front().id;
        next = 1;
    } else {
        text += line.type;
    }
    for (; next < line.arguments.size(); ++next) {
        const Argument& argument = line.arguments[next];
        text += ' ' + (argument.role.empty() ? std::string() : argument.role + ':') + argument.id;
    }
    return text;
}

std::string_view lineEndOf(std::string_view raw)
{
    return raw.ends_with("\r\n") ? raw.substr(raw.size() - 2)
           : raw.ends_with('\n') ? raw.substr(raw.size() - 1)
                                 : "";
}

Page::Page(std::string_view text, std::string_view ann, std::vector<Part> parts, Realign realign, ImportSink& sink)
    : m_parts(std::move(parts)), m_name(m_parts.front().name), m_realign(realign), m_sink(sink), m_reader(text)
{
    split(ann);
    nameIds();
    placeSpans();
    joinEvents();
    joinBonds();
    attach();
    std::int64_t place = 0;
    for (Entry& entry : m_entries) {
        entry.place = entry.usable ? ++place : 0;
    }
}

std::size_t Page::partOf(const Entry& entry) const
{
    std::size_t part = m_parts.size() - 1;
    while (part > 0 && entry.number <= m_parts[part].linesBefore) {
        --part;
    }
    return part;
}

std::vector<std::int64_t> Page::keptOfParts() const
{
    std::vector<std::int64_t> lines(m_parts.size());
    for (const Entry& entry : m_entries) {
        lines[partOf(entry)] += entry.usable ? 1 : 0;
    }
    return lines;
}

std::string Page::whereOf(const Entry& entry) const
{
    const Part& part = m_parts[partOf(entry)];
    std::string where = part.name + ": line " + std::to_string(entry.number - part.linesBefore);
    if (!entry.line.id.empty() && entry.line.id != "*") {
        where += " (" + displayUtf8(entry.line.id) + ')';
    }
    return where;
}

void Page::tell(ReportLine::Kind kind, const Entry& entry, std::string message)
{
    m_sink.line({kind, whereOf(entry), std::move(message)});
}

void Page::drop(Entry& entry, std::string message)
{
    entry.usable = false;
    tell(ReportLine::Kind::Skipped, entry, std::move(message));
}

void Page::split(std::string_view ann)
{
    std::string_view rest = ann;
    std::int64_t others = 0;
    for (std::int64_t number = 1; !rest.empty(); ++number) {
        const std::string_view from = rest;
        const std::string_view line = takeLine(rest);
        Entry& entry = m_entries.emplace_back();
        entry.raw = from.substr(0, from.size() - rest.size());
        entry.number = number;
        entry.line = parseLine(line);
        const bool isBroken = entry.line.kind == Line::Kind::Broken;
        const bool isOther = entry.line.kind == Line::Kind::Other;
        if (isBroken) {
            drop(entry, entry.line.problem + " It was left out.");
        }
        others += isOther && !line.empty() && line.front() != '#' ? 1 : 0;
        m_unknown += isBroken ? 1 : 0;
        m_known += isBroken || isOther ? 0 : 1;
    }
    m_unknown += others;
    if (others > 0) {
        m_sink.line({ReportLine::Kind::Note, m_name,
                     withThousands(others) + (others == 1 ? " line is" : " lines are") +
                         " of no kind that brat has. They are kept as they are, and not shown."});
    }
}

void Page::nameIds()
{
    std::unordered_map<char, std::int64_t> highest;
    for (const Entry& entry : m_entries) {
        if (!entry.line.id.empty()) {
            std::int64_t& most = highest[entry.line.id.front()];
            most = std::max(most, numberOf(entry.line.id));
        }
    }
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        Entry& entry = m_entries[i];
        if (!entry.usable || !isAnnotation(entry.line.kind) || entry.line.kind == Line::Kind::Chain) {
            continue;
        }
        const auto [first, added] = m_ids.emplace(entry.line.id, i);
        if (added) {
            continue;
        }
        const Entry& other = m_entries[first->second];
        const auto words = [](const Entry& one) {
            return std::string_view(one.raw).substr(0, one.raw.size() - lineEndOf(one.raw).size());
        };
        if (words(other) == words(entry)) {
            drop(entry, "It is the same as line " + std::to_string(other.number) + " and was left out.");
            continue;
        }
        std::int64_t& most = highest[entry.line.id.front()];
        if (most > std::int64_t{1} << 60) {
            drop(entry, "Line " + std::to_string(other.number) + " has the same id. It was left out.");
            continue;
        }
        const std::string id = entry.line.id.front() + std::to_string(++most);
        tell(ReportLine::Kind::Repaired, entry,
             "Line " + std::to_string(other.number) +
                 " has the same id, and whatever names it means that one. This one is " + id + " now.");
        entry.raw.replace(0, entry.line.id.size(), id);
        entry.line.id = id;
        m_ids.emplace(id, i);
    }
}

bool Page::fits(const Entry& entry, OffsetReading reading) const
{
    std::vector<TextRange> ranges;
    for (const auto& [begin, end] : entry.line.ranges) {
        const auto range = m_reader.range(begin, end, reading);
        if (!range) {
            return false;
        }
        ranges.push_back(*range);
    }
    const std::string surface = surfaceOf(m_reader.offsets(), ranges);
    return !entry.line.hasText || surfaceFits(entry.line.text, surface) ||
           surfaceFits(upToTab(entry.line.text), surface);
}

std::int64_t Page::fitting(OffsetReading reading) const
{
    return std::count_if(m_entries.begin(), m_entries.end(), [&](const Entry& entry) {
        return entry.usable && entry.line.kind == Line::Kind::Span && fits(entry, reading);
    });
}

/// As they should be, unless the spans of the file fit in another way.
OffsetReading Page::readingOf()
{
    const std::int64_t all = std::count_if(m_entries.begin(), m_entries.end(), [](const Entry& entry) {
        return entry.usable && entry.line.kind == Line::Kind::Span;
    });
    const std::int64_t stated = fitting(OffsetReading::CodePoints);
    OffsetReading best = OffsetReading::CodePoints;
    std::int64_t most = stated;
    for (const OffsetReading reading : kOffsetReadings) {
        const std::int64_t count = most < all ? fitting(reading) : 0;
        if (count > most) {
            best = reading;
            most = count;
        }
    }
    const bool lineEnds = best == OffsetReading::LineEndsAsOne || best == OffsetReading::Utf16LineEndsAsOne;
    if (lineEnds) {
        m_sink.countsOtherwise();
    }
    if (m_realign == Realign::Never || (most < all && !(lineEnds && m_realign == Realign::Always))) {
        m_unsure = lineEnds && m_realign == Realign::WhenAllFit;
        return OffsetReading::CodePoints;
    }
    m_unsure = most < all && lineEnds;
    return best;
}

void Page::placeSpans()
{
    const OffsetReading reading = readingOf();
    std::int64_t moved = 0;
    for (Entry& entry : m_entries) {
        if (entry.usable && entry.line.kind == Line::Kind::Span) {
            const auto stated = entry.line.ranges;
            placeSpan(entry, reading);
            moved += reading != OffsetReading::CodePoints && stated != entry.line.ranges ? 1 : 0;
        }
    }
    if (moved > 0) {
        m_sink.line({ReportLine::Kind::Repaired, m_name,
                     "Its offsets count " + std::string(describe(reading)) +
                         ": so " + (m_unsure ? "most" : "all") + " spans have the words that the file gives them. " + withThousands(moved) +
                         (moved == 1 ? " span was" : " spans were") +
                         " moved to the characters that are meant."});
    }
}

void Page::placeSpan(Entry& entry, OffsetReading reading)
{
    Line& line = entry.line;
    const auto rewrite = [&] {
        line.ranges.clear();
        for (const TextRange& range : entry.ranges) {
            line.ranges.emplace_back(range.begin, range.end);
        }
        entry.raw = spanLine(line.id, line.type, entry.ranges, m_reader.offsets()) +
                    std::string(lineEndOf(entry.raw));
    };
    std::vector<TextRange> ranges;
    bool reversed = false;
    for (const auto& [begin, end] : line.ranges) {
        reversed = reversed || end < begin;
        if (const auto range = m_reader.range(std::min(begin, end), std::max(begin, end), reading)) {
            ranges.push_back(*range);
        }
    }
    const bool whole = ranges.size() == line.ranges.size();
    const std::string surface = whole ? surfaceOf(m_reader.offsets(), ranges) : std::string();
    const bool same = whole && (!line.hasText || surfaceFits(line.text, surface) ||
                                surfaceFits(upToTab(line.text), surface));
    if (!same) {
        const bool mayMove = m_realign != Realign::Never && !m_unsure;
        const auto only = mayMove && line.hasText && line.ranges.size() == 1
                              ? m_reader.onlyPlaceOf(upToTab(line.text), line.ranges.front().first)
                              : std::nullopt;
        if (only) {
            tell(ReportLine::Kind::Repaired, entry,
                 "Its words do not stand at its offsets, but in one other place alone. It was moved there.");
            entry.ranges = {*only};
            rewrite();
            return;
        }
        if (!whole || reversed) {
            drop(entry,
                 std::string(reversed ? "It ends before it begins" : "It reaches past the end of its text") +
                     ", and its words do not tell where it should be. It was left out.");
            return;
        }
        if (m_unsure) {
            drop(entry, m_realign == Realign::Always
                            ? "Its words are not those at its offsets, however line ends are counted. It was left out."
                            : "Its words are not those at its offsets. Some spans of the file count each line end (CR LF) as "
                              "one character, and not all: import it with --realign to move those. It was left out.");
            return;
        }
        tell(ReportLine::Kind::Note, entry,
             "Its words are not those at its offsets, and they do not tell where it should be. It was kept "
             "at its offsets; "
             "look at it.");
    }
    entry.ranges = inOrder(ranges);
    if (reversed) {
        tell(ReportLine::Kind::Repaired, entry, "It ended before it began. The two were swapped.");
    }
    const bool touching = entry.ranges.size() < ranges.size();
    if (touching) {
        tell(ReportLine::Kind::Repaired, entry, "Its pieces overlap, touch or are empty. They were joined.");
    }
    if (reversed || touching || reading != OffsetReading::CodePoints) {
        rewrite();
    }
}

bool Page::isUsable(const std::string& id) const
{
    const auto found = m_ids.find(id);
    return found != m_ids.end() && m_entries[found->second].usable;
}

void Page::joinEvents()
{
    std::vector<std::size_t> waiting;
    std::vector<bool> placed(m_entries.size());
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        const Entry& entry = m_entries[i];
        if (entry.usable && entry.line.kind == Line::Kind::Span) {
            m_order.push_back(i);
            placed[i] = true;
        } else if (entry.usable && entry.line.kind == Line::Kind::Event) {
            waiting.push_back(i);
        }
    }
    const auto isReady = [&](std::size_t i) {
        return std::all_of(m_entries[i].line.arguments.begin(), m_entries[i].line.arguments.end(),
                           [&](const Argument& argument) {
                               const auto found = m_ids.find(argument.id);
                               return found == m_ids.end() || !m_entries[found->second].usable ||
                                      placed[found->second] ||
                                      m_entries[found->second].line.kind == Line::Kind::Relation;
                           });
    };
    while (!waiting.empty()) {
        std::vector<std::size_t> later;
        for (const std::size_t i : waiting) {
            if (!isReady(i)) {
                later.push_back(i);
                continue;
            }
            Entry& entry = m_entries[i];
            const auto lacks = [&](const Argument& argument) {
                return !isUsable(argument.id) ||
                       m_entries[m_ids.at(argument.id)].line.kind == Line::Kind::Relation;
            };
            if (lacks(entry.line.arguments.front())) {
                drop(entry, "There is no span " + displayUtf8(entry.line.arguments.front().id) +
                                ", its trigger. It was left out.");
                continue;
            }
            std::string missing;
            std::erase_if(entry.line.arguments, [&](const Argument& argument) {
                const bool gone = lacks(argument);
                missing += gone ? (missing.empty() ? "" : ", ") + argument.role + ':' + argument.id : "";
                return gone;
            });
            if (!missing.empty()) {
                tell(ReportLine::Kind::Repaired, entry,
                     "What it names is not there: " + displayUtf8(missing) + ". It was kept without.");
                entry.raw = bondLine(entry.line) + std::string(lineEndOf(entry.raw));
            }
            placed[i] = true;
            m_order.push_back(i);
        }
        if (later.size() == waiting.size()) {
            for (const std::size_t i : later) {
                drop(m_entries[i],
                     "It is a part of itself, by way of the events that it names. It was left out.");
            }
            later.clear();
        }
        waiting.swap(later);
    }
}

void Page::joinBonds()
{
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        Entry& entry = m_entries[i];
        if (!entry.usable ||
            (entry.line.kind != Line::Kind::Relation && entry.line.kind != Line::Kind::Chain)) {
            continue;
        }
        std::string missing;
        const auto gone = [&](const Argument& argument) {
            const bool lacks =
                !isUsable(argument.id) || m_entries[m_ids.at(argument.id)].line.kind == Line::Kind::Relation;
            missing += lacks ? (missing.empty() ? "" : ", ") + argument.id : "";
            return lacks;
        };
        const std::size_t before = entry.line.arguments.size();
        const auto left = static_cast<std::size_t>(
            before - static_cast<std::size_t>(
                         std::count_if(entry.line.arguments.begin(), entry.line.arguments.end(), gone)));
        if (left < before && (entry.line.kind == Line::Kind::Relation || left < 2)) {
            drop(entry, "There is no span or event " + displayUtf8(missing) + ". It was left out.");
            continue;
        }
        if (left < before) {
            std::erase_if(entry.line.arguments, gone);
            tell(ReportLine::Kind::Repaired, entry, "What it names is not there. It was kept without.");
            entry.raw = bondLine(entry.line) + std::string(lineEndOf(entry.raw));
        }
        m_order.push_back(i);
    }
}

/// Attributes, normalizations and notes go to what they are about.
void Page::attach()
{
    for (Entry& entry : m_entries) {
        const Line& line = entry.line;
        const bool many = line.kind == Line::Kind::Normalization || line.kind == Line::Kind::Note;
        if (!entry.usable || (line.kind != Line::Kind::Attribute && !many)) {
            continue;
        }
        const auto found = m_ids.find(line.target);
        if (found == m_ids.end() || !m_entries[found->second].usable) {
            // Notes speak of attributes and of the text as a whole too.
            const bool elsewhere = line.kind == Line::Kind::Note && found == m_ids.end() &&
                                   std::any_of(m_entries.begin(), m_entries.end(), [&](const Entry& other) {
                                       return other.usable && other.line.id == line.target;
                                   });
            if (!elsewhere) {
                drop(entry,
                     "There is no " + displayUtf8(line.target) + ", which it is about. It was left out.");
            }
            continue;
        }
        Attributes& attributes = m_entries[found->second].attributes;
        const auto same = std::find_if(attributes.begin(), attributes.end(), [&](const Attribute& attribute) {
            return attribute.name == attributeOf(line);
        });
        if (!many) {
            m_chosen.insert(attributeOf(line));
        }
        const std::string& said = line.kind == Line::Kind::Note ? line.text : line.value;
        if (same == attributes.end()) {
            const bool flag = !many && line.value.empty();
            attributes.push_back({attributeOf(line), flag ? AttributeValue(true) : AttributeValue(said)});
        } else if (auto* list = std::get_if<std::vector<std::string>>(&same->value); list && many) {
            list->push_back(said);
        } else if (const auto* one = std::get_if<std::string>(&same->value); one && many) {
            same->value = std::vector<std::string>{*one, said};
        } else {
            drop(entry, displayUtf8(line.target) + " has a \"" + displayUtf8(line.type) +
                            "\" already, which was taken. This one was left out.");
        }
    }
}

std::string Page::kept() const
{
    std::string text;
    for (const Entry& entry : m_entries) {
        text += entry.usable ? entry.raw : "";
    }
    return text;
}

} // namespace touchstone::brat
