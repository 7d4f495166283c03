#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "touchstone/base/sha256.h"
#include "touchstone/model/annotation.h"
#include "touchstone/model/list_entry.h"
#include "touchstone/model/objects.h"
#include "touchstone/store/rows.h"

namespace touchstone {

struct BulkItem {
    std::int64_t key = 0;
    std::int64_t root = 0;
    Uuid medium, id, task;
    std::string path;
    std::string kind;
    std::int64_t width = 0;
    std::int64_t height = 0;
    int orientation = 0;
    std::int64_t bytes = 0;
    /// Of a record of its medium, which it shares with the item before it where that is another record.
    std::optional<std::int64_t> part{};
    bool sharesMedium = false;
    /// Of a text: its hash, and where its parts begin in BulkBatch::text.
    std::optional<Sha256> textHash{};
    std::uint32_t textBody = 0, textWords = 0, textMeta = 0, textEnd = 0;
};

/// What the file said besides, of a label, an item or the top level (0).
struct BulkRecord {
    const char* kind = "top"; ///< "top", "category", "image".
    std::int64_t object = 0;
    SourceRecord record;
};

/// The layers of a source count from 0, in the order of their first annotations; their keys are the writer's.
struct BulkLayer {
    Uuid id;
    std::int64_t item = 0;
    std::int64_t brought = 0; ///< The source of the item; told by the writer.
};

/// One annotation, ready to be stored: the importing thread made its texts, which lie in the batch.
struct BulkAnnotation {
    Uuid id;
    std::size_t layer = 0; ///< Its number, see BulkLayer.
    std::int64_t label = 0;
    ShapeKind kind = ShapeKind::Tag;
    std::optional<Rect> box;
    InstanceId instance;
    std::int64_t order = 0;
    ExternalId externalId;
    std::uint32_t body = 0, fields = 0, geometry = 0, end = 0; ///< Where they begin in BulkBatch::text.
};

/// A row of a list.
struct BulkEntry {
    std::int64_t order = 0;
    ListEntry entry;
};

/// Rows on their way from the importing thread to the writer, and back, when they are stored, to be counted there.
struct BulkBatch {
    std::string text;
    std::vector<BulkItem> items;
    std::vector<BulkRecord> records;
    std::vector<BulkLayer> layers;
    std::vector<BulkAnnotation> annotations;
    std::vector<std::pair<Sha256, std::string>> tiles;
    std::vector<BulkEntry> entries;
    /// Keys of the first layer and annotation, told by the writer; the others follow it.
    std::int64_t firstLayer = 0;
    std::int64_t firstAnnotation = 0;

    std::string_view bodyOf(const BulkAnnotation& one) const { return piece(one.body, one.fields); }
    std::string_view fieldsOf(const BulkAnnotation& one) const { return piece(one.fields, one.geometry); }
    std::string_view geometryOf(const BulkAnnotation& one) const { return piece(one.geometry, one.end); }
    std::string_view textBodyOf(const BulkItem& one) const { return piece(one.textBody, one.textWords); }
    std::string_view textWordsOf(const BulkItem& one) const { return piece(one.textWords, one.textMeta); }
    std::string_view textMetaOf(const BulkItem& one) const { return piece(one.textMeta, one.textEnd); }
    std::string_view piece(std::uint32_t from, std::uint32_t to) const
    {
        return std::string_view(text).substr(from, to - from);
    }
    std::size_t rows() const { return 4 * items.size() + records.size() + layers.size() + annotations.size() + entries.size(); }
    void clear()
    {
        text.clear();
        items.clear();
        records.clear();
        layers.clear();
        annotations.clear();
        tiles.clear();
        entries.clear();
    }
};

} // namespace touchstone
