#include "core/formats/coco_annotation_writer.h"

#include <algorithm>
#include <limits>

#include "core/formats/coco_keypoints.h"
#include "core/formats/coco_parts.h"
#include "core/formats/json_text.h"
#include "core/formats/output_file.h"
#include "core/store/annotation_codec.h"
#include "touchstone/base/text.h"

namespace touchstone::coco {

namespace {

struct AttributeText {
    std::string& text;
    void operator()(std::monostate) const { text += "null"; }
    void operator()(bool value) const { text += value ? "true" : "false"; }
    void operator()(std::int64_t value) const { text += std::to_string(value); }
    void operator()(double value) const { appendJsonNumber(text, value, WholeNumbers::WithPoint); }
    void operator()(const std::string& value) const { appendJsonString(text, value); }
    void operator()(const std::vector<std::string>& values) const
    {
        text += '[';
        for (std::size_t i = 0; i < values.size(); ++i) {
            text += i > 0 ? "," : "";
            appendJsonString(text, values[i]);
        }
        text += ']';
    }
    void operator()(const JsonText& value) const { text += value.text; }
};

std::string attributesText(const Attributes& attributes)
{
    std::string text;
    for (const Attribute& attribute : attributes) {
        std::string value;
        std::visit(AttributeText{value}, attribute.value);
        appendMember(text, attribute.name, value);
    }
    closeObject(text);
    return text;
}

/// The number in a JSON text; none if it is something else.
std::optional<double> numberIn(std::string_view json)
{
    const std::string text(json);
    JsonScanner scanner(text.data(), text.data() + text.size());
    JsonNumber number;
    return scanner.number(number) ? std::optional(number.value) : std::nullopt;
}

bool isOfPoints(std::string_view name)
{
    return name == "keypoints" || name == "num_keypoints";
}

bool truthOf(std::string_view json)
{
    return json != "0" && json != "false" && json != "null" && json != "0.0";
}

/// What COCO has no place for, in the plural; empty for all else.
std::string_view unwritable(ShapeKind kind)
{
    switch (kind) {
    case ShapeKind::Polyline:
        return "polylines";
    case ShapeKind::Point:
        return "single points";
    case ShapeKind::Relation:
        return "groups and relations";
    case ShapeKind::Span:
        return "spans of text";
    default:
        return {};
    }
}

/// Which geometry of an object its record is made from; the lowest.
int rank(const ExportSource::Entry& entry)
{
    switch (kindOf(entry.annotation.shape)) {
    case ShapeKind::Mask:
        return 0;
    case ShapeKind::Polygon:
        return 1;
    case ShapeKind::RotatedBox:
    case ShapeKind::Ellipse:
        return 2;
    case ShapeKind::Box:
        return 3;
    case ShapeKind::Skeleton:
        return 4;
    case ShapeKind::Tag:
        return 5;
    case ShapeKind::Polyline:
    case ShapeKind::Point:
    case ShapeKind::Relation:
    case ShapeKind::Span:
        break;
    }
    return 6;
}

/// What annotations of one object say besides their shapes.
void joinHeld(const std::vector<ExportSource::Entry>& entries, ExportSource::Entry& result)
{
    Annotation& joined = result.annotation;
    for (const ExportSource::Entry& entry : entries) {
        const Annotation& other = entry.annotation;
        for (const Attribute& attribute : other.attributes) {
            if (!valueOf(joined.attributes, attribute.name)) {
                joined.attributes.push_back(attribute);
            }
        }
        joined.crowd = joined.crowd || other.crowd;
        joined.score = joined.score ? joined.score : other.score;
        if (!result.record && entry.record) {
            result.record = entry.record;
            result.geometryUntouched = false;
        }
    }
}

/// One object in several geometries as one record: polygons and masks in one segmentation.
ExportSource::Entry joined(const std::vector<ExportSource::Entry>& entries)
{
    ExportSource::Entry result = *std::min_element(
        entries.begin(), entries.end(), [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
    const auto regions = std::count_if(entries.begin(), entries.end(), [](const auto& e) { return rank(e) < 3; });
    result.geometryUntouched = result.geometryUntouched && regions <= 1;
    if (auto* mask = std::get_if<MaskShape>(&result.annotation.shape)) {
        Rle sum = rleFromMask(*mask->mask);
        for (const auto& entry : entries) {
            if (const auto* polygon = std::get_if<PolygonShape>(&entry.annotation.shape)) {
                sum = unite(sum, rleFromPolygon(*polygon->polygon, sum.height, sum.width));
            } else if (const auto* other = std::get_if<MaskShape>(&entry.annotation.shape)) {
                sum = unite(sum, rleFromMask(*other->mask));
            }
        }
        mask->mask = Shared<Mask>(maskFromRle(sum));
    } else if (auto* polygon = std::get_if<PolygonShape>(&result.annotation.shape)) {
        Polygon parts;
        for (const auto& entry : entries) {
            if (const auto* other = std::get_if<PolygonShape>(&entry.annotation.shape)) {
                parts.insert(parts.end(), other->polygon->begin(), other->polygon->end());
            }
        }
        polygon->polygon = Shared<Polygon>(std::move(parts));
    }
    joinHeld(entries, result);
    return result;
}

} // namespace

void IdGiver::reserve(const std::optional<SourceRecord>& record)
{
    if (!record) {
        return;
    }
    if (const auto* number = std::get_if<std::int64_t>(&record->externalId)) {
        m_highest = std::max(m_highest, *number);
        m_reserved.insert(record->externalId, 0);
    }
}

std::int64_t IdGiver::next()
{
    if (m_highest < std::numeric_limits<std::int64_t>::max()) {
        return ++m_highest;
    }
    while (m_used.find(m_lowest) || m_reserved.find(m_lowest)) {
        ++m_lowest;
    }
    return m_lowest;
}

ExternalId IdGiver::give(const std::optional<SourceRecord>& record)
{
    const bool stated = record && record->externalId.index() != 0;
    if (stated && m_used.insert(record->externalId, 0)) {
        if (const auto* number = std::get_if<std::int64_t>(&record->externalId)) {
            m_highest = std::max(m_highest, *number);
        }
        return record->externalId;
    }
    const ExternalId id = next();
    m_used.insert(id, 0);
    return id;
}

void IdGiver::tellTaken(const std::optional<SourceRecord>& record, const ExternalId& given, std::string_view what)
{
    if (record && record->externalId.index() != 0 && record->externalId != given) {
        m_lines.push_back({ReportLine::Kind::Repaired, m_kind + ' ' + displayUtf8(what),
                           "Its id " + idText(record->externalId) +
                               " is taken by another source. It got the id " + idText(given) + '.'});
    }
}

AnnotationWriter::AnnotationWriter(OutputFile& file, const std::vector<std::string>& order,
                                   const std::unordered_map<std::int64_t, PlacedImage>& images,
                                   const PlacedLabels& labels, std::int64_t highestId,
                                   std::vector<ReportLine>& lines)
    : m_file(file), m_order(order), m_images(images), m_labels(labels), m_ids("annotation", lines, highestId),
      m_lines(lines)
{
}

void AnnotationWriter::lost(const ExternalId& id, std::string message)
{
    m_lines.push_back({ReportLine::Kind::Lost, "annotation " + idText(id), std::move(message)});
}

Result<void> AnnotationWriter::add(const ExportSource::Entry& entry)
{
    if (!m_heldBack.empty() && (m_heldBack.front().annotation.instance != entry.annotation.instance ||
                                m_heldBack.front().imageKey != entry.imageKey)) {
        if (auto written = writeHeldBack(); !written) {
            return written;
        }
    }
    if (!entry.annotation.instance.isNull()) {
        auto shape = shapeOf(entry);
        if (!shape) {
            return shape.error();
        }
        ExportSource::Entry& kept = m_heldBack.emplace_back(entry);
        kept.annotation.shape = std::move(*shape);
        kept.rings = {};
        return {};
    }
    return write(entry, kindOf(entry.annotation.shape) == ShapeKind::Skeleton ? &entry : nullptr, nullptr);
}

Result<void> AnnotationWriter::writeHeldBack()
{
    const ExportSource::Entry* points = nullptr;
    const Rect* box = nullptr;
    std::vector<ExportSource::Entry> sayable;
    for (const ExportSource::Entry& entry : m_heldBack) {
        const ShapeKind kind = kindOf(entry.annotation.shape);
        const bool again = (kind == ShapeKind::Skeleton && points) || (kind == ShapeKind::Box && box);
        if (const auto what = again ? "second boxes and skeletons of one object" : unwritable(kind); !what.empty()) {
            ++m_left[what];
            continue;
        }
        points = kind == ShapeKind::Skeleton ? &entry : points;
        box = kind == ShapeKind::Box ? &std::get<BoxShape>(entry.annotation.shape).rect : box;
        sayable.push_back(entry);
    }
    Result<void> written;
    if (!sayable.empty()) {
        const ExportSource::Entry entry = joined(sayable);
        written = write(entry, points, kindOf(entry.annotation.shape) == ShapeKind::Box ? nullptr : box);
    }
    m_heldBack.clear();
    return written;
}

Result<void> AnnotationWriter::finish()
{
    if (auto written = writeHeldBack(); !written) {
        return written;
    }
    for (const auto& [what, count] : m_left) {
        m_lines.push_back({ReportLine::Kind::Lost, "annotations",
                           "COCO has no " + std::string(what) + "; " + withThousands(count) +
                               " annotations were not written."});
    }
    if (m_tags > 0) {
        m_lines.push_back({ReportLine::Kind::Note, "annotations",
                           withThousands(m_tags) +
                               " tags were written without segmentation and bbox. Many readers "
                               "of COCO pass over them."});
    }
    if (m_flagged > 0) {
        m_lines.push_back({ReportLine::Kind::Lost, "annotations",
                           "COCO has no marks for occluded, truncated and unsure; those of " + withThousands(m_flagged) +
                               " annotations were not written."});
    }
    if (m_ordered > 0) {
        m_lines.push_back({ReportLine::Kind::Lost, "annotations",
                           "COCO has no drawing order; that of " + withThousands(m_ordered) +
                               " annotations was not written."});
    }
    return {};
}

/// Members that the annotation holds, in the words of the source while they still say the same.
void AnnotationWriter::putHeld(const ExportSource::Entry& entry)
{
    const Annotation& annotation = entry.annotation;
    const std::string_view crowd = m_fields.find("iscrowd");
    if (!crowd.empty() && truthOf(crowd) == annotation.crowd) {
        m_object.put("iscrowd", crowd);
    } else if (annotation.crowd || m_fields.find(absentKey).find("\"iscrowd\"") == std::string_view::npos) {
        m_object.put("iscrowd", annotation.crowd ? "1" : "0");
    }
    const std::string_view attributes = m_fields.find("attributes");
    if (!annotation.attributes.empty()) {
        m_object.put("attributes", attributesText(annotation.attributes));
    } else if (!attributes.empty()) {
        m_object.put("attributes", attributes);
    }
    const std::string_view score = m_fields.find("score");
    const std::optional<double> scoreNumber = numberIn(score);
    if (annotation.score && scoreNumber != annotation.score) {
        std::string text;
        appendJsonNumber(text, *annotation.score, WholeNumbers::WithPoint);
        m_object.put("score", text);
    } else if (!score.empty() && (annotation.score || !scoreNumber)) {
        m_object.put("score", score);
    }
}

void AnnotationWriter::putKeypoints(const ExternalId& id, const ExportSource::Entry* points, const PlacedLabel* label,
                                    bool isNew)
{
    if (!points) {
        // Those who evaluate keypoints ask every annotation of such a category for them.
        if (isNew && label && label->points > 0) {
            m_object.put("keypoints", keypointsText(Skeleton(label->points)));
            m_object.put("num_keypoints", "0");
        }
        return;
    }
    static const std::string none;
    m_pointsGeometry.read(points->record && points->geometryUntouched ? points->record->geometry : none);
    const Skeleton& skeleton = *std::get<SkeletonShape>(points->annotation.shape).points;
    const std::string_view stated = m_pointsGeometry.find("keypoints");
    m_object.put("keypoints", stated.empty() ? keypointsText(skeleton) : std::string(stated));
    const std::string_view count = m_pointsGeometry.find("num_keypoints");
    if (count != absentWord) {
        m_object.put("num_keypoints", count.empty() ? std::to_string(labelledCount(skeleton)) : std::string(count));
    }
    if (label && label->points != skeleton.size()) {
        lost(id, "It has " + std::to_string(skeleton.size()) + " points, but the skeleton of its label has " +
                     std::to_string(label->points) + ", so that readers of COCO may refuse it.");
    }
}

Result<void> AnnotationWriter::write(const ExportSource::Entry& entry, const ExportSource::Entry* points,
                                     const Rect* box)
{
    const auto image = m_images.find(entry.imageKey);
    if (image == m_images.end()) {
        return Error{ErrorCode::Corrupt,
                     "An annotation belongs to an image that is not there. Verify the project.", ""};
    }
    const Annotation& annotation = entry.annotation;
    if (const auto what = unwritable(kindOf(annotation.shape)); !what.empty()) {
        ++m_left[what];
        return {};
    }
    static const std::string none;
    m_fields.read(entry.record ? entry.record->fields : none);
    m_geometry.read(entry.record && entry.geometryUntouched ? entry.record->geometry : none);
    const bool recorded = entry.record && entry.geometryUntouched;
    GeometryText& geometry = m_geometryText;
    if (auto made = writeGeometry(entry, image->second.width, image->second.height,
                                  recorded ? &m_geometry : nullptr, geometry);
        !made) {
        return made;
    }
    const ExternalId id = m_ids.give(entry.record);
    if (entry.record) {
        m_ids.tellTaken(entry.record, id, idText(entry.record->externalId));
    }
    m_object.clear();
    m_object.put("id", idText(id));
    m_object.put("image_id", idText(image->second.id));
    const auto label = m_labels.find(annotation.label);
    if (label != m_labels.end()) {
        m_object.put("category_id", idText(label->second.id));
    }
    if (!geometry.segmentation.empty()) {
        m_object.lend("segmentation", geometry.segmentation);
    }
    if (!geometry.area.empty()) {
        m_object.lend("area", geometry.area);
    }
    if (box) {
        m_object.put("bbox", boxText(*box));
    } else if (!geometry.box.empty()) {
        m_object.lend("bbox", geometry.box);
    }
    putKeypoints(id, points, label == m_labels.end() ? nullptr : &label->second, !entry.record);
    putHeld(entry);
    for (const auto& member : m_fields.all()) {
        if (member.name != absentKey && member.name != "iscrowd" && member.name != "attributes" &&
            member.name != "score" && !(points && isOfPoints(member.name))) {
            m_object.lend(member.name, member.json);
        }
    }
    if (geometry.holesAsMask) {
        lost(id, "The polygon has holes, which COCO rings cannot have. It was written as a mask.");
    }
    if (geometry.holesLost) {
        lost(
            id,
            "The polygon has holes, which COCO rings cannot have, and the size of its image is not known, so "
            "that no mask can be made. The holes were left out.");
    }
    if (!geometry.outlined.empty()) {
        lost(id, "COCO has no " + std::string(geometry.outlined) + ". Its outline was written as a polygon.");
    }
    m_tags += kindOf(annotation.shape) == ShapeKind::Tag ? 1 : 0;
    m_ordered += annotation.z != 0 ? 1 : 0;
    m_flagged += annotation.occluded || annotation.truncated || annotation.unsure ? 1 : 0;
    m_file.text() += m_first ? "" : ",";
    m_first = false;
    m_object.append(m_file.text(), m_order);
    return m_file.flushed();
}

} // namespace touchstone::coco
