#pragma once

#include <filesystem>

namespace touchstone {

/// Makes a project with every kind of content that the current schema holds: items, labels (renamed, merged,
/// retired), ground truth with records of its source, boxes, polygons with holes, masks, tags, attributes,
/// instances, a retired source, predictions, work of two people, undo and redo, tasks done and skipped, an
/// item confirmed empty, open drafts, facts of pictures. The files of its pictures do not exist.
void makeRichProject(const std::filesystem::path& path);

} // namespace touchstone
