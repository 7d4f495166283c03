#include <cmath>

#include <gtest/gtest.h>

#include "assist/pictures.h"
#include "support/temp_folder.h"
#include "touchstone/assist/external_tool.h"

namespace touchstone {
namespace {

using test::Picture;

/// The program of docs/examples/external_tool, asked about a picture with two discs.
class ExternalExample : public testing::Test {
  protected:
    ExternalExample() : m_picture(200, 150, 0x406040)
    {
        m_picture.ellipse({70, 75}, 35, 35, 0xC03020).ellipse({150, 75}, 25, 25, 0x3050C0).noise(6, 1);
        EXPECT_TRUE(writeImage(m_folder / "discs.png", m_picture.image()));
        m_request = {m_folder / "discs.png", 200, 150, {}, Rect{25, 30, 90, 90}};
    }
    Result<std::vector<ExternalShape>> ask()
    {
        SilentProgress progress;
        return m_tool.ask(m_request, progress);
    }

    TempFolder m_folder;
    Picture m_picture;
    ExternalTool m_tool{{std::string(TOUCHSTONE_BIN_DIR) + "/grab_cut_tool"}};
    ExternalRequest m_request;
};

TEST_F(ExternalExample, CutsOutWhatTheBoxHolds)
{
    const auto answer = ask();
    ASSERT_TRUE(answer) << answer.error().text();
    ASSERT_EQ(answer->size(), 1U);
    const Mask& mask = std::get<Mask>(answer->front().geometry);
    EXPECT_GT(test::iouOf(mask, test::ellipseMask(200, 150, {70, 75}, 35, 35)), 0.95);
}

TEST_F(ExternalExample, TakesClicks)
{
    m_request.box.reset();
    m_request.clicks = {{{150.5, 75.5}, true}, {{70, 75}, false}, {{110, 20}, false}};
    const auto answer = ask();
    ASSERT_TRUE(answer) << answer.error().text();
    ASSERT_EQ(answer->size(), 1U);
    const Mask& mask = std::get<Mask>(answer->front().geometry);
    EXPECT_GT(test::iouOf(mask, test::ellipseMask(200, 150, {150, 75}, 25, 25)), 0.9);
}

TEST_F(ExternalExample, SaysWhatItCannotDo)
{
    const ExternalRequest good = m_request;
    m_request.image = m_folder / "missing.png";
    auto answer = ask();
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().message, "The program failed: the image cannot be read");
    m_request = good;
    m_request.width = 201;
    answer = ask();
    ASSERT_FALSE(answer);
    EXPECT_NE(answer.error().message.find("another size"), std::string::npos);
    m_request = good;
    EXPECT_TRUE(ask());
}

} // namespace
} // namespace touchstone
