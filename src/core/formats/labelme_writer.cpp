#include "core/formats/labelme_writer.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <unordered_map>

#include "core/formats/format_folder.h"
#include "core/formats/json_text.h"
#include "core/formats/labelme_file.h"
#include "core/formats/labelme_shape_text.h"
#include "core/formats/member_list.h"
#include "core/store/annotation_codec.h"
#include "touchstone/base/file.h"
#include "touchstone/base/progress.h"
#include "touchstone/base/text.h"

namespace touchstone::labelme {

namespace fs = std::filesystem;

namespace {

Error cancelled()
{
    return {ErrorCode::Cancelled, "The export was cancelled.", ""};
}

/// What goes into one file.
struct Page {
    std::vector<ShapeText> shapes;
    std::map<AnnotationId, std::int64_t> groups;
    std::vector<std::vector<AnnotationId>> newGroups;
    std::int64_t highestGroup = -1;
    std::set<std::string> tags;
};

class Writer {
  public:
    Writer(ExportSource& source, fs::path folder, std::vector<ReportLine>& lines, Progress& progress)
        : m_source(source), m_folder(std::move(folder)), m_lines(lines), m_progress(progress)
    {
    }
    Result<void> write();

  private:
    Page pageOf(const ExportSource::Image& image, std::vector<ExportSource::Entry>& entries);
    void takeInstance(const ExportSource::Image& image, const std::vector<ExportSource::Entry>& entries,
                      Page& page);
    void takeOne(const ExportSource::Image& image, const ExportSource::Entry& entry, Page& page,
                 std::vector<AnnotationId>* together);
    void takeRelation(const ExportSource::Entry& entry, Page& page);
    Result<void> writePage(const ExportSource::Image& image, Page& page);
    std::string fileFor(const ExportSource::Image& image, const MemberList& members);
    void tellLost();

