#include <chrono>
#include <sys/stat.h>
#include <unistd.h>

#include "media/picture_files.h"

namespace touchstone::test {
namespace {

namespace fs = std::filesystem;

class FindImages : public FolderTest {
  protected:
    void touch(const std::string& path) const
    {
        fs::create_directories((m_folder / path).parent_path());
        write(path, "x");
    }
    std::vector<std::string> found(const fs::path& below = {}) const
    {
        std::vector<std::string> names;
        for (const auto& file : findImages(m_folder / below).files)
            names.push_back(file.string());
        return names;
    }
};

TEST_F(FindImages, InNaturalOrderByExtension)
{
    for (const char* path :
         {"img10.JPG", "img2.png", "notes.txt", "b/1.tiff", "b/0.WebP", "a b/x.gif", "jpg", "a/deep/er/1.bmp",
          ".git/a.png", "a/.thumbnails/b.png", "._img2.png", "c.jpg.part"})
        touch(path);
    EXPECT_EQ(found(), (std::vector<std::string>{"a/deep/er/1.bmp", "a b/x.gif", "b/0.WebP", "b/1.tiff",
                                                 "img2.png", "img10.JPG"}));
    EXPECT_TRUE(findImages(m_folder).problems.empty());
}

TEST_F(FindImages, LoopsEndAndEachFolderComesOnce)
{
    touch("real/a.png");
    touch("elsewhere/deep/b.png");
    fs::create_directory_symlink(m_folder, m_folder / "real/up");
    fs::create_directory_symlink("real", m_folder / "also");
    fs::create_directory_symlink("self", m_folder / "self");
    fs::create_symlink("nowhere.png", m_folder / "broken.png");
    fs::create_symlink("real/a.png", m_folder / "file.png");
    EXPECT_EQ(found(), (std::vector<std::string>{"elsewhere/deep/b.png", "file.png", "real/a.png"}));
    EXPECT_EQ(found("real"), (std::vector<std::string>{"a.png", "up/elsewhere/deep/b.png", "up/file.png"}));
    EXPECT_EQ(found("also"), (std::vector<std::string>{"a.png", "up/elsewhere/deep/b.png", "up/file.png"}));
}

TEST_F(FindImages, AFolderThatIsAPipeOrLinkNamedLikeAPictureIsPassedOver)
{
    touch("folder.png/inside.jpg");
    EXPECT_EQ(found(), (std::vector<std::string>{"folder.png/inside.jpg"}));
}

TEST_F(FindImages, PipesDevicesAndLinksToNothingAreNamed)
{
    touch("a.png");
    ASSERT_EQ(mkfifo((m_folder / "pipe.png").c_str(), 0600), 0);
    fs::create_symlink("nowhere", m_folder / "lost.png");
    fs::create_symlink("ring.png", m_folder / "ring.png");
    fs::create_symlink("/dev/zero", m_folder / "zero.jpg");
    const auto result = findImages(m_folder);
    ASSERT_EQ(result.files.size(), 1u);
    EXPECT_EQ(result.files[0], "a.png");
    std::string said;
    for (const std::string& problem : result.problems)
        said += problem;
    for (const char* name : {"pipe.png", "lost.png", "ring.png", "zero.jpg"})
        EXPECT_NE(said.find(name), std::string::npos) << name << " in " << said;
}

TEST_F(FindImages, UnreadableFoldersAreNamed)
{
    const auto missing = findImages(m_folder / "none");
    EXPECT_TRUE(missing.files.empty());
    ASSERT_EQ(missing.problems.size(), 1u);
    EXPECT_NE(missing.problems[0].find((m_folder / "none").string()), std::string::npos);

    touch("closed/a.png");
    touch("open/b.png");
    fs::permissions(m_folder / "closed", fs::perms::none);
    if (access((m_folder / "closed").c_str(), R_OK) == 0)
        GTEST_SKIP() << "this user may read everything";
    const auto result = findImages(m_folder);
    fs::permissions(m_folder / "closed", fs::perms::owner_all);
    EXPECT_EQ(result.files.size(), 1u);
    ASSERT_EQ(result.problems.size(), 1u);
    EXPECT_NE(result.problems[0].find("closed"), std::string::npos);
}

TEST_F(FindImages, AHundredThousandFilesInSeconds)
{
    for (int folder = 0; folder < 100; ++folder) {
        const fs::path place = m_folder / ("set" + std::to_string(folder));
        fs::create_directory(place);
        touch("set" + std::to_string(folder) + "/0.jpg");
        for (int i = 1; i < 1000; ++i)
            fs::create_hard_link(place / "0.jpg", place / (std::to_string(i) + ".jpg"));
    }
    const auto start = std::chrono::steady_clock::now();
    const auto result = findImages(m_folder);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    ASSERT_EQ(result.files.size(), 100000u);
    EXPECT_EQ(result.files.front(), "set0/0.jpg");
    EXPECT_EQ(result.files.back(), "set99/999.jpg");
    RecordProperty("milliseconds", static_cast<int>(seconds.count() * 1000));
    EXPECT_LT(seconds.count(), 10);
}

TEST(ImageExtension, IsKnownInAnyCase)
{
    for (const char* name : {"a.jpg", "a.JPEG", "x/y.PnG", "a.b.tif", "a.pnm", "a.webp"})
        EXPECT_TRUE(hasImageExtension(name)) << name;
    for (const char* name : {"jpg", "a.txt", "a.jpg.txt", "a", "", "a.svg"})
        EXPECT_FALSE(hasImageExtension(name)) << name;
}

} // namespace
} // namespace touchstone::test
