#include "textview/line_dress.h"

#include <algorithm>

#include "textview/arc_plan.h"
#include "textview/lane_plan.h"

namespace touchstone {
namespace {

/// How wide a place is shown, and the narrowest bar.
constexpr double placeWidth = 8;
/// Between two arcs that stand on one span.
constexpr double besideArc = 7;
/// More than a person can tell apart: what lies below those on top of a line, and further arcs, are left out
/// there.
constexpr std::size_t mostBars = 300;
constexpr std::size_t mostArcs = 100;
/// The least that an arc to another line runs along its own.
constexpr double shortestStub = 24;

bool touches(const LineFrame& line, const TextRange& range)
{
    if (!range.isEmpty())
        return range.overlaps(line.range) || (line.range.isEmpty() && range.contains(line.range.begin));
    return line.range.contains(range.begin) || (line.isLast && range.begin == line.range.end);
}

class Dresser {
  public:
    Dresser(const LineFrame& line, const SpanSet& spans, const LabelInks& inks, const QFontMetricsF& names)
        : m_line(line), m_spans(spans), m_inks(inks), m_names(names)
    {
    }
    LineDress run()
    {
        std::vector<std::uint32_t> found;
        m_spans.index(m_line.block).forTouching(m_line.range, [&](const RangeIndex::Entry& entry) {
            found.push_back(entry.key);
        });
        // What lies on top comes first, and nearest to the text.
        std::sort(found.begin(), found.end(), [&](std::uint32_t a, std::uint32_t b) {
            return SpanSet::isAbove(m_spans.at(a).annotation, m_spans.at(b).annotation);
        });
        found.resize(std::min(found.size(), mostBars));
        for (const std::uint32_t slot : found)
            add(m_spans.at(slot));
        if (m_dress.bars.empty())
            return {};
        fill();
        planBars();
        planRelations();
        return std::move(m_dress);
    }

  private:
    void add(const SpanEntry& entry)
    {
        const auto& span = std::get<SpanShape>(entry.annotation.shape);
        LaneBar bar;
        bar.span = entry.annotation.id;
        bool any = false;
        for (const TextRange& range : *span.ranges) {
            if (!touches(m_line, range))
                continue;
            any = true;
            if (range.isEmpty()) {
                const double x = m_line.caretX(range.begin);
                bar.strips.push_back({x - placeWidth / 2, x + placeWidth / 2});
                bar.isPlace = true;
                continue;
            }
            const TextRange here{std::max(range.begin, m_line.range.begin),
                                 std::min(range.end, m_line.range.end)};
            for (const Strip& strip : m_line.strips(here))
                bar.strips.push_back(strip);
        }
        if (!any || bar.strips.empty())
            return;
        std::sort(bar.strips.begin(), bar.strips.end(),
                  [](const auto& a, const auto& b) { return a.left < b.left; });
        bar.extent = {bar.strips.front().left, bar.strips.back().right};
        for (const Strip& strip : bar.strips)
            bar.extent.right = std::max(bar.extent.right, strip.right);
        // Its other pieces lie on other lines: dots lead there.
        for (const TextRange& range : *span.ranges) {
            const bool before = range.end <= m_line.range.begin && !continues(span, m_line.range.begin);
            const bool after = range.begin >= m_line.range.end && !continues(span, m_line.range.end);
            if (before != after)
                (before == m_line.rightToLeft ? bar.extent.right : bar.extent.left) =
                    before == m_line.rightToLeft ? m_line.right : m_line.left;
        }
        const TextRange whole = extent(span);
        bar.startsHere = m_line.range.begin <= whole.begin && whole.begin <= m_line.range.end;
        bar.endsHere = m_line.range.begin <= whole.end && whole.end <= m_line.range.end;
        bar.startX = bar.startsHere ? edge(whole.begin, whole, true) : 0;
        bar.endX = bar.endsHere ? edge(whole.end, whole, false) : 0;
        if (!entry.prediction && !bar.isPlace)
            for (const Strip& strip : bar.strips)
                m_strips.push_back({strip, &entry.annotation});
        const std::vector<AnnotationId> chains = m_spans.chainsOf(bar.span);
        if (!entry.annotation.label.isNull() || chains.empty())
            m_dress.bars.push_back(bar);
        for (const AnnotationId& chain : chains) {
            bar.chain = chain;
            m_dress.bars.push_back(bar);
        }
    }
    /// Whether one piece of the span runs on over that place.
    static bool continues(const SpanShape& span, std::int64_t at)
    {
        return std::ranges::any_of(*span.ranges,
                                   [&](const TextRange& r) { return r.begin < at && at < r.end; });
    }
    /// Where a span's first or last character ends on the outside.
    double edge(std::int64_t at, const TextRange& whole, bool start) const
    {
        if (whole.isEmpty())
            return m_line.caretX(at);
        const TextRange one = start ? TextRange{at, at + 1} : TextRange{at - 1, at};
        const std::vector<Strip> cell = m_line.strips(one);
        if (cell.empty())
            return m_line.caretX(at);
        const double back = m_line.caretX(start ? at : at - 1);
        const bool leftToRight = std::abs(back - cell.front().left) <= std::abs(back - cell.front().right);
        return start == leftToRight ? cell.front().left : cell.front().right;
    }

