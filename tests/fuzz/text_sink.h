#pragma once

#include <set>

#include "core/store/annotation_codec.h"
#include "fuzz/input_file.h"
#include "touchstone/base/progress.h"
#include "touchstone/base/text.h"
#include "touchstone/formats/format.h"
#include "touchstone/text/text_offsets.h"

namespace touchstone::fuzz {

/// Takes what a reader of texts finds and checks that the store would take it.
struct TextSink final : ImportSink {
    std::size_t categories = 0, documents = 0;
    std::vector<std::int64_t> lengths;
    std::set<AnnotationId> known, named;

    Result<void> top(SourceRecord record) override
    {
        require(isValidUtf8(record.fields));
        return {};
    }
    Result<void> category(ReadCategory category) override
    {
        require(!category.name.empty() && isValidUtf8(category.name) && isValidUtf8(category.record.fields));
        ++categories;
        return {};
    }
    Result<void> image(ReadImage) override
    {
        require(false);
        return {};
    }
    Result<void> document(ReadDocument read) override
    {
        require(!read.path.empty() && isValidUtf8(read.path) && isValidUtf8(read.record.fields));
        require(validate(read.document).ok() && isValidUtf8(read.document.metadata));
        lengths.clear();
        for (const TextBlock& block : read.document.blocks) {
            lengths.push_back(TextOffsets(block.text).length());
        }
        ++documents;
        return {};
    }
    Result<bool> annotation(std::size_t document, std::size_t category, Annotation annotation,
                            SourceRecord record) override
    {
        // Right after its text.
        require(document + 1 == documents && (category < categories || category == npos));
        require(isValidUtf8(record.fields) && isValidUtf8(record.geometry));
        if (annotation.id.isNull()) {
            annotation.id = AnnotationId::create();
        }
        require(checkAnnotation(annotation).ok() && known.insert(annotation.id).second);
        if (const auto* span = std::get_if<SpanShape>(&annotation.shape)) {
            require(static_cast<std::size_t>(span->block) < lengths.size() &&
                    extent(*span).end <= lengths[static_cast<std::size_t>(span->block)]);
        }
        if (const auto* relation = std::get_if<RelationShape>(&annotation.shape)) {
            named.insert(relation->members->begin(), relation->members->end());
        }
        return true;
    }
    void line(ReportLine line) override
    {
        require(!line.message.empty() && isValidUtf8(line.message) && isValidUtf8(line.where));
    }
};

/// Reads the bytes as a file of that format.
inline void readTexts(const char* id, std::string_view bytes)
{
    const InputFile file(bytes);
    TextSink sink;
    SilentProgress progress;
    const Format* format = findFormat(id);
    format->recognise("x", bytes.substr(0, 8192));
    const auto read = format->read(file.path(), sink, progress);
    require(read.ok() || (!read.error().message.empty() && isValidUtf8(read.error().message)));
    if (read) {
        for (const AnnotationId& member : sink.named) {
            require(sink.known.contains(member));
        }
    }
}

} // namespace touchstone::fuzz
