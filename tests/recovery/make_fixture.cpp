// Writes PROJECT and EXPORT for tests/data/projects: run it before the schema changes (docs/CONTRIBUTING.md).
#include <cstdio>

#include "recovery/rich_project.h"
#include "touchstone/base/progress.h"
#include "touchstone/formats/exchange.h"
#include "touchstone/workflow/project.h"

using namespace touchstone;

int main(int argc, char** argv)
{
    if (argc != 3) {
        std::fputs("usage: make-project-fixture PROJECT EXPORT\n", stderr);
        return 2;
    }
    makeRichProject(argv[1]);
    const auto project = Project::open(argv[1], Project::Mode::ReadOnly, "anna");
    SilentProgress progress;
    ExportOptions options;
    options.format = "coco";
    if (!project || !exportFile(**project, argv[2], options, progress)) {
        std::fputs("The fixture could not be made.\n", stderr);
        return 1;
    }
    return 0;
}
