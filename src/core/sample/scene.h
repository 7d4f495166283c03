#pragma once

#include <string>
#include <vector>

#include "core/sample/drawing.h"
#include "core/sample/outlines.h"
#include "core/sample/random.h"
#include "touchstone/sample/sample.h"

namespace touchstone::sample {

/// A picture in the making with its ground truth, which is taken from the outlines that are drawn.
class Scene {
  public:
    Scene(int width, int height, std::uint64_t seed) : surface(width, height), random(seed) {}

    double width() const { return surface.width(); }
    double height() const { return surface.height(); }

    // Each takes what lies inside the picture, rounded to hundredths; slivers are left out.
    void addBox(const char* label, const std::vector<Ring>& outline);
    void addPolygon(const char* label, const Polygon& polygon);
    void addPolygon(const char* label, const Ring& ring) { addPolygon(label, Polygon{{ring, {}}}); }
    /// The union of `rings` without the union of `holes`, as a mask.
    void addMask(const char* label, const std::vector<Ring>& rings, const std::vector<Ring>& holes,
                 bool crowd = false);

    Surface surface;
    Random random;
    std::vector<SampleObject> objects;
};

/// How the light falls; each kind of scene has several moods.
struct Finish {
    double vignette = 0.12;
    double grain = 0.02;
};

Finish drawStreet(Scene& scene, int variant);
Finish drawShelf(Scene& scene, int variant);
Finish drawCells(Scene& scene, int variant);
Finish drawLeaves(Scene& scene, int variant);
Finish drawFruit(Scene& scene, int variant);
Finish drawHarbour(Scene& scene, int variant);

} // namespace touchstone::sample
