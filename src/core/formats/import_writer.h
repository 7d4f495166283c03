#pragma once

#include <functional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "touchstone/formats/exchange.h"
#include "touchstone/workflow/source_writer.h"

namespace touchstone {

/// Puts what a reader finds into a source: labels at once, items when all images are known (they are made in
/// natural path order), annotations one by one.
class ImportWriter final : public ImportSink {
  public:
    ImportWriter(Project& project, SourceWriter& writer, std::filesystem::path file,
                 const ImportOptions& options, ExchangeReport& report, Progress& progress);

    Result<void> top(SourceRecord record) override;
    Result<void> category(ReadCategory category) override;
    Result<void> image(ReadImage image) override;
    Result<void> document(ReadDocument document) override;
    Result<bool> annotation(std::size_t image, std::size_t category, Annotation annotation,
                            SourceRecord record) override;
    void line(ReportLine line) override;
    void learned(std::size_t category, std::vector<AttributeDefinition> attributes) override;
    /// After the last annotation.
    Result<void> finish();

  private:
    struct Picture;
    struct Place;
    Result<void> makeItems();
    Result<void> makeSome(std::span<const std::size_t> images, const std::vector<Picture>& pictures,
                          std::unordered_map<std::int64_t, std::size_t>& firstOfItem);
    Result<std::vector<Picture>> findPictures();
    void relateLabels();
    void placePoints(const ReadCategory& category);
    void tellDifferent(const ReadCategory& category, const Label& label);
    bool orderPoints(std::size_t category, Annotation& annotation, SourceRecord& record) const;
    void checkHeader(const ReadImage& image, Picture& picture);
    void findKnownRoots();
    Result<Place> placeOf(const std::string& below);
    bool liesInText(const Annotation& annotation) const;

    Project& m_project;
    SourceWriter& m_writer;
    std::filesystem::path m_file;
    const ImportOptions& m_options;
    ExchangeReport& m_report;
    Progress& m_progress;

    std::vector<LabelId> m_labels;
    std::vector<std::string> m_labelNames;
    /// Of a category with a skeleton: where its points go in that of the label.
    struct PointPlaces {
        std::vector<std::size_t> at;
        std::size_t count = 0;
        bool moved = false;
        std::string missing;
    };
    std::vector<PointPlaces> m_pointPlaces;
    /// New labels that name others, which may come later.
    struct Bonds {
        LabelId label;
        std::string parent;
        std::vector<std::string> domain, range;
    };
    std::vector<Bonds> m_bonds;
    InstanceId m_lastInstance;
    std::vector<ReadImage> m_images;
    bool m_itemsMade = false;
    /// The folder in which the pictures were found; empty when none was.
    std::filesystem::path m_root;
    struct KnownRoot {
        RootId id;
        std::string folder; ///< Absolute, ending in '/'.
    };
    std::vector<KnownRoot> m_knownRoots;
    std::optional<RootId> m_newRoot;
    std::vector<std::int64_t> m_itemKeys;
    std::vector<std::int64_t> m_layers;
    std::vector<std::int64_t> m_blockLengths; ///< Of the last text.
};

} // namespace touchstone
