#pragma once

#include <vector>

#include "core/sample/scene.h"

namespace touchstone::sample {

/// Light and colours of a street scene.
struct StreetLight {
    Color skyTop, skyBottom;
    Color haze;     ///< Far things tend to it.
    double day = 1; ///< 0 at night.
    double lit = 0; ///< Share of windows with a light on.
    Color tint;     ///< Multiplied onto lit surfaces.

    /// A surface colour in this light.
    Color on(Color color) const;
};

StreetLight streetLight(int variant);

void drawSky(Scene& scene, const StreetLight& light, double horizon);
void drawBuildings(Scene& scene, const StreetLight& light, double ground, double scale);

/// Returns the outline of crown and trunk; `foot` is where the trunk meets the ground.
Ring drawTree(Scene& scene, const StreetLight& light, Point foot, double size);
void drawBush(Scene& scene, const StreetLight& light, Point foot, double size);

enum class CarKind { Sedan, Hatchback, Van, Taxi };
/// Drawn with its wheels on `ground.y` and its rear at `ground.x` when it looks right; returns its outline.
Ring drawCar(Scene& scene, const StreetLight& light, Point ground, double length, CarKind kind,
             bool looksRight);
Ring drawBus(Scene& scene, const StreetLight& light, Point ground, double length, bool looksRight);

/// Returns the outlines of the parts.
std::vector<Ring> drawPerson(Scene& scene, const StreetLight& light, Point foot, double size);
/// Bicycle and rider.
std::vector<Ring> drawCyclist(Scene& scene, const StreetLight& light, Point ground, double size,
                              bool looksRight);
/// Returns the housing of the lamps.
Ring drawTrafficLight(Scene& scene, const StreetLight& light, Point foot, double size);
/// Returns the pole.
Strip drawStreetLamp(Scene& scene, const StreetLight& light, Point foot, double size);

} // namespace touchstone::sample
