#include "core/formats/coco_writer.h"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <unordered_map>

#include "core/formats/coco_annotation_writer.h"
#include "core/formats/coco_keypoints.h"
#include "core/formats/coco_object_text.h"
#include "core/formats/coco_parts.h"
#include "core/formats/member_list.h"
#include "core/formats/output_file.h"
#include "core/store/annotation_codec.h"
#include "touchstone/base/progress.h"

namespace touchstone::coco {

namespace {

struct KeyOrders {
    std::vector<std::string> top;
    std::vector<std::string> images;
    std::vector<std::string> annotations;
    std::vector<std::string> categories;
};

KeyOrders keyOrders(const std::optional<SourceRecord>& top)
{
    KeyOrders orders{
        {},
        {"id", "file_name", "width", "height"},
        {"id", "image_id", "category_id", "segmentation", "area", "bbox", "iscrowd", "attributes", "score"},
        {"id", "name", "supercategory"}};
    MemberList recorded;
    if (top) {
        recorded.read(top->geometry);
    }
    const auto take = [&](const char* name, std::vector<std::string>& order) {
        std::vector<std::string> names = namesFromJson(recorded.find(name));
        if (!names.empty()) {
            order = std::move(names);
        }
    };
    take("top", orders.top);
    take("images", orders.images);
    take("annotations", orders.annotations);
    take("categories", orders.categories);
    return orders;
}

Error cancelled()
{
    return {ErrorCode::Cancelled, "The export was cancelled.", ""};
}

/// Whether what a category said of its points still holds. A label without a skeleton says nothing else.
bool saysSkeleton(const MemberList& fields, const SkeletonTemplate& skeleton)
{
    if (skeleton.points.empty()) {
        return true;
    }
    const SkeletonTemplate said = templateFromJson(fields.find("keypoints"), fields.find("skeleton")).skeleton;
    return said.edges == skeleton.edges &&
           std::equal(said.points.begin(), said.points.end(), skeleton.points.begin(), skeleton.points.end(),
                      [](const auto& a, const auto& b) { return a.name == b.name; });
}

class Writer {
  public:
    Writer(ExportSource& source, OutputFile file, std::vector<ReportLine>& lines, Progress& progress)
        : m_source(source), m_file(std::move(file)), m_lines(lines), m_progress(progress)
    {
    }
    Result<void> write();

  private:
    Result<void> assignIds();
    Result<void> writeMember(const std::string& name);
    Result<void> writeCategories();
    Result<void> writeImages();
    Result<void> writeAnnotations();
    void beginMember(std::string_view name);

