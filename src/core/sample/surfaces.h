#pragma once

#include "core/sample/scene.h"

namespace touchstone::sample {

/// The ground of pictures that look straight down, filling the whole picture.
void drawPlanks(Scene& scene, Color wood);
void drawSoil(Scene& scene, Color earth);
void drawCloth(Scene& scene, Color base, Color stripe, double pitch);

/// The shadow that something lying on the ground throws to the lower right.
void dropShadow(Surface& surface, const std::vector<Ring>& rings, double height);

/// Tries places until one keeps `gap` from all taken before; false if it finds none.
class FreePlaces {
  public:
    FreePlaces(double width, double height) : m_width(width), m_height(height) {}
    bool find(Random& random, double radius, double gap, Point& place);
    void take(Point place, double radius) { m_taken.push_back({place, radius}); }

  private:
    struct Circle {
        Point center;
        double radius;
    };
    double m_width;
    double m_height;
    std::vector<Circle> m_taken;
};

} // namespace touchstone::sample
