#include "app/label/label_line.h"

#include <algorithm>
#include <iterator>

namespace touchstone {
namespace {

/// Without dashes, which locked shapes have; dashes that are chosen are longer than those.
constexpr LinePattern automatic[] = {LinePattern::Solid, LinePattern::Dot, LinePattern::DashDot,
                                     LinePattern::DashDotDot};

} // namespace

Qt::PenStyle lineOf(const Label& label)
{
    switch (label.line == LinePattern::Automatic
                ? automatic[static_cast<std::size_t>(std::max(0, label.order)) % std::size(automatic)]
                : label.line) {
    case LinePattern::Dash:
        return Qt::CustomDashLine;
    case LinePattern::Dot:
        return Qt::DotLine;
    case LinePattern::DashDot:
        return Qt::DashDotLine;
    case LinePattern::DashDotDot:
        return Qt::DashDotDotLine;
    default:
        return Qt::SolidLine;
    }
}

} // namespace touchstone
