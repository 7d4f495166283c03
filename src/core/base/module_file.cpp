#include "core/base/module_file.h"

#include <cstdlib>
#include <dlfcn.h>
#include <filesystem>
#include <vector>

#include "touchstone/base/text.h"

namespace touchstone {

namespace {

std::vector<std::filesystem::path> places(const std::string& file, const char* variable)
{
    if (const char* stated = std::getenv(variable))
        return {std::filesystem::path(stated)};
    std::error_code failed;
    const auto folder = std::filesystem::read_symlink("/proc/self/exe", failed).parent_path();
    return {folder / file, folder.parent_path() / "lib/touchstone" / file};
}

Error unsupported(const std::string& reason)
{
    return {ErrorCode::Unsupported, displayUtf8(reason), {}};
}

} // namespace

Result<void*> openModule(const std::string& file, const char* variable)
{
    std::string reason;
    for (const auto& place : places(file, variable)) {
        std::error_code failed;
        if (!std::filesystem::exists(place, failed)) {
            reason += (reason.empty() ? "" : "; ") + place.string() + ": no such file";
            continue;
        }
        if (void* library = dlopen(place.c_str(), RTLD_LAZY | RTLD_LOCAL))
            return library;
        return unsupported(dlerror());
    }
    return unsupported(reason);
}

} // namespace touchstone
