// COCO and labelme files: whatever a file says, the reader answers with records that the store takes, or with an error.
#include "core/store/annotation_codec.h"
#include "formats/collecting_sink.h"
#include "fuzz/input_file.h"
#include "touchstone/base/progress.h"
#include "touchstone/base/text.h"

namespace touchstone::fuzz {
namespace {

struct CheckingSink final : ImportSink {
    std::size_t categories = 0, images = 0, kept = 0, told = 0;

    Result<void> top(SourceRecord record) override
    {
        require(isValidUtf8(record.fields));
        return {};
    }
    Result<void> category(ReadCategory category) override
    {
        require(isValidUtf8(category.name) && isValidUtf8(category.record.fields));
        ++categories;
        return {};
    }
    Result<void> image(ReadImage image) override
    {
        const auto safe = safeRelativePath(image.path);
        require(safe && *safe == image.path && isValidUtf8(image.path));
        require(image.width >= 0 && image.height >= 0);
        ++images;
        return {};
    }
    Result<void> document(ReadDocument) override
    {
        require(false);
        return {};
    }
    Result<bool> annotation(std::size_t image, std::size_t category, Annotation annotation,
                            SourceRecord record) override
    {
        require(image < images && (category < categories || category == npos));
        require(isValidUtf8(record.fields) && isValidUtf8(record.geometry));
        annotation.id = AnnotationId::create();
        require(checkAnnotation(annotation).ok());
        ++kept;
        return true;
    }
    void line(ReportLine line) override
    {
        require(!line.message.empty() && isValidUtf8(line.message) && isValidUtf8(line.where));
        ++told;
    }
};

void readAs(const char* id, std::string_view bytes)
{
    const InputFile file(bytes);
    CheckingSink sink;
    SilentProgress progress;
    const Format* format = findFormat(id);
    format->recognise("x.json", bytes.substr(0, 8192));
    const auto read = format->read(file.path(), sink, progress);
    require(read.ok() || (!read.error().message.empty() && isValidUtf8(read.error().message)));
}

} // namespace

void coco(std::string_view bytes)
{
    readAs("coco", bytes);
}

void labelme(std::string_view bytes)
{
    readAs("labelme", bytes);
}

} // namespace touchstone::fuzz
