#include <cmath>

#include "core/formats/coco_parts.h"

namespace touchstone::coco {

namespace {

constexpr double coordinateLimit = 1e9;
constexpr double sideLimit = 1'000'000;

/// Tells in which forms the numbers of one annotation were written, since our shapes hold doubles.
struct NumberForms {
    bool wholeShort = false;
    bool wholeWithPoint = false;
    bool huge = false;

    void add(const JsonNumber& number)
    {
        if (number.integral) {
            wholeShort = true;
            huge = huge || !number.fits || std::abs(number.value) > 9007199254740992.0;
        } else if (number.value == std::trunc(number.value)) {
            wholeWithPoint = true;
        }
    }
    bool mixed() const { return huge || (wholeShort && wholeWithPoint); }
};

struct RingReader {
    JsonScanner& scanner;
    Segmentation& result;
    NumberForms forms;
    std::size_t closed = 0;
    std::size_t rings = 0;

    bool bad(std::string problem)
    {
        result.kind = Segmentation::Kind::Bad;
        result.problem = std::move(problem);
        return false;
    }

    /// The numbers of one ring; the opening bracket is next.
    bool ring()
    {
        Ring points;
        JsonNumber number;
        double x = 0;
        std::size_t count = 0;
        scanner.array();
        for (bool first = true; scanner.element(first); ++count) {
            if (!scanner.number(number)) {
                return bad("holds something that is not a number");
            }
            if (!(std::abs(number.value) <= coordinateLimit)) {
                return bad("has a coordinate that is over 1,000,000,000");
            }
            forms.add(number);
            if (count % 2 == 0) {
                x = number.value;
            } else {
                points.push_back({x, number.value});
            }
        }
        return !scanner.ok() || add(std::move(points), count);
    }

    bool add(Ring points, std::size_t count)
    {
        const std::string name = "ring " + std::to_string(rings);
        ++rings;
        if (count % 2 != 0) {
            return bad(name + " has an odd number of coordinates (" + std::to_string(count) + ")");
        }
        // Our rings close by themselves.
        if (points.size() > 1 && points.front() == points.back()) {
            points.pop_back();
            ++closed;
        }
        if (points.size() < 3) {
            ++result.shortRings;
            return true;
        }
        result.polygon.push_back({std::move(points), {}});
        return true;
    }

    void finish(bool flat)
    {
        if (result.kind == Segmentation::Kind::Bad || !scanner.ok()) {
            return;
        }
        if (result.polygon.empty()) {
            bad("has under three points");
            return;
        }
        result.kind = Segmentation::Kind::Rings;
        const bool someClosed = closed > 0 && closed < rings;
        result.keepRaw = result.shortRings == 0 && (flat || someClosed || forms.mixed());
        if (!result.keepRaw) {
            result.words = forms.wholeWithPoint && !forms.mixed() ? "real" : "";
            if (closed > 0 && !someClosed) {
                result.words += result.words.empty() ? "closed" : " closed";
            }
        }
    }
};

/// An image size as [height, width].
bool readSize(JsonScanner& scanner, Segmentation& result)
{
    std::array<double, 2> sides{-1, -1};
    std::size_t count = 0;
    JsonNumber number;
    if (scanner.peek() != '[') {
        scanner.value();
        return false;
    }
    scanner.array();
    for (bool first = true; scanner.element(first); ++count) {
        if (!scanner.number(number)) {
            scanner.value();
            sides = {-1, -1};
        } else if (count < 2) {
            sides[count] = number.value;
            result.keepRaw = result.keepRaw || !number.integral;
        }
    }
    for (const double side : sides) {
        if (!(side >= 0 && side <= sideLimit && side == std::trunc(side))) {
            return false;
        }
    }
    result.rle.height = static_cast<std::uint32_t>(sides[0]);
    result.rle.width = static_cast<std::uint32_t>(sides[1]);
    return count == 2;
}

bool readCounts(JsonScanner& scanner, std::vector<std::uint32_t>& counts)
{
    JsonNumber number;
    bool good = true;
    scanner.array();
    for (bool first = true; scanner.element(first);) {
        if (!scanner.number(number)) {
            scanner.value();
            good = false;
        } else if (!number.fits || number.integer < 0 || number.integer > 0x7fffffff) {
            good = false;
        } else {
            counts.push_back(static_cast<std::uint32_t>(number.integer));
        }
    }
    return good;
}

void readRuns(JsonScanner& scanner, Segmentation& result)
{
    std::string text;
    bool hasSize = false;
    bool goodSize = false;
    bool hasCounts = false;
    bool goodCounts = true;
    bool asText = false;
    std::string_view key;
    for (auto object = scanner.object(); scanner.key(object, key);) {
        if (key == "size") {
            hasSize = true;
            goodSize = readSize(scanner, result);
        } else if (key == "counts") {
            hasCounts = true;
            asText = scanner.string(text);
            if (!asText && scanner.peek() == '[') {
                goodCounts = readCounts(scanner, result.rle.counts);
            } else if (!asText) {
                scanner.value();
                goodCounts = false;
            }
        } else {
            scanner.value();
            result.keepRaw = true;
        }
    }
    if (!scanner.ok()) {
        return;
    }
    const auto bad = [&](std::string problem) {
        result.kind = Segmentation::Kind::Bad;
        result.problem = std::move(problem);
    };
    if (!hasSize && !hasCounts) {
        // An empty object says as much as an empty list.
        result.keepRaw = true;
        return;
    }
    if (!goodSize) {
        return bad("has a mask without a usable size");
    }
    if (!hasCounts || !goodCounts) {
        return bad("has a mask without usable counts");
    }
    if (asText) {
        auto rle = rleFromString(text, result.rle.height, result.rle.width);
        if (!rle) {
            return bad("has a mask that cannot be read. " + rle.error().message);
        }
        result.rle = std::move(*rle);
        result.keepRaw = result.keepRaw || rleToString(canonical(result.rle)) != text;
    } else if (auto valid = validate(result.rle); !valid) {
        return bad("has a mask that cannot be read. " + valid.error().message);
    } else {
        result.keepRaw = result.keepRaw || canonical(result.rle) != result.rle;
    }
    result.kind = Segmentation::Kind::Runs;
    result.runsAsList = !asText;
}

} // namespace

Segmentation readSegmentation(JsonScanner& scanner)
{
    Segmentation result;
    const char first = scanner.peek();
    const std::size_t from = scanner.offset();
    if (first == '{') {
        readRuns(scanner, result);
    } else if (first != '[') {
        if (scanner.value() == "null") {
            result.keepRaw = true;
        } else {
            result.kind = Segmentation::Kind::Bad;
            result.problem = "has a segmentation that is neither a list nor an object";
        }
    } else {
        RingReader reader{scanner, result, {}};
        scanner.array();
        if (scanner.take(']')) {
            result.keepRaw = true;
            return result;
        }
        const bool flat = scanner.peek() != '[';
        scanner.rewind(from);
        if (flat) {
            reader.ring();
        } else {
            scanner.array();
            for (bool start = true; scanner.element(start);) {
                if (scanner.peek() != '[') {
                    reader.bad("holds something that is not a ring");
                    break;
                }
                if (!reader.ring()) {
                    break;
                }
            }
        }
        reader.finish(flat);
    }
    if (result.kind == Segmentation::Kind::Bad && scanner.ok()) {
        // What was passed over must still be well formed.
        scanner.rewind(from);
        scanner.value();
    }
    return result;
}

} // namespace touchstone::coco