    void fill()
    {
        std::vector<double> borders;
        for (const auto& [strip, annotation] : m_strips) {
            borders.push_back(strip.left);
            borders.push_back(strip.right);
        }
        std::sort(borders.begin(), borders.end());
        std::sort(m_strips.begin(), m_strips.end(),
                  [](const auto& a, const auto& b) { return SpanSet::isAbove(*a.second, *b.second); });
        for (std::size_t i = 1; i < borders.size(); ++i) {
            if (borders[i] - borders[i - 1] < 0.01)
                continue;
            const double middle = (borders[i - 1] + borders[i]) / 2;
            const auto top = std::find_if(m_strips.begin(), m_strips.end(), [&](const auto& one) {
                return one.first.left <= middle && middle < one.first.right;
            });
            if (top == m_strips.end())
                continue;
            auto& fills = m_dress.fills;
            if (!fills.empty() && fills.back().span == top->second->id &&
                fills.back().strip.right >= borders[i - 1])
                fills.back().strip.right = borders[i];
            else
                fills.push_back({{borders[i - 1], borders[i]}, top->second->id});
        }
    }

    void planBars()
    {
        std::vector<LaneItem> items;
        for (LaneBar& bar : m_dress.bars) {
            bar.name = barName(m_spans, m_inks, bar);
            const double width = bar.name.isEmpty() ? 0 : m_names.horizontalAdvance(bar.name) + 1;
            const double at = m_line.rightToLeft ? bar.strips.back().right : bar.strips.front().left;
            items.push_back({bar.extent.left, bar.extent.right, width, at, m_line.rightToLeft});
        }
        const LanePlan plan = planLanes(items, m_line.left - m_line.margin, m_line.right + m_line.margin);
        for (std::size_t i = 0; i < items.size(); ++i) {
            m_dress.bars[i].lane = plan.places[i].lane;
            m_dress.bars[i].nameLeft = plan.places[i].nameLeft;
            m_dress.bars[i].nameRight = plan.places[i].nameRight;
        }
        m_dress.lanes = plan.lanes;
    }

    /// Where a span is met by its arcs: on the line where it begins.
    const LaneBar* footOf(const AnnotationId& span) const
    {
        const auto bar = std::find_if(m_dress.bars.begin(), m_dress.bars.end(),
                                      [&](const LaneBar& one) { return one.span == span && one.startsHere; });
        return bar == m_dress.bars.end() ? nullptr : &*bar;
    }
    /// Whether the other end lies behind this line.
    bool isLater(const AnnotationId& id) const
    {
        const SpanShape* shape = m_spans.span(id);
        return shape &&
               std::pair(shape->block, extent(*shape).begin) >= std::pair(m_line.block, m_line.range.end);
    }
    double borderTowards(const AnnotationId& id) const
    {
        return isLater(id) != m_line.rightToLeft ? m_line.right : m_line.left;
    }

