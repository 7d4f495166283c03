#include "media/picture_files.h"

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <vector>

#include <cstdio>

#include <jpeglib.h>

namespace touchstone::test {

void FolderTest::SetUp()
{
    char pattern[] = "/tmp/touchstone-media-XXXXXX";
    ASSERT_NE(mkdtemp(pattern), nullptr);
    m_folder = pattern;
}

void FolderTest::TearDown()
{
    std::filesystem::remove_all(m_folder);
}

std::filesystem::path FolderTest::write(const std::string& name, const std::string& bytes) const
{
    std::ofstream(m_folder / name, std::ios::binary) << bytes;
    return m_folder / name;
}

std::string FolderTest::bytesOf(const std::filesystem::path& path)
{
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

namespace {

template <class Color>
ImageBuffer painted(std::int32_t width, std::int32_t height, Color color)
{
    ImageBuffer image{width, height, width, height, std::make_shared<std::vector<std::uint8_t>>()};
    for (std::int32_t y = 0; y < height; ++y)
        for (std::int32_t x = 0; x < width; ++x) {
            const std::uint32_t c = color(x, y);
            for (const std::uint32_t byte : {c, c >> 8, c >> 16, 255u})
                image.pixels->push_back(static_cast<std::uint8_t>(byte));
        }
    return image;
}

} // namespace

ImageBuffer blank(std::int32_t width, std::int32_t height, std::uint32_t color)
{
    return painted(width, height, [color](auto, auto) { return color; });
}

ImageBuffer quarters(std::int32_t width, std::int32_t height)
{
    return painted(width, height, [=](std::int32_t x, std::int32_t y) {
        const bool right = x >= width / 2;
        return y < height / 2 ? (right ? 0x00ff00u : 0xff0000u) : (right ? 0xffffffu : 0x0000ffu);
    });
}

ImageBuffer waves(std::int32_t width, std::int32_t height)
{
    return painted(width, height, [](std::int32_t x, std::int32_t y) {
        const auto wave = [](double angle) {
            return static_cast<std::uint32_t>(127 + 120 * std::sin(angle));
        };
        return wave(x * 0.07) << 16 | wave(y * 0.05) << 8 | wave((x + y) * 0.03);
    });
}

std::uint32_t colorAt(const ImageBuffer& image, std::int32_t x, std::int32_t y)
{
    const std::size_t at =
        (static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) + static_cast<std::size_t>(x)) *
        4;
    const auto& p = *image.pixels;
    EXPECT_EQ(p.at(at + 3), 255);
    return static_cast<std::uint32_t>(p.at(at + 2)) << 16 | static_cast<std::uint32_t>(p.at(at + 1)) << 8 |
           p.at(at);
}

bool isNear(std::uint32_t a, std::uint32_t b, int tolerance)
{
    for (int shift = 0; shift < 24; shift += 8)
        if (std::abs(static_cast<int>(a >> shift & 255) - static_cast<int>(b >> shift & 255)) > tolerance)
            return false;
    return true;
}

std::string jpegOfKind(JpegKind kind, const ImageBuffer& image)
{
    jpeg_compress_struct info{};
    jpeg_error_mgr errors{};
    info.err = jpeg_std_error(&errors);
    jpeg_create_compress(&info);
    unsigned char* bytes = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest(&info, &bytes, &size);
    info.image_width = static_cast<JDIMENSION>(image.width);
    info.image_height = static_cast<JDIMENSION>(image.height);
    info.input_components = 4;
    info.in_color_space = kind == JpegKind::Cmyk ? JCS_CMYK : JCS_EXT_BGRX;
    jpeg_set_defaults(&info);
    if (kind == JpegKind::Grey)
        jpeg_set_colorspace(&info, JCS_GRAYSCALE);
    if (kind == JpegKind::Progressive)
        jpeg_simple_progression(&info);
    jpeg_set_quality(&info, 95, TRUE);
    info.write_Adobe_marker = kind == JpegKind::Cmyk ? TRUE : FALSE;
    jpeg_start_compress(&info, TRUE);
    while (info.next_scanline < info.image_height) {
        std::vector<std::uint8_t> line(std::size_t{info.image_width} * 4);
        for (std::size_t x = 0; x < info.image_width; ++x) {
            const std::uint8_t* p = image.pixels->data() + (info.next_scanline * info.image_width + x) * 4;
            const std::uint8_t inks[] = {p[2], p[1], p[0], 255};
            for (std::size_t c = 0; c < 4; ++c)
                line[x * 4 + c] = kind == JpegKind::Cmyk ? inks[c] : p[c];
        }
        JSAMPROW row = line.data();
        jpeg_write_scanlines(&info, &row, 1);
    }
    jpeg_finish_compress(&info);
    jpeg_destroy_compress(&info);
    std::string result(reinterpret_cast<const char*>(bytes), size);
    std::free(bytes);
    return result;
}

} // namespace touchstone::test
