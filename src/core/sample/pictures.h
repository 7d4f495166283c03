#pragma once

#include <cstddef>
#include <string>

#include "core/sample/scene.h"

namespace touchstone::sample {

/// The name of the n-th picture: "001_street.jpg". The kinds take turns.
std::string pictureName(std::size_t index);

/// Draws the n-th picture; the same index gives the same pixels and objects.
struct DrawnPicture {
    ImageBuffer image;
    std::vector<SampleObject> objects;
};
DrawnPicture drawPicture(std::size_t index);

} // namespace touchstone::sample
