#include "architecture/levels.h"

#include <map>
#include <optional>
#include <regex>
#include <set>

namespace architecture {
namespace {

/// Which folders' headers a folder may include, besides its own.
const std::map<std::string, std::set<std::string>>& levels()
{
    static const std::map<std::string, std::set<std::string>> table = {
        {"base", {}},
        {"geometry", {"base"}},
        {"text", {"base"}},
        {"model", {"base", "geometry", "text"}},
        {"store", {"base", "geometry", "text", "model"}},
        {"media", {"base", "geometry", "text", "model"}},
        {"decode", {"base", "media"}},
        {"assist", {"base", "geometry", "media"}},
        {"segment", {"base", "assist"}},
        {"workflow", {"base", "geometry", "text", "model", "store", "media"}},
        {"formats", {"base", "geometry", "text", "model", "store", "media", "workflow"}},
        {"sample", {"base", "geometry", "text", "model", "store", "media", "workflow", "formats"}},
        {"cli", {"base", "geometry", "text", "model", "store", "media", "workflow", "formats", "sample"}},
        {"canvas", {"base", "geometry", "text", "model", "media"}},
        {"textview", {"base", "geometry", "text", "model"}},
        {"tools", {"base", "geometry", "text", "model", "media", "assist", "canvas"}},
        {"app",
         {"base", "geometry", "text", "model", "store", "media", "workflow", "formats", "sample", "assist", "canvas",
          "textview", "tools"}},
    };
    return table;
}

struct Named {
    std::string folder;
    /// A header of src/core: no promise to others.
    bool isPrivate = false;
};

/// The folder whose header is named; none for other headers.
std::optional<Named> folderOfInclude(const std::string& name)
{
    static const std::regex pattern("(touchstone/|core/)?([a-z]+)/.*");
    std::smatch match;
    if (!std::regex_match(name, match, pattern) || levels().count(match[2]) == 0) {
        return std::nullopt;
    }
    return Named{match[2], match[1] == "core/"};
}

/// "include/touchstone/store/reader.h", "src/core/store/reader.cpp", "src/app/label/x.cpp" → their folder.
std::optional<std::string> levelOf(const std::string& path)
{
    static const std::regex pattern("(include/touchstone|src/core|src)/([a-z]+)/.*");
    std::smatch match;
    if (!std::regex_match(path, match, pattern) || levels().count(match[2]) == 0) {
        return std::nullopt;
    }
    return match[2];
}

bool isAppendHeader(const std::string& name)
{
    return name == "core/store/append.h" || name == "touchstone/store/append.h";
}

std::string place(const SourceFile& file, const Include& include)
{
    return file.path + ":" + std::to_string(include.line) + ": " + include.name;
}

bool startsWith(const std::string& text, const std::string& start)
{
    return text.compare(0, start.size(), start) == 0;
}

} // namespace

std::vector<std::string> levelProblems(const SourceFile& file)
{
    std::vector<std::string> problems;
    const std::optional<std::string> own = levelOf(file.path);
    if (!own) {
        return problems;
    }
    for (const Include& include : includesOf(file.text)) {
        const std::optional<Named> other = folderOfInclude(include.name);
        if (!include.quoted || !other) {
            continue;
        }
        if (isAppendHeader(include.name) && *own != "workflow" && *own != "store") {
            problems.push_back(place(file, include) + " may be included by workflow alone");
        } else if (other->folder != *own && levels().at(*own).count(other->folder) == 0) {
            problems.push_back(place(file, include) + " lies above " + *own + " or beside it");
        } else if (other->isPrivate && startsWith(file.path, "include/")) {
            problems.push_back(place(file, include) + " is private; a public header may not need it");
        } else if (other->isPrivate && !startsWith(file.path, "src/core/") && *own != "decode" && *own != "segment") {
            problems.push_back(place(file, include) + " is private to the core");
        }
    }
    return problems;
}

std::vector<std::string> libraryProblems(const SourceFile& file)
{
    static const std::regex qt("(Q[A-Z]|Qt).*");
    static const std::regex library("(opencv2|sqlite3|nlohmann|rapidjson|turbojpeg|openssl|spdlog)\\b.*");
    static const std::regex widgetFree("(include|src/core|src/cli)/.*");
    std::vector<std::string> problems;
    for (const Include& include : includesOf(file.text)) {
        if (std::regex_match(file.path, widgetFree) && std::regex_match(include.name, qt)) {
            problems.push_back(place(file, include) + ": no Qt in the core and the command line");
        }
        if (startsWith(file.path, "include/") && std::regex_match(include.name, library)) {
            problems.push_back(place(file, include) + ": libraries stay in private sources");
        }
        if (startsWith(include.name, "sqlite3") && !startsWith(file.path, "src/core/store/")) {
            problems.push_back(place(file, include) + ": SQL lives under src/core/store");
        }
        if (startsWith(include.name, "CLI/") && file.path != "src/cli/command_line.cpp") {
            problems.push_back(place(file, include) + ": commands declare what they take by cli/command_line.h");
        }
        if (startsWith(include.name, "opencv2/imgcodecs") && !startsWith(file.path, "src/decode/")) {
            problems.push_back(place(file, include) +
                               ": OpenCV's codecs are used by the module src/decode alone");
        }
    }
    return problems;
}

} // namespace architecture
