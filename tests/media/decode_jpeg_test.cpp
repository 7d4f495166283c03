#include "media/picture_bytes.h"
#include "media/picture_files.h"

namespace touchstone::test {
namespace {

using DecodeJpeg = FolderTest;

TEST_F(DecodeJpeg, KeepsThePixelsOfASmoothPicture)
{
    const ImageBuffer picture = waves(301, 203);
    ASSERT_TRUE(writeImage(m_folder / "a.jpg", picture));
    const auto image = decodeImage(m_folder / "a.jpg");
    ASSERT_TRUE(image);
    for (std::int32_t y = 0; y < 203; y += 7)
        for (std::int32_t x = 0; x < 301; x += 5)
            ASSERT_TRUE(isNear(colorAt(*image, x, y), colorAt(picture, x, y))) << x << "," << y;
}

TEST_F(DecodeJpeg, ReadsGreyCmykAndProgressive)
{
    for (const JpegKind kind : {JpegKind::Grey, JpegKind::Cmyk, JpegKind::Progressive}) {
        const auto path = write("a.jpg", jpegOfKind(kind, quarters(64, 32)));
        const auto image = decodeImage(path);
        ASSERT_TRUE(image) << image.error().text();
        const std::uint32_t expected = kind == JpegKind::Grey ? 0x4c4c4cu : 0xff0000u;
        EXPECT_TRUE(isNear(colorAt(*image, 10, 8), expected)) << std::hex << colorAt(*image, 10, 8);
        EXPECT_TRUE(isNear(colorAt(*image, 50, 24), 0xffffff));
    }
}

TEST_F(DecodeJpeg, TruncatedIsNamedAtEveryPlace)
{
    ASSERT_TRUE(writeImage(m_folder / "a.jpg", waves(400, 300)));
    const std::string progressive = jpegOfKind(JpegKind::Progressive, waves(400, 300));
    for (const std::string& whole : {bytesOf(m_folder / "a.jpg"), progressive})
        for (const int percent : {30, 50, 75, 97}) {
            const auto path =
                write("cut.jpg", whole.substr(0, whole.size() * static_cast<std::size_t>(percent) / 100));
            const auto image = decodeImage(path);
            ASSERT_FALSE(image) << percent;
            EXPECT_EQ(image.error().code, ErrorCode::InvalidInput);
            EXPECT_NE(image.error().message.find("truncated"), std::string::npos) << image.error().message;
            EXPECT_EQ(image.error().where, path.string());
        }
}

/// Some cameras and downloads lose only the last two bytes; no pixel is missing then.
TEST_F(DecodeJpeg, OnlyTheEndMarkerMissingIsWhole)
{
    const ImageBuffer picture = waves(400, 300);
    ASSERT_TRUE(writeImage(m_folder / "a.jpg", picture));
    const std::string whole = bytesOf(m_folder / "a.jpg");
    const auto image = decodeImage(write("b.jpg", whole.substr(0, whole.size() - 2)));
    ASSERT_TRUE(image) << image.error().text();
    EXPECT_TRUE(isNear(colorAt(*image, 399, 299), colorAt(picture, 399, 299)));
}

TEST_F(DecodeJpeg, ReducesNoFurtherThanAsked)
{
    ASSERT_TRUE(writeImage(m_folder / "a.jpg", waves(1001, 500)));
    for (const auto& [maxSide, expected] : {std::pair{0, 1001},
                                            {2000, 1001},
                                            {1001, 1001},
                                            {501, 1001},
                                            {500, 501},
                                            {251, 501},
                                            {250, 251},
                                            {10, 126}}) {
        const auto image = decodeImage(m_folder / "a.jpg", maxSide);
        ASSERT_TRUE(image);
        EXPECT_EQ(image->width, expected) << maxSide;
        EXPECT_EQ(image->fullWidth, 1001);
        EXPECT_EQ(image->fullHeight, 500);
    }
}

TEST_F(DecodeJpeg, ReusedBuffersCarryNothingOver)
{
    ASSERT_TRUE(writeImage(m_folder / "red.jpg", blank(200, 100, 0xff0000)));
    ASSERT_TRUE(writeImage(m_folder / "blue.jpg", blank(180, 100, 0x0000ff)));
    for (int i = 0; i < 4; ++i) {
        const auto red = decodeImage(m_folder / "red.jpg");
        const auto kept = red->pixels;
        const auto blue = decodeImage(m_folder / "blue.jpg");
        EXPECT_NE(kept->data(), blue->pixels->data());
        EXPECT_EQ(blue->pixels->size(), 180u * 100 * 4);
        EXPECT_TRUE(isNear(colorAt(*blue, 179, 99), 0x0000ff));
        EXPECT_TRUE(isNear(colorAt(*red, 199, 99), 0xff0000));
    }
}

TEST_F(DecodeJpeg, StopsHalfWayWhenItIsNotWanted)
{
    ASSERT_TRUE(writeImage(m_folder / "plain.jpg", waves(640, 640)));
    for (const std::string& bytes :
         {bytesOf(m_folder / "plain.jpg"), jpegOfKind(JpegKind::Progressive, waves(640, 640))}) {
        const auto path = write("a.jpg", bytes);
        int asked = 0;
        const auto whole = decodeImage(path, 0, [&] { return ++asked < 0; });
        ASSERT_TRUE(whole) << whole.error().text();
        ASSERT_GT(asked, 20) << "asked while it goes on";
        const int all = asked;
        asked = 0;
        const auto stopped = decodeImage(path, 0, [&] { return ++asked == 10; });
        ASSERT_FALSE(stopped);
        EXPECT_EQ(stopped.error().code, ErrorCode::Cancelled);
        EXPECT_LT(asked, all / 2);
        EXPECT_TRUE(decodeImage(path)) << "nothing of it stays";
    }
}

TEST_F(DecodeJpeg, SizeBeyondTheBudgetIsRefusedBeforeDecoding)
{
    ASSERT_TRUE(writeImage(m_folder / "a.jpg", blank(64, 64, 0x123456)));
    std::string bytes = bytesOf(m_folder / "a.jpg");
    const std::size_t frame = bytes.find("\xff\xc0");
    ASSERT_NE(frame, std::string::npos);
    bytes.replace(frame + 5, 4, big16(29999) + big16(29999));
    const auto image = decodeImage(write("bomb.jpg", bytes));
    ASSERT_FALSE(image);
    EXPECT_NE(image.error().message.find("MiB"), std::string::npos) << image.error().message;
}

} // namespace
} // namespace touchstone::test
