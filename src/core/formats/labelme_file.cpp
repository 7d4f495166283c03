#include "core/formats/labelme_file.h"

#include <algorithm>

#include "core/formats/json_scanner.h"
#include "core/formats/json_text.h"
#include "touchstone/base/file.h"
#include "touchstone/base/text.h"

namespace touchstone::labelme {

namespace {

constexpr std::int64_t fileLimit = std::int64_t{1} << 29;

Error syntaxError(const std::filesystem::path& path, const std::string& text, std::size_t offset, const char* message)
{
    const std::size_t end = std::min(offset, text.size());
    const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(end), '\n');
    const std::size_t start = end == 0 ? std::string::npos : text.rfind('\n', end - 1);
    const std::size_t column = end - (start == std::string::npos ? 0 : start + 1) + 1;
    return {ErrorCode::InvalidInput,
            "The file is not JSON: line " + std::to_string(line) + ", column " + std::to_string(column) + ": " + message +
                ". Get a complete copy of it.",
            displayUtf8(pathToUtf8(path))};
}

} // namespace

std::string File::find(std::string_view name) const
{
    for (const Member& member : members) {
        if (member.first == name) {
            return member.second;
        }
    }
    return {};
}

std::int64_t sideOf(std::string_view json)
{
    constexpr std::int64_t largest = 1'000'000;
    const std::string copy(json);
    JsonScanner scanner(copy.data(), copy.data() + copy.size());
    JsonNumber number;
    const bool good = !copy.empty() && scanner.number(number) && number.value >= 0 && number.value <= largest;
    return good ? static_cast<std::int64_t>(number.value) : 0;
}

Result<File> readFile(const std::filesystem::path& path)
{
    const std::string where = displayUtf8(pathToUtf8(path));
    std::string text;
    if (auto read = touchstone::readFile(path, fileLimit, text); !read) {
        return read.error();
    }
    if (text.starts_with("\xef\xbb\xbf")) {
        text.erase(0, 3);
    }
    if (!isValidUtf8(text)) {
        return Error{ErrorCode::InvalidInput, "The file is not text in UTF-8. Save it as UTF-8.", where};
    }
    JsonScanner scanner(text.data(), text.data() + text.size());
    File file;
    bool hasShapes = false;
    std::string_view key;
    for (auto object = scanner.object(); scanner.key(object, key);) {
        const std::string name(key);
        const bool again = std::any_of(file.members.begin(), file.members.end(),
                                       [&](const File::Member& member) { return member.first == name; });
        std::string value = "null";
        if (name == "shapes" && scanner.peek() == '[' && !hasShapes) {
            hasShapes = true;
            scanner.array();
            for (bool first = true; scanner.element(first);) {
                file.shapes.push_back(compactJson(scanner.value()));
            }
        } else if (name == "imageData") {
            file.embedded = scanner.value() != "null";
        } else {
            value = compactJson(scanner.value());
            JsonScanner checked(value.data(), value.data() + value.size());
            checked.value();
            if (checked.fault() != JsonFault::None || !isValidUtf8(name) || name == fileKey) {
                file.problems.push_back("The member \"" + displayUtf8(name) + "\" holds what JSON cannot hold.");
                continue;
            }
        }
        if (again) {
            file.problems.push_back("The member \"" + displayUtf8(name) + "\" stands twice. The first one was taken.");
        } else {
            file.members.emplace_back(name, std::move(value));
        }
    }
    if (scanner.ok() && scanner.peek() != '\0') {
        scanner.fail("something follows the end of the object");
    }
    if (!scanner.ok() || !scanner.endReached()) {
        return syntaxError(path, text, scanner.offset(), scanner.ok() ? "a byte of 0 stands there" : scanner.error());
    }
    if (!hasShapes) {
        return Error{ErrorCode::InvalidInput, "The file has no list \"shapes\", so that it is no file of labelme.", where};
    }
    return file;
}

} // namespace touchstone::labelme
