#include "core/formats/import_writer.h"

#include <algorithm>
#include <numeric>
#include <unordered_map>

#include "core/formats/exchange_report.h"
#include "core/formats/image_finder.h"
#include "core/formats/image_headers.h"
#include "core/formats/stated_path.h"
#include "touchstone/base/progress.h"
#include "touchstone/base/text.h"
#include "touchstone/model/label_values.h"
#include "touchstone/text/text_offsets.h"
#include "touchstone/workflow/project.h"

namespace touchstone {

namespace fs = std::filesystem;

/// What is known of the file of one image.
struct ImportWriter::Picture {
    /// Below the chosen root; empty when there is no such file.
    std::string path;
    std::optional<Result<ImageHeader>> header;
};

/// Root and path under which an item is kept.
struct ImportWriter::Place {
    RootId root;
    std::string path;
};

namespace {

std::string sizeText(std::int64_t width, std::int64_t height)
{
    return std::to_string(width) + " × " + std::to_string(height);
}

} // namespace

ImportWriter::ImportWriter(Project& project, SourceWriter& writer, fs::path file,
                           const ImportOptions& options, ExchangeReport& report, Progress& progress)
    : m_project(project), m_writer(writer), m_file(std::move(file)), m_options(options), m_report(report),
      m_progress(progress)
{
}

void ImportWriter::line(ReportLine line)
{
    addLine(m_report, std::move(line));
}

Result<void> ImportWriter::top(SourceRecord record)
{
    return m_writer.topRecord(record);
}

Result<void> ImportWriter::category(ReadCategory category)
{
    const auto ontology = m_project.ontology();
    const Label* known = ontology->findByName(category.name);
    Label like;
    like.skeleton = category.skeleton;
    like.shapes = category.shapes;
    like.attributes = category.attributes;
    auto label = m_writer.label(category.name, m_options.addLabels, like);
    if (known) {
        tellDifferent(category, *known);
    }
    m_labelNames.push_back(category.name);
    m_pointPlaces.emplace_back();
    if (!label && label.error().code == ErrorCode::NotFound) {
        m_labels.emplace_back();
        line({ReportLine::Kind::Note, displayUtf8(pathToUtf8(m_file.filename())),
              "The project has no label \"" + displayUtf8(category.name) +
                  "\". Its annotations are left out; add the label and import again to have them."});
        return {};
    }
    if (!label) {
        return label.error();
    }
    m_labels.push_back(*label);
    ++m_report.labels;
    m_report.newLabels += known ? 0 : 1;
    placePoints(category);
    if (!known && !(category.parent.empty() && category.domain.empty() && category.range.empty())) {
        m_bonds.push_back({*label, std::move(category.parent), std::move(category.domain), std::move(category.range)});
    }
    // The records of a source are checked in the order top level, categories, items.
    if (m_itemsMade) {
        return {};
    }
    return m_writer.labelRecord(*label, category.record);
}

/// Only what a label of its own has no attribute for.
void ImportWriter::learned(std::size_t category, std::vector<AttributeDefinition> attributes)
{
    const Label* own = m_writer.newLabel(m_labels[category]);
    if (!own) {
        return;
    }
    Label like = *own;
    for (AttributeDefinition& attribute : attributes) {
        if (validate(attribute) && !like.attribute(attribute.name)) {
            like.attributes.push_back(std::move(attribute));
        }
    }
    m_writer.define(own->id, like);
}

/// Names of labels that nobody has are left out.
void ImportWriter::relateLabels()
{
    for (const Bonds& bonds : m_bonds) {
        const Label* own = m_writer.newLabel(bonds.label);
        if (!own) {
            continue;
        }
        Label like = *own;
        const auto find = [&](const std::vector<std::string>& names) {
            std::vector<LabelId> labels;
            for (const std::string& name : names) {
                const LabelId label = m_writer.labelNamed(name);
                if (!label.isNull() && std::find(labels.begin(), labels.end(), label) == labels.end()) {
                    labels.push_back(label);
                }
            }
            return labels;
        };
        like.parent = bonds.parent.empty() ? LabelId() : m_writer.labelNamed(bonds.parent);
        like.domain = find(bonds.domain);
        like.range = find(bonds.range);
        m_writer.define(bonds.label, like);
    }
}

/// A label of the project stays as it is.
void ImportWriter::tellDifferent(const ReadCategory& category, const Label& label)
{
    std::string names;
    for (const AttributeDefinition& attribute : category.attributes) {
        const AttributeDefinition* own = label.attribute(attribute.name);
        if (!own || own->kind != attribute.kind || own->choices != attribute.choices) {
            names += (names.empty() ? "\"" : ", \"") + displayUtf8(attribute.name) + '"';
        }
    }
    if (!names.empty()) {
        line({ReportLine::Kind::Note, displayUtf8(pathToUtf8(m_file.filename())),
              "The label \"" + displayUtf8(category.name) +
                  "\" of the project lacks attributes that this file declares, or has others of that name: " + names +
                  ". It stays as it is; values are kept, and can be edited once the label has them."});
    }
}

/// Where the points of the file stand among those that the label had before.
void ImportWriter::placePoints(const ReadCategory& category)
{
    const SkeletonTemplate* skeleton = m_writer.skeletonOf(m_labels.back());
    if (!skeleton || category.skeleton.points.empty()) {
        return;
    }
    PointPlaces& places = m_pointPlaces.back();
    places.count = skeleton->points.size();
    const auto& points = skeleton->points;
    for (const SkeletonTemplate::Node& node : category.skeleton.points) {
        const auto same = std::find_if(points.begin(), points.end(), [&](const auto& p) { return p.name == node.name; });
        if (same == points.end()) {
            places.missing = node.name;
        }
        places.moved = places.moved || static_cast<std::size_t>(same - points.begin()) != places.at.size();
        places.at.push_back(static_cast<std::size_t>(same - points.begin()));
    }
    places.moved = places.moved || places.at.size() != places.count;
    if (!places.missing.empty()) {
        line({ReportLine::Kind::Note, displayUtf8(pathToUtf8(m_file.filename())),
              "The skeleton of the label \"" + displayUtf8(category.name) + "\" has no point \"" +
                  displayUtf8(places.missing) +
                  "\", which this file has. Its keypoints are left out; add the point to the label and import again to "
                  "have them."});
    }
}

/// Brings the points of a skeleton into the order of the label; false when they cannot be.
bool ImportWriter::orderPoints(std::size_t category, Annotation& annotation, SourceRecord& record) const
{
    auto* shape = std::get_if<SkeletonShape>(&annotation.shape);
    if (!shape || category == npos || !m_pointPlaces[category].moved) {
        return true;
    }
    const PointPlaces& places = m_pointPlaces[category];
    if (!places.missing.empty()) {
        return false;
    }
    Skeleton ordered(places.count);
    for (std::size_t i = 0; i < shape->points->size() && i < places.at.size(); ++i) {
        ordered[places.at[i]] = (*shape->points)[i];
    }
    shape->points = Shared<Skeleton>(std::move(ordered));
    record.geometry.clear();
    return true;
}

Result<void> ImportWriter::image(ReadImage image)
{
    m_images.push_back(std::move(image));
    ++m_report.items;
    return {};
}

Result<void> ImportWriter::document(ReadDocument read)
{
    if (m_progress.cancelled()) {
        return Error{ErrorCode::Cancelled, "The import was cancelled.", ""};
    }
    if (!m_itemsMade) {
        m_itemsMade = true;
        findKnownRoots();
        std::error_code problem;
        const fs::path folder = fs::is_directory(m_file, problem) ? m_file : fs::absolute(m_file).parent_path();
        const fs::path real = fs::weakly_canonical(folder, problem);
        m_root = problem ? folder : real;
    }
    auto place = placeOf(read.path);
    if (!place) {
        return place.error();
    }
    SourceWriter::NewItem item;
    item.kind = "text";
    item.root = place->root;
    item.path = std::move(place->path);
    item.part = read.part;
    item.document = &read.document;
    auto made = m_writer.item(item);
    if (!made) {
        Error error = made.error();
        if (error.where.empty()) {
            error.where = displayUtf8(item.path) + (item.part ? ": text " + std::to_string(*item.part) : "");
        }
        return error;
    }
    ++m_report.items;
    m_report.newItems += made->created ? 1 : 0;
    m_report.newTexts += made->created ? 1 : 0;
    m_itemKeys.push_back(made->key);
    m_layers.push_back(0);
    m_blockLengths.clear();
    for (const TextBlock& block : read.document.blocks) {
        m_blockLengths.push_back(TextOffsets(block.text).length());
    }
    if (read.labelled) {
        auto layer = m_writer.labelledLayer(made->key);
        if (!layer) {
            return layer.error();
        }
        m_layers.back() = *layer;
    }
    return m_writer.itemRecord(made->key, read.record);
}

bool ImportWriter::liesInText(const Annotation& annotation) const
{
    const auto* span = std::get_if<SpanShape>(&annotation.shape);
    return !span || (span->block >= 0 && static_cast<std::size_t>(span->block) < m_blockLengths.size() &&
                     extent(*span).end <= m_blockLengths[static_cast<std::size_t>(span->block)]);
}

void ImportWriter::checkHeader(const ReadImage& image, Picture& picture)
{
    if (!picture.header) {
        return;
    }
    const std::string where = displayUtf8(picture.path);
    if (!*picture.header) {
        line({ReportLine::Kind::Note, where,
              "The picture cannot be read: " + picture.header->error().message +
                  " Its annotations were imported; replace the file to see it."});
        return;
    }
    const ImageHeader& header = **picture.header;
    if (image.width <= 0 || image.height <= 0 ||
        (image.width == header.width && image.height == header.height)) {
        return;
    }
    const bool swapped = image.width == header.height && image.height == header.width;
    line({ReportLine::Kind::Note, where,
          "The file states " + sizeText(image.width, image.height) + ", but the upright picture is " +
              sizeText(header.width, header.height) +
              (swapped && header.orientation >= 5 ? " because a camera mark (EXIF) turns it." : ".") +
              " Nothing was rescaled; check that the shapes lie where they should."});
}

Result<std::vector<ImportWriter::Picture>> ImportWriter::findPictures()
{
    std::vector<std::string> stated;
    for (const ReadImage& image : m_images) {
        stated.push_back(image.path);
    }
    ImageFinder finder(m_file, m_options.images, std::move(stated));
    m_root = finder.root();
    std::vector<Picture> pictures(m_images.size());
    std::vector<fs::path> files(m_images.size());
    for (std::size_t i = 0; i < m_images.size(); ++i) {
        if (i % 1024 == 0 && m_progress.cancelled()) {
            return Error{ErrorCode::Cancelled, "The import was cancelled.", ""};
        }
        if (auto found = finder.find(m_images[i].path)) {
            pictures[i].path = std::move(*found);
            files[i] = m_root / pathFromUtf8(pictures[i].path);
        } else {
            ++m_report.missingFiles;
        }
    }
    auto headers = readImageHeaders(files, m_progress);
    if (!headers) {
        return headers.error();
    }
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        pictures[i].header = std::move((*headers)[i]);
        checkHeader(m_images[i], pictures[i]);
    }
    if (finder.ambiguous() > 0) {
        line({ReportLine::Kind::Note, displayUtf8(pathToUtf8(m_root)),
              withThousands(static_cast<std::int64_t>(finder.ambiguous())) +
                  " pictures were not found by their path, and their name alone does not tell which file "
                  "they are: several files or several images have it. They count as missing; name the folder "
                  "below which the stated paths lie."});
    }
    if (m_report.missingFiles > 0) {
        const bool none = m_report.missingFiles == static_cast<std::int64_t>(m_images.size());
        line({ReportLine::Kind::Note, displayUtf8(pathToUtf8(m_file.filename())),
              (none ? std::string("None") : withThousands(m_report.missingFiles)) + " of the " +
                  withThousands(static_cast<std::int64_t>(m_images.size())) + " pictures " +
                  (none ? "was found" : "are missing") +
                  ". Everything else was imported; name the folder of the pictures to see them."});
    }
    return pictures;
}

