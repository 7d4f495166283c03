#include <cstdio>
#include <cstdlib>
#include <string>

#include <gtest/gtest.h>

#include "assist/pictures.h"
#include "touchstone/assist/grab_cut.h"
#include "touchstone/assist/scissors.h"
#include "touchstone/assist/superpixels.h"

namespace touchstone {
namespace {

bool isNamed(const Error& error, const std::string& what, const std::string& file)
{
    const std::string wanted = "The module for " + what + " is missing. Install Touchstone again. (/nowhere/" + file +
                               ": no such file)";
    std::fprintf(stderr, "%s\n", error.text().c_str());
    return error.code == ErrorCode::Unsupported && error.text() == wanted;
}

/// Modules are looked for once a process, so this runs in a process of its own.
TEST(MissingModules, AreNamedAndTheRestWorks)
{
    testing::FLAGS_gtest_death_test_style = "threadsafe";
    EXPECT_EXIT(
        {
            setenv("TOUCHSTONE_SEGMENT_MODULE", "/nowhere/touchstone-segment.so", 1);
            setenv("TOUCHSTONE_SUPERPIXEL_MODULE", "/nowhere/touchstone-superpixels.so", 1);
            const PixelView view = test::Picture(60, 40, 0x808080).noise(30, 1).view();
            SilentProgress progress;
            const auto cut = grabCut(view, {{5, 5, 40, 30}, {}, 2}, {}, progress);
            const auto scissors = ScissorsMap(view, {5, 5}).build(progress);
            const auto pieces = Superpixels::make(view, {0, 0, 60, 40}, {}, progress);
            const bool named = !cut && !scissors && !pieces &&
                               isNamed(cut.error(), "scissors and GrabCut", "touchstone-segment.so") &&
                               isNamed(scissors.error(), "scissors and GrabCut", "touchstone-segment.so") &&
                               isNamed(pieces.error(), "superpixels", "touchstone-superpixels.so");
            std::exit(named ? 7 : 8);
        },
        testing::ExitedWithCode(7), "");
}

} // namespace
} // namespace touchstone
