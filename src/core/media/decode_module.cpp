#include "core/media/decode_module.h"

#include <cstdlib>
#include <dlfcn.h>
#include <string>

#include "core/base/module_file.h"

namespace touchstone {

namespace {

// OpenCV reads its limit once, when it is loaded. Set before main(), because changing the environment
// while other threads read it is not safe. 2^28 pixels of 4 bytes are the largest pixel budget.
const int pixelLimitSet = setenv("OPENCV_IO_MAX_IMAGE_PIXELS", "268435456", 0);

Error missing(const std::string& reason)
{
    return {
        ErrorCode::Unsupported,
        "The decoding module is missing, so that only JPEG and GIF pictures can be read. Install Touchstone "
        "again. (" +
            reason + ")",
        {}};
}

Result<DecodeModule> load()
{
    const Result<void*> library = openModule("touchstone-decode.so", "TOUCHSTONE_DECODE_MODULE");
    if (!library)
        return missing(library.error().message);
    auto* version = reinterpret_cast<TouchstoneVersionFunction*>(dlsym(*library, "touchstoneDecodeVersion"));
    if (!version || version() != touchstoneDecodeVersionNumber)
        return missing("touchstone-decode.so is of another version");
    DecodeModule module;
    module.decode = reinterpret_cast<TouchstoneDecodeFunction*>(dlsym(*library, "touchstoneDecode"));
    module.encode = reinterpret_cast<TouchstoneEncodeFunction*>(dlsym(*library, "touchstoneEncode"));
    if (!module.decode || !module.encode)
        return missing("touchstone-decode.so is incomplete");
    return module;
}

} // namespace

const Result<DecodeModule>& decodeModule()
{
    static const Result<DecodeModule> module = load();
    return module;
}

} // namespace touchstone
