#include <algorithm>
#include <filesystem>
#include <regex>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "architecture/source_tree.h"

using namespace architecture;

namespace {

bool isHeader(const std::string& path)
{
    return std::filesystem::path(path).extension() == ".h";
}

/// One line of a CMakeLists may name a file with others around it.
bool lists(const std::string& cmake, const std::string& name)
{
    std::string escaped;
    for (const char c : name) {
        escaped += (std::isalnum(static_cast<unsigned char>(c)) != 0 ? "" : "\\") + std::string(1, c);
    }
    return std::regex_search(cmake, std::regex("(^|[\\s(])" + escaped + "($|[\\s)])"));
}

/// True if the nearest CMakeLists.txt at or above the file's folder, or a .cmake file beside it, names it.
bool isBuilt(const std::string& path)
{
    std::string folder = folderOf(path);
    while (!std::filesystem::exists(repository() / folder / "CMakeLists.txt")) {
        folder = folderOf(folder);
    }
    std::string listed;
    for (const auto& entry : std::filesystem::directory_iterator(repository() / folder)) {
        const std::filesystem::path& file = entry.path();
        if (file.filename() == "CMakeLists.txt" || file.extension() == ".cmake") {
            listed += readText(file);
        }
    }
    return lists(listed, path.substr(folder.size() + 1));
}

/// The header that declares what the file defines; empty if there is none.
std::string ownHeader(const std::string& path)
{
    const std::filesystem::path source(path);
    const std::string folder = source.parent_path().generic_string();
    const std::string stem = source.stem().string();
    if (folder.compare(0, 9, "src/core/") == 0 &&
        std::filesystem::exists(repository() / "include/touchstone" / folder.substr(9) / (stem + ".h"))) {
        return "touchstone/" + folder.substr(9) + "/" + stem + ".h";
    }
    if (folder.compare(0, 4, "src/") == 0 && std::filesystem::exists(repository() / folder / (stem + ".h"))) {
        return folder.substr(4) + "/" + stem + ".h";
    }
    return "";
}

TEST(HouseRules, FilesStayUnderTheirCeilings)
{
    for (const SourceFile& file : filesBelow({"include", "src", "tests"}, {".h", ".cpp"})) {
        const std::size_t ceiling = isHeader(file.path) ? 250 : 600;
        EXPECT_LE(linesOf(file.text).size(), ceiling) << file.path;
    }
}

/// The window's lines; those of other folders came before the rule.
TEST(HouseRules, LinesOfTheWindowHaveAtMost110Columns)
{
    for (const SourceFile& file : filesBelow({"src/app"}, {".h", ".cpp"})) {
        int number = 0;
        for (const std::string& line : linesOf(file.text)) {
            ++number;
            // Of UTF-8 each character counts once.
            const auto columns =
                std::count_if(line.begin(), line.end(), [](char c) { return (c & 0xC0) != 0x80; });
            EXPECT_LE(columns, 110) << file.path << ":" << number;
        }
    }
}

TEST(HouseRules, NothingIsLeftForLater)
{
    // Written in parts, so that this file passes; six X in a row are a pattern of mkdtemp.
    const std::regex leftOver("TO"
                              "DO|FIX"
                              "ME|(^|[^X])XX"
                              "X([^X]|$)");
    for (const SourceFile& file : filesBelow({"include", "src", "tests", "cmake", "ui"},
                                             {".h", ".cpp", ".txt", ".cmake", ".sh", ".ui", ".sql", ".in"})) {
        int number = 0;
        for (const std::string& line : linesOf(file.text)) {
            ++number;
            EXPECT_FALSE(std::regex_search(line, leftOver)) << file.path << ":" << number << ": " << line;
        }
    }
}

TEST(HouseRules, EverySourceIsBuilt)
{
    for (const SourceFile& file : filesBelow({"src", "tests"}, {".cpp"})) {
        EXPECT_TRUE(isBuilt(file.path)) << file.path << " is in no CMakeLists.txt";
    }
}

TEST(HouseRules, NoSourceIsFoundByGlobbing)
{
    for (const SourceFile& file : filesBelow({"src", "tests", "cmake"}, {"CMakeLists.txt", ".cmake"})) {
        EXPECT_FALSE(std::regex_search(file.text, std::regex("file\\s*\\(\\s*GLOB"))) << file.path;
    }
}

TEST(HouseRules, OwnHeaderComesFirst)
{
    int checked = 0;
    for (const SourceFile& file : filesBelow({"src"}, {".cpp"})) {
        const std::string header = ownHeader(file.path);
        if (header.empty()) {
            continue;
        }
        ++checked;
        const std::vector<Include> includes = includesOf(file.text);
        ASSERT_FALSE(includes.empty()) << file.path;
        EXPECT_EQ(includes.front().name, header) << file.path;
    }
    EXPECT_GT(checked, 10);
}

TEST(HouseRules, HeadersAreGuardedAndOpenNoNamespace)
{
    for (const SourceFile& file : filesBelow({"include", "src"}, {".h"})) {
        EXPECT_NE(file.text.find("#pragma once"), std::string::npos) << file.path;
        EXPECT_FALSE(std::regex_search(file.text, std::regex("\\busing namespace\\b"))) << file.path;
    }
}

TEST(HouseRules, NamesSayTheRole)
{
    const std::regex vague("\\b(class|struct)\\s+\\w*(Man"
                           "ager|Hel"
                           "per|Ut"
                           "ils)\\b");
    for (const SourceFile& file : filesBelow({"include", "src"}, {".h", ".cpp"})) {
        std::smatch match;
        EXPECT_FALSE(std::regex_search(file.text, match, vague)) << file.path << ": " << match.str();
    }
}

} // namespace
