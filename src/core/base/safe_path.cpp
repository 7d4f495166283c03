#include <algorithm>
#include <vector>

#include "touchstone/base/text.h"

namespace touchstone {

namespace {

bool startsWithDrive(std::string_view part)
{
    const auto isLetter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    return part.size() >= 2 && isLetter(part[0]) && part[1] == ':';
}

} // namespace

std::optional<std::string> safeRelativePath(std::string_view stated)
{
    if (stated.find('\0') != std::string_view::npos)
        return std::nullopt;
    std::string slashed(stated);
    for (char& c : slashed)
        c = c == '\\' ? '/' : c;
    if (slashed.empty() || slashed.front() == '/')
        return std::nullopt;

    std::vector<std::string_view> parts;
    std::string_view rest = slashed;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('/'), rest.size());
        const std::string_view part = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (part.empty() || part == ".")
            continue;
        if (part != "..") {
            if (parts.empty() && startsWithDrive(part))
                return std::nullopt;
            parts.push_back(part);
        } else if (parts.empty()) {
            return std::nullopt;
        } else {
            parts.pop_back();
        }
    }
    if (parts.empty())
        return std::nullopt;

    std::string path(parts.front());
    for (std::size_t i = 1; i < parts.size(); ++i)
        path.append("/").append(parts[i]);
    return path;
}

} // namespace touchstone
