#include "core/assist/standing_out.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace touchstone {

namespace {

constexpr float kLeast = 2.2F;
constexpr double kSmallPiece = 0.1;

/// What most of its neighbours are too.
Grid<std::uint8_t> withoutSpecks(const Grid<float>& distances, float parting)
{
    Grid<std::uint8_t> kept{distances.width, distances.height, {}};
    kept.values.resize(distances.values.size());
    for (std::int32_t y = 0; y < kept.height; ++y) {
        for (std::int32_t x = 0; x < kept.width; ++x) {
            int all = 0, far = 0;
            for (std::int32_t v = std::max(0, y - 1); v <= std::min(kept.height - 1, y + 1); ++v) {
                for (std::int32_t u = std::max(0, x - 1); u <= std::min(kept.width - 1, x + 1); ++u) {
                    ++all;
                    far += distances.at(u, v) > parting;
                }
            }
            kept.at(x, y) = 2 * far > all;
        }
    }
    return kept;
}

struct Piece {
    std::int32_t left, top, right, bottom;
    std::size_t pixels;
};

/// Takes the piece around one pixel out of the grid.
Piece takePiece(Grid<std::uint8_t>& grid, std::int32_t startX, std::int32_t startY)
{
    Piece piece{startX, startY, startX + 1, startY + 1, 0};
    std::vector<std::array<std::int32_t, 2>> todo = {{startX, startY}};
    grid.at(startX, startY) = 0;
    while (!todo.empty()) {
        const auto [x, y] = todo.back();
        todo.pop_back();
        ++piece.pixels;
        piece.left = std::min(piece.left, x);
        piece.right = std::max(piece.right, x + 1);
        piece.top = std::min(piece.top, y);
        piece.bottom = std::max(piece.bottom, y + 1);
        for (std::int32_t v = std::max(0, y - 1); v <= std::min(grid.height - 1, y + 1); ++v) {
            for (std::int32_t u = std::max(0, x - 1); u <= std::min(grid.width - 1, x + 1); ++u) {
                if (grid.at(u, v) != 0) {
                    grid.at(u, v) = 0;
                    todo.push_back({u, v});
                }
            }
        }
    }
    return piece;
}

} // namespace

float partingDistance(const std::vector<float>& distances)
{
    constexpr std::size_t kBins = 200;
    std::array<double, kBins> counts = {};
    for (const float distance : distances)
        ++counts[std::min(kBins - 1, std::size_t(distance / GroundColors::farthest * float(kBins)))];
    double total = 0, sum = 0;
    for (std::size_t i = 0; i < kBins; ++i) {
        total += counts[i];
        sum += double(i) * counts[i];
    }
    double below = 0, sumBelow = 0, best = -1;
    std::size_t parting = 0;
    for (std::size_t i = 0; i + 1 < kBins; ++i) {
        below += counts[i];
        sumBelow += double(i) * counts[i];
        if (below == 0 || below == total)
            continue;
        const double apart = sumBelow / below - (sum - sumBelow) / (total - below);
        const double between = below * (total - below) * apart * apart;
        if (between > best) {
            best = between;
            parting = i + 1;
        }
    }
    return std::max(kLeast, float(parting) * GroundColors::farthest / float(kBins));
}

PixelRect boxOfStandingOut(const Grid<float>& distances, float parting)
{
    Grid<std::uint8_t> grid = withoutSpecks(distances, parting);
    std::vector<Piece> pieces;
    std::size_t largest = 0;
    for (std::int32_t y = 0; y < grid.height; ++y) {
        for (std::int32_t x = 0; x < grid.width; ++x) {
            if (grid.at(x, y) == 0)
                continue;
            pieces.push_back(takePiece(grid, x, y));
            largest = std::max(largest, pieces.back().pixels);
        }
    }
    std::int32_t left = grid.width, top = grid.height, right = 0, bottom = 0;
    for (const Piece& piece : pieces) {
        if (double(piece.pixels) < kSmallPiece * double(largest))
            continue;
        left = std::min(left, piece.left);
        top = std::min(top, piece.top);
        right = std::max(right, piece.right);
        bottom = std::max(bottom, piece.bottom);
    }
    if (left >= right)
        return {};
    return {left, top, right - left, bottom - top};
}

} // namespace touchstone
