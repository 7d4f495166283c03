#include "core/formats/coco_reader.h"

#include <algorithm>

#include "core/formats/coco_keypoints.h"
#include "core/formats/json_text.h"
#include "core/formats/member_list.h"
#include "core/store/annotation_codec.h"
#include "touchstone/base/text.h"

namespace touchstone::coco {

namespace {

/// No path that a system opens is longer, and no name that a person reads.
constexpr std::int64_t longestName = 4096;

std::string jsonString(std::string_view text)
{
    std::string result;
    appendJsonString(result, text);
    return result;
}

/// For messages.
std::string inQuotes(std::string_view text)
{
    return jsonString(displayUtf8(text.substr(0, 200)));
}

/// Puts one more member into the text of a closed object.
void addMember(std::string& object, std::string_view name, std::string_view json)
{
    if (!object.empty()) {
        object.pop_back();
    }
    appendMember(object, name, json);
    closeObject(object);
}

/// The members of a closed object, but for two of them.
std::string without(const MemberList& members, std::string_view one, std::string_view other)
{
    std::string object;
    for (const MemberList::Member& member : members.all()) {
        if (member.name != one && member.name != other) {
            appendMember(object, member.name, member.json);
        }
    }
    closeObject(object);
    return object;
}

/// The inside of an object, to be followed by more members.
std::string merged(std::string object, const std::string& more)
{
    if (object.empty() || more.empty()) {
        return object.empty() ? more : object;
    }
    object.back() = ',';
    return object + more.substr(1);
}

std::string lastPart(std::string_view path, int parts)
{
    std::size_t at = path.size();
    for (; parts > 0 && at != std::string_view::npos && at > 0; --parts) {
        at = path.find_last_of("/\\", at - 1);
    }
    return std::string(at == std::string_view::npos ? path : path.substr(std::min(at + 1, path.size())));
}

/// The path without what leads out of a folder: root, drive and "..". May be empty.
std::string partsBelow(std::string_view stated)
{
    std::string path;
    while (!stated.empty()) {
        const std::size_t end = std::min(stated.find_first_of("/\\"), stated.size());
        const std::string_view part = stated.substr(0, end);
        stated.remove_prefix(std::min(end + 1, stated.size()));
        const bool isDrive = path.empty() && part.size() == 2 && part[1] == ':';
        if (!part.empty() && part != "." && part != ".." && !isDrive) {
            path.append(path.empty() ? "" : "/").append(part);
        }
    }
    return path;
}

} // namespace

Result<void> Reader::take(Category record, std::int64_t index)
{
    const std::string where = place("categories", index, &record.id.value);
    if (!record.id.given || record.id.bad) {
        skip(where, "The category has no usable id and was left out. Give it a whole number.");
        return {};
    }
    if (!record.name || record.name->empty()) {
        skip(where, "The category has no name and was left out. Give it one.");
        return {};
    }
    if (static_cast<std::int64_t>(record.name->size()) > longestName) {
        skip(where, "The name of the category is longer than " + withThousands(longestName) +
                        " bytes. It was left out. Give it a name that fits on a screen.");
        return {};
    }
    if (const auto known = m_categoryNames.find(*record.name); known != m_categoryNames.end()) {
        if (m_categories.insert(record.id.value, known->second)) {
            repair(where, "A category before it has the same name, " + inQuotes(*record.name) +
                              ". Both became one label.");
        } else {
            skip(where, "The id stands twice. The second category was left out.");
        }
        return {};
    }
    if (!m_categories.insert(record.id.value, m_categoryCount)) {
        skip(where,
             "The id stands twice. The second category, " + inQuotes(*record.name) + ", was left out.");
        return {};
    }
    m_categoryNames.emplace(*record.name, m_categoryCount++);
    ReadCategory category;
    category.name = std::move(*record.name);
    category.record.externalId = std::move(record.id.value);
    category.record.order = index;
    MemberList members;
    members.read(record.fields);
    if (const auto names = members.find("keypoints"); !names.empty() && names != "[]" && names != "null") {
        ReadTemplate read = templateFromJson(names, members.find("skeleton"));
        if (!read.problem.empty()) {
            repair(where, std::move(read.problem));
        }
        category.skeleton = std::move(read.skeleton);
    }
    m_pointCounts.push_back(category.skeleton.points.size());
    category.record.fields = std::move(record.fields);
    return m_sink.category(std::move(category));
}

Reader::ImagePath Reader::imagePath(Image& record, const std::string& where)
{
    if (!record.fileName) {
        const auto path = safeRelativePath(lastPart(record.url, 2));
        if (!path) {
            skip(where, "The image has no file name and was left out. Give it a \"file_name\".");
            return {};
        }
        addMember(record.fields, absentKey, "[\"file_name\"]");
        return {*path, record.url};
    }
    const std::string& stated = *record.fileName;
    if (static_cast<std::int64_t>(stated.size()) > longestName) {
        skip(where, "The file name is longer than " + withThousands(longestName) +
                        " bytes, which no system can open. The image was left out.");
        return {};
    }
    const auto path = safeRelativePath(stated);
    const auto inside = path ? path : safeRelativePath(partsBelow(stated));
    if (!inside) {
        skip(where,
             "The file name " + inQuotes(stated) + " names no file below a folder. The image was left out.");
        return {};
    }
    if (*inside != stated) {
        // Written back as it was; only looked for under its clean form.
        addMember(record.fields, "file_name", jsonString(stated));
    }
    if (path) {
        return {*path, {}};
    }
    repair(where, "The file name " + inQuotes(stated) +
                      " leads out of the image folder. The picture is looked for as " + inQuotes(*inside) +
                      " in it; export writes the name as it was.");
    return {*inside, stated};
}

Result<void> Reader::take(Image record, std::int64_t index)
{
    const std::string where = place("images", index, &record.id.value);
    if (!record.id.given || record.id.bad) {
        skip(where, "The image has no usable id and was left out. Give it a whole number.");
        return {};
    }
    if (m_images.find(record.id.value)) {
        skip(where, "The id stands twice. The second image was left out, and annotations with this id go to "
                    "the first.");
        return {};
    }
    ImagePath named = imagePath(record, where);
    std::string& path = named.path;
    if (path.empty()) {
        return {};
    }
    const auto index32 = static_cast<std::uint32_t>(m_sizes.size());
    const auto [known, added] = m_imagePaths.try_emplace(path, KnownImage{index32, named.whole});
    if (!added && known->second.whole != named.whole) {
        skip(where, "An image before it with another file name is also looked for as " + inQuotes(path) +
                        ". This one was left out with its annotations; give it a path of its own.");
        return {};
    }
    m_images.insert(record.id.value, known->second.index);
    if (!added) {
        repair(where,
               "An image before it names the same file, " + inQuotes(path) + ". Both became one image.");
        return {};
    }
    if (record.badSize) {
        repair(where, "The stated width or height is no size of a picture and was not used.");
        record.width = 0;
        record.height = 0;
    }
    m_sizes.push_back({record.width, record.height});
    ReadImage image;
    image.path = std::move(path);
    image.width = record.width;
    image.height = record.height;
    image.record.externalId = std::move(record.id.value);
    image.record.order = index;
    image.record.fields = std::move(record.fields);
    return m_sink.image(std::move(image));
}

bool Reader::placeAnnotation(const AnnotationRecord& record, const std::string& where, std::size_t& image,
                             std::size_t& category)
{
    if (!record.image.given || record.image.bad) {
        skip(where, "The annotation has no usable image_id and was left out.");
        return false;
    }
    const auto foundImage = m_images.find(record.image.value);
    if (!foundImage) {
        skip(where,
             "The annotation belongs to image " + idText(record.image.value) +
                 ", which the file does not have or which was left out. The annotation was left out too.");
        return false;
    }
    image = *foundImage;
    category = ImportSink::npos;
    if (!record.category.given && record.caption) {
        return true;
    }
    if (!record.category.given || record.category.bad) {
        skip(where, "The annotation has no usable category_id and was left out.");
        return false;
    }
    const auto foundCategory = m_categories.find(record.category.value);
    if (!foundCategory) {
        skip(where,
             "The annotation has category " + idText(record.category.value) +
                 ", which the file does not have or which was left out. The annotation was left out too.");
        return false;
    }
    category = *foundCategory;
    return true;
}

bool Reader::shapeOf(AnnotationRecord& record, const ImageSize& size, std::int64_t index, Shape& shape)
{
    const auto where = [&] { return place("annotations", index, &record.id.value); };
    Segmentation& segmentation = record.segmentation;
    if (record.badBox && segmentation.kind != Segmentation::Kind::None) {
        repair(where(), "Its bbox " + displayUtf8(record.boxRaw.substr(0, 100)) +
                            " is no box. It was dropped and will follow from the segmentation.");
        record.boxRaw = computedWord;
    }
    switch (segmentation.kind) {
    case Segmentation::Kind::Bad:
        skip(where(), "Its segmentation " + segmentation.problem + ". The annotation was left out.");
        return false;
    case Segmentation::Kind::Rings:
        if (segmentation.shortRings > 0) {
            repair(where(), std::to_string(segmentation.shortRings) +
                                " of its rings had under three points and was left out.");
        }
        shape = PolygonShape{Shared<Polygon>(std::move(segmentation.polygon))};
        return true;
    case Segmentation::Kind::Runs:
        if (size.width > 0 && size.height > 0 &&
            (segmentation.rle.width != size.width || segmentation.rle.height != size.height)) {
            skip(where(), "Its mask is made for a picture of " + std::to_string(segmentation.rle.width) +
                              " × " + std::to_string(segmentation.rle.height) +
                              ", but the image is stated as " + std::to_string(size.width) + " × " +
                              std::to_string(size.height) + ". The annotation was left out.");
            return false;
        }
        shape = MaskShape{Shared<Mask>(maskFromRle(segmentation.rle))};
        return true;
    case Segmentation::Kind::None:
        break;
    }
    if (record.badBox) {
        skip(where(), "Its bbox " + displayUtf8(record.boxRaw.substr(0, 100)) +
                          " is no box of four numbers with sides of 0 or more. The annotation was left out.");
        return false;
    }
    shape = record.box ? Shape(BoxShape{*record.box}) : Shape(TagShape{});
    return true;
}

std::string Reader::geometryOf(const AnnotationRecord& record) const
{
    std::string geometry;
    const Segmentation& segmentation = record.segmentation;
    std::string words = segmentation.words;
    if (segmentation.kind == Segmentation::Kind::Runs && segmentation.runsAsList != record.crowd) {
        words = segmentation.runsAsList ? "list" : "string";
    }
    if (!record.segmentationRaw.empty()) {
        appendMember(geometry, "segmentation", record.segmentationRaw);
    } else if (!words.empty()) {
        appendMember(geometry, "segmentation", '"' + words + '"');
    }
    if (!record.boxRaw.empty()) {
        appendMember(geometry, "bbox", record.boxRaw);
    }
    if (!record.areaRaw.empty()) {
        appendMember(geometry, "area", record.areaRaw);
    }
    closeObject(geometry);
    return geometry;
}

std::optional<Reader::Keypoints> Reader::keypointsOf(AnnotationRecord& record, std::size_t category,
                                                     std::int64_t index)
{
    MemberList members;
    members.read(record.fields);
    const std::string_view json = members.find("keypoints");
    const std::size_t count = category == ImportSink::npos ? 0 : m_pointCounts[category];
    if (count == 0) {
        m_unnamedPoints += json != "[]" && json != "null" ? 1 : 0;
        return std::nullopt;
    }
    ReadKeypoints read = keypointsFromJson(json, count);
    if (!read.problem.empty()) {
        repair(place("annotations", index, &record.id.value), "Its keypoints " + read.problem);
    }
    if (!read.points || labelledCount(*read.points) == 0) {
        // Nothing to see: what says so stays as it is, unless it cannot be.
        if (!read.problem.empty()) {
            record.fields = without(members, "keypoints", "num_keypoints");
        }
        return std::nullopt;
    }
    Keypoints result;
    if (read.problem.empty() && keypointsText(*read.points) != json) {
        appendMember(result.geometry, "keypoints", json);
    }
    const std::string_view stated = members.find("num_keypoints");
    if (read.problem.empty() && stated != std::to_string(labelledCount(*read.points))) {
        appendMember(result.geometry, "num_keypoints", stated.empty() ? absentWord : stated);
    }
    closeObject(result.geometry);
    record.fields = without(members, "keypoints", "num_keypoints");
    result.shape = SkeletonShape{Shared<Skeleton>(std::move(*read.points))};
    return result;
}

/// Region and points are two annotations of one instance. A box that is only the one around the points is none of
/// its own.
Result<bool> Reader::send(std::size_t image, std::size_t category, Annotation annotation, SourceRecord source,
                          std::optional<Keypoints> keypoints)
{
    if (!keypoints) {
        return m_sink.annotation(image, category, std::move(annotation), std::move(source));
    }
    const auto* box = std::get_if<BoxShape>(&annotation.shape);
    if (kindOf(annotation.shape) == ShapeKind::Tag || (box && box->rect == bounds(keypoints->shape))) {
        annotation.shape = std::move(keypoints->shape);
        source.geometry = merged(std::move(source.geometry), keypoints->geometry);
        return m_sink.annotation(image, category, std::move(annotation), std::move(source));
    }
    annotation.instance = InstanceId::create();
    Annotation points;
    points.instance = annotation.instance;
    points.crowd = annotation.crowd;
    points.score = annotation.score;
    points.shape = std::move(keypoints->shape);
    SourceRecord said = source;
    said.geometry = std::move(keypoints->geometry);
    const auto region = m_sink.annotation(image, category, std::move(annotation), std::move(source));
    if (!region || !*region) {
        return region;
    }
    const auto taken = m_sink.annotation(image, category, std::move(points), std::move(said));
    return taken ? Result<bool>(true) : taken;
}

Result<void> Reader::take(AnnotationRecord record, std::int64_t index)
{
    // The name of the place is made only for those that need it.
    const auto where = [&] { return place("annotations", index, &record.id.value); };
    const auto foundImage = m_images.find(record.image.value);
    const auto foundCategory = m_categories.find(record.category.value);
    std::size_t image = foundImage.value_or(0);
    std::size_t category = foundCategory.value_or(0);
    if ((!foundImage || !foundCategory) && !placeAnnotation(record, where(), image, category)) {
        return {};
    }
    Annotation annotation;
    if (!shapeOf(record, m_sizes[image], index, annotation.shape)) {
        return {};
    }
    if (!record.id.given || record.id.bad) {
        const char* const message = "The annotation has no usable id. It gets a new one on export.";
        if (record.id.bad) {
            repair(where(), message);
        } else {
            line(ReportLine::Kind::Note, where(), message);
        }
        record.id.value = std::monostate{};
    } else if (!m_annotations.insert(record.id.value, 0)) {
        repair(where(), "The id stands twice. The second annotation was kept and gets a new id on export.");
        record.id.value = std::monostate{};
    }
    std::optional<Keypoints> keypoints;
    if (record.keypoints) {
        keypoints = keypointsOf(record, category, index);
    }
    annotation.crowd = record.crowd;
    annotation.score = record.score;
    annotation.attributes = std::move(record.attributes);
    SourceRecord source;
    source.geometry = geometryOf(record);
    source.externalId = std::move(record.id.value);
    source.order = index;
    source.fields = std::move(record.fields);
    const auto taken =
        send(image, category, std::move(annotation), std::move(source), std::move(keypoints));
    if (!taken) {
        return taken.error();
    }
    if (!*taken) {
        m_repairs.clear();
    }
    return {};
}

} // namespace touchstone::coco
