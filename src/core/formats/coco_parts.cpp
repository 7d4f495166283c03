#include "core/formats/coco_parts.h"

#include <cmath>
#include <limits>

#include "core/formats/json_text.h"
#include "core/store/annotation_codec.h"
#include "touchstone/base/text.h"

namespace touchstone::coco {

namespace {

/// A side in pixels: 0 for null, none for what cannot be one.
std::optional<std::int64_t> readSide(JsonScanner& scanner, std::string_view& raw)
{
    constexpr double largestSide = 1'000'000;
    scanner.peek();
    const std::size_t from = scanner.offset();
    JsonNumber number;
    std::optional<std::int64_t> side;
    if (scanner.number(number)) {
        if (number.value >= 0 && number.value <= largestSide && number.value == std::trunc(number.value)) {
            side = static_cast<std::int64_t>(number.value);
        }
    } else if (scanner.value() == "null") {
        side = 0;
    }
    raw = scanner.text(from, scanner.offset());
    return side;
}

/// A number that must be finite; none for anything else, which is passed over.
std::optional<JsonNumber> readFinite(JsonScanner& scanner)
{
    JsonNumber number;
    if (scanner.number(number)) {
        return std::isfinite(number.value) ? std::optional<JsonNumber>(number) : std::nullopt;
    }
    scanner.value();
    return std::nullopt;
}

void readBox(JsonScanner& scanner, AnnotationRecord& record)
{
    scanner.peek();
    const std::size_t from = scanner.offset();
    if (scanner.peek() != '[') {
        record.badBox = scanner.value() != "null";
    } else {
        std::array<double, 4> numbers{};
        std::size_t count = 0;
        bool good = true;
        scanner.array();
        for (bool first = true; scanner.element(first); ++count) {
            const auto number = readFinite(scanner);
            good = good && number && count < 4;
            if (good) {
                numbers[count] = number->value;
            }
        }
        good = good && count == 4 && numbers[2] >= 0 && numbers[3] >= 0;
        record.badBox = !good && count > 0;
        if (good) {
            record.box = Rect{numbers[0], numbers[1], numbers[2], numbers[3]};
        }
    }
    record.boxRaw = compactJson(scanner.text(from, scanner.offset()));
}

void readCrowd(JsonScanner& scanner, AnnotationRecord& record)
{
    const std::string_view raw = scanner.value();
    record.crowdGiven = true;
    record.crowd = raw != "0" && raw != "false" && raw != "null" && raw != "0.0";
    if (raw != "0" && raw != "1") {
        appendMember(record.fields, "iscrowd", compactJson(raw));
    }
}

void readScore(JsonScanner& scanner, AnnotationRecord& record)
{
    scanner.peek();
    const std::size_t from = scanner.offset();
    JsonNumber number;
    if (!scanner.number(number)) {
        scanner.value();
    } else if (std::isfinite(number.value)) {
        record.score = number.value;
    }
    // The writer puts scores as real numbers.
    if (!record.score || number.integral) {
        appendMember(record.fields, "score", compactJson(scanner.text(from, scanner.offset())));
    }
}

} // namespace

Id readId(JsonScanner& scanner)
{
    Id id;
    id.given = true;
    JsonNumber number;
    std::string text;
    if (scanner.number(number)) {
        constexpr double exact = 9007199254740992.0;
        if (number.fits) {
            id.value = number.integer;
        } else if (!number.integral && std::abs(number.value) <= exact &&
                   number.value == std::trunc(number.value)) {
            id.value = static_cast<std::int64_t>(number.value);
        } else {
            id.bad = true;
        }
    } else if (scanner.string(text)) {
        id.value = std::move(text);
    } else {
        id.given = scanner.value() != "null";
        id.bad = id.given;
    }
    return id;
}

std::string idText(const ExternalId& id)
{
    if (const auto* number = std::get_if<std::int64_t>(&id)) {
        return std::to_string(*number);
    }
    if (const auto* text = std::get_if<std::string>(&id)) {
        std::string quoted;
        appendJsonString(quoted, *text);
        return quoted;
    }
    return "none";
}

Category readCategory(JsonScanner& scanner)
{
    Category category;
    std::string_view key;
    for (auto object = scanner.object(); scanner.key(object, key);) {
        std::string text;
        if (key == "id") {
            category.id = readId(scanner);
        } else if (key == "name" && scanner.string(text)) {
            category.name = std::move(text);
        } else {
            const std::string name(key);
            appendMember(category.fields, name, compactJson(scanner.value()));
        }
    }
    closeObject(category.fields);
    return category;
}

Image readImage(JsonScanner& scanner)
{
    Image image;
    std::string_view key;
    for (auto object = scanner.object(); scanner.key(object, key);) {
        std::string text;
        std::string_view raw;
        if (key == "id") {
            image.id = readId(scanner);
        } else if (key == "file_name" && scanner.string(text)) {
            image.fileName = std::move(text);
        } else if (key == "width" || key == "height") {
            const bool isWidth = key == "width";
            const auto side = readSide(scanner, raw);
            image.badSize = image.badSize || !side;
            (isWidth ? image.width : image.height) = side.value_or(0);
            appendMember(image.fields, isWidth ? "width" : "height", compactJson(raw));
        } else {
            const std::string name(key);
            const std::string_view value = scanner.value();
            if (name == "coco_url" && value.size() > 1 && value.front() == '"') {
                decodeJsonString(value.substr(1, value.size() - 2), image.url);
            }
            appendMember(image.fields, name, compactJson(value));
        }
    }
    closeObject(image.fields);
    return image;
}

AnnotationRecord readAnnotation(JsonScanner& scanner)
{
    AnnotationRecord record;
    std::string_view key;
    for (auto object = scanner.object(); scanner.key(object, key);) {
        if (key == "id") {
            record.id = readId(scanner);
        } else if (key == "image_id") {
            record.image = readId(scanner);
        } else if (key == "category_id") {
            record.category = readId(scanner);
        } else if (key == "segmentation") {
            scanner.peek();
            const std::size_t from = scanner.offset();
            record.segmentation = readSegmentation(scanner);
            if (record.segmentation.keepRaw) {
                record.segmentationRaw = compactJson(scanner.text(from, scanner.offset()));
            }
        } else if (key == "bbox") {
            readBox(scanner, record);
        } else if (key == "area") {
            record.areaRaw = compactJson(scanner.value());
        } else if (key == "iscrowd") {
            readCrowd(scanner, record);
        } else if (key == "score") {
            readScore(scanner, record);
        } else if (key == "attributes") {
            scanner.peek();
            const std::size_t from = scanner.offset();
            const bool held = readAttributes(scanner, record.attributes) && !record.attributes.empty();
            if (!held) {
                appendMember(record.fields, "attributes", compactJson(scanner.text(from, scanner.offset())));
            }
        } else {
            record.caption = record.caption || key == "caption";
            record.keypoints = record.keypoints || key == "keypoints";
            const std::string name(key);
            appendMember(record.fields, name, compactJson(scanner.value()));
        }
    }
    if (!record.crowdGiven) {
        appendMember(record.fields, absentKey, "[\"iscrowd\"]");
    }
    closeObject(record.fields);
    return record;
}

} // namespace touchstone::coco
