#include "media/picture_bytes.h"
#include "media/picture_files.h"

namespace touchstone::test {
namespace {

using ReadHeader = FolderTest;

TEST_F(ReadHeader, ReadsEveryKindByContent)
{
    ASSERT_TRUE(writeImage(m_folder / "a.jpg", blank(31, 17, 0x808080)));
    ASSERT_TRUE(writeImage(m_folder / "a.png", blank(33, 18, 0x808080)));
    const std::vector<std::tuple<std::string, std::string, int, int>> cases = {
        {bytesOf(m_folder / "a.jpg"), "jpeg", 31, 17},
        {bytesOf(m_folder / "a.png"), "png", 33, 18},
        {bmpBytes(5, 3, 0), "bmp", 5, 3},
        {bmpBytes(5, -3, 0), "bmp", 5, 3},
        {"BM" + std::string(12, '\0') + little32(12) + little16(9) + little16(8) + little16(1), "bmp", 9, 8},
        {tiffBytes(6, 4, 1, 3, 8, std::string(72, 'x')), "tiff", 6, 4},
        {losslessWebp, "webp", 7, 5},
        {lossyWebp, "webp", 7, 5},
        {alphaWebp, "webp", 7, 5},
        {gifBytes(4, 2, {}, std::vector<std::uint8_t>(8), false, -1), "gif", 4, 2},
        {"P6\n# made by hand\n  12 # wide\n7\n255\n", "pnm", 12, 7},
        {"P1 3 2\n0 1 0 1 0 1", "pnm", 3, 2},
    };
    for (const auto& [bytes, format, width, height] : cases) {
        // The name lies on purpose.
        const auto header = readImageHeader(write("misnamed.txt", bytes));
        ASSERT_TRUE(header) << format << ": " << header.error().text();
        EXPECT_EQ(header->format, format);
        EXPECT_EQ(header->width, width) << format;
        EXPECT_EQ(header->height, height) << format;
        EXPECT_EQ(header->orientation, 1);
        EXPECT_EQ(header->bytes, static_cast<std::int64_t>(bytes.size()));
    }
}

TEST_F(ReadHeader, TurnsTheSizeByExifInEitherByteOrder)
{
    ASSERT_TRUE(writeImage(m_folder / "a.jpg", blank(40, 10, 0)));
    const std::string jpeg = bytesOf(m_folder / "a.jpg");
    for (int orientation = 0; orientation <= 9; ++orientation)
        for (const bool little : {true, false}) {
            const auto header = readImageHeader(write("o.jpg", withExif(jpeg, orientation, little)));
            ASSERT_TRUE(header);
            const int expected = orientation >= 1 && orientation <= 8 ? orientation : 1;
            EXPECT_EQ(header->orientation, expected);
            EXPECT_EQ(header->width, expected >= 5 ? 10 : 40);
            EXPECT_EQ(header->height, expected >= 5 ? 40 : 10);
        }
}

TEST_F(ReadHeader, FindsTheFrameBehindLargeSegments)
{
    ASSERT_TRUE(writeImage(m_folder / "a.jpg", blank(40, 10, 0)));
    const std::string jpeg = bytesOf(m_folder / "a.jpg");
    std::string fat = jpeg.substr(0, 2);
    for (int i = 0; i < 50; ++i)
        fat += "\xff\xff\xe2" + big16(65535) + std::string(65533, 'p');
    const auto header = readImageHeader(write("fat.jpg", fat + jpeg.substr(2)));
    ASSERT_TRUE(header) << header.error().text();
    EXPECT_EQ(header->width, 40);
}

TEST_F(ReadHeader, ReadsOrientationOfPngAndWebp)
{
    ASSERT_TRUE(writeImage(m_folder / "a.png", blank(33, 18, 0)));
    const std::string png = bytesOf(m_folder / "a.png"), exif = exifBlock(6, false);
    const auto length = static_cast<std::uint32_t>(exif.size());
    const auto turned = readImageHeader(
        write("t.png", png.substr(0, 33) + big32(length) + "eXIf" + exif + big32(0) + png.substr(33)));
    ASSERT_TRUE(turned);
    EXPECT_EQ(turned->orientation, 6);
    EXPECT_EQ(turned->width, 18);

    std::string webp = alphaWebp + "EXIF" + little32(length) + exif;
    webp[20] = static_cast<char>(webp[20] | 8);
    const auto other = readImageHeader(write("t.webp", webp));
    ASSERT_TRUE(other);
    EXPECT_EQ(other->orientation, 6);
    EXPECT_EQ(other->width, 5);
}

TEST_F(ReadHeader, RefusesWhatIsNoPicture)
{
    const auto codeOf = [&](const std::string& bytes) {
        const auto header = readImageHeader(write("x.jpg", bytes));
        if (header)
            return std::string("was read");
        EXPECT_EQ(header.error().where, (m_folder / "x.jpg").string());
        return header.error().message;
    };
    EXPECT_NE(codeOf("").find("empty"), std::string::npos);
    EXPECT_NE(codeOf("hello, world").find("not a picture"), std::string::npos);
    EXPECT_NE(codeOf("P6x").find("not a picture"), std::string::npos);
    EXPECT_NE(codeOf(pngHeaderBytes(0, 5)).find("no size"), std::string::npos);
    EXPECT_NE(codeOf(pngHeaderBytes(60000, 60000)).find("60,000"), std::string::npos);
    EXPECT_NE(codeOf(pngHeaderBytes(0xffffffff, 1)).find("30,000"), std::string::npos);
    EXPECT_EQ(readImageHeader(m_folder / "none.png").error().code, ErrorCode::NotFound);
    EXPECT_EQ(readImageHeader(m_folder).error().code, ErrorCode::Io);
}

/// Each kind cut at each byte of its header says so, and never reads past the end.
TEST_F(ReadHeader, SaysThatAHeaderIsCut)
{
    ASSERT_TRUE(writeImage(m_folder / "a.jpg", blank(31, 17, 0x808080)));
    for (const std::string& bytes :
         {withExif(bytesOf(m_folder / "a.jpg"), 6), pngHeaderBytes(9, 9).substr(0, 24),
          bmpBytes(5, 3, 0).substr(0, 26), tiffBytes(6, 4, 1, 3, 8, ""), lossyWebp.substr(0, 30),
          std::string("P5 10 10 ")}) {
        std::size_t whole = 0;
        for (std::size_t size = 1; size <= bytes.size(); ++size) {
            const auto header = readImageHeader(write("cut", bytes.substr(0, size)));
            whole += header.ok();
            EXPECT_TRUE(header || header.error().code == ErrorCode::InvalidInput) << size;
            EXPECT_FALSE(header && size < 16 && bytes[0] != 'P') << size;
        }
        EXPECT_GE(whole, 1u);
        EXPECT_LT(whole, bytes.size());
    }
}

TEST_F(ReadHeader, HostileJpegLengthsEnd)
{
    EXPECT_FALSE(readImageHeader(write("a", std::string("\xff\xd8\xff\xe0\x00\x00", 6))));
    EXPECT_FALSE(
        readImageHeader(write("b", std::string("\xff\xd8\xff\xe0\x00\x01", 6) + std::string(99, '\xff'))));
    std::string many = "\xff\xd8";
    for (int i = 0; i < 100000; ++i)
        many += std::string("\xff\xe0\x00\x02", 4);
    EXPECT_FALSE(readImageHeader(write("c", many)));
    EXPECT_FALSE(readImageHeader(write("d", "\xff\xd8" + std::string(1000000, '\xff'))));
}

} // namespace
} // namespace touchstone::test
