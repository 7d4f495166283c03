#include "core/sample/pictures.h"

#include <array>
#include <cstdio>

namespace touchstone::sample {

namespace {

struct Kind {
    const char* name;
    Finish (*draw)(Scene&, int);
};

constexpr std::array<Kind, 6> kinds = {{{"street", drawStreet},
                                        {"harbour", drawHarbour},
                                        {"fruit", drawFruit},
                                        {"leaves", drawLeaves},
                                        {"cells", drawCells},
                                        {"shelf", drawShelf}}};

} // namespace

std::string pictureName(std::size_t index)
{
    char name[64];
    std::snprintf(name, sizeof name, "%03zu_%s.jpg", index + 1, kinds[index % kinds.size()].name);
    return name;
}

DrawnPicture drawPicture(std::size_t index)
{
    const std::size_t kind = index % kinds.size(), variant = index / kinds.size();
    const bool upright = (variant + kind) % 5 == 4;
    const std::uint64_t seed = 7919 * (index + 1);
    Scene scene(upright ? 900 : 1280, upright ? 1200 : 860, seed);
    const Finish finish = kinds[kind].draw(scene, static_cast<int>(variant));
    return {scene.surface.finish(finish.vignette, finish.grain, seed), std::move(scene.objects)};
}

} // namespace touchstone::sample
