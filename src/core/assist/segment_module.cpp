#include "core/assist/segment_module.h"

#include <dlfcn.h>

#include "core/base/module_file.h"

namespace touchstone {

namespace {

Error missing(const std::string& what, const std::string& reason)
{
    return {ErrorCode::Unsupported, what + " Install Touchstone again. (" + reason + ")", {}};
}

/// Opens a module of our version.
Result<void*> open(const char* file, const char* variable)
{
    Result<void*> library = openModule(file, variable);
    if (!library)
        return library;
    auto* version =
        reinterpret_cast<TouchstoneSegmentVersion*>(dlsym(*library, "touchstoneSegmentVersion"));
    if (!version || version() != touchstoneSegmentVersionNumber)
        return Error{ErrorCode::Unsupported, std::string(file) + " is of another version", {}};
    return library;
}

template <class Function>
bool find(void* library, const char* name, Function*& function)
{
    function = reinterpret_cast<Function*>(dlsym(library, name));
    return function != nullptr;
}

Result<SegmentModule> loadSegment()
{
    const std::string what = "The module for scissors and GrabCut is missing.";
    const Result<void*> library = open("touchstone-segment.so", "TOUCHSTONE_SEGMENT_MODULE");
    if (!library)
        return missing(what, library.error().message);
    SegmentModule module;
    if (!find(*library, "touchstoneScissorsBuild", module.scissorsBuild) ||
        !find(*library, "touchstoneScissorsPath", module.scissorsPath) ||
        !find(*library, "touchstoneScissorsFree", module.scissorsFree) ||
        !find(*library, "touchstoneGrabCut", module.grabCut))
        return missing(what, "touchstone-segment.so is incomplete");
    return module;
}

Result<SuperpixelModule> loadSuperpixels()
{
    const std::string what = "The module for superpixels is missing.";
    const Result<void*> library = open("touchstone-superpixels.so", "TOUCHSTONE_SUPERPIXEL_MODULE");
    if (!library)
        return missing(what, library.error().message);
    SuperpixelModule module;
    if (!find(*library, "touchstoneSuperpixels", module.superpixels))
        return missing(what, "touchstone-superpixels.so is incomplete");
    return module;
}

} // namespace

const Result<SegmentModule>& segmentModule()
{
    static const Result<SegmentModule> module = loadSegment();
    return module;
}

const Result<SuperpixelModule>& superpixelModule()
{
    static const Result<SuperpixelModule> module = loadSuperpixels();
    return module;
}

Error SegmentReason::error(const std::string& message) const
{
    const std::string reason(m_text);
    return {ErrorCode::Unsupported, reason.empty() ? message : message + " (" + reason + ")", {}};
}

} // namespace touchstone
