#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "touchstone/formats/format.h"
#include "touchstone/model/objects.h"

namespace touchstone {

class Project;
class Progress;

struct ImportOptions {
    /// Empty: recognised.
    std::string format;
    /// Where the images lie; empty: searched beside the file.
    std::filesystem::path images;
    LayerRole role = LayerRole::GroundTruth;
    /// Empty: the file's stem.
    std::string author;
    bool continueFrom = true;
    bool addLabels = true;
    /// Of texts; empty: UTF-8 or what a byte order mark says.
    std::string encoding{};
    /// Nothing else uses the project in this process meanwhile: see SourceRequest.
    bool alone = false;
    Realign realign = Realign::WhenAllFit;
};

/// What an import, an export or an addition did.
struct ExchangeReport {
    std::string format;
    /// The same file was there already.
    bool nothingNew = false;
    std::int64_t items = 0;
    std::int64_t newItems = 0;
    std::int64_t newTexts = 0; ///< Of the new items.
    /// Texts that had another form before; what was labelled there was carried over, and is counted in `annotations`.
    std::int64_t changedTexts = 0;
    std::int64_t annotations = 0;
    std::int64_t labels = 0;
    std::int64_t newLabels = 0;
    std::int64_t missingFiles = 0;
    /// Items that have ground truth of an earlier import too.
    std::int64_t coveredTwice = 0;
    std::int64_t skipped = 0;
    std::int64_t repaired = 0;
    std::int64_t lost = 0;
    /// The first 1,000 lines; the counts above cover all.
    std::vector<ReportLine> lines;
    /// Of an addition: texts that were left out since they are not UTF-8 and no encoding was named; at most 1,000.
    std::vector<std::filesystem::path> otherEncodings{};
    /// Of an addition: files of records within its folders, left out since no column was named; at most 1,000.
    std::vector<std::filesystem::path> recordFiles{};
    std::optional<SourceId> source;

    bool isClean() const { return skipped == 0 && repaired == 0 && lost == 0; }
    /// The same as JSON text.
    std::string toJson() const;
};

/// Adds what a file says as one source: all of it or, on an Error, nothing.
Result<ExchangeReport> importFile(Project& project, const std::filesystem::path& path,
                                  const ImportOptions& options, Progress& progress);

/// The first images of a file with their annotations, without touching the project.
struct ImportPreview {
    std::string format;
    std::int64_t images = 0;
    std::int64_t annotations = 0;
    std::vector<std::string> labels;
    struct Picture {
        ReadImage image;
        std::filesystem::path file;
        std::vector<std::pair<std::string, Annotation>> annotations;
    };
    std::vector<Picture> pictures;
    struct Text {
        ReadDocument read;
        std::vector<std::pair<std::string, Annotation>> annotations;
    };
    /// Of a format of texts, in place of pictures; `images` counts them.
    std::vector<Text> texts;
    std::vector<ReportLine> lines;
    /// ImportOptions::realign makes a difference.
    bool countsOtherwise = false;
};
Result<ImportPreview> previewFile(const std::filesystem::path& path, const ImportOptions& options,
                                  std::size_t pictures, Progress& progress);

struct ExportOptions {
    std::string format;
    /// Only the layers of this author; empty: the effective layers.
    std::string layer;
    /// Refuse before writing when anything would be lost.
    bool strict = false;
};
/// Writes beside `path` and renames when complete: on an Error or Cancel `path` is as it was.
Result<ExchangeReport> exportFile(const Project& project, const std::filesystem::path& path,
                                  const ExportOptions& options, Progress& progress);

struct AddOptions {
    /// Of texts; empty: UTF-8 or what a byte order mark says.
    std::string encoding{};
    /// Of files of records: the columns that hold the text, each a block of the item.
    std::vector<std::string> textColumns{};
    /// The columns that are kept beside the text; empty: all others.
    std::vector<std::string> metaColumns{};
    /// Nothing else uses the project in this process meanwhile: see SourceRequest.
    bool alone = false;
};
/// Adds images and texts of folders and files, by reference, as one source of format "files": natural path
/// order, duplicates skipped, unreadable and corrupt ones reported. A .txt file is one text; .jsonl, .ndjson,
/// .csv and .tsv files hold a text in each record. InvalidInput, with the columns, for a file of records when
/// no column is named; those in folders are then left out. A text that is another one than before in its place becomes
/// a new item, on which what was labelled is carried over: certain places silently, all others marked as unsure and
/// listed; the former item is skipped, unless it is done or somebody else's.
Result<ExchangeReport> addFiles(Project& project, const std::vector<std::filesystem::path>& paths,
                                Progress& progress, const AddOptions& options = {});

} // namespace touchstone
