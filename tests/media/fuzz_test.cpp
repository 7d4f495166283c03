#include <random>

#include "media/picture_bytes.h"
#include "media/picture_files.h"

namespace touchstone::test {
namespace {

/// Damages whole pictures at random. Nothing may crash or hang, and a result must keep its promises.
class Fuzz : public FolderTest {
  protected:
    std::string mutated(std::string bytes)
    {
        const std::size_t changes = 1 + m_random() % 8;
        for (std::size_t i = 0; i < changes && !bytes.empty(); ++i) {
            // Headers are where lengths and offsets stand.
            const std::size_t reach =
                m_random() % 2 == 0 ? std::min<std::size_t>(bytes.size(), 64) : bytes.size();
            const std::size_t at = m_random() % reach;
            switch (m_random() % 5) {
            case 0:
                bytes[at] = static_cast<char>(m_random());
                break;
            case 1:
                bytes[at] = static_cast<char>(bytes[at] ^ 1 << m_random() % 8);
                break;
            case 2:
                bytes[at] = m_random() % 2 == 0 ? '\xff' : '\0';
                break;
            case 3:
                bytes.erase(at, m_random() % 9);
                break;
            default:
                bytes.insert(at, m_random() % 9, static_cast<char>(m_random()));
            }
        }
        if (m_random() % 6 == 0)
            bytes.resize(m_random() % (bytes.size() + 1));
        return bytes;
    }
    void attack(const std::vector<std::string>& seeds, int rounds)
    {
        int decoded = 0, refused = 0;
        for (int i = 0; i < rounds; ++i) {
            const auto path = write("fuzz", mutated(seeds[static_cast<std::size_t>(i) % seeds.size()]));
            const auto header = readImageHeader(path);
            if (header && header->width * header->height > 4'000'000)
                continue;
            const auto image = decodeImage(path, static_cast<std::int32_t>(m_random() % 3 * 20));
            (image ? decoded : refused)++;
            if (!image) {
                ASSERT_FALSE(image.error().message.empty());
                continue;
            }
            ASSERT_TRUE(header);
            ASSERT_EQ(image->fullWidth, header->width);
            ASSERT_EQ(image->fullHeight, header->height);
            ASSERT_GT(image->width, 0);
            ASSERT_EQ(image->pixels->size(),
                      static_cast<std::size_t>(image->width) * static_cast<std::size_t>(image->height) * 4);
        }
        EXPECT_GT(decoded, 0);
        EXPECT_GT(refused, rounds / 10);
    }
    std::mt19937 m_random{20};
};

TEST_F(Fuzz, Jpeg)
{
    ASSERT_TRUE(writeImage(m_folder / "a.jpg", waves(64, 48)));
    const std::string jpeg = bytesOf(m_folder / "a.jpg");
    attack({jpeg, withExif(jpeg, 6, false), jpegOfKind(JpegKind::Progressive, waves(64, 48)),
            jpegOfKind(JpegKind::Cmyk, waves(64, 48)), jpegOfKind(JpegKind::Grey, waves(64, 48))},
           4000);
}

TEST_F(Fuzz, Gif)
{
    std::vector<std::uint8_t> indexes;
    for (int i = 0; i < 900; ++i)
        indexes.push_back(static_cast<std::uint8_t>(m_random() % 16));
    attack({gifBytes(30, 30, {1, 2, 3}, indexes, false, 1), gifBytes(30, 30, {1, 2, 3}, indexes, true, -1)},
           4000);
}

TEST_F(Fuzz, OpenCvKinds)
{
    ASSERT_TRUE(writeImage(m_folder / "a.png", waves(20, 15)));
    attack({bytesOf(m_folder / "a.png"), alphaPng, bmpBytes(9, 7, 0x123456), losslessWebp, lossyWebp,
            alphaWebp, tiffBytes(6, 4, 6, 3, 8, std::string(72, 'x')), "P6 4 2 255\n" + std::string(24, 'q'),
            "P2 2 2 255\n1 2\n3 4\n"},
           4000);
}

TEST_F(Fuzz, PureNoise)
{
    for (int i = 0; i < 2000; ++i) {
        std::string bytes(m_random() % 300, '\0');
        for (char& c : bytes)
            c = static_cast<char>(m_random());
        const char* starts[] = {"\xff\xd8\xff", "\x89PNG\r\n\x1a\n", "BM", "II*", "GIF89a", "P6 ", "RIFF"};
        EXPECT_FALSE(decodeImage(write("noise", starts[i % 7] + bytes), 0) && i % 7 == 1);
    }
}

} // namespace
} // namespace touchstone::test
