#pragma once

#include <string>
#include <vector>

#include "touchstone/sample/sample.h"

namespace touchstone::sample {

/// The ground truth as COCO: polygons, several parts, both forms of RLE, crowds. File names get `prefix`.
std::string cocoText(const std::vector<SamplePicture>& pictures, const std::string& prefix);

} // namespace touchstone::sample
