#pragma once

namespace touchstone {

class Format;

/// COCO instances: one JSON file with images, annotations and categories.
const Format& cocoFormat();

} // namespace touchstone
