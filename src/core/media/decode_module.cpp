#include "core/media/decode_module.h"

#include <cstdlib>
#include <dlfcn.h>
#include <filesystem>
#include <string>
#include <vector>

#include "touchstone/base/text.h"

namespace touchstone {

namespace {

// OpenCV reads its limit once, when it is loaded. Set before main(), because changing the environment
// while other threads read it is not safe. 2^28 pixels of 4 bytes are the largest pixel budget.
const int pixelLimitSet = setenv("OPENCV_IO_MAX_IMAGE_PIXELS", "268435456", 0);

std::vector<std::filesystem::path> places()
{
    if (const char* stated = std::getenv("TOUCHSTONE_DECODE_MODULE"))
        return {std::filesystem::path(stated)};
    std::error_code failed;
    const auto folder = std::filesystem::read_symlink("/proc/self/exe", failed).parent_path();
    return {folder / "touchstone-decode.so", folder.parent_path() / "lib/touchstone/touchstone-decode.so"};
}

Error missing(const std::string& reason)
{
    return {
        ErrorCode::Unsupported,
        "The decoding module is missing, so that only JPEG and GIF pictures can be read. Install Touchstone "
        "again. (" +
            displayUtf8(reason) + ")",
        {}};
}

Result<DecodeModule> load()
{
    std::string reason;
    for (const auto& place : places()) {
        std::error_code failed;
        if (!std::filesystem::exists(place, failed)) {
            reason += (reason.empty() ? "" : "; ") + place.string() + ": no such file";
            continue;
        }
        // Never closed: OpenCV's libraries do not survive being unloaded.
        void* library = dlopen(place.c_str(), RTLD_LAZY | RTLD_LOCAL);
        if (!library)
            return missing(dlerror());
        auto* version =
            reinterpret_cast<TouchstoneVersionFunction*>(dlsym(library, "touchstoneDecodeVersion"));
        if (!version || version() != touchstoneDecodeVersionNumber)
            return missing(place.string() + ": of another version");
        DecodeModule module;
        module.decode = reinterpret_cast<TouchstoneDecodeFunction*>(dlsym(library, "touchstoneDecode"));
        module.encode = reinterpret_cast<TouchstoneEncodeFunction*>(dlsym(library, "touchstoneEncode"));
        if (!module.decode || !module.encode)
            return missing(place.string() + ": incomplete");
        return module;
    }
    return missing(reason);
}

} // namespace

const Result<DecodeModule>& decodeModule()
{
    static const Result<DecodeModule> module = load();
    return module;
}

} // namespace touchstone
