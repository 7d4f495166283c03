#include "core/formats/exchange_report.h"
#include "core/formats/image_finder.h"
#include "touchstone/base/text.h"

namespace touchstone {

namespace {

/// Keeps the first pictures and counts the rest.
class PreviewSink final : public ImportSink {
  public:
    PreviewSink(ImportPreview& preview, std::size_t pictures) : m_preview(preview), m_wanted(pictures) {}

    Result<void> top(SourceRecord) override { return {}; }
    Result<void> category(ReadCategory category) override
    {
        m_preview.labels.push_back(std::move(category.name));
        return {};
    }
    Result<void> image(ReadImage image) override
    {
        m_paths.push_back(image.path);
        if (m_preview.pictures.size() < m_wanted) {
            m_preview.pictures.push_back({std::move(image), {}, {}});
        }
        ++m_preview.images;
        return {};
    }
    Result<void> document(ReadDocument document) override
    {
        if (m_preview.texts.size() < m_wanted) {
            m_preview.texts.push_back({std::move(document), {}});
        }
        ++m_preview.images;
        return {};
    }
    Result<bool> annotation(std::size_t image, std::size_t category, Annotation annotation,
                            SourceRecord) override
    {
        ++m_preview.annotations;
        auto* shown = image < m_preview.pictures.size() ? &m_preview.pictures[image].annotations
                      : image < m_preview.texts.size()  ? &m_preview.texts[image].annotations
                                                        : nullptr;
        if (shown) {
            if (annotation.id.isNull()) {
                annotation.id = AnnotationId::create();
            }
            shown->emplace_back(category == npos ? std::string() : m_preview.labels[category], std::move(annotation));
        }
        return true;
    }
    void line(ReportLine line) override
    {
        constexpr std::size_t keptLines = 1000;
        if (m_preview.lines.size() < keptLines) {
            m_preview.lines.push_back(std::move(line));
        }
    }
    void countsOtherwise() override { m_preview.countsOtherwise = true; }
    std::vector<std::string> takePaths() { return std::move(m_paths); }

  private:
    ImportPreview& m_preview;
    std::size_t m_wanted;
    std::vector<std::string> m_paths;
};

} // namespace

Result<ImportPreview> previewFile(const std::filesystem::path& path, const ImportOptions& options,
                                  std::size_t pictures, Progress& progress)
{
    auto format = formatFor(path, options.format);
    if (!format) {
        return format.error();
    }
    ImportPreview preview;
    preview.format = (*format)->info().id;
    PreviewSink sink(preview, pictures);
    if (auto read =
            (*format)->read(path, sink, progress,
                            {options.encoding, options.role == LayerRole::Prediction, options.realign});
        !read) {
        return read.error();
    }
    ImageFinder finder(path, options.images, sink.takePaths());
    for (ImportPreview::Picture& picture : preview.pictures) {
        if (const auto found = finder.find(picture.image.path)) {
            picture.file = finder.root() / pathFromUtf8(*found);
        }
    }
    return preview;
}

} // namespace touchstone
