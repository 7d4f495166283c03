#include "core/media/orientation.h"

#include "media/picture_bytes.h"
#include "media/picture_files.h"

namespace touchstone::test {
namespace {

/// The colours of the upright corners: top left, top right, bottom left, bottom right. EXIF 2.32, 4.6.4.
constexpr std::uint32_t R = 0xff0000, G = 0x00ff00, B = 0x0000ff, W = 0xffffff;
constexpr std::uint32_t corners[9][4] = {{},           {R, G, B, W}, {G, R, W, B}, {W, B, G, R}, {B, W, R, G},
                                         {R, B, G, W}, {B, R, W, G}, {W, G, B, R}, {G, W, R, B}};

void expectCorners(const ImageBuffer& image, int orientation, const std::string& what)
{
    const std::int32_t x = image.width / 4, y = image.height / 4;
    const std::int32_t right = image.width - 1 - x, bottom = image.height - 1 - y;
    const std::uint32_t found[] = {colorAt(image, x, y), colorAt(image, right, y), colorAt(image, x, bottom),
                                   colorAt(image, right, bottom)};
    for (int i = 0; i < 4; ++i)
        EXPECT_TRUE(isNear(found[i], corners[orientation][i]))
            << what << ", orientation " << orientation << ", corner " << i << ": " << std::hex << found[i];
}

using Orientation = FolderTest;

TEST_F(Orientation, JpegComesUprightAtEveryScale)
{
    ASSERT_TRUE(writeImage(m_folder / "a.jpg", quarters(640, 320)));
    const std::string jpeg = bytesOf(m_folder / "a.jpg");
    for (int orientation = 1; orientation <= 8; ++orientation) {
        const auto path = write("o.jpg", withExif(jpeg, orientation, orientation % 2 == 0));
        for (const auto& [maxSide, longer] : {std::pair{0, 640}, {320, 320}, {100, 160}, {1, 80}}) {
            const auto image = decodeImage(path, maxSide);
            ASSERT_TRUE(image) << image.error().text();
            const bool turned = orientation >= 5;
            EXPECT_EQ(image->width, turned ? longer / 2 : longer);
            EXPECT_EQ(image->height, turned ? longer : longer / 2);
            EXPECT_EQ(image->fullWidth, turned ? 320 : 640);
            EXPECT_EQ(image->fullHeight, turned ? 640 : 320);
            EXPECT_EQ(image->pixels->size(), static_cast<std::size_t>(longer * longer / 2 * 4));
            expectCorners(*image, orientation, "jpeg at " + std::to_string(longer));
        }
    }
}

TEST_F(Orientation, TiffComesUprightInEightAndSixteenBits)
{
    const ImageBuffer picture = quarters(12, 8);
    for (int bits : {8, 16}) {
        std::string rows;
        for (int y = 0; y < 8; ++y)
            for (int x = 0; x < 12; ++x)
                for (int shift : {16, 8, 0})
                    rows += std::string(static_cast<std::size_t>(bits / 8),
                                        static_cast<char>(colorAt(picture, x, y) >> shift));
        for (int orientation = 1; orientation <= 8; ++orientation) {
            const auto image = decodeImage(write("o.tif", tiffBytes(12, 8, orientation, 3, bits, rows)));
            ASSERT_TRUE(image) << image.error().text();
            EXPECT_EQ(image->width, orientation >= 5 ? 8 : 12) << orientation << " bits " << bits;
            EXPECT_EQ(image->height, orientation >= 5 ? 12 : 8);
            expectCorners(*image, orientation, "tiff of " + std::to_string(bits) + " bits");
        }
    }
}

TEST_F(Orientation, PngComesUpright)
{
    ASSERT_TRUE(writeImage(m_folder / "a.png", quarters(40, 20)));
    const std::string png = bytesOf(m_folder / "a.png");
    for (int orientation = 1; orientation <= 8; ++orientation) {
        const std::string exif = exifBlock(orientation, true);
        // The checksum is wrong on purpose: eXIf is ancillary, decoders pass over it.
        const auto image =
            decodeImage(write("o.png", png.substr(0, 33) + big32(static_cast<std::uint32_t>(exif.size())) +
                                           "eXIf" + exif + big32(0) + png.substr(33)));
        ASSERT_TRUE(image) << image.error().text();
        EXPECT_EQ(image->width, orientation >= 5 ? 20 : 40);
        expectCorners(*image, orientation, "png");
    }
}

/// Sizes that do not divide the block, each pixel against the definition.
TEST(ApplyOrientation, MovesEveryPixel)
{
    for (const auto& [width, height] : {std::pair{1, 1}, {1, 70}, {70, 1}, {33, 31}, {65, 97}})
        for (int orientation = 1; orientation <= 8; ++orientation) {
            std::vector<std::uint32_t> stored, upright(static_cast<std::size_t>(width * height), ~0u);
            for (int i = 0; i < width * height; ++i)
                stored.push_back(static_cast<std::uint32_t>(i));
            applyOrientation(orientation, stored.data(), width, height, upright.data());
            for (int y = 0; y < height; ++y)
                for (int x = 0; x < width; ++x) {
                    const int mx = width - 1 - x, my = height - 1 - y;
                    const int places[9][2] = {{},     {x, y},  {mx, y},  {mx, my}, {x, my},
                                              {y, x}, {my, x}, {my, mx}, {y, mx}};
                    const int across = orientation >= 5 ? height : width;
                    const auto [toX, toY] = places[orientation];
                    ASSERT_EQ(upright[static_cast<std::size_t>(toY * across + toX)],
                              stored[static_cast<std::size_t>(y * width + x)])
                        << width << "x" << height << " orientation " << orientation;
                }
        }
}

} // namespace
} // namespace touchstone::test
