#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "core/formats/coco_parts.h"
#include "core/formats/id_map.h"
#include "core/formats/json_stream.h"
#include "touchstone/formats/format.h"

namespace touchstone::coco {

/// Reads one COCO file in two passes: where the lists lie, then list by list, one record at a time.
class Reader {
  public:
    Reader(JsonStream stream, ImportSink& sink, Progress& progress)
        : m_stream(std::move(stream)), m_sink(sink), m_progress(progress)
    {
    }
    Result<void> read();

  private:
    struct ImageSize {
        std::int64_t width = 0;
        std::int64_t height = 0;
    };

    Result<void> readTop(const std::vector<JsonMember>& members);
    /// Calls `take(record, where)` for each record that `read` gets from the list.
    template <class Read, class Take>
    Result<void> readList(const JsonMember& list, Read read, Take take);
    Result<std::string> keysOfFirst(const JsonMember& list);

    Result<void> take(Category record, std::int64_t index);
    Result<void> take(Image record, std::int64_t index);
    Result<void> take(AnnotationRecord record, std::int64_t index);
    /// The path under which a picture is looked for; empty when there is none.
    struct ImagePath {
        std::string path;
        /// What the file says, where `path` is only a part of it: others may come to the same path.
        std::string whole;
    };
    ImagePath imagePath(Image& record, const std::string& where);
    bool placeAnnotation(const AnnotationRecord& record, const std::string& where, std::size_t& image,
                         std::size_t& category);
    bool shapeOf(AnnotationRecord& record, const ImageSize& size, std::int64_t index, Shape& shape);
    std::string geometryOf(const AnnotationRecord& record) const;
    /// Takes the keypoints out of the record; nothing where they say nothing, or cannot be said here.
    struct Keypoints {
        Shape shape;
        std::string geometry; ///< Members of it, where the shape does not lead back to the file.
    };
    std::optional<Keypoints> keypointsOf(AnnotationRecord& record, std::size_t category, std::int64_t index);
    Result<bool> send(std::size_t image, std::size_t category, Annotation annotation, SourceRecord source,
                      std::optional<Keypoints> keypoints);

    std::string place(const char* list, std::int64_t index, const ExternalId* id = nullptr) const;
    void line(ReportLine::Kind kind, const std::string& where, const std::string& message);
    void skip(const std::string& where, std::string message);
    /// Told when the record turns out to be taken: one that is left out counts as skipped alone.
    void repair(const std::string& where, std::string message);
    void tellRepairs();

    JsonStream m_stream;
    ImportSink& m_sink;
    Progress& m_progress;

    IdMap m_categories;
    std::unordered_map<std::string, std::uint32_t> m_categoryNames;
    std::uint32_t m_categoryCount = 0;
    std::vector<std::size_t> m_pointCounts; ///< Of the skeletons of the categories.
    std::int64_t m_unnamedPoints = 0;
    IdMap m_images;
    struct KnownImage {
        std::uint32_t index = 0;
        std::string whole;
    };
    std::unordered_map<std::string, KnownImage> m_imagePaths;
    std::vector<ImageSize> m_sizes;
    IdMap m_annotations;
    std::vector<std::pair<std::string, std::string>> m_repairs;
};

} // namespace touchstone::coco
