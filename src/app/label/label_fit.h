#pragma once

#include <functional>

#include <QString>

namespace touchstone {

struct Label;

/// Why a label cannot be given now, as it follows its name ("is not for spans"); empty where it can.
using LabelFit = std::function<QString(const Label&)>;

} // namespace touchstone
