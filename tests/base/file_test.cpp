#include "touchstone/base/file.h"

#include <fstream>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

namespace touchstone {
namespace {

namespace fs = std::filesystem;

class FileTest : public testing::Test {
  protected:
    void SetUp() override
    {
        char pattern[] = "/tmp/touchstone-file-XXXXXX";
        ASSERT_NE(mkdtemp(pattern), nullptr);
        m_folder = pattern;
    }
    void TearDown() override { fs::remove_all(m_folder); }
    fs::path m_folder;
};

TEST_F(FileTest, ReplacesAsAWholeAndLeavesNothingBeside)
{
    const fs::path path = m_folder / "a.txt";
    ASSERT_TRUE(replaceFile(path, "first"));
    ASSERT_TRUE(replaceFile(path, "second, longer"));
    std::string bytes;
    ASSERT_TRUE(readFile(path, 100, bytes));
    EXPECT_EQ(bytes, "second, longer");
    EXPECT_EQ(std::distance(fs::directory_iterator(m_folder), {}), 1);
}

TEST_F(FileTest, RefusedWritingLeavesNothingBeside)
{
    fs::create_directory(m_folder / "a");
    const auto onFolder = replaceFile(m_folder / "a", "x");
    ASSERT_FALSE(onFolder);
    EXPECT_EQ(onFolder.error().code, ErrorCode::Io);
    EXPECT_EQ(onFolder.error().where, (m_folder / "a").string());
    EXPECT_EQ(replaceFile(m_folder / "none" / "a", "x").error().code, ErrorCode::NotFound);
    EXPECT_EQ(std::distance(fs::directory_iterator(m_folder), {}), 1);
}

TEST_F(FileTest, ReadingNamesWhatIsWrong)
{
    std::string bytes;
    EXPECT_EQ(readFile(m_folder / "none", 10, bytes).error().code, ErrorCode::NotFound);
    EXPECT_EQ(readFile(m_folder, 10, bytes).error().code, ErrorCode::Io);
    std::ofstream(m_folder / "long") << "12345678901";
    EXPECT_EQ(readFile(m_folder / "long", 10, bytes).error().code, ErrorCode::InvalidInput);
    EXPECT_TRUE(readFile(m_folder / "long", 11, bytes));
}

TEST_F(FileTest, APipeDoesNotBlock)
{
    const fs::path pipe = m_folder / "pipe";
    ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
    EXPECT_EQ(openForReading(pipe).error().code, ErrorCode::Io);
}

TEST_F(FileTest, ReadsFromTheMiddleAndPastTheEnd)
{
    std::ofstream(m_folder / "a") << "0123456789";
    const auto file = openForReading(m_folder / "a");
    ASSERT_TRUE(file);
    EXPECT_EQ(file->bytes, 10);
    char part[8];
    EXPECT_EQ(*readAt(*file, 4, part, 3), 3u);
    EXPECT_EQ(std::string(part, 3), "456");
    EXPECT_EQ(*readAt(*file, 8, part, 8), 2u);
    EXPECT_EQ(*readAt(*file, 50, part, 8), 0u);
}

} // namespace
} // namespace touchstone
