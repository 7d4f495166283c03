#include "architecture/levels.h"

#include <gtest/gtest.h>

using namespace architecture;

namespace {

std::vector<SourceFile> sources()
{
    return filesBelow({"include", "src"}, {".h", ".cpp", ".in"});
}

TEST(Levels, FoldersIncludeOnlyWhatLiesBelowThem)
{
    const std::vector<SourceFile> files = sources();
    ASSERT_GT(files.size(), 50U);
    for (const SourceFile& file : files) {
        for (const std::string& problem : levelProblems(file)) {
            ADD_FAILURE() << problem;
        }
    }
}

TEST(Levels, LibrariesStayWhereTheyBelong)
{
    for (const SourceFile& file : sources()) {
        for (const std::string& problem : libraryProblems(file)) {
            ADD_FAILURE() << problem;
        }
    }
}

TEST(Levels, AWrongIncludeIsFound)
{
    const auto count = [](const char* path, const std::string& include) {
        const SourceFile file{path, "#pragma once\n#include " + include + "\n"};
        return levelProblems(file).size() + libraryProblems(file).size();
    };
    EXPECT_EQ(count("src/core/store/a.cpp", "\"touchstone/workflow/project.h\""), 1U);
    EXPECT_EQ(count("src/core/base/a.cpp", "\"touchstone/geometry/point.h\""), 1U);
    EXPECT_EQ(count("src/canvas/a.cpp", "\"touchstone/store/reader.h\""), 1U);
    EXPECT_EQ(count("src/canvas/a.cpp", "\"tools/tool.h\""), 1U);
    EXPECT_EQ(count("src/tools/a.cpp", "\"app/session/project_session.h\""), 1U);
    EXPECT_EQ(count("src/core/formats/a.cpp", "\"core/store/append.h\""), 1U);
    EXPECT_EQ(count("src/app/a.cpp", "\"core/store/connection.h\""), 1U);
    EXPECT_EQ(count("include/touchstone/store/a.h", "\"core/store/connection.h\""), 1U);
    EXPECT_EQ(count("include/touchstone/store/a.h", "<sqlite3.h>"), 2U);
    EXPECT_EQ(count("include/touchstone/formats/a.h", "<nlohmann/json.hpp>"), 1U);
    EXPECT_EQ(count("src/core/media/a.cpp", "<QImage>"), 1U);
    EXPECT_EQ(count("src/cli/a.cpp", "<QtCore/QString>"), 1U);
    EXPECT_EQ(count("src/app/a.cpp", "<opencv2/imgcodecs.hpp>"), 1U);
    EXPECT_EQ(count("src/cli/a_command.cpp", "<CLI/CLI.hpp>"), 1U);

    EXPECT_EQ(count("src/core/workflow/a.cpp", "\"core/store/append.h\""), 0U);
    EXPECT_EQ(count("src/decode/a.cpp", "<opencv2/imgcodecs.hpp>"), 0U);
    EXPECT_EQ(count("src/cli/command_line.cpp", "<CLI/CLI.hpp>"), 0U);
    EXPECT_EQ(count("src/app/a.cpp", "\"tools/tool.h\""), 0U);
    EXPECT_EQ(count("src/app/a.cpp", "<QImage>"), 0U);
}

} // namespace
