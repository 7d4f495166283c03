#pragma once

#include <filesystem>

namespace touchstone {

/// Writes a COCO instances file of the shape of train2017, by `scale` of its 118,287 images and 860,001
/// annotations: polygons of about 25 vertices with two decimals, one in a hundred a crowd in uncompressed
/// RLE, every ninth in several parts. The same numbers at every call.
void writeCocoFile(const std::filesystem::path& path, double scale);

} // namespace touchstone
