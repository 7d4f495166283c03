#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/store/annotation_codec.h"
#include "core/store/connection.h"
#include "touchstone/model/edit.h"
#include "touchstone/model/layer_content.h"
#include "touchstone/store/rows.h"

namespace touchstone {

/// The kinds of object_rev, with the table of each.
enum class ObjectKind { Project, Member, Label, Root, Source, Task, Layer, Medium };
const char* objectKindName(ObjectKind kind);
std::optional<ObjectKind> objectKindFromName(std::string_view name);
/// The kind of a value; none for an annotation.
std::optional<ObjectKind> objectKindOf(const ObjectValue& value);

/// The local key of an object, 0 when unknown.
std::int64_t keyOf(Connection& connection, ObjectKind kind, const Uuid& id);
std::int64_t itemKey(Connection& connection, const ItemId& id);
std::int64_t annotationKey(Connection& connection, const AnnotationId& id);
Uuid uuidOf(Connection& connection, ObjectKind kind, std::int64_t key);
Uuid itemUuid(Connection& connection, std::int64_t key);
/// Head revision by the cache.
std::int64_t headOf(Connection& connection, ObjectKind kind, std::int64_t key);

/// The value of one revision with the birth columns of its row; none when that revision is a deletion or
/// revision 0. Revision 0 of tasks, layers, sources and media is their birth and has a value. Throws StoreFailure.
std::optional<ObjectValue> loadObject(Connection& connection, ObjectKind kind, std::int64_t key,
                                      std::int64_t rev);
std::optional<Annotation> loadAnnotation(Connection& connection, std::int64_t key, std::int64_t rev);
/// Fills everything but id and label from a body.
void readBody(Connection& connection, std::string_view body, Annotation& annotation);

/// Of a row of key, uuid, kind, root, path, part, width, height, orientation, hash, bytes, and uuid,
/// root and path of where the medium is now.
Item itemOf(const Statement& row);
Item loadItem(Connection& connection, std::int64_t key);
Task loadTask(Connection& connection, std::int64_t key);
/// The task of kind "label" of an item; 0 if there is none.
std::int64_t taskKeyOf(Connection& connection, std::int64_t item);
Ontology loadOntology(Connection& connection);
LayerContent loadContent(Connection& connection, std::int64_t layer);
SourceRecord readRecord(const Statement& row, int firstColumn);

} // namespace touchstone
