#include <benchmark/benchmark.h>

#include <cstring>

#include <QApplication>

#include "bench/million_project.h"

// The canvas benchmarks need an application; the offscreen platform paints with the same raster engine as a
// window does, without the compositor.
int main(int argc, char** argv)
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    if (argc == 3 && std::strcmp(argv[1], "--measure-opening") == 0)
        return touchstone::measureOpening(argc, argv);
    QApplication application(argc, argv);
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv))
        return 2;
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
    return 0;
}