    ExportSource& m_source;
    fs::path m_folder;
    std::vector<ReportLine>& m_lines;
    Progress& m_progress;
    std::unordered_map<LabelId, ExportSource::Category> m_labels;
    std::set<std::string> m_names;
    std::map<std::string, std::int64_t> m_lost;
};

void Writer::takeRelation(const ExportSource::Entry& entry, Page& page)
{
    const auto& relation = std::get<RelationShape>(entry.annotation.shape);
    if (relation.directed) {
        ++m_lost["directed relations; these were not written"];
        return;
    }
    const auto* number = entry.record ? std::get_if<std::int64_t>(&entry.record->externalId) : nullptr;
    if (!number) {
        page.newGroups.push_back(*relation.members);
        return;
    }
    page.highestGroup = std::max(page.highestGroup, *number);
    for (const AnnotationId& member : *relation.members) {
        if (!page.groups.emplace(member, *number).second) {
            ++m_lost["shapes in two groups; they were written in the first"];
        }
    }
}

void Writer::takeOne(const ExportSource::Image& image, const ExportSource::Entry& entry, Page& page,
                     std::vector<AnnotationId>* together)
{
    const Annotation& annotation = entry.annotation;
    if (kindOf(annotation.shape) == ShapeKind::Relation) {
        takeRelation(entry, page);
        return;
    }
    const auto label = m_labels.find(annotation.label);
    const std::string name = label == m_labels.end() ? std::string() : label->second.name;
    if (kindOf(annotation.shape) == ShapeKind::Tag) {
        page.tags.insert(name);
        if (!annotation.attributes.empty()) {
            ++m_lost["attributes of the whole picture"];
        }
        return;
    }
    ShapeContext context{name.empty() ? std::string("unlabelled") : name,
                         label == m_labels.end() ? nullptr : &label->second.skeleton, image.width,
                         image.height, m_lost};
    std::vector<ShapeText> texts = shapeTexts(entry, context);
    std::vector<AnnotationId> parts;
    for (ShapeText& text : texts) {
        parts.push_back(text.id);
        page.highestGroup = std::max(page.highestGroup, text.group.value_or(-1));
        page.shapes.push_back(std::move(text));
    }
    if (together) {
        together->insert(together->end(), parts.begin(), parts.end());
    } else if (parts.size() > 1) {
        page.newGroups.push_back(std::move(parts));
    }
}

void Writer::takeInstance(const ExportSource::Image& image, const std::vector<ExportSource::Entry>& entries,
                          Page& page)
{
    if (auto joined = joinedPoints(entries)) {
        takeOne(image, *joined, page, nullptr);
        return;
    }
    std::vector<AnnotationId> together;
    for (const ExportSource::Entry& entry : entries) {
        takeOne(image, entry, page, &together);
    }
    if (together.size() > 1) {
        page.newGroups.push_back(std::move(together));
    }
}

Page Writer::pageOf(const ExportSource::Image& image, std::vector<ExportSource::Entry>& entries)
{
    Page page;
    for (auto at = entries.begin(); at != entries.end();) {
        const InstanceId instance = at->annotation.instance;
        if (instance.isNull()) {
            takeOne(image, *at++, page, nullptr);
            continue;
        }
        const auto end = std::find_if(at, entries.end(), [&](const ExportSource::Entry& entry) {
            return entry.annotation.instance != instance;
        });
        takeInstance(image, {std::make_move_iterator(at), std::make_move_iterator(end)}, page);
        at = end;
    }
    return page;
}

std::string Writer::fileFor(const ExportSource::Image& image, const MemberList& members)
{
    const auto taken = [&](const std::string& name) { return !m_names.insert(asciiLower(name)).second; };
    std::string name = safeRelativePath(stringFromJson(members.find(fileKey))).value_or(std::string());
    if (name.empty()) {
        const std::string path = safeRelativePath(image.path).value_or("picture");
        name = pathToUtf8(pathFromUtf8(path).replace_extension(".json"));
        if (m_names.contains(asciiLower(name))) {
            name = path + ".json";
        }
    }
    const std::string wanted = name;
    for (int n = 2; taken(name); ++n) {
        name = pathToUtf8(pathFromUtf8(wanted).replace_extension("")) + '-' + std::to_string(n) + ".json";
    }
    if (name != wanted) {
        m_lines.push_back({ReportLine::Kind::Repaired, displayUtf8(image.path),
                           "Another picture has the file " + displayUtf8(wanted) + ". This one got " +
                               displayUtf8(name) + '.'});
    }
    return name;
}

Result<void> Writer::writePage(const ExportSource::Image& image, Page& page)
{
    const std::string fields = image.record ? image.record->fields : std::string();
    MemberList members;
    members.read(fields);
    for (const auto& group : page.newGroups) {
        ++page.highestGroup;
        for (const AnnotationId& member : group) {
            page.groups.emplace(member, page.highestGroup);
        }
    }
    std::string shapes = "[";
    for (const ShapeText& shape : page.shapes) {
        const auto group = page.groups.find(shape.id);
        shapes += shapes.size() > 1 ? "," : "";
        shapes += shape.text(group == page.groups.end() ? std::nullopt : std::optional(group->second));
    }
    shapes += ']';
    const std::string flags = pictureFlags(members.find("flags"), page.tags);
    const std::string file = fileFor(image, members);
    std::string text;
    const auto put = [&](const char* name, const std::string& json) {
        if (!members.has(name)) {
            appendMember(text, name, json);
        }
    };
    for (const auto& member : members.all()) {
        if (member.name != fileKey) {
            appendMember(text, member.name, member.name == "shapes" ? std::string_view(shapes)
                                            : member.name == "flags" ? std::string_view(flags)
                                                                     : member.json);
        }
    }
    const bool isNew = !image.record;
    if (isNew) {
        put("version", "\"5.5.0\"");
    }
    if (isNew || flags != "{}") {
        put("flags", flags);
    }
    put("shapes", shapes);
    if (isNew) {
        std::string name;
        appendJsonString(name, pathToUtf8(pathFromUtf8(image.path).filename()));
        put("imagePath", name);
        put("imageData", "null");
        put("imageHeight", image.height > 0 ? std::to_string(image.height) : "null");
        put("imageWidth", image.width > 0 ? std::to_string(image.width) : "null");
    }
    closeObject(text);
    const fs::path target = m_folder / pathFromUtf8(file);
    std::error_code problem;
    fs::create_directories(target.parent_path(), problem);
    if (problem) {
        return Error{ErrorCode::Io, "The folder cannot be made: " + problem.message() + ".",
                     displayUtf8(pathToUtf8(target.parent_path()))};
    }
    return writeNewFile(target, text + '\n');
}

void Writer::tellLost()
{
    for (const auto& [what, count] : m_lost) {
        m_lines.push_back({ReportLine::Kind::Lost, "shapes",
                           "labelme has no place for " + what + " (" + withThousands(count) + ")."});
    }
}

Result<void> Writer::write()
{
    if (auto made = makeFolder(m_folder); !made) {
        return made;
    }
    auto categories = m_source.categories();
    if (!categories) {
        return categories.error();
    }
    for (ExportSource::Category& category : *categories) {
        m_labels.emplace(category.label, std::move(category));
    }
    std::int64_t count = 0;
    const double total = static_cast<double>(std::max<std::int64_t>(1, m_source.imageCount()));
    auto done = m_source.forEachPage([&](const ExportSource::Image& image,
                                         std::vector<ExportSource::Entry>& entries) -> Result<void> {
        if (m_progress.cancelled()) {
            return cancelled();
        }
        m_progress.report(static_cast<double>(++count) / total, "Writing files");
        if (entries.empty() && !image.record) {
            return {};
        }
        Page page = pageOf(image, entries);
        return writePage(image, page);
    });
    if (done) {
        tellLost();
    }
    return done;
}

} // namespace

Result<void> writeFolder(ExportSource& source, const fs::path& folder, std::vector<ReportLine>& lines,
                         Progress& progress)
{
    return Writer(source, folder, lines, progress).write();
}

} // namespace touchstone::labelme
