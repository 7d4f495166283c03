#include "touchstone/base/sha256.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <unistd.h>

#include "touchstone/base/progress.h"

namespace touchstone {
namespace {

/// Vectors of FIPS 180-4, published by NIST.
TEST(Sha256, GivesTheKnownDigests)
{
    EXPECT_EQ(toHex(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(toHex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(toHex(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
              "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    EXPECT_EQ(toHex(sha256(std::string(1000000, 'a'))),
              "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, PiecesGiveTheSameAndFinishStartsAnew)
{
    Sha256Hasher hasher;
    hasher.add("a");
    hasher.add("");
    hasher.add("bc");
    EXPECT_EQ(hasher.finish(), sha256("abc"));
    EXPECT_EQ(hasher.finish(), sha256(""));
    Sha256Hasher moved = std::move(hasher);
    moved.add("abc");
    EXPECT_EQ(moved.finish(), sha256("abc"));
}

TEST(Sha256, HexGoesThereAndBack)
{
    const Sha256 hash = sha256("abc");
    EXPECT_EQ(sha256FromHex(toHex(hash)), hash);
    EXPECT_FALSE(sha256FromHex(""));
    EXPECT_FALSE(sha256FromHex(std::string(63, '0')));
    EXPECT_FALSE(sha256FromHex(std::string(63, '0') + "g"));
    EXPECT_FALSE(sha256FromHex(std::string(66, '0')));
}

class Sha256File : public testing::Test {
  protected:
    void SetUp() override
    {
        m_path = std::filesystem::temp_directory_path() /
                 ("touchstone-sha256-" + std::to_string(testing::UnitTest::GetInstance()->random_seed()) +
                  "-" + std::to_string(getpid()));
        std::ofstream(m_path, std::ios::binary) << std::string(3'000'000, 'x');
    }
    void TearDown() override { std::filesystem::remove(m_path); }
    std::filesystem::path m_path;
};

TEST_F(Sha256File, ReadsSlicesLikeTheWhole)
{
    struct Last : SilentProgress {
        void report(double value, std::string_view) override { fraction = value; }
        double fraction = 0;
    } progress;
    const auto hash = sha256OfFile(m_path, progress);
    ASSERT_TRUE(hash);
    EXPECT_EQ(*hash, sha256(std::string(3'000'000, 'x')));
    EXPECT_EQ(progress.fraction, 1.0);
}

TEST_F(Sha256File, SaysWhatFailed)
{
    SilentProgress progress;
    EXPECT_EQ(sha256OfFile(m_path.string() + ".none", progress).error().code, ErrorCode::NotFound);
    const auto folder = sha256OfFile(m_path.parent_path(), progress);
    ASSERT_FALSE(folder);
    EXPECT_EQ(folder.error().code, ErrorCode::Io);
    EXPECT_EQ(folder.error().where, m_path.parent_path().string());
    progress.cancel();
    EXPECT_EQ(sha256OfFile(m_path, progress).error().code, ErrorCode::Cancelled);
}

} // namespace
} // namespace touchstone
