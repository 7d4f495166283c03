#include "core/sample/coco_text.h"

#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

#include "touchstone/base/text.h"
#include "touchstone/geometry/mask.h"
#include "touchstone/geometry/rle.h"

namespace touchstone::sample {

namespace {

using Json = nlohmann::ordered_json;

double hundredths(double value)
{
    return std::round(value * 100) / 100;
}

Json segmentationOf(const SampleObject& object)
{
    Json result = Json::array();
    if (const auto* polygon = std::get_if<PolygonShape>(&object.shape)) {
        for (const PolygonPart& part : *polygon->polygon) {
            Json ring = Json::array();
            for (const Point& p : part.outer) {
                ring.push_back(p.x);
                ring.push_back(p.y);
            }
            result.push_back(std::move(ring));
        }
    } else if (const auto* mask = std::get_if<MaskShape>(&object.shape)) {
        const Rle rle = rleFromMask(*mask->mask);
        // As in the published data sets: crowds carry plain counts, other masks the compressed text.
        result = {{"size", {rle.height, rle.width}}};
        if (object.crowd)
            result["counts"] = rle.counts;
        else
            result["counts"] = rleToString(rle);
    }
    return result;
}

} // namespace

std::string cocoText(const std::vector<SamplePicture>& pictures, const std::string& prefix)
{
    Json images = Json::array(), annotations = Json::array(), categories = Json::array();
    std::map<std::string, int> categoryIds;
    int imageId = 0, annotationId = 0;
    for (const SamplePicture& picture : pictures) {
        images.push_back({{"id", ++imageId},
                          {"file_name", prefix + pathToUtf8(picture.file)},
                          {"width", picture.width},
                          {"height", picture.height}});
        for (const SampleObject& object : picture.objects) {
            const auto [category, isNew] =
                categoryIds.emplace(object.label, static_cast<int>(categoryIds.size()) + 1);
            if (isNew)
                categories.push_back(
                    {{"id", category->second}, {"name", object.label}, {"supercategory", ""}});
            const Rect box = bounds(object.shape).value_or(Rect{});
            annotations.push_back(
                {{"id", ++annotationId},
                 {"image_id", imageId},
                 {"category_id", category->second},
                 {"segmentation", segmentationOf(object)},
                 {"bbox",
                  {hundredths(box.x), hundredths(box.y), hundredths(box.width), hundredths(box.height)}},
                 {"area", hundredths(area(object.shape))},
                 {"iscrowd", object.crowd ? 1 : 0}});
        }
    }
    return Json{{"info", {{"description", "Touchstone sample"}, {"version", "1"}}},
                {"images", std::move(images)},
                {"annotations", std::move(annotations)},
                {"categories", std::move(categories)}}
        .dump();
}

} // namespace touchstone::sample
