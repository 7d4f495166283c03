#pragma once

#include <cstddef>
#include <cstdint>

// The C interface between the media library and the module touchstone-decode, which alone links OpenCV's
// codecs. Both sides are built together; the version guards against a module that was left behind.

extern "C" {

enum { touchstoneDecodeVersionNumber = 1 };

struct TouchstoneDecodeRequest {
    const unsigned char* bytes;
    std::size_t size;
    /// 0, or how far the longer side may be reduced by powers of two.
    std::int32_t maxSide;
    /// Called once with the size of the result; gives memory for width · height · 4 bytes, or null.
    void* context;
    unsigned char* (*allocate)(void* context, std::int32_t width, std::int32_t height);
    /// Receives the reason of a failure.
    char* message;
    std::size_t messageSize;
};

struct TouchstoneEncodeRequest {
    const unsigned char* pixels;
    std::int32_t width;
    std::int32_t height;
    /// With the dot: ".png".
    const char* extension;
    void* context;
    void (*write)(void* context, const unsigned char* bytes, std::size_t size);
    char* message;
    std::size_t messageSize;
};

using TouchstoneVersionFunction = int();
/// Both return 1 on success.
using TouchstoneDecodeFunction = int(const TouchstoneDecodeRequest*);
using TouchstoneEncodeFunction = int(const TouchstoneEncodeRequest*);
}
