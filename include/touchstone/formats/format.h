#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "touchstone/base/result.h"
#include "touchstone/model/annotation.h"
#include "touchstone/model/document.h"
#include "touchstone/model/ontology.h"
#include "touchstone/model/skeleton_template.h"
#include "touchstone/store/rows.h"

namespace touchstone {

class Progress;

/// Something a reader met or a writer could not carry, told to the user.
struct ReportLine {
    enum class Kind {
        Skipped,  ///< A record was left out.
        Repaired, ///< It was kept after a change that is named.
        Lost,     ///< The format cannot say it; named on export.
        Note,     ///< Worth knowing; nothing was changed.
    };
    Kind kind = Kind::Note;
    /// File and place: "a.json: annotations[17] (id 4)".
    std::string where;
    /// A sentence: what it is and what was done.
    std::string message;
};

/// A category of the file. `record.fields` holds what is not the name.
struct ReadCategory {
    std::string name;
    SourceRecord record;
    /// Of a category that is drawn as a skeleton.
    SkeletonTemplate skeleton{};
    /// What the file declares of it, which only a label that is new gets: as what it may be drawn, and its attributes.
    std::vector<ShapeKind> shapes{};
    std::vector<AttributeDefinition> attributes{};
    /// The names of the category above, and of those that a relation goes from and to; they may come later.
    std::string parent{};
    std::vector<std::string> domain{};
    std::vector<std::string> range{};
};
/// An image of the file. `path` is as the file states it, made safe and relative; size 0 when unstated.
struct ReadImage {
    std::string path;
    std::int64_t width = 0;
    std::int64_t height = 0;
    SourceRecord record;
};

/// A text of the file. `path` is as of an image; `part` its number in a file of several, from 1.
struct ReadDocument {
    std::string path;
    std::optional<std::int64_t> part{};
    Document document;
    SourceRecord record;
    /// The file says that it was looked at: it has a layer, be it empty.
    bool labelled = false;
};

/// Takes what a reader finds, in this order: top level, categories, images, annotations. Categories and
/// images are then named by their position in that order. Of texts each comes right before its annotations, and
/// categories may come whenever one is met; their records are kept of those before the first text.
class ImportSink {
  public:
    virtual ~ImportSink() = default;
    virtual Result<void> top(SourceRecord record) = 0;
    virtual Result<void> category(ReadCategory category) = 0;
    virtual Result<void> image(ReadImage image) = 0;
    /// In place of images; counted like them.
    virtual Result<void> document(ReadDocument document) = 0;
    /// `annotation.label` and `.id` are filled in by the sink. `category` is npos for an annotation without one.
    /// One object in several geometries comes as annotations with one instance, one right after the other.
    /// False when the sink left it out; it tells so itself.
    virtual Result<bool> annotation(std::size_t image, std::size_t category, Annotation annotation,
                                    SourceRecord record) = 0;
    virtual void line(ReportLine line) = 0;
    /// After all annotations: attributes that a category was seen with and that the file declares nowhere.
    virtual void learned(std::size_t, std::vector<AttributeDefinition>) {}
    /// A file has spans that count each line end of two characters as one: ReadOptions::realign says what becomes of
    /// them.
    virtual void countsOtherwise() {}
    static constexpr std::size_t npos = static_cast<std::size_t>(-1);
};

/// What a writer asks for; all in the order in which it is to be written.
class ExportSource {
  public:
    struct Category {
        LabelId label;
        std::string name;
        std::optional<SourceRecord> record;
        SkeletonTemplate skeleton{};
        /// All that the ontology says of it; labels that it names are none that were merged into others.
        Label definition{};
    };
    struct Image {
        std::int64_t key = 0;
        std::string path;
        std::int64_t width = 0;
        std::int64_t height = 0;
        std::optional<SourceRecord> record;
    };
    struct Entry {
        std::int64_t imageKey = 0;
        Annotation annotation;
        std::optional<SourceRecord> record;
        /// The geometry is still the one that was imported: record->geometry holds.
        bool geometryUntouched = false;
        /// The rings of an imported, untouched polygon as they are stored, "[[[x,y,…]],…]", in place of
        /// annotation.shape, which is then an empty polygon. Only for who asks for texts. Lives as long as the visit.
        std::string_view rings;
    };
    /// A text with what is exported of it, in the order of the records, new ones after them in that of the text.
    struct Text {
        std::int64_t key = 0;
        std::string path;
        std::optional<std::int64_t> part;
        Document document;
        std::optional<SourceRecord> record;
        /// There is a layer, be it empty.
        bool labelled = false;
        std::vector<Entry> entries;
    };
    enum class Shapes {
        Values,
        Texts, ///< Entry::rings where possible: most of a large file needs no number read and written again.
    };
    virtual ~ExportSource() = default;
    /// The top-level record of the first source that has one of this format.
    virtual std::optional<SourceRecord> top() const = 0;
    virtual Result<std::vector<Category>> categories() = 0;
    virtual Result<void> forEachImage(const std::function<Result<void>(const Image&)>& visit) = 0;
    /// Those of one instance come one right after the other.
    virtual Result<void> forEachAnnotation(Shapes shapes,
                                           const std::function<Result<void>(const Entry&)>& visit) = 0;
    /// For formats with a file for each picture: each image with its annotations, as values, in the order of both.
    virtual Result<void>
    forEachPage(const std::function<Result<void>(const Image&, std::vector<Entry>&)>& visit) = 0;
    /// For formats of texts: those with records in the order of their source, then the others.
    virtual Result<void> forEachText(const std::function<Result<void>(const Text&)>& visit) = 0;
    /// The highest whole number that any record of an annotation has as its id; 0 if there is none. New ids
    /// follow it, so that no id of a later annotation is taken before its turn.
    virtual Result<std::int64_t> highestAnnotationId() = 0;
    /// Of images, or for formats of texts, of those.
    virtual std::int64_t imageCount() const = 0;
    virtual std::int64_t annotationCount() const = 0;
};

/// What becomes of spans whose offsets count each line end of two characters as one, which their words tell.
enum class Realign {
    WhenAllFit, ///< They are moved where all spans of the file fit then; else those that do not fit are left out.
    Always,     ///< They are moved; those that fit in neither way are left out.
    Never,      ///< They stay where their offsets say.
};

/// What a person says of a file besides.
struct ReadOptions {
    /// Of texts; empty: UTF-8 or what a byte order mark says. Nothing is guessed.
    std::string encoding{};
    /// The file is imported as predictions: of a format that has those beside people's work they are read.
    bool predictions = false;
    Realign realign = Realign::WhenAllFit;
};

struct FormatInfo {
    std::string id;
    std::string name;
    /// For file dialogs, without the dot.
    std::vector<std::string> extensions;
    bool reads = false;
    bool writes = false;
    /// Sentences on what it cannot carry.
    std::vector<std::string> limits;
    /// It reads folders of files as well, and writes a folder.
    bool folders = false;
    /// It carries texts, else images.
    bool texts = false;
};

/// One file format: stateless, so one object serves all threads.
class Format {
  public:
    virtual ~Format() = default;
    virtual const FormatInfo& info() const = 0;
    /// 0: not this format; 100: surely. Looks at the name and the first bytes only.
    virtual int recognise(const std::filesystem::path& path, std::string_view head) const = 0;
    /// The same of a folder; only asked where info().folders is set.
    virtual int recogniseFolder(const std::filesystem::path&) const { return 0; }
    /// The files that `path` stands for: itself, or what is read of a folder.
    virtual Result<std::vector<std::filesystem::path>> files(const std::filesystem::path& path) const
    {
        return std::vector<std::filesystem::path>{path};
    }
    /// InvalidInput for a file that cannot be used at all; single bad records are lines of the sink.
    virtual Result<void> read(const std::filesystem::path& path, ImportSink& sink, Progress& progress,
                              const ReadOptions& options = {}) const = 0;
    /// Writes to `path`, a file or, with info().folders, a folder that it makes; the caller puts it in place when it is
    /// complete. Lost things go to `lines`.
    virtual Result<void> write(ExportSource& source, const std::filesystem::path& path,
                               std::vector<ReportLine>& lines, Progress& progress) const = 0;
};

/// Every format, registered by one line each in src/core/formats/registry.cpp.
const std::vector<const Format*>& formats();
const Format* findFormat(std::string_view id);
/// The format that recognises the file or folder best; null when none does.
const Format* recogniseFormat(const std::filesystem::path& path);

} // namespace touchstone
