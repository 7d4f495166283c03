#pragma once

#include <qnamespace.h>

#include "touchstone/model/ontology.h"

namespace touchstone {

/// How a label's lines are drawn where patterns are shown besides colours: its own pattern, or one by its
/// place among the labels. Qt::CustomDashLine has longer dashes than those that say locked or unsure.
Qt::PenStyle lineOf(const Label& label);

} // namespace touchstone