    ExportSource& m_source;
    OutputFile m_file;
    std::vector<ReportLine>& m_lines;
    Progress& m_progress;
    std::optional<SourceRecord> m_top;
    MemberList m_topFields;
    KeyOrders m_orders;
    std::vector<ExportSource::Category> m_categories;
    std::vector<ExternalId> m_categoryIds;
    std::unordered_map<std::int64_t, PlacedImage> m_images;
    PlacedLabels m_labelIds;
    ObjectText m_object;
    MemberList m_fields;
    bool m_firstMember = true;
};

Result<void> Writer::assignIds()
{
    auto categories = m_source.categories();
    if (!categories) {
        return categories.error();
    }
    m_categories = std::move(*categories);
    IdGiver categoryIds("category", m_lines);
    for (const auto& category : m_categories) {
        categoryIds.reserve(category.record);
    }
    for (const auto& category : m_categories) {
        m_categoryIds.push_back(categoryIds.give(category.record));
        categoryIds.tellTaken(category.record, m_categoryIds.back(), category.name);
        m_labelIds.emplace(category.label, PlacedLabel{m_categoryIds.back(), category.skeleton.points.size()});
    }
    // All stated ids are known before the first new one is given. Those that are taken are told when the images
    // are written: that reads them again anyway, so that their names need not be kept.
    IdGiver imageIds("image", m_lines);
    std::vector<std::pair<std::int64_t, std::optional<SourceRecord>>> stated;
    auto read = m_source.forEachImage([&](const ExportSource::Image& image) -> Result<void> {
        if (m_progress.cancelled()) {
            return cancelled();
        }
        m_images[image.key] = {{}, image.width, image.height};
        stated.emplace_back(image.key, std::nullopt);
        if (image.record) {
            stated.back().second.emplace().externalId = image.record->externalId;
            imageIds.reserve(image.record);
        }
        return {};
    });
    if (!read) {
        return read;
    }
    for (const auto& [key, record] : stated) {
        m_images[key].id = imageIds.give(record);
    }
    return {};
}

void Writer::beginMember(std::string_view name)
{
    m_file.text() += m_firstMember ? "{" : ",";
    m_firstMember = false;
    appendJsonString(m_file.text(), name);
    m_file.text() += ':';
}

Result<void> Writer::writeCategories()
{
    beginMember("categories");
    m_file.text() += '[';
    for (std::size_t i = 0; i < m_categories.size(); ++i) {
        const ExportSource::Category& category = m_categories[i];
        m_object.clear();
        m_object.put("id", idText(m_categoryIds[i]));
        std::string name;
        appendJsonString(name, category.name);
        m_object.put("name", name);
        const std::string fields = category.record ? category.record->fields : std::string();
        m_fields.read(fields);
        const bool rewritten = !saysSkeleton(m_fields, category.skeleton);
        for (const auto& member : m_fields.all()) {
            if (!rewritten || (member.name != "keypoints" && member.name != "skeleton")) {
                m_object.put(member.name, member.json);
            }
        }
        if (rewritten) {
            m_object.put("keypoints", pointNamesText(category.skeleton));
            m_object.put("skeleton", edgesText(category.skeleton));
        }
        m_file.text() += i > 0 ? "," : "";
        m_object.append(m_file.text(), m_orders.categories);
    }
    m_file.text() += ']';
    return m_file.flushed();
}

Result<void> Writer::writeImages()
{
    beginMember("images");
    m_file.text() += '[';
    bool first = true;
    IdGiver told("image", m_lines);
    auto done = m_source.forEachImage([&](const ExportSource::Image& image) -> Result<void> {
        if (m_progress.cancelled()) {
            return cancelled();
        }
        const ExternalId& id = m_images[image.key].id;
        told.tellTaken(image.record, id, image.path);
        m_object.clear();
        m_object.put("id", idText(id));
        const std::string fields = image.record ? image.record->fields : std::string();
        m_fields.read(fields);
        for (const auto& member : m_fields.all()) {
            if (member.name != absentKey) {
                m_object.put(member.name, member.json);
            }
        }
        if (!m_object.has("file_name") && !m_fields.has(absentKey)) {
            std::string name;
            appendJsonString(name, image.path);
            m_object.put("file_name", name);
        }
        if (image.width > 0 && image.height > 0) {
            if (!m_object.has("width")) {
                m_object.put("width", std::to_string(image.width));
            }
            if (!m_object.has("height")) {
                m_object.put("height", std::to_string(image.height));
            }
        }
        m_file.text() += first ? "" : ",";
        first = false;
        m_object.append(m_file.text(), m_orders.images);
        return m_file.flushed();
    });
    m_file.text() += ']';
    return done;
}

Result<void> Writer::writeAnnotations()
{
    beginMember("annotations");
    m_file.text() += '[';
    auto highest = m_source.highestAnnotationId();
    if (!highest) {
        return highest.error();
    }
    AnnotationWriter writer(m_file, m_orders.annotations, m_images, m_labelIds, *highest, m_lines);
    constexpr auto texts = ExportSource::Shapes::Texts;
    if (*highest == std::numeric_limits<std::int64_t>::max()) {
        // New ids must then lie between those of the file, so that all of these have to be known.
        auto known = m_source.forEachAnnotation(texts, [&](const ExportSource::Entry& entry) {
            writer.reserve(entry);
            return Result<void>();
        });
        if (!known) {
            return known;
        }
    }
    const double total = static_cast<double>(std::max<std::int64_t>(1, m_source.annotationCount()));
    std::int64_t count = 0;
    auto done = m_source.forEachAnnotation(texts, [&](const ExportSource::Entry& entry) -> Result<void> {
        if (++count % 256 == 0) {
            if (m_progress.cancelled()) {
                return cancelled();
            }
            m_progress.report(std::min(1.0, static_cast<double>(count) / total), "Writing annotations");
        }
        return writer.add(entry);
    });
    if (done) {
        done = writer.finish();
    }
    m_file.text() += ']';
    return done;
}

Result<void> Writer::writeMember(const std::string& name)
{
    if (name == "images") {
        return writeImages();
    }
    if (name == "annotations") {
        return writeAnnotations();
    }
    if (name == "categories") {
        return writeCategories();
    }
    if (m_topFields.has(name)) {
        beginMember(name);
        m_file.text() += m_topFields.find(name);
    }
    return m_file.flushed();
}

Result<void> Writer::write()
{
    m_top = m_source.top();
    m_orders = keyOrders(m_top);
    if (auto ids = assignIds(); !ids) {
        return ids;
    }
    std::vector<std::string> names = m_orders.top;
    const auto want = [&](std::string_view name) {
        if (std::find(names.begin(), names.end(), name) == names.end()) {
            names.emplace_back(name);
        }
    };
    if (m_top) {
        m_topFields.read(m_top->fields);
        for (const auto& member : m_topFields.all()) {
            want(member.name);
        }
    } else {
        // What tools of others look up without asking.
        beginMember("info");
        m_file.text() += "{}";
        beginMember("licenses");
        m_file.text() += "[]";
    }
    for (const char* list : {"images", "annotations", "categories"}) {
        const bool wanted = !m_top || std::string_view(list) == "images" ||
                            (std::string_view(list) == "annotations" && m_source.annotationCount() > 0) ||
                            (std::string_view(list) == "categories" && !m_categories.empty());
        if (wanted) {
            want(list);
        }
    }
    for (const std::string& name : names) {
        if (auto written = writeMember(name); !written) {
            return written;
        }
    }
    m_file.text() += "}\n";
    return m_file.finish();
}

} // namespace

Result<void> writeFile(ExportSource& source, const std::filesystem::path& path,
                       std::vector<ReportLine>& lines, Progress& progress)
{
    auto file = OutputFile::create(path);
    if (!file) {
        return file.error();
    }
    return Writer(source, std::move(*file), lines, progress).write();
}

} // namespace touchstone::coco