/// A picture that lies below a folder of the project already belongs there, so that files which were added
/// before are met again.
Result<ImportWriter::Place> ImportWriter::placeOf(const std::string& below)
{
    if (!m_root.empty()) {
        const std::string whole = pathToUtf8(m_root / pathFromUtf8(below));
        const KnownRoot* best = nullptr;
        for (const KnownRoot& root : m_knownRoots) {
            if (whole.size() > root.folder.size() && whole.compare(0, root.folder.size(), root.folder) == 0 &&
                (!best || root.folder.size() > best->folder.size())) {
                best = &root;
            }
        }
        if (best) {
            return Place{best->id, whole.substr(best->folder.size())};
        }
    }
    if (!m_newRoot) {
        auto root = m_writer.root(m_root);
        if (!root) {
            return root.error();
        }
        m_newRoot = *root;
    }
    return Place{*m_newRoot, below};
}

Result<void> ImportWriter::makeSome(std::span<const std::size_t> images, const std::vector<Picture>& pictures,
                                    std::unordered_map<std::int64_t, std::size_t>& firstOfItem)
{
    std::vector<SourceWriter::NewItem> items;
    items.reserve(images.size());
    for (const std::size_t i : images) {
        const Picture& picture = pictures[i];
        auto place = placeOf(picture.path.empty() ? m_images[i].path : picture.path);
        if (!place) {
            return place.error();
        }
        SourceWriter::NewItem item;
        item.root = place->root;
        item.path = std::move(place->path);
        item.width = m_images[i].width;
        item.height = m_images[i].height;
        if (picture.header && *picture.header) {
            item.width = (**picture.header).width;
            item.height = (**picture.header).height;
            item.orientation = (**picture.header).orientation;
            item.bytes = (**picture.header).bytes;
        }
        items.push_back(std::move(item));
    }
    auto made = m_writer.items(items);
    if (!made) {
        return made.error();
    }
    for (std::size_t n = 0; n < images.size(); ++n) {
        const std::size_t i = images[n];
        const SourceWriter::ItemRef item = (*made)[n];
        const std::string& path = items[n].path;
        m_itemKeys[i] = item.key;
        if (const auto [first, added] = firstOfItem.emplace(item.key, i); !added) {
            line({ReportLine::Kind::Repaired, displayUtf8(pathToUtf8(m_file.filename())),
                  "The images \"" + displayUtf8(m_images[first->second].path) + "\" and \"" +
                      displayUtf8(m_images[i].path) + "\" are one picture of the project, " +
                      displayUtf8(path) + ". Their annotations were put together."});
        }
        m_report.newItems += item.created ? 1 : 0;
        if (path != m_images[i].path) {
            m_images[i].record.geometry = statedPathJson(m_images[i].path);
        }
    }
    return {};
}

