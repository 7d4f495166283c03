#include "core/formats/labelme_reader.h"

#include <algorithm>

#include "core/formats/json_text.h"
#include "core/formats/member_list.h"
#include "core/store/annotation_codec.h"
#include "touchstone/base/progress.h"
#include "touchstone/base/text.h"

namespace touchstone::labelme {

namespace fs = std::filesystem;

namespace {

/// The path below a folder that a file in `folder` names; `outside` when it leads out, then the part that does not.
std::string pathBelow(const std::string& folder, std::string stated, bool& outside)
{
    std::replace(stated.begin(), stated.end(), '\\', '/');
    const fs::path whole = (pathFromUtf8(folder) / pathFromUtf8(stated)).lexically_normal();
    if (const auto safe = safeRelativePath(pathToUtf8(whole))) {
        return *safe;
    }
    outside = true;
    std::string below;
    for (const fs::path& part : pathFromUtf8(stated).lexically_normal()) {
        const std::string name = pathToUtf8(part);
        if (name != ".." && name != "." && name != "/" && !name.empty() && !(name.size() == 2 && name[1] == ':')) {
            below += (below.empty() ? "" : "/") + name;
        }
    }
    return safeRelativePath(below).value_or(std::string());
}

std::string withNull(const std::string& object, std::string_view name)
{
    MemberList members;
    members.read(object);
    std::string text;
    for (const auto& member : members.all()) {
        appendMember(text, member.name, member.name == name ? std::string_view("null") : member.json);
    }
    closeObject(text);
    return text;
}

} // namespace

void Reader::line(ReportLine::Kind kind, const std::string& where, std::string message)
{
    m_sink.line({kind, displayUtf8(where), displayUtf8(message)});
}

Result<void> Reader::cancelled(std::size_t done, double from)
{
    if (m_progress.cancelled()) {
        return Error{ErrorCode::Cancelled, "The import was cancelled.", ""};
    }
    m_progress.report(from + 0.5 * static_cast<double>(done) / static_cast<double>(std::max<std::size_t>(1, m_files.size())),
                      "Reading labelme files");
    return {};
}

void Reader::note(const std::string& label)
{
    if (!label.empty() && m_labels.emplace(label, m_labelNames.size()).second) {
        m_labelNames.push_back(label);
    }
}

std::size_t Reader::categoryOf(const std::string& label) const
{
    const auto found = m_labels.find(label);
    return found == m_labels.end() ? ImportSink::npos : found->second;
}

Result<void> Reader::surveyFile(const fs::path& path)
{
    Page page;
    page.path = path;
    page.name = pathToUtf8(path.lexically_relative(m_root));
    auto file = labelme::readFile(path);
    if (!file) {
        if (m_files.size() == 1) {
            return file.error();
        }
        line(ReportLine::Kind::Skipped, page.name, file.error().message + " The file was left out.");
        return {};
    }
    const std::string stated = stringFromJson(file->find("imagePath"));
    bool outside = false;
    ReadImage image;
    image.path = stated.empty() ? "" : pathBelow(pathToUtf8(fs::path(page.name).parent_path()), stated, outside);
    if (image.path.empty()) {
        line(ReportLine::Kind::Skipped, page.name,
             "The file has no usable imagePath, so that nobody knows its picture. It was left out; put the name of the "
             "picture there.");
        return {};
    }
    m_outside += outside ? 1 : 0;
    m_embedded += file->embedded ? 1 : 0;
    for (const std::string& problem : file->problems) {
        line(ReportLine::Kind::Skipped, page.name, problem + " It was left out.");
    }
    for (const std::string& shape : file->shapes) {
        MemberList members;
        if (shape.starts_with('{')) {
            members.read(shape);
        }
        if (const std::string label = stringFromJson(members.find("label")); label.size() <= 4096) {
            note(label);
        }
    }
    const std::string flagsJson = file->find("flags");
    MemberList flags;
    if (flagsJson.starts_with('{')) {
        flags.read(flagsJson);
    }
    for (const auto& flag : flags.all()) {
        if (flag.json == "true") {
            note(std::string(flag.name));
        }
    }
    page.width = image.width = sideOf(file->find("imageWidth"));
    page.height = image.height = sideOf(file->find("imageHeight"));
    const auto [known, added] = m_paths.try_emplace(image.path, m_images.size());
    page.image = known->second;
    if (!added) {
        line(ReportLine::Kind::Repaired, page.name,
             "A file before it is about the same picture, " + image.path + ". Their shapes were put together.");
    } else {
        for (const File::Member& member : file->members) {
            appendMember(image.record.fields, member.first, member.second);
        }
        std::string name;
        appendJsonString(name, page.name);
        appendMember(image.record.fields, fileKey, name);
        closeObject(image.record.fields);
        image.record.order = static_cast<std::int64_t>(m_images.size());
        m_images.push_back(std::move(image));
    }
    m_pages.push_back(std::move(page));
    return {};
}

Result<void> Reader::survey()
{
    for (std::size_t i = 0; i < m_files.size(); ++i) {
        if (auto stopped = cancelled(i, 0); !stopped) {
            return stopped;
        }
        if (auto done = surveyFile(m_files[i]); !done) {
            return done;
        }
    }
    if (m_embedded > 0) {
        line(ReportLine::Kind::Note, "imageData",
             withThousands(m_embedded) + " files hold a copy of their picture. It was not taken: the picture file is shown, "
                                         "and export leaves the copy out. Where the picture file is lost, save it from "
                                         "labelme first.");
    }
    if (m_outside > 0) {
        line(ReportLine::Kind::Note, "imagePath",
             withThousands(m_outside) + " files name a picture outside their folder. It is looked for by the rest of its "
                                        "path; name the folder of the pictures where that finds none.");
    }
    return {};
}

Result<bool> Reader::send(const Page& page, const ReadShape& shape, AnnotationId& id)
{
    const InstanceId instance = shape.shapes.size() > 1 ? InstanceId::create() : InstanceId();
    const std::int64_t order = m_order++;
    for (const Shape& one : shape.shapes) {
        Annotation annotation;
        annotation.id = AnnotationId::create();
        annotation.instance = instance;
        annotation.shape = one;
        annotation.attributes = shape.attributes;
        const AnnotationId own = annotation.id;
        SourceRecord record;
        record.order = order;
        record.fields = shape.fields;
        record.geometry = shape.geometry;
        const auto taken = m_sink.annotation(page.image, categoryOf(shape.label), std::move(annotation), std::move(record));
        if (!taken || !*taken) {
            return taken;
        }
        id = id.isNull() ? own : id;
    }
    return true;
}

Result<void> Reader::readTags(const Page& page, const File& file)
{
    const std::string json = file.find("flags");
    MemberList flags;
    if (json.starts_with('{')) {
        flags.read(json);
    }
    for (const auto& flag : flags.all()) {
        if (flag.json != "true") {
            continue;
        }
        SourceRecord record;
        record.order = m_order++;
        const auto taken =
            m_sink.annotation(page.image, categoryOf(std::string(flag.name)), Annotation(), std::move(record));
        if (!taken) {
            return taken.error();
        }
    }
    return {};
}

Result<void> Reader::readShapes(const Page& page)
{
    auto file = labelme::readFile(page.path);
    if (!file) {
        return file.error();
    }
    std::vector<ReadShape> shapes;
    std::map<std::int64_t, std::size_t> sizes;
    for (const std::string& json : file->shapes) {
        shapes.push_back(readShape(json, page.width, page.height));
        if (const auto* group = std::get_if<std::int64_t>(&shapes.back().group)) {
            ++sizes[*group];
        }
    }
    std::map<std::int64_t, std::vector<AnnotationId>> groups;
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        ReadShape& shape = shapes[i];
        const std::string where = page.name + ": shapes[" + std::to_string(i) + ']';
        if (shape.shapes.empty()) {
            line(ReportLine::Kind::Skipped, where, shape.problem);
            continue;
        }
        const auto* group = std::get_if<std::int64_t>(&shape.group);
        const bool grouped = group && sizes[*group] > 1;
        if (grouped) {
            shape.fields = withNull(shape.fields, "group_id");
        }
        if (!shape.problem.empty()) {
            line(ReportLine::Kind::Repaired, where, shape.problem);
        }
        AnnotationId id;
        const auto taken = send(page, shape, id);
        if (!taken) {
            return taken.error();
        }
        if (grouped && *taken) {
            groups[*group].push_back(id);
        }
    }
    for (auto& [number, members] : groups) {
        if (members.size() < 2) {
            continue;
        }
        Annotation relation;
        relation.shape = RelationShape{Shared<std::vector<AnnotationId>>(std::move(members)), false};
        SourceRecord record;
        record.order = m_order++;
        record.externalId = number;
        if (const auto taken = m_sink.annotation(page.image, ImportSink::npos, std::move(relation), std::move(record));
            !taken) {
            return taken.error();
        }
    }
    return readTags(page, *file);
}

Result<void> Reader::read()
{
    if (auto done = survey(); !done) {
        return done;
    }
    if (auto top = m_sink.top({}); !top) {
        return top;
    }
    for (std::size_t i = 0; i < m_labelNames.size(); ++i) {
        ReadCategory category;
        category.name = m_labelNames[i];
        category.record.order = static_cast<std::int64_t>(i);
        if (auto taken = m_sink.category(std::move(category)); !taken) {
            return taken;
        }
    }
    for (ReadImage& image : m_images) {
        if (auto taken = m_sink.image(std::move(image)); !taken) {
            return taken;
        }
    }
    for (std::size_t i = 0; i < m_pages.size(); ++i) {
        if (auto stopped = cancelled(i, 0.5); !stopped) {
            return stopped;
        }
        if (auto done = readShapes(m_pages[i]); !done) {
            return done;
        }
    }
    return {};
}

} // namespace touchstone::labelme
