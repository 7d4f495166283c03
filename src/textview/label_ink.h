#pragma once

#include <unordered_map>

#include <QColor>
#include <QString>

#include "touchstone/base/ids.h"

namespace touchstone {

/// How the spans, relations and chains of a label look in a text.
struct LabelInk {
    QColor color{0xa7, 0xb0, 0xba};
    QString name{};
    /// A pattern besides the colour; dashes are kept for what a person was not sure of.
    Qt::PenStyle line = Qt::SolidLine;
};
using LabelInks = std::unordered_map<LabelId, LabelInk>;

/// A grey one without a name where the table does not know the label.
inline LabelInk inkOf(const LabelInks& inks, const LabelId& label)
{
    const auto found = inks.find(label);
    return found == inks.end() ? LabelInk() : found->second;
}

} // namespace touchstone
