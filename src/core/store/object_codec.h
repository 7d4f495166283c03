#pragma once

#include <string>
#include <string_view>

#include "touchstone/base/result.h"
#include "touchstone/model/edit.h"

namespace touchstone {

/// The bodies of object_rev rows (docs/file_format.md): JSON of what may change of an object; ids inside
/// are UUIDs. Reading fills those fields alone and leaves the birth columns of the row to the caller.
std::string objectBody(const Label& label);
std::string objectBody(const Task& task);
std::string objectBody(const Layer& layer);
std::string objectBody(const Source& source);
std::string objectBody(const Member& member);
std::string objectBody(const ProjectInfo& info);
std::string objectBody(const MediaRoot& root);
std::string objectBody(const Medium& medium);

Result<void> readObjectBody(std::string_view body, Label& label);
Result<void> readObjectBody(std::string_view body, Task& task);
Result<void> readObjectBody(std::string_view body, Layer& layer);
Result<void> readObjectBody(std::string_view body, Source& source);
Result<void> readObjectBody(std::string_view body, Member& member);
Result<void> readObjectBody(std::string_view body, ProjectInfo& info);
Result<void> readObjectBody(std::string_view body, MediaRoot& root);
Result<void> readObjectBody(std::string_view body, Medium& medium);

} // namespace touchstone
