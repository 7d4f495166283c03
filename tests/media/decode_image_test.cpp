#include <atomic>
#include <fstream>
#include <thread>

#include "media/picture_bytes.h"
#include "media/picture_files.h"

namespace touchstone::test {
namespace {

using DecodeImage = FolderTest;

TEST_F(DecodeImage, PngGoesThereAndBackExactly)
{
    const ImageBuffer picture = waves(123, 45);
    ASSERT_TRUE(writeImage(m_folder / "a.png", picture));
    const auto image = decodeImage(m_folder / "a.png");
    ASSERT_TRUE(image) << image.error().text();
    EXPECT_EQ(*image->pixels, *picture.pixels);
    EXPECT_EQ(image->fullWidth, 123);
}

TEST_F(DecodeImage, ReducesByPowersOfTwo)
{
    ASSERT_TRUE(writeImage(m_folder / "a.png", quarters(1000, 600)));
    const auto image = decodeImage(m_folder / "a.png", 200);
    ASSERT_TRUE(image);
    EXPECT_EQ(image->width, 250);
    EXPECT_EQ(image->height, 150);
    EXPECT_EQ(image->fullWidth, 1000);
    EXPECT_EQ(colorAt(*image, 10, 10), 0xff0000u);
    EXPECT_EQ(colorAt(*image, 240, 140), 0xffffffu);
}

TEST_F(DecodeImage, TransparencyLiesOnWhite)
{
    const auto image = decodeImage(write("a.png", alphaPng));
    ASSERT_TRUE(image) << image.error().text();
    EXPECT_EQ(colorAt(*image, 0, 0), 0xff0000u);
    EXPECT_EQ(colorAt(*image, 1, 0), 0xffffffu);
    EXPECT_TRUE(isNear(colorAt(*image, 2, 0), 0x7f7f7f, 1));
}

TEST_F(DecodeImage, SixteenBitGreyIsStretched)
{
    const std::string samples("\x00\x64\x08\x31\x0f\xff", 6);
    const auto image = decodeImage(write("a.pgm", "P5\n3 1\n4095\n" + samples));
    ASSERT_TRUE(image) << image.error().text();
    EXPECT_EQ(colorAt(*image, 0, 0), 0x000000u);
    EXPECT_TRUE(isNear(colorAt(*image, 1, 0), 0x808080, 1));
    EXPECT_EQ(colorAt(*image, 2, 0), 0xffffffu);
}

TEST_F(DecodeImage, ReadsTheOtherKinds)
{
    const auto bmp = decodeImage(write("a.bmp", bmpBytes(5, 3, 0x336699)));
    ASSERT_TRUE(bmp) << bmp.error().text();
    EXPECT_EQ(colorAt(*bmp, 4, 2), 0x336699u);
    for (const std::string& bytes : {losslessWebp, lossyWebp}) {
        const auto webp = decodeImage(write("a.webp", bytes));
        ASSERT_TRUE(webp) << webp.error().text();
        EXPECT_TRUE(isNear(colorAt(*webp, 3, 0), 0xff0000, 40)) << std::hex << colorAt(*webp, 3, 0);
        EXPECT_TRUE(isNear(colorAt(*webp, 3, 4), 0x0000ff, 40));
    }
    const auto pnm = decodeImage(write("a.ppm", "P3 1 1 255 10 20 30\n"));
    ASSERT_TRUE(pnm) << pnm.error().text();
    EXPECT_EQ(colorAt(*pnm, 0, 0), 0x0a141eu);
}

TEST_F(DecodeImage, GifKeepsItsColoursAndRows)
{
    const std::vector<std::uint32_t> palette = {0x000000, 0xff0000, 0x00ff00, 0x0000ff, 0x123456, 0xabcdef,
                                                0x777777, 0xfedcba, 0x010203, 0x102030, 0x405060, 0x708090,
                                                0xa0b0c0, 0xd0e0f0, 0x0f0e0d, 0x2468ac};
    constexpr std::uint32_t width = 211, height = 197;
    std::vector<std::uint8_t> rows;
    std::uint32_t state = 1;
    for (std::uint32_t i = 0; i < width * height; ++i) {
        state = state * 1664525 + 1013904223;
        rows.push_back(static_cast<std::uint8_t>(i / width % 3 == 0 ? i / 20 % 16 : state >> 28));
    }
    const auto plain = decodeImage(write("a.gif", gifBytes(width, height, palette, rows, false, 3)));
    ASSERT_TRUE(plain) << plain.error().text();
    for (std::uint32_t i = 0; i < width * height; ++i) {
        const auto x = static_cast<std::int32_t>(i % width), y = static_cast<std::int32_t>(i / width);
        ASSERT_EQ(colorAt(*plain, x, y), rows[i] == 3 ? 0xffffffu : palette[rows[i]]) << x << "," << y;
    }

    const std::vector<std::uint8_t> stored = {0, 8, 4, 2, 6, 10, 1, 3, 5, 7, 9};
    const auto woven = decodeImage(write("b.gif", gifBytes(1, 11, palette, stored, true, -1)));
    ASSERT_TRUE(woven) << woven.error().text();
    for (std::int32_t y = 0; y < 11; ++y)
        EXPECT_EQ(colorAt(*woven, 0, y), palette[static_cast<std::size_t>(y)]) << y;
}

TEST_F(DecodeImage, DamageIsNamed)
{
    ASSERT_TRUE(writeImage(m_folder / "a.png", waves(200, 200)));
    const std::string png = bytesOf(m_folder / "a.png");
    const std::vector<std::uint8_t> indexes(2500, 1);
    const std::string gif = gifBytes(50, 50, {}, indexes, false, -1);
    for (const std::string& bytes :
         {png.substr(0, png.size() / 2), bmpBytes(50, 30, 0).substr(0, 200), lossyWebp.substr(0, 50),
          gif.substr(0, 80), std::string("P6 9 9 255 abc"), std::string()}) {
        const auto path = write("damaged.png", bytes);
        const auto image = decodeImage(path);
        ASSERT_FALSE(image) << bytes.size();
        EXPECT_EQ(image.error().code, ErrorCode::InvalidInput);
        EXPECT_EQ(image.error().where, path.string());
    }
    EXPECT_EQ(decodeImage(m_folder / "none.png").error().code, ErrorCode::NotFound);
}

TEST_F(DecodeImage, HeaderBombsCostNoMemory)
{
    const auto large = decodeImage(write("bomb.png", pngHeaderBytes(20000, 20000)));
    ASSERT_FALSE(large);
    EXPECT_NE(large.error().message.find("2,671 MiB"), std::string::npos) << large.error().message;
    EXPECT_FALSE(decodeImage(write("bomb.png", pngHeaderBytes(60000, 60000))));
    // Allowed by its size, but there are no data.
    EXPECT_FALSE(decodeImage(write("bomb.png", pngHeaderBytes(3000, 3000))));
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
double peakMegabytes()
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.rfind("VmHWM:", 0) == 0)
            return std::stod(line.substr(6)) / 1024;
    return 0;
}

TEST_F(DecodeImage, TakesNoMoreAtItsPeakThanItsHeaderSays)
{
    ASSERT_TRUE(writeImage(m_folder / "a.png", waves(3000, 2000)));
    ASSERT_TRUE(writeImage(m_folder / "b.jpg", waves(3000, 2000)));
    const auto turned = write("c.jpg", withExif(bytesOf(m_folder / "b.jpg"), 6));
    ASSERT_TRUE(decodeImage(m_folder / "a.png", 100)); // Loads the module.
    for (const auto& path : {m_folder / "a.png", m_folder / "b.jpg", turned}) {
        const auto header = readImageHeader(path);
        ASSERT_TRUE(header);
        EXPECT_EQ(header->pixelBytes, header->format == "png" ? 7 : 4);
        // Sets the peak back to what is held now.
        std::ofstream("/proc/self/clear_refs") << "5";
        const double before = peakMegabytes();
        const auto image = decodeImage(path);
        ASSERT_TRUE(image) << image.error().text();
        const double stated = double(header->width * header->height * header->pixelBytes + header->bytes) / (1 << 20);
        EXPECT_LT(peakMegabytes() - before, stated + 8) << path.filename();
    }
}
#endif

TEST_F(DecodeImage, EveryKindThatClaimsTwentyThousandASideIsRefusedAtOnce)
{
    const std::string pad(1 << 20, '\0');
    const auto jpegOf = [&](std::string bytes) {
        const std::size_t frame = std::min(bytes.find("\xff\xc0"), bytes.find("\xff\xc2"));
        return bytes.replace(frame + 5, 4, big16(20000) + big16(20000)) + pad;
    };
    ASSERT_TRUE(writeImage(m_folder / "small.jpg", waves(64, 48)));
    const std::string webp = std::string("RIFF") + little32(1 << 20) + "WEBPVP8X" + little32(10) + little32(0) +
                             little32(19999).substr(0, 3) + little32(19999).substr(0, 3);
    const std::pair<const char*, std::string> kinds[]{
        {"png", pngHeaderBytes(20000, 20000) + pad},
        {"jpeg", jpegOf(bytesOf(m_folder / "small.jpg"))},
        {"progressive", jpegOf(jpegOfKind(JpegKind::Progressive, waves(64, 48)))},
        {"gif", "GIF89a" + little16(20000) + little16(20000) + std::string(3, '\0') + "," + pad},
        {"tiff", tiffBytes(20000, 20000, 1, 1, 8, pad)},
        // 8 bytes a sample: 64 MP are 2 GB to the codec.
        {"tiff, deep", tiffBytes(8000, 8000, 1, 4, 64, pad)},
        {"bmp", bmpBytes(1, 1, 0).replace(18, 8, little32(20000) + little32(20000)) + pad},
        {"webp", webp + pad},
        {"ppm", "P6 20000 20000 255\n" + pad},
        {"ppm, deep", "P6 15000 15000 65535\n" + pad}};
    for (const auto& [name, bytes] : kinds) {
        const auto path = write("claims", bytes);
        const auto header = readImageHeader(path);
        ASSERT_TRUE(header) << name << header.error().message;
        const auto fits = checkPixelBudget(*header);
        ASSERT_FALSE(fits) << name;
        EXPECT_NE(fits.error().message.find("MiB of memory"), std::string::npos) << fits.error().message;
        const auto image = decodeImage(path);
        ASSERT_FALSE(image) << name;
        EXPECT_EQ(image.error().code, ErrorCode::InvalidInput) << name;
        EXPECT_EQ(image.error().where, path.string()) << name;
        // A JPEG can be read at an eighth of its size, within the budget; what has no data is grey.
        const auto small = decodeImage(path, 256);
        EXPECT_TRUE(!small || (name == std::string("jpeg") && small->width == 2500)) << name;
    }
}

TEST_F(DecodeImage, ManyThreadsAtOnce)
{
    ASSERT_TRUE(writeImage(m_folder / "a.png", quarters(300, 200)));
    ASSERT_TRUE(writeImage(m_folder / "a.jpg", quarters(300, 200)));
    std::atomic<int> good{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < 6; ++t)
        threads.emplace_back([&, t] {
            for (int i = 0; i < 20; ++i) {
                const auto image = decodeImage(m_folder / ((t + i) % 2 == 0 ? "a.png" : "a.jpg"));
                good += image && isNear(colorAt(*image, 299, 199), 0xffffff);
            }
        });
    for (auto& thread : threads)
        thread.join();
    EXPECT_EQ(good, 120);
}

TEST_F(DecodeImage, WritingSaysWhatItCannot)
{
    EXPECT_EQ(writeImage(m_folder / "a.tga", blank(2, 2, 0)).error().code, ErrorCode::Unsupported);
    EXPECT_EQ(writeImage(m_folder / "a.png", ImageBuffer{}).error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(writeImage(m_folder / "none" / "a.png", blank(2, 2, 0)).error().code, ErrorCode::NotFound);
}

/// The module is looked for once a process, so this runs in a process of its own.
TEST_F(DecodeImage, MissingModuleIsUnsupportedAndJpegStillWorks)
{
    ASSERT_TRUE(writeImage(m_folder / "a.jpg", blank(9, 9, 0x123456)));
    const auto png = write("a.png", alphaPng);
    testing::FLAGS_gtest_death_test_style = "threadsafe";
    EXPECT_EXIT(
        {
            setenv("TOUCHSTONE_DECODE_MODULE", "/nowhere/touchstone-decode.so", 1);
            ASSERT_TRUE(writeImage(m_folder / "b.jpg", blank(9, 9, 0x123456)));
            const auto jpeg = decodeImage(m_folder / "b.jpg");
            const auto image = decodeImage(write("b.png", alphaPng));
            const bool named = !image && image.error().code == ErrorCode::Unsupported &&
                               image.error().message.find("/nowhere/") != std::string::npos;
            std::exit(jpeg && named ? 7 : 8);
        },
        testing::ExitedWithCode(7), "");
}

} // namespace
} // namespace touchstone::test
