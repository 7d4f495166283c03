#pragma once

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/formats/coco_geometry_text.h"
#include "core/formats/coco_object_text.h"
#include "core/formats/id_map.h"
#include "core/formats/member_list.h"
#include "core/formats/output_file.h"
#include "touchstone/formats/format.h"

namespace touchstone::coco {

/// Gives ids: those of the records while they are free, else the next one after all of them; when there is
/// no higher number, the lowest one that is neither given nor reserved.
class IdGiver {
  public:
    IdGiver(std::string kind, std::vector<ReportLine>& lines, std::int64_t highest = 0)
        : m_kind(std::move(kind)), m_lines(lines), m_highest(highest)
    {
    }
    /// The id of the record, and while there are higher ones those below it, is not given to new ones.
    void reserve(const std::optional<SourceRecord>& record);
    ExternalId give(const std::optional<SourceRecord>& record);
    /// To be told when `given` is not the id of the record. `what` names the object.
    void tellTaken(const std::optional<SourceRecord>& record, const ExternalId& given, std::string_view what);

  private:
    std::int64_t next();

    std::string m_kind;
    std::vector<ReportLine>& m_lines;
    std::int64_t m_highest;
    std::int64_t m_lowest = 1;
    IdMap m_used;
    IdMap m_reserved;
};

struct PlacedImage {
    ExternalId id;
    std::int64_t width = 0;
    std::int64_t height = 0;
};
struct PlacedLabel {
    ExternalId id;
    std::size_t points = 0; ///< Of its skeleton.
};
using PlacedLabels = std::unordered_map<LabelId, PlacedLabel>;

/// Writes the list of annotations. Those of one instance, which come one right after the other, are joined.
class AnnotationWriter {
  public:
    AnnotationWriter(OutputFile& file, const std::vector<std::string>& order,
                     const std::unordered_map<std::int64_t, PlacedImage>& images, const PlacedLabels& labels,
                     std::int64_t highestId, std::vector<ReportLine>& lines);
    /// Ids of entries that come later; needed only when the highest id is the highest number.
    void reserve(const ExportSource::Entry& entry) { m_ids.reserve(entry.record); }
    Result<void> add(const ExportSource::Entry& entry);
    Result<void> finish();

  private:
    /// `points`: the skeleton of the object, which may be `entry` itself. `box`: its box, where it has one beside another
    /// region.
    Result<void> write(const ExportSource::Entry& entry, const ExportSource::Entry* points, const Rect* box);
    Result<void> writeHeldBack();
    void putKeypoints(const ExternalId& id, const ExportSource::Entry* points, const PlacedLabel* label, bool isNew);
    void putHeld(const ExportSource::Entry& entry);
    void lost(const ExternalId& id, std::string message);

    OutputFile& m_file;
    const std::vector<std::string>& m_order;
    const std::unordered_map<std::int64_t, PlacedImage>& m_images;
    const PlacedLabels& m_labels;
    IdGiver m_ids;
    std::vector<ReportLine>& m_lines;
    /// Of one instance, until all of it is there.
    std::vector<ExportSource::Entry> m_heldBack;
    ObjectText m_object;
    MemberList m_fields;
    MemberList m_geometry;
    MemberList m_pointsGeometry;
    GeometryText m_geometryText;
    bool m_first = true;
    std::int64_t m_tags = 0;
    /// Those that were left out, by what they are.
    std::map<std::string_view, std::int64_t> m_left;
    std::int64_t m_ordered = 0;
    std::int64_t m_flagged = 0;
};

} // namespace touchstone::coco
