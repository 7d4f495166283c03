#pragma once

#include <gtest/gtest.h>

#include "touchstone/workflow/project.h"
#include "touchstone/workflow/source_writer.h"

namespace touchstone {

/// Adds texts, as the records of one file, behind what the project has; nobody else has it open.
inline void addTexts(const std::filesystem::path& project, const std::filesystem::path& folder, const std::string& file,
                     const std::vector<Document>& documents)
{
    auto opened = Project::open(project, Project::Mode::ReadWrite, "anna");
    ASSERT_TRUE(opened);
    auto start = (*opened)->beginSource({"text-lines", file, sha256(file), "{}", "anna", LayerRole::Work, true});
    ASSERT_TRUE(start && start->writer);
    const auto root = start->writer->root(folder);
    ASSERT_TRUE(root);
    std::int64_t part = 0;
    for (const Document& document : documents) {
        SourceWriter::NewItem item;
        item.kind = "text";
        item.root = *root;
        item.path = file;
        item.part = ++part;
        item.document = &document;
        ASSERT_TRUE(start->writer->item(item));
    }
    ASSERT_TRUE(start->writer->publish("{}"));
}

} // namespace touchstone
