// Every input of the corpus, and every one that once broke something, through the fuzz targets: what
// libFuzzer found stays found in builds without it.
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "fuzz/targets.h"

namespace touchstone::fuzz {
namespace {

namespace fs = std::filesystem;

int replay(const fs::path& folder, void (*target)(std::string_view))
{
    int files = 0;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
        SCOPED_TRACE(entry.path().string());
        std::ifstream file(entry.path(), std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
        // A trap ends the program; the name tells which input it was.
        std::fprintf(stderr, "%s\n", entry.path().filename().c_str());
        target(bytes);
        ++files;
    }
    return files;
}

struct Target {
    const char* name;
    void (*run)(std::string_view);
};

class Replay : public testing::TestWithParam<Target> {};

TEST_P(Replay, CorpusAndRegressions)
{
    const fs::path here = fs::path(TOUCHSTONE_SOURCE_DIR) / "tests/fuzz";
    EXPECT_GT(replay(here / "corpus" / GetParam().name, GetParam().run), 0);
    if (const fs::path found = here / "regressions" / GetParam().name; fs::exists(found))
        replay(found, GetParam().run);
}

INSTANTIATE_TEST_SUITE_P(Targets, Replay,
                         testing::Values(Target{"brat", brat}, Target{"coco", coco}, Target{"conll", conll},
                                         Target{"conllu", conllu}, Target{"doccano", doccano},
                                         Target{"geometry", geometry}, Target{"imageHeader", imageHeader},
                                         Target{"labelme", labelme}, Target{"labelstudio", labelstudio},
                                         Target{"prodigy", prodigy}, Target{"project", project},
                                         Target{"spacy", spacy}, Target{"textTable", textTable}, Target{"webannoTsv", webannoTsv}),
                         [](const auto& target) { return std::string(target.param.name); });

} // namespace
} // namespace touchstone::fuzz
