#include "core/formats/webanno_reader.h"

#include <algorithm>

#include "core/formats/json_text.h"
#include "core/formats/text_input.h"
#include "core/formats/text_record.h"
#include "core/formats/webanno_page.h"
#include "touchstone/base/text.h"

namespace touchstone::webanno {

namespace fs = std::filesystem;

namespace {

/// What the header says of the labels of a layer: its other features are texts.
void declare(const Layer& layer, ReadCategory& category)
{
    category.shapes = {layer.kind == Layer::Kind::Span ? ShapeKind::Span : ShapeKind::Relation};
    // A chain's mentions are spans of its label.
    if (layer.kind == Layer::Kind::Chain) {
        category.shapes.push_back(ShapeKind::Span);
        return;
    }
    for (std::size_t i = 0; i < layer.features.size(); ++i) {
        const std::string& name = layer.features[i];
        const bool known = i == layer.labelFeature() || layer.isSlot(i) || name.empty() ||
                           std::any_of(category.attributes.begin(), category.attributes.end(),
                                       [&](const AttributeDefinition& other) { return other.name == name; });
        if (!known) {
            AttributeDefinition feature;
            feature.name = name;
            category.attributes.push_back(std::move(feature));
        }
    }
}

Result<void> sendAll(const Page& page, std::size_t document, SinkLabels& labels, ImportSink& sink)
{
    std::vector<AnnotationId> ids;
    std::vector<bool> kept;
    for (const Found& found : page.found) {
        std::string fields;
        appendTextMember(fields, "layer", page.layers[found.layer].name);
        closeObject(fields);
        ReadCategory declared;
        declared.name = found.label;
        if (!labels.knows(declared.name)) {
            declare(page.layers[found.layer], declared);
            declared.record.fields = fields;
        }
        const auto category = labels.of(std::move(declared));
        if (!category) {
            return category.error();
        }
        Annotation annotation;
        annotation.id = AnnotationId::create();
        ids.push_back(annotation.id);
        for (const auto& [name, value] : found.attributes) {
            annotation.attributes.push_back({name, value});
        }
        std::vector<AnnotationId> members;
        for (const std::size_t member : found.members) {
            if (kept[member]) {
                members.push_back(ids[member]);
            }
        }
        if (found.bond && members.size() < 2) {
            kept.push_back(false);
            continue;
        }
        if (found.bond) {
            annotation.shape = RelationShape{std::move(members), found.directed};
        } else {
            annotation.shape = SpanShape{std::vector<TextRange>{found.range}, 0};
        }
        SourceRecord record;
        record.order = static_cast<std::int64_t>(kept.size());
        record.fields = std::move(fields);
        const auto taken = sink.annotation(document, *category, std::move(annotation), std::move(record));
        if (!taken) {
            return taken.error();
        }
        kept.push_back(*taken);
    }
    return {};
}

} // namespace

bool isOlder(std::string_view text)
{
    text.remove_prefix(text.starts_with("\xEF\xBB\xBF") ? 3 : 0);
    const std::size_t id = text.starts_with("#id=") ? 0 : text.find("\n#id=");
    const std::size_t end = id == std::string_view::npos ? id : text.find('\n', id + 1);
    return end != std::string_view::npos && text.substr(end + 1).starts_with("#text=");
}

Result<void> readFile(const fs::path& root, const fs::path& file, const ReadOptions& options,
                      std::size_t document, SinkLabels& labels, ImportSink& sink)
{
    auto text = readTextFile(file, options);
    if (!text) {
        return text.error();
    }
    const std::string name = pathBelow(root, file);
    if (isOlder(text->text)) {
        return Error{ErrorCode::InvalidInput,
                     "This is WebAnno TSV 1 or 2, which does not say where words stand in their text. Import it into "
                     "INCEpTION or WebAnno and export it there as WebAnno TSV 3.",
                     displayUtf8(name)};
    }
    auto page = readPage(text->text);
    if (!page) {
        return Error{page.error().code, page.error().message, displayUtf8(name)};
    }
    ReadDocument read;
    read.path = name;
    read.document.blocks.push_back(page->block);
    read.document.encoding = text->encoding;
    read.record.order = static_cast<std::int64_t>(document);
    appendTextMember(read.record.fields, "raw", text->text);
    closeObject(read.record.fields);
    if (auto taken = sink.document(std::move(read)); !taken) {
        return taken;
    }
    for (const Page::Problem& problem : page->problems) {
        sink.line({problem.kind, displayUtf8(name) + ": line " + std::to_string(problem.line),
                   displayUtf8(problem.message)});
    }
    if (page->slots) {
        sink.line({ReportLine::Kind::Note, displayUtf8(name),
                   "Features that bind slots are not shown. They leave as they came while nothing else is "
                   "changed."});
    }
    return sendAll(*page, document, labels, sink);
}

} // namespace touchstone::webanno
