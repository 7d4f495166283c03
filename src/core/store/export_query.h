#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/store/connection.h"
#include "core/store/export_rows.h"
#include "touchstone/base/result.h"
#include "touchstone/model/annotation.h"
#include "touchstone/model/document.h"
#include "touchstone/model/ontology.h"
#include "touchstone/store/rows.h"

namespace touchstone {

class AnnotationCursor;

/// What an export reads, in one read transaction from construction to destruction, so that all of it is one
/// state of the project. Only records of published sources of one format are looked at; where several
/// sources speak of one object, the first one counts. Throws StoreFailure.
class ExportQuery {
  public:
    /// `author`: layers of that member or source alone; empty for the effective layers. `kind`: of the items.
    ExportQuery(Connection& connection, std::string format, std::string author, std::string kind = "image");

    struct ImageRow {
        std::int64_t key = 0;
        std::string path;
        std::int64_t width = 0;
        std::int64_t height = 0;
        std::optional<SourceRecord> record;
    };
    struct TextRow {
        std::int64_t key = 0;
        std::string path;
        std::optional<std::int64_t> part;
        Document document;
        std::optional<SourceRecord> record;
        bool labelled = false;
        AnnotationRows annotations;
    };
    struct CategoryRow {
        Label label;
        std::optional<SourceRecord> record;
    };

    /// True if any layer in the project has that author.
    bool knowsAuthor();
    /// The top-level records of all sources that have one, the first source first.
    struct TopRow {
        std::string sourceName;
        SourceRecord record;
    };
    std::vector<TopRow> tops();
    /// Labels that are not merged; retired ones only while something uses or records them.
    std::vector<CategoryRow> categories();
    /// Until `visit` says false. Items that are images: those with records in the order of their source, then
    /// the others.
    void forEachImage(const std::function<bool(ImageRow)>& visit);
    /// The same, each with its annotations.
    void forEachPage(const std::function<bool(ImageRow, AnnotationRows&)>& visit);
    /// The same of texts, each with its annotations.
    void forEachText(const std::function<bool(TextRow)>& visit);
    /// Those with records in the order of their source, then the others, item by item; those of one instance together.
    /// Labels are resolved.
    void readAnnotations(const TakeRows& take);
    std::int64_t itemCount();
    /// Texts that are left out, since the same place has a newer one.
    std::int64_t formerCount() const { return static_cast<std::int64_t>(m_former.size()); }
    std::int64_t annotationCount() const { return static_cast<std::int64_t>(m_places.size()); }
    std::int64_t highestAnnotationId();

  private:
    struct Place {
        std::int64_t annotation = 0;
        std::int64_t item = 0;
        std::int64_t source = 0; ///< Of the record; 0 without one; negative: without one, but beside one of that source.
        std::int64_t order = 0;
    };
    /// An item and which record says where it comes.
    struct ItemPlace {
        std::int64_t source = 0; ///< The greatest number without one.
        std::int64_t place = 0;
        std::int64_t item = 0;
    };
    std::vector<ItemPlace> itemOrder();
    bool isFormer(std::int64_t item) const;
    void findPlaces();
    /// Puts annotations without a record beside those with which they are one instance.
    void joinInstances();
    std::optional<SourceRecord> record(const char* kind, std::int64_t object, std::int64_t source);
    bool isUntouched(std::int64_t annotation, std::int64_t revision, bool copied, std::string_view body);
    void readRow(const Place& place, const Statement& row, AnnotationRows& rows);
    /// Places in m_places, by item and in their order.
    std::vector<std::size_t> placesByItem() const;
    void readItem(std::int64_t item, const std::vector<std::size_t>& byItem, AnnotationCursor& cursor,
                  AnnotationRows& rows);

    Connection& m_connection;
    Transaction m_transaction;
    std::string m_format;
    std::string m_author;
    std::string m_kind;
    Ontology m_ontology;
    std::unordered_map<std::int64_t, LabelId> m_labels; ///< By key, resolved.
    std::unordered_map<std::int64_t, SourceId> m_sources; ///< Published ones of the format, by key.
    std::vector<Place> m_places;
    std::vector<std::int64_t> m_labelled; ///< Items with a layer, sorted.
    std::vector<std::int64_t> m_former;   ///< Items that are left out, sorted.
};

} // namespace touchstone
