#pragma once

namespace touchstone {

class Format;
/// Prodigy's tasks, a line each.
const Format& prodigyFormat();

} // namespace touchstone
