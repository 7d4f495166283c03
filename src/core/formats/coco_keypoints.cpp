#include "core/formats/coco_keypoints.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/formats/json_scanner.h"
#include "core/formats/json_text.h"
#include "core/store/annotation_codec.h"
#include "touchstone/base/text.h"

namespace touchstone::coco {

namespace {

constexpr double coordinateLimit = 1e9;

/// The texts of a list; none when something in it is no text.
std::optional<std::vector<std::string>> textsOf(std::string_view json)
{
    const std::string text(json);
    JsonScanner scanner(text.data(), text.data() + text.size());
    std::vector<std::string> texts;
    if (scanner.peek() != '[') {
        return std::nullopt;
    }
    scanner.array();
    for (bool first = true; scanner.element(first);) {
        if (!scanner.string(texts.emplace_back())) {
            return std::nullopt;
        }
    }
    return scanner.ok() ? std::optional(std::move(texts)) : std::nullopt;
}

/// A pair of numbers from 1 to `count`, which count from 0 then.
std::optional<SkeletonTemplate::Link> readEdge(JsonScanner& scanner, std::size_t count)
{
    if (scanner.peek() != '[') {
        scanner.value();
        return std::nullopt;
    }
    std::vector<std::int64_t> ends;
    bool good = true;
    scanner.array();
    for (bool first = true; scanner.element(first);) {
        JsonNumber number;
        if (!scanner.number(number)) {
            scanner.value();
            good = false;
        } else {
            good = good && number.fits && number.integer >= 1 && number.integer <= static_cast<std::int64_t>(count);
            ends.push_back(number.integer);
        }
    }
    if (!good || ends.size() != 2 || ends[0] == ends[1]) {
        return std::nullopt;
    }
    return SkeletonTemplate::Link{static_cast<std::size_t>(ends[0] - 1), static_cast<std::size_t>(ends[1] - 1)};
}

/// The name on the other side; empty for one that is on none.
std::string otherSide(const std::string& name)
{
    constexpr std::string_view left = "left_";
    return name.starts_with(left) ? "right_" + name.substr(left.size()) : std::string();
}

void findSides(SkeletonTemplate& skeleton)
{
    const auto& points = skeleton.points;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const std::string other = otherSide(points[i].name);
        for (std::size_t j = 0; j < points.size() && !other.empty(); ++j) {
            if (points[j].name == other) {
                skeleton.pairs.emplace_back(i, j);
            }
        }
    }
}

} // namespace

ReadTemplate templateFromJson(std::string_view names, std::string_view edges)
{
    ReadTemplate result;
    const auto texts = textsOf(names);
    if (!texts) {
        result.problem = "Its \"keypoints\" are no list of names, so that its label has no skeleton.";
        return result;
    }
    SkeletonTemplate& skeleton = result.skeleton;
    for (const std::string& name : *texts) {
        skeleton.points.push_back({name, {}, 0});
    }
    if (const auto valid = validate(skeleton); !valid) {
        result.problem = "Its \"keypoints\" cannot be used, so that its label has no skeleton: " +
                         displayUtf8(valid.error().message);
        skeleton = {};
        return result;
    }
    const std::string text(edges);
    JsonScanner scanner(text.data(), text.data() + text.size());
    if (!text.empty() && scanner.peek() == '[') {
        std::size_t bad = 0;
        scanner.array();
        for (bool first = true; scanner.element(first);) {
            if (const auto edge = readEdge(scanner, skeleton.points.size())) {
                skeleton.edges.push_back(*edge);
            } else {
                ++bad;
            }
        }
        if (bad > 0) {
            result.problem = withThousands(static_cast<std::int64_t>(bad)) +
                             " of the pairs in its \"skeleton\" are no two of its points, counted from 1. They were "
                             "left out.";
        }
    } else if (!text.empty() && text != "null") {
        result.problem = "Its \"skeleton\" is no list of pairs. The points have no lines.";
    }
    findSides(skeleton);
    const SkeletonTemplate person = cocoPerson();
    if (std::equal(skeleton.points.begin(), skeleton.points.end(), person.points.begin(), person.points.end(),
                   [](const auto& a, const auto& b) { return a.name == b.name; })) {
        skeleton.points = person.points;
    }
    skeleton = withPlaces(std::move(skeleton));
    return result;
}

std::string pointNamesText(const SkeletonTemplate& skeleton)
{
    std::string text = "[";
    for (const SkeletonTemplate::Node& node : skeleton.points) {
        text += text.size() > 1 ? "," : "";
        appendJsonString(text, node.name);
    }
    return text + ']';
}

std::string edgesText(const SkeletonTemplate& skeleton)
{
    std::string text = "[";
    for (const auto& [from, to] : skeleton.edges) {
        text += text.size() > 1 ? ",[" : "[";
        text += std::to_string(from + 1) + ',' + std::to_string(to + 1) + ']';
    }
    return text + ']';
}

ReadKeypoints keypointsFromJson(std::string_view json, std::size_t count)
{
    const std::string text(json);
    JsonScanner scanner(text.data(), text.data() + text.size());
    ReadKeypoints result;
    if (scanner.peek() != '[') {
        result.problem = text == "null" ? "" : "are no list. They were dropped.";
        return result;
    }
    std::vector<double> numbers;
    scanner.array();
    for (bool first = true; scanner.element(first);) {
        JsonNumber number;
        if (!scanner.number(number) || !(std::abs(number.value) <= coordinateLimit)) {
            result.problem = "hold something that is no coordinate. They were dropped.";
            return result;
        }
        numbers.push_back(number.value);
    }
    if (numbers.empty()) {
        return result;
    }
    Skeleton points(count);
    std::size_t odd = 0;
    for (std::size_t i = 0; i < count && 3 * i + 2 < numbers.size(); ++i) {
        const double v = numbers[3 * i + 2];
        if (v == 0) {
            continue;
        }
        odd += v == 1 || v == 2 ? 0 : 1;
        points[i] = {{numbers[3 * i], numbers[3 * i + 1]}, v == 1 ? Visibility::Occluded : Visibility::Visible};
    }
    if (numbers.size() != 3 * count) {
        result.problem = "are " + std::to_string(numbers.size()) + " numbers, but its category has " +
                         std::to_string(count) + " points, three numbers each. " +
                         (numbers.size() > 3 * count ? "Those that are too many were dropped."
                                                     : "Points that are missing or cut off count as not labelled.");
    }
    if (odd > 0) {
        result.problem += (result.problem.empty() ? "" : " They also ") +
                          std::string("have a visibility other than 0, 1 and 2 at ") + std::to_string(odd) +
                          (odd == 1 ? " point. It was taken as visible." : " points. They were taken as visible.");
    }
    result.points = std::move(points);
    return result;
}

std::string keypointsText(const Skeleton& points)
{
    std::string text = "[";
    for (const SkeletonPoint& point : points) {
        text += text.size() > 1 ? "," : "";
        appendJsonNumber(text, point.at.x);
        text += ',';
        appendJsonNumber(text, point.at.y);
        text += ',';
        text += std::to_string(static_cast<int>(point.visibility));
    }
    return text + ']';
}

} // namespace touchstone::coco