    void planRelations()
    {
        for (std::size_t i = 0; i < m_dress.bars.size(); ++i) {
            const LaneBar& bar = m_dress.bars[i];
            if (!bar.startsHere || (i > 0 && m_dress.bars[i - 1].span == bar.span))
                continue;
            for (const SpanArc& arc : m_spans.arcsOf(bar.span))
                if (m_dress.arcs.size() < mostArcs && (arc.from == bar.span || !footOf(arc.from)))
                    m_dress.arcs.push_back(begun(arc));
        }
        spreadFeet();
        std::vector<ArcItem> items;
        for (LineArc& arc : m_dress.arcs) {
            if (!arc.fromHere || !arc.toHere)
                keepApart(arc);
            items.push_back({arc.fromX, arc.toX, arc.boxWidth});
        }
        const ArcPlan plan = planArcs(items, m_line.left - m_line.margin, m_line.right + m_line.margin);
        for (std::size_t i = 0; i < items.size(); ++i) {
            m_dress.arcs[i].level = plan.places[i].level;
            m_dress.arcs[i].boxLeft = plan.places[i].boxLeft;
        }
        m_dress.levels = plan.levels;
    }
    LineArc begun(const SpanArc& arc) const
    {
        LineArc line;
        line.arc = arc;
        const SpanEntry* relation = m_spans.find(arc.relation);
        line.name =
            !arc.role.isEmpty() || !relation ? arc.role : inkOf(m_inks, relation->annotation.label).name;
        const LaneBar* from = footOf(arc.from);
        const LaneBar* to = footOf(arc.to);
        line.fromHere = from != nullptr;
        line.toHere = to != nullptr;
        const auto foot = [](const LaneBar& bar) {
            return (bar.strips.front().left + bar.strips.front().right) / 2;
        };
        line.fromX = from ? foot(*from) : borderTowards(arc.from);
        line.toX = to ? foot(*to) : borderTowards(arc.to);
        line.boxWidth = line.name.isEmpty() ? 0 : m_names.horizontalAdvance(line.name) + 2 * kArcBoxPadding;
        return line;
    }
    /// An arc that leaves close to the line's end still shows that it does.
    void keepApart(LineArc& arc) const
    {
        double& open = arc.fromHere ? arc.toX : arc.fromX;
        const double foot = arc.fromHere ? arc.fromX : arc.toX;
        if (std::abs(open - foot) < shortestStub)
            open = foot + (open >= (m_line.left + m_line.right) / 2 ? shortestStub : -shortestStub);
    }
    /// Several arcs at one span stand beside each other.
    void spreadFeet()
    {
        struct Foot {
            double* x;
            double other;
        };
        for (const LaneBar& bar : m_dress.bars) {
            if (!bar.startsHere || footOf(bar.span) != &bar)
                continue;
            std::vector<Foot> feet;
            for (LineArc& arc : m_dress.arcs) {
                if (arc.arc.from == bar.span)
                    feet.push_back({&arc.fromX, arc.toX});
                if (arc.arc.to == bar.span && arc.toHere)
                    feet.push_back({&arc.toX, arc.fromX});
            }
            // Those to the left at the left, and each beyond the feet of the shorter arcs that it spans.
            std::stable_sort(feet.begin(), feet.end(), [](const auto& a, const auto& b) {
                return std::pair(a.other > *a.x, -a.other) < std::pair(b.other > *b.x, -b.other);
            });
            const double width = bar.strips.front().right - bar.strips.front().left;
            const double step =
                feet.empty() ? 0 : std::min(besideArc, width / static_cast<double>(feet.size()));
            for (std::size_t i = 0; i < feet.size(); ++i)
                *feet[i].x += step * (static_cast<double>(i) - (static_cast<double>(feet.size()) - 1) / 2);
        }
    }

    const LineFrame& m_line;
    const SpanSet& m_spans;
    const LabelInks& m_inks;
    const QFontMetricsF& m_names;
    LineDress m_dress;
    std::vector<std::pair<Strip, const Annotation*>> m_strips;
};

/// ① to ⑳, then the plain number.
QString numberSign(int number)
{
    return number >= 1 && number <= 20 ? QString(QChar(0x2460 + number - 1)) : QString::number(number);
}

} // namespace

QString barName(const SpanSet& spans, const LabelInks& inks, const LaneBar& bar)
{
    const SpanEntry* entry = spans.find(bar.chain.isNull() ? bar.span : bar.chain);
    if (!entry)
        return {};
    const QString name = inkOf(inks, entry->annotation.label).name;
    if (!bar.chain.isNull())
        return numberSign(spans.chainNumber(bar.chain)) + QChar(u' ') + name;
    return entry->annotation.unsure ? name + QChar(u'?') : name;
}

LineDress dressLine(const LineFrame& line, const SpanSet& spans, const LabelInks& inks,
                    const QFontMetricsF& names)
{
    return Dresser(line, spans, inks, names).run();
}

} // namespace touchstone