void ImportWriter::findKnownRoots()
{
    for (const RootId& root : m_writer.knownRoots()) {
        const fs::path folder = m_project.rootFolder(root);
        if (!folder.empty()) {
            std::error_code problem;
            const fs::path real = fs::weakly_canonical(folder, problem);
            m_knownRoots.push_back({root, pathToUtf8((problem ? folder : real) / "")});
        }
    }
}

Result<void> ImportWriter::makeItems()
{
    m_itemsMade = true;
    findKnownRoots();
    auto pictures = findPictures();
    if (!pictures) {
        return pictures.error();
    }
    std::vector<std::size_t> order(m_images.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return naturalLess(m_images[a].path, m_images[b].path); });
    std::unordered_map<std::int64_t, std::size_t> firstOfItem;
    m_itemKeys.resize(m_images.size());
    m_layers.resize(m_images.size(), 0);
    constexpr std::size_t portion = 256;
    for (std::size_t from = 0; from < order.size(); from += portion) {
        if (m_progress.cancelled()) {
            return Error{ErrorCode::Cancelled, "The import was cancelled.", ""};
        }
        m_progress.report(-1, "Adding images");
        const std::size_t count = std::min(portion, order.size() - from);
        if (auto made = makeSome(std::span(order).subspan(from, count), *pictures, firstOfItem); !made) {
            return made;
        }
    }
    // Records go in the order of the file.
    for (std::size_t i = 0; i < m_images.size(); ++i) {
        if (auto kept = m_writer.itemRecord(m_itemKeys[i], m_images[i].record); !kept) {
            return kept;
        }
    }
    m_images = {};
    return {};
}

