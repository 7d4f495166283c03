#pragma once

#include <cstddef>
#include <cstdint>

// The C interfaces between the drawing aids and the two modules that hold what they need of OpenCV. Both sides
// are built together; the version guards against a module that was left behind. Functions return 1 on success
// and else write a reason.

extern "C" {

enum { touchstoneSegmentVersionNumber = 1 };

/// 4 bytes a pixel, of a part of a picture.
struct TouchstonePixels {
    const unsigned char* bgra;
    std::ptrdiff_t stride;
    std::int32_t width;
    std::int32_t height;
};

struct TouchstoneReason {
    char* message;
    std::size_t size;
};

/// touchstone-segment.so

/// The paths from one pixel to all others of a picture that is reduced to `width` × `height` first.
struct TouchstoneScissorsRequest {
    TouchstonePixels pixels;
    std::int32_t width;
    std::int32_t height;
    std::int32_t anchorX;
    std::int32_t anchorY;
};
/// Null when it fails.
using TouchstoneScissorsBuild = void*(const TouchstoneScissorsRequest*, TouchstoneReason);
/// Gives the pixels from the anchor to (x, y). May be called by several threads.
using TouchstoneScissorsPath = int(const void* map, std::int32_t x, std::int32_t y, void* context,
                                   void (*add)(void* context, std::int32_t x, std::int32_t y), TouchstoneReason);
using TouchstoneScissorsFree = void(void* map);

enum : unsigned char {
    touchstoneHintOutside = 0,    ///< Background: it lies outside of the box.
    touchstoneHintObject = 1,     ///< Somebody said so.
    touchstoneHintBackground = 2, ///< Somebody said so.
    touchstoneHintUnknown = 3,
    touchstoneHintEdge = 4, ///< Unknown, and rather background.
};

struct TouchstoneGrabCutRequest {
    TouchstonePixels pixels;
    /// One of the hints for each pixel, without gaps.
    const unsigned char* hints;
    std::int32_t rounds;
    void* context;
    int (*stopped)(void* context);
    /// After each round, and at the end: 1 for each pixel of the object.
    void (*draft)(void* context, const unsigned char* object);
};
using TouchstoneGrabCut = int(const TouchstoneGrabCutRequest*, TouchstoneReason);

using TouchstoneSegmentVersion = int();

/// touchstone-superpixels.so

struct TouchstoneSuperpixelRequest {
    TouchstonePixels pixels;
    /// What it is reduced to first, and the size of the labels.
    std::int32_t width;
    std::int32_t height;
    /// Of a superpixel, in reduced pixels.
    std::int32_t side;
    float smoothness;
    void* context;
    int (*stopped)(void* context);
    /// width · height numbers from 0 on.
    std::int32_t* labels;
    std::int32_t* count;
};
using TouchstoneSuperpixels = int(const TouchstoneSuperpixelRequest*, TouchstoneReason);
}
