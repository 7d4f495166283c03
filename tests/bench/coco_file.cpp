#include "bench/coco_file.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numbers>
#include <random>
#include <string>

namespace touchstone {
namespace {

std::string ringText(std::mt19937_64& random, double cx, double cy, double radius, int points)
{
    std::uniform_real_distribution<double> jitter(0.65, 1.0);
    std::string text = "[";
    char number[48];
    for (int i = 0; i < points; ++i) {
        const double angle = 2 * std::numbers::pi * i / points, r = radius * jitter(random);
        std::snprintf(number, sizeof number, i ? ",%.2f,%.2f" : "%.2f,%.2f", cx + r * std::cos(angle),
                      cy + r * std::sin(angle));
        text += number;
    }
    return text + "]";
}

std::string crowdText(std::mt19937_64& random, int width, int height)
{
    std::string text = "{\"counts\": [";
    int left = width * height;
    for (int run = 0; left > 0; ++run) {
        const int length = std::min<int>(left, 1 + static_cast<int>(random() % (run % 2 ? 60 : 900)));
        text += (run ? "," : "") + std::to_string(length);
        left -= length;
    }
    return text + "], \"size\": [" + std::to_string(height) + "," + std::to_string(width) + "]}";
}

} // namespace

void writeCocoFile(const std::filesystem::path& path, double scale)
{
    std::mt19937_64 random(2017);
    std::uniform_real_distribution<double> unit(0, 1);
    std::lognormal_distribution<double> points(2.83, 0.62), radii(3.3, 0.9);
    const auto images = static_cast<long>(118287 * scale), annotations = static_cast<long>(860001 * scale);
    std::FILE* file = std::fopen(path.c_str(), "wb");
    std::fputs("{\"info\": {\"year\": 2017}, \"licenses\": [{\"id\": 1, \"name\": \"none\"}], \"images\": [", file);
    for (long i = 0; i < images; ++i)
        std::fprintf(file,
                     "%s{\"license\": 1,\"file_name\": \"%012ld.jpg\",\"height\": 480,\"width\": 640,"
                     "\"date_captured\": \"2013-11-14 11:%02ld:00\",\"id\": %ld}",
                     i ? "," : "", i * 5 + 9, i % 60, i * 5 + 9);
    std::fputs("], \"annotations\": [", file);
    for (long a = 0; a < annotations; ++a) {
        const long image = static_cast<long>(random() % static_cast<unsigned long>(images));
        const double radius = std::clamp(radii(random), 3.0, 200.0);
        const double cx = radius + (640 - 2 * radius) * unit(random), cy = radius + (480 - 2 * radius) * unit(random);
        const bool crowd = unit(random) < 0.0116;
        std::string shape;
        if (crowd) {
            shape = crowdText(random, 640, 480);
        } else {
            const int parts = unit(random) < 0.09 ? 2 : 1;
            for (int part = 0; part < parts; ++part)
                shape += (part ? "," : "") + ringText(random, cx, cy, radius / (1 + 0.5 * part),
                                                      std::clamp(static_cast<int>(points(random)), 3, 400));
            shape = "[" + shape + "]";
        }
        std::fprintf(file,
                     "%s{\"segmentation\": %s,\"area\": %.4f,\"iscrowd\": %d,\"image_id\": %ld,"
                     "\"bbox\": [%.2f,%.2f,%.2f,%.2f],\"category_id\": %ld,\"id\": %ld}",
                     a ? "," : "", shape.c_str(), radius * radius * 2.4, crowd ? 1 : 0, image * 5 + 9, cx - radius,
                     cy - radius, 2 * radius, 2 * radius, 1 + a % 90, a + 1);
    }
    std::fputs("], \"categories\": [", file);
    for (int i = 1; i <= 90; ++i)
        std::fprintf(file, "%s{\"supercategory\": \"s%d\",\"id\": %d,\"name\": \"class %d\"}", i > 1 ? "," : "", i % 12,
                     i, i);
    std::fputs("]}", file);
    std::fclose(file);
}

} // namespace touchstone