Result<bool> ImportWriter::annotation(std::size_t image, std::size_t category, Annotation annotation,
                                      SourceRecord record)
{
    if (!m_itemsMade) {
        if (auto made = makeItems(); !made) {
            return made.error();
        }
    }
    const auto where = [&] {
        return displayUtf8(pathToUtf8(m_file.filename())) + ": annotation " + std::to_string(record.order);
    };
    if (category != npos) {
        annotation.label = m_labels[category];
        if (annotation.label.isNull()) {
            line({ReportLine::Kind::Skipped, where(),
                  "The project has no label \"" + displayUtf8(m_labelNames[category]) + "\"."});
            return false;
        }
    }
    if (!liesInText(annotation)) {
        line({ReportLine::Kind::Skipped, where(), "It reaches past the end of its text."});
        return false;
    }
    if (!orderPoints(category, annotation, record)) {
        line({ReportLine::Kind::Skipped, where(), "Its keypoints do not fit the skeleton of the label \"" +
                                                      displayUtf8(m_labelNames[category]) + "\"."});
        return false;
    }
    if (m_layers[image] == 0) {
        auto layer = m_writer.layer(m_itemKeys[image]);
        if (!layer) {
            return layer.error();
        }
        m_layers[image] = *layer;
    }
    const InstanceId instance = annotation.instance;
    auto stored = m_writer.annotation(m_layers[image], std::move(annotation), record);
    if (!stored && stored.error().code == ErrorCode::InvalidInput) {
        line({ReportLine::Kind::Skipped, where(), stored.error().message});
        return false;
    }
    if (!stored) {
        return stored.error();
    }
    // One object in several geometries counts once.
    m_report.annotations += instance.isNull() || instance != m_lastInstance ? 1 : 0;
    m_lastInstance = instance;
    return true;
}

Result<void> ImportWriter::finish()
{
    relateLabels();
    return m_itemsMade ? Result<void>() : makeItems();
}

} // namespace touchstone
