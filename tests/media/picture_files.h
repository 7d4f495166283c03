#pragma once

#include <filesystem>
#include <gtest/gtest.h>
#include <string>

#include "touchstone/media/image.h"

namespace touchstone::test {

/// A test with a folder of its own that goes away.
class FolderTest : public testing::Test {
  protected:
    void SetUp() override;
    void TearDown() override;
    std::filesystem::path write(const std::string& name, const std::string& bytes) const;
    static std::string bytesOf(const std::filesystem::path& path);

    std::filesystem::path m_folder;
};

ImageBuffer blank(std::int32_t width, std::int32_t height, std::uint32_t color);
/// Four quarters: red, green over blue, white (0xRRGGBB), so that every orientation looks different.
ImageBuffer quarters(std::int32_t width, std::int32_t height);
/// Sine waves: something smooth of which a codec keeps much.
ImageBuffer waves(std::int32_t width, std::int32_t height);

/// 0xRRGGBB; fails the test unless the fourth byte is 255.
std::uint32_t colorAt(const ImageBuffer& image, std::int32_t x, std::int32_t y);
/// True if no channel is further off than `tolerance`.
bool isNear(std::uint32_t a, std::uint32_t b, int tolerance = 12);

enum class JpegKind { Grey, Cmyk, Progressive };
std::string jpegOfKind(JpegKind kind, const ImageBuffer& image);

} // namespace touchstone::test
