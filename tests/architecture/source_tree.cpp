#include "architecture/source_tree.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <regex>
#include <sstream>

namespace architecture {
namespace {

bool endsWith(const std::string& text, const std::string& ending)
{
    return text.size() >= ending.size() &&
           text.compare(text.size() - ending.size(), ending.size(), ending) == 0;
}

} // namespace

std::filesystem::path repository()
{
    return TOUCHSTONE_SOURCE_DIR;
}

std::string readText(const std::filesystem::path& path)
{
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

std::vector<SourceFile> filesBelow(const std::vector<std::string>& folders,
                                   const std::vector<std::string>& endings)
{
    std::vector<SourceFile> files;
    for (const std::string& folder : folders) {
        if (!std::filesystem::exists(repository() / folder)) {
            continue;
        }
        for (const auto& entry : std::filesystem::recursive_directory_iterator(repository() / folder)) {
            const std::string path = entry.path().lexically_relative(repository()).generic_string();
            const auto fits = [&path](const std::string& ending) { return endsWith(path, ending); };
            if (entry.is_regular_file() && std::any_of(endings.begin(), endings.end(), fits)) {
                files.push_back({path, readText(entry.path())});
            }
        }
    }
    std::sort(files.begin(), files.end(),
              [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
    return files;
}

std::vector<std::string> linesOf(std::string_view text)
{
    std::istringstream stream{std::string(text)};
    std::vector<std::string> lines;
    for (std::string line; std::getline(stream, line);) {
        lines.push_back(line);
    }
    return lines;
}

std::vector<Include> includesOf(std::string_view text)
{
    static const std::regex pattern("^\\s*#\\s*include\\s*([<\"])([^>\"]+)[>\"].*");
    std::vector<Include> includes;
    int number = 0;
    for (const std::string& line : linesOf(text)) {
        ++number;
        std::smatch match;
        if (std::regex_match(line, match, pattern)) {
            includes.push_back({match[2], number, match[1] == "\""});
        }
    }
    return includes;
}

std::string folderOf(const std::string& path)
{
    return path.substr(0, path.rfind('/'));
}

std::string nameOf(const std::string& path)
{
    return path.substr(path.rfind('/') + 1);
}

} // namespace architecture
